# kernel/core/refill.c: what was used comes back before its period is over
# seen by unit/explore_refill
s/{head->time + period, usage}/{head->time + period - usage, usage}/
