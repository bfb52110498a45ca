/* Where a capability is: `capPtr` of `capDepth` bits from `root`; or slots from `offset` on. */
#pragma once
#include <sel4/sel4.h>

typedef struct _cspacepath_t {
    seL4_CPtr capPtr;
    seL4_Word capDepth;
    seL4_CNode root;
    seL4_Word dest, destDepth;          /* the CNode that holds the slot, from root */
    seL4_Word offset, window;           /* of the slot in that CNode; how many slots are meant */
} cspacepath_t;
