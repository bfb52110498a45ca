# kernel/smp.c: cores that do nothing are not told of a panic
# seen by panic/idle
/^void smp_stop_others/,/^}/s/^        arch_core_signal(c);//
