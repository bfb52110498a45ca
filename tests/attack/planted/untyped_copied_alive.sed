# kernel/derive.c: memory of which there is a copy still gives out objects
# seen by attack/short
/^static void retire_copied_untyped/,/^}/s/parent->cap = cap_with_untyped_mark/(void)cap_with_untyped_mark/
