/* What an instance has of itself, as libsel4simple tells it; see kdl/simple.h. */
#include "kdl/simple.h"

#include <assert.h>
#include <stdio.h>

#define WORD 64                         /* bits of a slot's address */

static const struct kdl_simple *own_of(void *data)
{
    return data;
}

static int untyped_count(void *data)
{
    return (int)own_of(data)->untyped_count;
}

/*
 * Only a page tells where it is: one is made of the memory, at its beginning, before anything else
 * is. 0: it is smaller than a page.
 */
static uintptr_t place_of(const struct kdl_simple *own, const struct kdl_untyped *untyped)
{
    seL4_CPtr page = own->last_slot + 1;
    seL4_ARM_Page_GetAddress_t answer;

    if (untyped->bits < seL4_PageBits
        || seL4_Untyped_Retype(untyped->slot, seL4_ARM_SmallPageObject, seL4_PageBits, own->cnode,
                               0, 0, page, 1) != seL4_NoError)
        return 0;
    answer = seL4_ARM_Page_GetAddress(page);
    (void)seL4_CNode_Delete(own->cnode, page, WORD);
    return answer.error == seL4_NoError ? answer.paddr : 0;
}

static seL4_CPtr nth_untyped(void *data, int n, size_t *size_bits, uintptr_t *paddr, bool *device)
{
    const struct kdl_simple *own = own_of(data);

    if (n < 0 || (size_t)n >= own->untyped_count)
        return 0;
    if (size_bits)
        *size_bits = own->untyped[n].bits;
    if (paddr)
        *paddr = own->untyped[n].paddr;
    if (device)
        *device = false;
    return own->untyped[n].slot;
}

static int cap_count(void *data)
{
    return untyped_count(data) + 3;
}

static seL4_CPtr nth_cap(void *data, int n)
{
    const struct kdl_simple *own = own_of(data);

    if (n < 2)
        return n == 0 ? own->cnode : own->vspace;
    return (size_t)n - 2 < own->untyped_count ? own->untyped[n - 2].slot : own->last_slot;
}

static seL4_CPtr init_cap(void *data, seL4_CPtr cap)
{
    const struct kdl_simple *own = own_of(data);

    switch (cap) {
    case seL4_CapInitThreadCNode:
        return own->cnode;
    case seL4_CapInitThreadVSpace:
        return own->vspace;
    case seL4_CapInitThreadTCB:
        return own->tcb;
    case seL4_CapInitThreadSC:
        return own->time;
    default:
        return 0;
    }
}

static uint8_t cnode_size(void *data)
{
    return (uint8_t)own_of(data)->cnode_bits;
}

static seL4_CPtr sched_ctrl(void *data, int core)
{
    return core == 0 ? own_of(data)->time_control : 0;
}

/* pages of devices are given by connections, and there is no pool of identifiers */
static seL4_Error frame_cap(void *data, void *paddr, int size_bits, cspacepath_t *path)
{
    (void)data, (void)paddr, (void)size_bits, (void)path;
    return seL4_FailedLookup;
}

static seL4_Error asid_assign(void *data, seL4_CPtr vspace)
{
    (void)data, (void)vspace;
    return seL4_FailedLookup;
}

static void print(void *data)
{
    const struct kdl_simple *own = own_of(data);

    printf("simple: %u slots, of which %lu are taken\n", 1u << own->cnode_bits,
           (unsigned long)own->last_slot + 1);
    for (size_t i = 0; i < own->untyped_count; i++)
        printf("simple: untyped memory of 2^%zu bytes in slot %lu\n", own->untyped[i].bits,
               (unsigned long)own->untyped[i].slot);
}

void kdl_make_simple(simple_t *simple, const struct kdl_simple *own)
{
    for (size_t i = 0; i < own->untyped_count; i++)
        if (own->untyped[i].paddr == 0)
            own->untyped[i].paddr = place_of(own, &own->untyped[i]);
    *simple = (simple_t){
        .data = (void *)own, .frame_cap = frame_cap, .ASID_assign = asid_assign,
        .cap_count = cap_count, .nth_cap = nth_cap, .init_cap = init_cap,
        .cnode_size = cnode_size, .untyped_count = untyped_count, .nth_untyped = nth_untyped,
        .print = print, .sched_ctrl = sched_ctrl,
    };
}
