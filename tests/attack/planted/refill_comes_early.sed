# kernel/core/refill.c: what was used comes back before its period is over
# seen by attack/short
s/{head->time + period, usage}/{head->time + period - usage, usage}/
