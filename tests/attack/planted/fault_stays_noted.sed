# kernel/syscall.c: a fault for which there was no time left is told instead of the next message
# seen by kernel/fault_without_time
/^static seldom struct tcb \*raise_fault/,/^}/s/c->current->fault.type = FAULT_NONE;/(void)c;/
