# kernel/object/vspace.c: a thread goes on in an address space that was deleted
# seen by kernel/vspace_deleted
/arch_spaces_changed/d
