# kernel/derive.c: who follows the first of a badge does not become the first
# seen by unit/derive
/next->next |= slot->next & MDB_FIRST_BADGED;/d
