/*
 * The cases of cases.def: objects in the states that they need, each a function that makes a fresh
 * one; and two tests of every invocation that follow from its line: too short, and at objects of
 * all other types.
 */
#include "harness.h"

#define RW (RIGHT_READ | RIGHT_WRITE)
#define A (WINDOW + 0x4000)
#define LARGE (WINDOW + (4ul << 20))
#define PSCI_VERSION 0x84000000

/* ---- short names for the table ---- */

#define ROOT ROOT_SLOT_CNODE
#define ENDPOINT KDL_OBJECT_ENDPOINT
#define EP make(KDL_OBJECT_ENDPOINT)
#define NTFN make(KDL_OBJECT_NOTIFICATION)
#define TCB make(KDL_OBJECT_TCB)
#define SC new_context(1000, 1000)
#define FRAME make(KDL_OBJECT_FRAME_4K)
#define TABLE make(KDL_OBJECT_PAGE_TABLE)
#define VSPACE make(KDL_OBJECT_VSPACE)          /* without an ASID */
#define CNODE_BITS(bits) make_bits(KDL_OBJECT_CNODE, bits)
#define UNTYPED(bits) new_untyped(bits)

#define I(stub, ...) kdl_##stub(ipc(), __VA_ARGS__)
#define COPY(to, to_depth, from, from_depth, root) \
    I(cnode_copy, ROOT, to, to_depth, from, from_depth, RIGHT_ALL, root)
#define MINT(to, to_depth, from, from_depth, data) \
    I(cnode_mint, ROOT, to, to_depth, from, from_depth, RIGHT_ALL, data, ROOT)
#define MOVE(to, to_depth, from, from_depth) \
    I(cnode_move, ROOT, to, to_depth, from, from_depth, ROOT)
#define MUTATE(to, to_depth, from, from_depth, data) \
    I(cnode_mutate, ROOT, to, to_depth, from, from_depth, data, ROOT)
#define ROTATE(to, pivot, from, depth, pivot_data, to_data) \
    I(cnode_rotate, ROOT, to, 64, to_data, pivot, 64, pivot_data, from, depth, ROOT, ROOT)
#define IRQ_GET(irq, to, depth) \
    I(irq_control_get, ROOT_SLOT_IRQ_CONTROL, irq, to, depth, ROOT)
#define IRQ_GET_TRIGGER(irq, trigger, to, depth) \
    I(irq_control_get_trigger, ROOT_SLOT_IRQ_CONTROL, irq, trigger, to, depth, ROOT)
#define IRQ_GET_CORE(irq, trigger, to, depth, core) \
    I(irq_control_get_trigger_core, ROOT_SLOT_IRQ_CONTROL, irq, trigger, to, depth, core, ROOT)
#define ISSUE_SGI(irq, target, to, depth) \
    I(irq_control_issue_sgi, ROOT_SLOT_IRQ_CONTROL, irq, target, to, depth, ROOT)
#define CONFIGURE(budget, period, extra, flags, sc) \
    I(sched_control_configure, ROOT_SLOT_SCHED_CONTROL, budget, period, extra, 0, flags, sc)
#define POOL(to, depth, untyped) \
    I(asid_control_make_pool, ROOT_SLOT_ASID_CONTROL, to, depth, untyped, ROOT)
#define SMC(cap, function) I(smc_call, cap, function, 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL, NULL)

/* ---- untyped memory ---- */

/* into the `node` of 2^bits slots, through a CNode above it */
static uint64_t retype_below(cptr_t node, uint64_t bits, uint64_t offset, uint64_t count)
{
    cptr_t upper = CNODE_BITS(2);
    OK(I(cnode_mint, upper, 1, 2, node, 64, RIGHT_ALL, CNODE_DATA(0, 0), ROOT));
    uint64_t error = I(untyped_retype, arena(), ENDPOINT, 0, 1, 2, offset, count, upper);
    for (uint64_t i = 0; i < 1ul << bits; i++) {
        bool made = error == KDL_ERROR_NONE && i >= offset && i < offset + count;
        uint64_t empty = I(cnode_move, ROOT, new_slot(), 64, i, bits, node);
        CHECK_EQ(empty, made ? KDL_ERROR_NONE : KDL_ERROR_FAILED_LOOKUP);
    }
    return error;
}

/* `count` slots that end directly in front of a slot in use, which was taken before them */
static cptr_t slots_in_front_of(unsigned count, cptr_t used)
{
    cptr_t first = new_slots(count + 1);
    OK(move_slot(used, first + count));
    return first;
}

static uint64_t retype_of_copied_untyped(void)
{
    cptr_t memory = UNTYPED(12);
    copy_of(memory);
    return retype(memory, ENDPOINT, 0, new_slot(), 1);
}

