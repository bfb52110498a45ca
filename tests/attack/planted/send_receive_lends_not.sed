# kernel/object/endpoint.c: a send that is followed by a receive lends no time
# seen by kernel/reply_nb_send
/^void endpoint_send/,/^}/s/else if (may_donate .*)/else if (false)/
