# kernel/sched_context.c: a context remembers who has stopped waiting for it
# seen by attack/short
/t->yield_to->yield_from = NULL;/d
