# kernel/sched_context.c: what was consumed is told again
# seen by kernel/sched_yield_to_spent
/^word_t sc_take_consumed/,/^}/s/ sc->consumed = 0;/ (void)0;/
