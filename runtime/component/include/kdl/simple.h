/* What an instance with the attribute `simple` has of itself; generated, see simple/simple.h. */
#pragma once
#include <simple/simple.h>

struct kdl_untyped { seL4_CPtr slot; size_t bits; uintptr_t paddr; };

struct kdl_simple {
    seL4_CPtr cnode, vspace, tcb, time, time_control;   /* time_control 0: none */
    unsigned cnode_bits;
    seL4_CPtr last_slot;                                /* behind it all slots are empty */
    struct kdl_untyped *untyped;                        /* paddr: once it has been asked for */
    size_t untyped_count;
};

void kdl_make_simple(simple_t *simple, const struct kdl_simple *own);
/* generated; only where the instance has `simple` */
void camkes_make_simple(simple_t *simple);
