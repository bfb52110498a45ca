# kernel/object/endpoint.c: who calls somebody without a reply object goes on
# seen by kernel/reply_without_object
/^static void expect_reply/,/^}/s/THREAD_INACTIVE/THREAD_RUNNING/
