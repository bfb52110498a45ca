# kernel/sched.c: a thread that waits keeps its old place when its priority changes
# seen by kernel/sched_priority_of_waiting
/^void thread_set_priority/,/^}/s/ wait_move(t, priority);/ (void)wait_move;/
