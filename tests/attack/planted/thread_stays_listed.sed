# kernel/object/tcb.c: a deleted thread stays in the list of all
# seen by attack/short
/queue_remove(&kernel.threads, t, LINK_ALL);/d
