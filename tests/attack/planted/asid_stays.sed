# kernel/object/vspace.c: a deleted address space keeps its identifier
# seen by attack/short
/^seldom void vspace_forget/,/^}/{
/= NULL;/d
}
