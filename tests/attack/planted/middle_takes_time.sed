# kernel/reply.c: who dies in the middle of a chain of calls takes the time along
# seen by kernel/reply_middle
/^void reply_cancel/,/^}/s/context_of(reply)->reply = NULL;/reply_pop(reply, tcb);/
