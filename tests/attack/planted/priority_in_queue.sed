# kernel/sched.c: a thread that waits keeps its old place when its priority changes
# seen by attack/short
/^void thread_set_priority/,/^}/s/bool queued = t->in_ready_queue;/bool queued = false;/
