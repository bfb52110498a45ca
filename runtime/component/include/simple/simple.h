/*
 * What a program has of itself and may make objects of, as libsel4simple tells it. A component with
 * `attribute int simple = true` declares `void camkes_make_simple(simple_t *)`, which fills this.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sel4/sel4.h>
#include <vka/cspacepath_t.h>

/* data is passed back to each function */
typedef struct simple_t {
    void *data;
    seL4_Error (*frame_cap)(void *data, void *paddr, int size_bits, cspacepath_t *path);
    seL4_Error (*ASID_assign)(void *data, seL4_CPtr vspace);
    int (*cap_count)(void *data);
    seL4_CPtr (*nth_cap)(void *data, int n);
    seL4_CPtr (*init_cap)(void *data, seL4_CPtr cap);
    uint8_t (*cnode_size)(void *data);
    int (*untyped_count)(void *data);
    seL4_CPtr (*nth_untyped)(void *data, int n, size_t *size_bits, uintptr_t *paddr, bool *device);
    void (*print)(void *data);
    seL4_CPtr (*sched_ctrl)(void *data, int core);
} simple_t;

static inline seL4_Error simple_get_frame_cap(simple_t *simple, void *paddr, int size_bits,
                                              cspacepath_t *path)
{
    return simple->frame_cap(simple->data, paddr, size_bits, path);
}

static inline seL4_Error simple_ASIDPool_assign(simple_t *simple, seL4_CPtr vspace)
{
    return simple->ASID_assign(simple->data, vspace);
}

/* all that it tells of: n from 0 on; the last one is the highest slot in use */
static inline int simple_get_cap_count(simple_t *simple)
{
    return simple->cap_count(simple->data);
}

static inline seL4_CPtr simple_get_nth_cap(simple_t *simple, int n)
{
    return simple->nth_cap(simple->data, n);
}

/* cap: seL4_CapInitThread... */
static inline seL4_CPtr simple_get_init_cap(simple_t *simple, seL4_CPtr cap)
{
    return simple->init_cap(simple->data, cap);
}

static inline seL4_CPtr simple_get_cnode(simple_t *simple)
{
    return simple_get_init_cap(simple, seL4_CapInitThreadCNode);
}

static inline seL4_CPtr simple_get_tcb(simple_t *simple)
{
    return simple_get_init_cap(simple, seL4_CapInitThreadTCB);
}

static inline seL4_CPtr simple_get_pd(simple_t *simple)
{
    return simple_get_init_cap(simple, seL4_CapInitThreadVSpace);
}

static inline seL4_CPtr simple_get_sc(simple_t *simple)
{
    return simple_get_init_cap(simple, seL4_CapInitThreadSC);
}

static inline uint8_t simple_get_cnode_size_bits(simple_t *simple)
{
    return simple->cnode_size(simple->data);
}

static inline int simple_get_untyped_count(simple_t *simple)
{
    return simple->untyped_count(simple->data);
}

/* what is not asked for is NULL; paddr: where it is, if the kernel says */
static inline seL4_CPtr simple_get_nth_untyped(simple_t *simple, int n, size_t *size_bits,
                                               uintptr_t *paddr, bool *device)
{
    return simple->nth_untyped(simple->data, n, size_bits, paddr, device);
}

static inline void simple_print(simple_t *simple)
{
    simple->print(simple->data);
}

static inline seL4_CPtr simple_get_sched_ctrl(simple_t *simple, int core)
{
    return simple->sched_ctrl(simple->data, core);
}

static inline seL4_CPtr simple_last_valid_cap(simple_t *simple)
{
    seL4_CPtr largest = 0;

    for (int i = 0; i < simple_get_cap_count(simple); i++)
        if (simple_get_nth_cap(simple, i) > largest)
            largest = simple_get_nth_cap(simple, i);
    return largest;
}

static inline bool simple_is_untyped_cap(simple_t *simple, seL4_CPtr cap)
{
    for (int i = 0; i < simple_get_untyped_count(simple); i++)
        if (simple_get_nth_untyped(simple, i, NULL, NULL, NULL) == cap)
            return true;
    return false;
}
