# kernel/object/cnode.c: cancelling the sends of no badge cancels those without one
# seen by kernel/cnode_cancel_unbadged
/^seldom enum err invoke_cnode_cancel/,/^}/s/if (cap_badge(cap) == 0)/if (false)/
