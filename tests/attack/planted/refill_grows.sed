# kernel/core/refill.c: what was used stays as well
# seen by attack/short
/head->amount -= usage;/d
