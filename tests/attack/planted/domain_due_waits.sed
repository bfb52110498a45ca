# kernel/sched_domains.c: who is due when its domain changes does not run before others
# seen by unit/explore_sched
/^    if (ready || waits) {/,/^    }/s/^        sched_choose_on(c);/        if (ready) sched_choose_on(c);/
