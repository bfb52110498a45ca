# kernel/core/refill.c: what was used stays as well
# seen by unit/explore_refill
/head->amount -= usage;/d
