/* Measurements of invocations: capabilities, memory, mappings, threads. */
#include "bench.h"

#define SPARE 32u                       /* children of one revocation */

static struct call on_cnode(uint64_t label, cptr_t to, cptr_t from, unsigned length)
{
    return invocation(ROOT_SLOT_CNODE, label, length > 2, length,
                      WORDS(to, 64, from, 64, RIGHT_ALL, 5));
}

/* Two operations in turn, the second undoing the first. ROWS: not to be printed. */
static void in_turn(enum row first, struct call there, cptr_t cap, enum row second,
                    struct call back)
{
    series_begin(&series, first, 1);
    series_begin(&series2, second, 1);
    for (uint64_t i = 0; i < iterations(first != ROWS ? first : second); i++) {
        ipc()->caps_or_badges[0] = cap;
        series_add(&series, sample_call(&there, NOPS(i)));
        CHECK_EQ(kdl_info_label(there.info), KDL_ERROR_NONE);
        series_add(&series2, sample_call(&back, NOPS(i)));
        CHECK_EQ(kdl_info_label(back.info), KDL_ERROR_NONE);
    }
    if (first != ROWS)
        series_end(&series);
    if (second != ROWS)
        series_end(&series2);
}

static void measure_capabilities(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), a = new_slot(), b = new_slot();
    struct call remove = on_cnode(KDL_INVOCATION_CNODE_DELETE, a, 0, 2);

    in_turn(ROW_copy, on_cnode(KDL_INVOCATION_CNODE_COPY, a, ep, 5), ROOT_SLOT_CNODE, ROWS,
            remove);
    in_turn(ROW_mint, on_cnode(KDL_INVOCATION_CNODE_MINT, a, ep, 6), ROOT_SLOT_CNODE, ROWS,
            remove);
    OK(copy_slot(ep, a, RIGHT_ALL));
    in_turn(ROW_move, on_cnode(KDL_INVOCATION_CNODE_MOVE, b, a, 4), ROOT_SLOT_CNODE, ROWS,
            on_cnode(KDL_INVOCATION_CNODE_MOVE, a, b, 4));
    OK(delete_slot(a));
    in_turn(ROWS, on_cnode(KDL_INVOCATION_CNODE_COPY, a, ep, 5), ROOT_SLOT_CNODE, ROW_delete,
            remove);
}

/* with SPARE children, less the same without any */
static void measure_revoke(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), first = new_slots(SPARE);
    struct call call = on_cnode(KDL_INVOCATION_CNODE_REVOKE, ep, 0, 2);
    uint64_t none = 0;

    series_begin(&series, ROW_revoke, 1);
    series.parts = SPARE;
    for (uint64_t i = 0; i < iterations(ROW_revoke); i++) {
        for (unsigned n = 0; n < SPARE; n++)
            OK(mint_slot(ep, first + n, RIGHT_ALL, n + 1));
        series_add(&series, sample_call(&call, NOPS(i)));
        CHECK_EQ(kdl_info_label(call.info), KDL_ERROR_NONE);
        none += sample_call(&call, NOPS(i));
    }
    uint64_t all = (series.ticks - none) * TICK_INSTRUCTIONS * 100 / series.samples / SPARE;
    print_row(ROW_revoke, all, all / 100, 0);
}

static void retype_row(enum row row, cptr_t from, uint64_t type)
{
    cptr_t slot = new_slot();
    struct call call = invocation(from, KDL_INVOCATION_UNTYPED_RETYPE, 1, 6,
                                  WORDS(type, 0, 0, 0, slot, 1));
    in_turn(row, call, ROOT_SLOT_CNODE, ROWS,
            on_cnode(KDL_INVOCATION_CNODE_DELETE, slot, 0, 2));
}

/* an untyped of device memory of at least a page */
static cptr_t device_untyped(void)
{
    for (uint64_t i = 0; i < boot->untyped_count; i++)
        if (boot->untyped[i].kind == UNTYPED_DEVICE && boot->untyped[i].size_bits >= PAGE_BITS)
            return ROOT_SLOT_UNTYPED + i;
    return 0;
}

static void measure_mapping(void)
{
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    struct call map_call = invocation(frame, KDL_INVOCATION_FRAME_MAP, 1, 3,
        WORDS(SHARED, RIGHT_READ | RIGHT_WRITE, ATTR_CACHEABLE | ATTR_EXECUTE_NEVER));
    struct call unmap = invocation(frame, KDL_INVOCATION_FRAME_UNMAP, 0, 0, NO_WORDS);

    map_here(make(KDL_OBJECT_FRAME_4K), SHARED + PAGE_SIZE);    /* makes the tables */
    in_turn(ROW_map, map_call, ROOT_SLOT_VSPACE, ROW_unmap, unmap);
}

static void spin(uint64_t unused)
{
    (void)unused;
    spin_forever();
}

static void measure_threads(void)
{
    struct thread *t = thread_run(spin, 0, 100);
    struct call stop = invocation(t->tcb, KDL_INVOCATION_TCB_SUSPEND, 0, 0, NO_WORDS);
    struct call go = invocation(t->tcb, KDL_INVOCATION_TCB_RESUME, 0, 0, NO_WORDS);
    struct call priority = invocation(t->tcb, KDL_INVOCATION_TCB_SET_PRIORITY, 1, 1, WORDS(100));

    ipc()->caps_or_badges[0] = ROOT_SLOT_TCB;
    repeat(ROW_set_priority, sample_call, priority, 0);
    series_begin(&series, ROW_suspend_resume, 2);
    for (uint64_t i = 0; i < iterations(ROW_suspend_resume); i++) {
        uint64_t first = sample_call(&stop, NOPS(i));
        series_add(&series, first + sample_call(&go, NOPS(i)));
    }
    series_end(&series);
}

void measure_retype(void)
{
    retype_row(ROW_retype_endpoint, new_untyped(13), KDL_OBJECT_ENDPOINT);
    retype_row(ROW_retype_tcb, new_untyped(13), KDL_OBJECT_TCB);
    retype_row(ROW_retype_frame, new_untyped(13), KDL_OBJECT_FRAME_4K);
    retype_row(ROW_retype_device, device_untyped(), KDL_OBJECT_FRAME_4K);
}

void measure_objects(void)
{
    measure_capabilities();
    measure_revoke();
    measure_mapping();
    measure_threads();
}
