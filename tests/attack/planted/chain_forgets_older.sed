# kernel/reply.c: the context of a call through two servers does not come back to the first caller
# seen by unit/explore_sched
/^        before->next = reply->next;/s/reply->next/0/
