# kernel/reply.c: with a reply object goes the way back of the time, not the time
# seen by kernel/reply_deleted_in
/^void reply_remove/,/^}/s/reply_pop(reply, tcb);/context_of(reply)->reply = NULL, reply->prev = reply->next = 0;/
