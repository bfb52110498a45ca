# kernel/derive.c: who follows the first of a badge does not become the first
# seen by unit/derive
s/next->next |= first_badged;/(void)first_badged;/