static uint64_t retype_again_after_revoke(void)
{
    cptr_t memory = UNTYPED(12), slot = new_slot();
    for (unsigned i = 0; i < 3; i++) {
        OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, slot, 1));
        CHECK_EQ(retype(memory, ENDPOINT, 0, new_slot(), 1), KDL_ERROR_NOT_ENOUGH_MEMORY);
        OK(revoke_slot(memory));
    }
    return retype(memory, KDL_OBJECT_FRAME_4K, 0, slot, 1);
}

static cptr_t device_untyped(void)
{
    for (uint64_t i = 0; i < boot->untyped_count; i++)
        if (boot->untyped[i].kind == UNTYPED_DEVICE && boot->untyped[i].size_bits >= 21)
            return ROOT_SLOT_UNTYPED + i;
    CHECK(!"there is device memory");
    return 0;
}

static cptr_t of_device(enum kdl_object type)
{
    cptr_t slot = new_slot();
    OK(retype(device_untyped(), type, PAGE_BITS, slot, 1));
    return slot;
}

static cptr_t device_frame(void) { return of_device(KDL_OBJECT_FRAME_4K); }
static cptr_t device_page(void) { return of_device(KDL_OBJECT_UNTYPED); }

static cptr_t used_page(void)
{
    cptr_t memory = UNTYPED(PAGE_BITS);
    OK(retype(memory, ENDPOINT, 0, new_slot(), 1));
    return memory;
}

/* ---- threads ---- */

static cptr_t tcb_with_ceiling(uint64_t mcp)
{
    cptr_t tcb = TCB;
    OK(I(tcb_set_mcpriority, tcb, mcp, ROOT_SLOT_TCB));
    return tcb;
}

static cptr_t tcb_with_context(void)
{
    cptr_t tcb = TCB;
    OK(I(sched_context_bind, SC, tcb));
    return tcb;
}

static cptr_t tcb_with_notification(void)
{
    cptr_t tcb = TCB;
    OK(I(tcb_bind_notification, tcb, NTFN));
    return tcb;
}

static cptr_t bound_notification(void)
{
    cptr_t n = NTFN;
    OK(I(tcb_bind_notification, TCB, n));
    return n;
}

static void wait_for(uint64_t n)
{
    kdl_wait(n);
}

static cptr_t awaited_notification(void)
{
    cptr_t n = NTFN;
    thread_run(wait_for, n, 100);
    settle();
    return n;
}

/* waits for a notification and has no scheduling context */
static cptr_t blocked_passive(void)
{
    struct thread *t = thread_run(wait_for, NTFN, 100);
    settle();
    thread_make_passive(t);
    return t->tcb;
}

/* What there is not is ignored. */
static uint64_t unknown_flags(uint64_t set)
{
    uint64_t flags = ~0ul, error = I(tcb_set_flags, TCB, 0, set | TCB_FLAG_NO_FPU, &flags);
    CHECK_EQ(flags, TCB_FLAG_NO_FPU);
    return error;
}

static cptr_t tcb_with_last_cspace(void)
{
    cptr_t tcb = TCB, cnode = CNODE_BITS(4);
    OK(I(tcb_configure, tcb, 0, 0, 0, cnode, ROOT_SLOT_VSPACE, new_slot()));
    OK(delete_slot(cnode));
    return tcb;
}

/* ---- CNodes ---- */

static uint64_t copy_onto_itself(void)
{
    cptr_t ep = EP;
    return COPY(ep, 64, ep, 64, ROOT);
}

static uint64_t move_used_untyped(void)
{
    cptr_t memory = used_page(), to = new_slot();
    uint64_t error = MOVE(to, 64, memory, 64);
    CHECK_EQ(retype(to, KDL_OBJECT_FRAME_4K, 0, new_slot(), 1), KDL_ERROR_NOT_ENOUGH_MEMORY);
    OK(revoke_slot(to));
    OK(retype(to, KDL_OBJECT_FRAME_4K, 0, new_slot(), 1));
    return error;
}

static uint64_t rotate_on_itself(bool destination)
{
    cptr_t one = EP, two = NTFN;
    return destination ? ROTATE(two, two, one, 64, 0, 0) : ROTATE(new_slot(), one, one, 64, 0, 0);
}

/* ---- interrupts and time ---- */

static cptr_t new_irq(uint64_t irq)
{
    cptr_t slot = new_slot();
    OK(IRQ_GET(irq, slot, 64));
    return slot;
}

static cptr_t notification_with_context(void)
{
    cptr_t n = NTFN;
    OK(I(sched_context_bind, SC, n));
    return n;
}

