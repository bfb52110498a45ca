# kernel/sched.c: a system error is forgotten when another core takes the thread away
# seen by panic/serror-taken
/^static .* reschedule/,/^}/s/CONFIG_CORES > 1 && to->untold.number/false/
