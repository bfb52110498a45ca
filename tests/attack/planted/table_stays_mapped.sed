# kernel/object/page_table.c: a page table stays in use when its capability goes
# seen by attack/short
/^static void table_unlink/,/^}/{
/vspace_write/d
}