static uint64_t unbind_object(cptr_t object)
{
    cptr_t sc = SC;
    OK(I(sched_context_bind, sc, object));
    uint64_t error = I(sched_context_unbind_object, sc, object);
    OK(I(sched_context_bind, sc, TCB));
    return error;
}

static uint64_t yield_to_stopped(void)
{
    cptr_t sc = SC;
    uint64_t used = ~0ul;
    OK(I(sched_context_bind, sc, TCB));
    uint64_t error = I(sched_context_yield_to, sc, &used);
    CHECK_EQ(used, 0);
    return error;
}

static uint64_t yield_to_notification(void)
{
    cptr_t sc = SC;
    OK(I(sched_context_bind, sc, NTFN));
    return I(sched_context_yield_to, sc, NULL);
}

static uint64_t answer;

static void yield_to(uint64_t sc)
{
    answer = I(sched_context_yield_to, sc, NULL);
}

/* by a thread whose ceiling is 100, to one of priority 101 */
static uint64_t yield_above_ceiling(void)
{
    cptr_t sc = SC, tcb = TCB;
    OK(I(sched_context_bind, sc, tcb));
    OK(I(tcb_set_priority, tcb, 101, ROOT_SLOT_TCB));
    for (uint64_t ceiling = 101; ceiling >= 100; ceiling--) {
        struct thread *t = thread_new(yield_to, sc, 50);
        OK(I(tcb_set_mcpriority, t->tcb, ceiling, ROOT_SLOT_TCB));
        thread_start(t);
        join(1);
        if (ceiling == 101)
            OK(answer);
    }
    return answer;
}

/* ---- address spaces ---- */

static cptr_t vspace_without_pool(void)
{
    cptr_t pool = new_slot(), vspace = VSPACE;
    OK(POOL(pool, 64, UNTYPED(PAGE_BITS)));
    OK(I(asid_pool_assign, pool, vspace));
    OK(delete_slot(pool));
    return vspace;
}

/* its pool has gone, and another address space has got its identifier from a new one */
static cptr_t vspace_replaced(void)
{
    cptr_t old = vspace_without_pool(), pool = new_slot();
    OK(POOL(pool, 64, UNTYPED(PAGE_BITS)));
    OK(I(asid_pool_assign, pool, VSPACE));
    return old;
}

static cptr_t mapped_table(void)
{
    cptr_t table = TABLE;
    OK(I(page_table_map, table, A, 1, new_vspace()));
    return table;
}

static uint64_t unmap_copied_table(void)
{
    cptr_t table = mapped_table(), copy = copy_of(table);
    uint64_t error = I(page_table_unmap, table);
    OK(delete_slot(copy));
    OK(I(page_table_unmap, table));
    return error;
}

static void mapped_large(void)
{
    OK(map(ROOT_SLOT_VSPACE, make(KDL_OBJECT_FRAME_2M), LARGE, RW, false));
}

static uint64_t table_map_over_large_page(void)
{
    mapped_large();
    return I(page_table_map, TABLE, LARGE, 1, ROOT_SLOT_VSPACE);
}

static cptr_t mapped_frame(void)
{
    cptr_t frame = FRAME;
    map_here(frame, A);
    return frame;
}

static cptr_t mapped_device(void)
{
    cptr_t frame = device_frame();
    map_here(frame, A);
    return frame;
}

static uint64_t map_over_frame(void)
{
    mapped_frame();
    return map(ROOT_SLOT_VSPACE, FRAME, A, RW, false);
}

static cptr_t frame_in_lost_space(void)
{
    cptr_t frame = FRAME, vspace = new_vspace();
    OK(map(vspace, frame, A, RW, false));
    OK(delete_slot(vspace));
    return frame;
}

static uint64_t make_all_pools(void)
{
    for (unsigned made = 0;; made++) {
        uint64_t error = POOL(new_slot(), 64, UNTYPED(PAGE_BITS));
        if (error != KDL_ERROR_NONE) {
            CHECK_EQ(made, 127);                    /* and the root task's */
            return error;
        }
    }
}

static uint64_t assign_more_than_all(void)
{
    cptr_t pool = new_slot(), vspace = 0;
    OK(POOL(pool, 64, UNTYPED(PAGE_BITS)));
    for (unsigned i = 0; i < 1ul << ASID_POOL_BITS; i++)
        OK(I(asid_pool_assign, pool, vspace = VSPACE));
    uint64_t error = I(asid_pool_assign, pool, VSPACE);
    OK(delete_slot(vspace));                        /* its identifier is free again */
    OK(I(asid_pool_assign, pool, VSPACE));
    return error;
}

/* What does not come from the arena does not go with it: device memory, interrupts, authority. */
static void delete_all(cptr_t first)
{
    for (cptr_t end = new_slot(), slot = first; slot < end; slot++)
        OK(delete_slot(slot));
}

