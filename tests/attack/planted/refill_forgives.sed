# kernel/core/refill.c: what was used beyond the budget is not owed
# seen by unit/explore_refill
s/usage -= refill_at(q, 0)->amount;/usage = 0;/
