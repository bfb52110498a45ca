# kernel/object/endpoint.c: a receiver keeps its reply object
# seen by attack/short
/reply_unlink(reply, receiver);/s/.*/        (void)0;/