#define CASE(name, invocation, error, result)    \
    void test_##name(void)                       \
    {                                            \
        cptr_t first = new_slot();               \
        CHECK_EQ(result, KDL_ERROR_##error);     \
        delete_all(first);                       \
    }
#include "cases.def"
#undef CASE

/* ---- every invocation: too short, and at the wrong object ---- */

enum {
#define CAP(number, id, name, text) TYPE_##id = number,
#include "kernel/abi/objects.def"
#undef CAP
    TYPE_COUNT
};

static const char *const type_names[] = {
#define CAP(number, id, name, text) [number] = #id "_",
#include "kernel/abi/objects.def"
#undef CAP
};

/* The type that an invocation is of: its name begins with the type's. */
static unsigned type_of(const char *invocation)
{
    unsigned best = TYPE_NULL, longest = 0;
    for (unsigned type = 0; type < TYPE_COUNT; type++) {
        unsigned n = 0;
        while (type_names[type][n] && type_names[type][n] == invocation[n])
            n++;
        if (!type_names[type][n] && n > longest) {
            best = type;
            longest = n;
        }
    }
    CHECK(best != TYPE_NULL);
    return best;
}

/* A capability of each type; 0: endpoints and the like take messages, zombies nobody can have. */
static cptr_t cap_of_type(unsigned type)
{
    switch (type) {
    case TYPE_NULL: return new_slot();
    case TYPE_UNTYPED: return UNTYPED(12);
    case TYPE_CNODE: return CNODE_BITS(4);
    case TYPE_TCB: return TCB;
    case TYPE_SCHED_CONTEXT: return SC;
    case TYPE_SCHED_CONTROL: return ROOT_SLOT_SCHED_CONTROL;
    case TYPE_FRAME: return FRAME;
    case TYPE_PAGE_TABLE: return TABLE;
    case TYPE_VSPACE: return VSPACE;
    case TYPE_ASID_CONTROL: return ROOT_SLOT_ASID_CONTROL;
    case TYPE_ASID_POOL: return ROOT_SLOT_ASID_POOL;
    case TYPE_IRQ_CONTROL: return ROOT_SLOT_IRQ_CONTROL;
    case TYPE_IRQ_HANDLER: return clock_irq();
    case TYPE_DOMAIN: return ROOT_SLOT_DOMAIN;
    case TYPE_SMC: return ROOT_SLOT_SMC;
    case TYPE_CONSOLE: return ROOT_SLOT_CONSOLE;
    case TYPE_DEBUG: return ROOT_SLOT_DEBUG;
    default: return 0;
    }
}

static uint64_t invoke(cptr_t cap, uint64_t label, uint64_t extra, uint64_t length)
{
    for (unsigned i = 0; i < MSG_MAX_EXTRA; i++)
        ipc()->caps_or_badges[i] = report_endpoint();
    return kdl_info_label(kdl_call(cap, kdl_info(label, extra, length), NO_WORDS).info);
}

/* One word too few, one capability too few; nothing too few where nothing is needed. */
static void check_short(const char *name, uint64_t label, unsigned words, unsigned caps)
{
    cptr_t cap = cap_of_type(type_of(name));
    CHECK(cap != 0);
    if (words > 0)
        CHECK_EQ(invoke(cap, label, caps, words - 1), KDL_ERROR_TRUNCATED_MESSAGE);
    if (caps > 0)
        CHECK_EQ(invoke(cap, label, caps - 1, MSG_MAX_LENGTH), KDL_ERROR_TRUNCATED_MESSAGE);
    if (words == 0 && caps == 0)
        CHECK(invoke(cap, label, 0, 0) != KDL_ERROR_TRUNCATED_MESSAGE);
}

static void check_misdirected(const char *name, uint64_t label)
{
    for (unsigned type = 0; type < TYPE_COUNT; type++) {
        cptr_t cap = cap_of_type(type);
        if (type == type_of(name) || !cap)
            continue;
        bool has_none = type == TYPE_NULL;
        CHECK_EQ(invoke(cap, label, MSG_MAX_EXTRA, 8),
                 has_none ? KDL_ERROR_INVALID_CAPABILITY : KDL_ERROR_ILLEGAL_OPERATION);
    }
}

#define COUNT(...) (0 __VA_OPT__(KDL_EACH(ONE, (__VA_ARGS__))))
#define ONE(x) +1
#define INVOCATION(number, id, stub, type, words, caps, results, text)                    \
    void test_short_##stub(void) { check_short(#id, number, COUNT words, COUNT caps); }    \
    void test_misdirected_##stub(void) { check_misdirected(#id, number); }
#include "kernel/abi/invocations.def"
#undef INVOCATION
