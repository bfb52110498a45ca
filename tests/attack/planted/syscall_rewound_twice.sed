# kernel/smp.c: who is stalled while it waits for the lock makes its system call twice
# seen by unit/smp
s/obey(c, in_syscall \&\& !stalled)/obey(c, in_syscall)/
