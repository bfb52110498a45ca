# kernel/object/cnode.c: a thread goes on with the CNode that was deleted
# seen by attack/short
/^static .*finalised cnode_finalise/,/^}/{
/arch_spaces_changed/d
}
