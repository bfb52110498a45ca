# kernel/sched_domains.c: a schedule goes on with the entry 0 behind its end, wherever it began
# seen by kernel/domain_second
s/turn = kernel.schedule_start;/turn = 0;/
