# kernel/sched_domains.c: a thread that waits stays in the queue of its old domain
# seen by attack/short
/^void thread_set_domain/,/^}/s/sched_remove(t);/(void)0;/
