/*
 * An attacker: system calls at random. Most are invocations whose arguments are of the right kind,
 * because nothing else gets past the first checks; the rest is garbage in every register.
 */
#include "attack.h"

const struct slots groups[GROUP_COUNT] = {
    [GROUP_CNODE] = {4, 3}, [GROUP_VSPACE] = {7, 2}, [GROUP_TCB] = {9, 4},
    [GROUP_SCHED_CONTEXT] = {13, 6}, [GROUP_REPLY] = {19, 3}, [GROUP_ENDPOINT] = {22, 3},
    [GROUP_NOTIFICATION] = {25, 3}, [GROUP_FRAME] = {28, 5}, [GROUP_PAGE_TABLE] = {33, 5},
    [GROUP_UNTYPED] = {38, 5}, [GROUP_ASID_POOL] = {43, 1}, [GROUP_ASID_CONTROL] = {44, 1},
    [GROUP_IRQ_CONTROL] = {45, 1}, [GROUP_IRQ_HANDLER] = {46, 1}, [GROUP_DOMAIN] = {47, 1},
    [GROUP_SCHED_CONTROL] = {48, 1}, [GROUP_SMC] = {49, 1}, [GROUP_CONSOLE] = {50, 1},
    [GROUP_EMPTY] = {51, 13}
};

static uint64_t next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static uint64_t below(uint64_t *seed, uint64_t limit) { return next(seed) % limit; }
static bool one_in(uint64_t *seed, uint64_t n) { return below(seed, n) == 0; }

/* values where mistakes live */
static uint64_t odd_value(uint64_t *seed)
{
    static const uint64_t base[] = {
        0, 1, 2, 3, 7, 8, 12, 31, 63, 64, 65, 120, 128, 255, 256, 4095, 4096, 1ul << 31, 1ul << 32,
        1ul << 47, 1ul << 48, 1ul << 63, ~0ul, 0xffffff8000000000ul, ATTACK_WINDOW, 0x400000
    };
    uint64_t v = base[below(seed, LENGTH(base))];
    return one_in(seed, 3) ? v + below(seed, 3) - 1 : v;
}

static cptr_t slot_in(uint64_t *seed, enum group group)
{
    if (one_in(seed, 12))
        return below(seed, 1ul << PROCESS_CNODE_BITS);
    return groups[group].first + below(seed, groups[group].count);
}

/* ---- arguments by their names in invocations.def ---- */

enum kind {
    KIND_ODD, KIND_SLOT, KIND_EMPTY, KIND_DEPTH, KIND_NODE_DEPTH, KIND_SMALL, KIND_TYPE, KIND_SIZE,
    KIND_PRIORITY, KIND_RIGHTS, KIND_BADGE, KIND_ADDRESS, KIND_TIME, KIND_OFFSET, KIND_IRQ,
    KIND_CORE, KIND_BUFFER, KIND_FUNCTION, KIND_SWITCH
};

static const struct { const char *name; enum kind kind; } words_by_name[] = {
    {"type", KIND_TYPE}, {"size_bits", KIND_SIZE}, {"node_index", KIND_SLOT},
    {"node_depth", KIND_NODE_DEPTH}, {"node_offset", KIND_EMPTY}, {"count", KIND_SMALL},
    {"suspend", KIND_SMALL}, {"resume", KIND_SMALL}, {"flags", KIND_SMALL}, {"buffer", KIND_BUFFER},
    {"cspace_data", KIND_BADGE}, {"vspace_data", KIND_BADGE}, {"priority", KIND_PRIORITY},
    {"mcp", KIND_PRIORITY}, {"clear", KIND_SMALL}, {"set", KIND_SMALL}, {"index", KIND_SLOT},
    {"depth", KIND_DEPTH}, {"dest_index", KIND_EMPTY}, {"dest_depth", KIND_DEPTH},
    {"src_index", KIND_SLOT}, {"src_depth", KIND_DEPTH}, {"pivot_index", KIND_SLOT},
    {"pivot_depth", KIND_DEPTH}, {"rights", KIND_RIGHTS}, {"badge", KIND_BADGE},
    {"dest_badge", KIND_BADGE}, {"pivot_badge", KIND_BADGE}, {"irq", KIND_IRQ},
    {"trigger", KIND_SWITCH}, {"domain", KIND_SMALL}, {"budget", KIND_TIME}, {"period", KIND_TIME},
    {"extra_refills", KIND_SMALL}, {"vaddr", KIND_ADDRESS}, {"attributes", KIND_SMALL},
    {"start", KIND_OFFSET}, {"end", KIND_OFFSET},
    {"number", KIND_SMALL}, {"size", KIND_SMALL}, {"access", KIND_SMALL},
    {"function", KIND_FUNCTION}, {"core", KIND_CORE}, {"target", KIND_SMALL}
};

static const struct { const char *name; enum group group; } caps_by_name[] = {
    {"root", GROUP_CNODE}, {"src_root", GROUP_CNODE}, {"pivot_root", GROUP_CNODE},
    {"cspace", GROUP_CNODE}, {"vspace", GROUP_VSPACE}, {"buffer_frame", GROUP_FRAME},
    {"authority", GROUP_TCB}, {"tcb", GROUP_TCB}, {"source", GROUP_TCB},
    {"sched_context", GROUP_SCHED_CONTEXT}, {"fault_endpoint", GROUP_ENDPOINT},
    {"timeout_endpoint", GROUP_ENDPOINT}, {"notification", GROUP_NOTIFICATION},
    {"untyped", GROUP_UNTYPED}
};

static const struct {
    enum group of;
    const char *words[8], *caps[3];
} invocations[] = {
#define NAME(x) #x,
#define INVOCATION(number, id, stub, type, words, caps, results, text) \
    [number] = {GROUP_##type, {KDL_EACH(NAME, words)}, {KDL_EACH(NAME, caps)}},
#include "kernel/abi/invocations.def"
#undef INVOCATION
};

static bool same(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

/* One of a few values, or any number below 2^bits. */
static uint64_t address(uint64_t *seed)
{
    uint64_t page = ATTACK_WINDOW + (below(seed, 8) << PAGE_BITS);
    return one_in(seed, 4) ? ATTACK_WINDOW + (below(seed, 4) << LARGE_PAGE_BITS) : page;
}

/*
 * A slot to take from. There is one IRQ_CONTROL, and whoever loses it has none from then on, so it
 * is seldom the one.
 */
static uint64_t used_slot(uint64_t *seed)
{
    uint64_t slot = one_in(seed, 8) ? below(seed, 1ul << PROCESS_CNODE_BITS)
                                    : groups[GROUP_CNODE].first +
                                      below(seed, groups[GROUP_EMPTY].first - 4u);
    bool keep = slot == groups[GROUP_IRQ_CONTROL].first && !one_in(seed, 64);
    return keep ? slot + 1 : slot;
}

static uint64_t word_of_kind(uint64_t *seed, enum kind kind)
{
    static const uint64_t times[] = {20, 100, 500, 1000, 1000, 2000, 5000, 10000};
    switch (kind) {
    case KIND_SLOT: return used_slot(seed);
    case KIND_EMPTY: return slot_in(seed, GROUP_EMPTY);
    case KIND_DEPTH: return PROCESS_CNODE_BITS;
    case KIND_NODE_DEPTH: return one_in(seed, 3) ? PROCESS_CNODE_BITS : 0;
    case KIND_SMALL: return below(seed, 5);
    case KIND_TYPE: return below(seed, 13);
    case KIND_SIZE: return 4 + below(seed, 9);
    case KIND_PRIORITY: return 90 + below(seed, 70);
    case KIND_RIGHTS: return below(seed, 16);
    case KIND_BADGE: return !one_in(seed, 4) ? 0 : CNODE_DATA(0, 64 - PROCESS_CNODE_BITS);
    case KIND_ADDRESS: return address(seed);
    case KIND_TIME: return times[below(seed, LENGTH(times))];
    case KIND_OFFSET: return below(seed, 65) * 64;
    case KIND_IRQ: return one_in(seed, 2) ? below(seed, MAX_SGI + 1) : 32 + below(seed, 32);
    case KIND_BUFFER: return one_in(seed, 3) ? 0 : address(seed) + below(seed, 4) * 1024;
    case KIND_CORE: return one_in(seed, 4);
    case KIND_SWITCH: return below(seed, 3);
    case KIND_FUNCTION: return 0x84000000;
    case KIND_ODD: break;
    }
    return odd_value(seed);
}

static uint64_t word_named(uint64_t *seed, const char *name)
{
    if (one_in(seed, 24))
        return odd_value(seed);
    for (unsigned i = 0; i < LENGTH(words_by_name); i++)
        if (same(words_by_name[i].name, name))
            return word_of_kind(seed, words_by_name[i].kind);
    return odd_value(seed);
}

static cptr_t cap_named(uint64_t *seed, const char *name)
{
    if (same(name, "object"))
        return slot_in(seed, one_in(seed, 2) ? GROUP_TCB : GROUP_NOTIFICATION);
    for (unsigned i = 0; i < LENGTH(caps_by_name); i++)
        if (same(caps_by_name[i].name, name))
            return slot_in(seed, caps_by_name[i].group);
    return slot_in(seed, GROUP_EMPTY);
}

/* ---- calls ---- */

/* Half of the breakpoints are as they must be. */
static void aim_breakpoint(uint64_t *seed, uint64_t w[12])
{
    uint64_t number = below(seed, BREAKPOINTS + WATCHPOINTS);
    bool data = number >= BREAKPOINTS;
    if (one_in(seed, 2))
        return;
    w[2] = number;
    w[4] = data ? BREAK_DATA : BREAK_INSTRUCTION;
    w[5] = data ? 1ul << below(seed, 4) : 0;
    w[6] = data ? below(seed, 3) : 0;
}

/* CALL or NB_SEND of a whole invocation; what destroys a lot is rarer. */
static void make_invocation(uint64_t *seed, struct ipc_buffer *ipc, uint64_t w[12])
{
    uint64_t label = 1 + below(seed, LENGTH(invocations) - 1), words = 0, caps = 0;
    bool destroys = label == KDL_INVOCATION_CNODE_DELETE || label == KDL_INVOCATION_CNODE_REVOKE;
    if (is_withheld(label) || (destroys && !one_in(seed, 4)))
        label = KDL_INVOCATION_CNODE_COPY;
    for (; words < 8 && invocations[label].words[words]; words++)
        w[2 + words] = word_named(seed, invocations[label].words[words]);
    for (; caps < 3 && invocations[label].caps[caps]; caps++)
        ipc->caps_or_badges[caps] = cap_named(seed, invocations[label].caps[caps]);
    if (one_in(seed, 40))
        words = below(seed, 128);
    if (one_in(seed, 40))
        caps = below(seed, 4);
    if (label == KDL_INVOCATION_TCB_SET_BREAKPOINT)
        aim_breakpoint(seed, w);
    if (invocations[label].of == GROUP_VSPACE) {
        w[2] += ATTACK_MAPPED + below(seed, 6) * PAGE_SIZE;
        w[3] += w[2] - (one_in(seed, 4) ? 0 : w[2] % PAGE_SIZE);
    }
    if (label == KDL_INVOCATION_CNODE_CANCEL_BADGED_SENDS)
        w[2] = slot_in(seed, GROUP_ENDPOINT);
    w[0] = slot_in(seed, invocations[label].of);
    w[1] = kdl_info(label, caps, words);
}

/* A message or a wait, at objects that other attackers use as well. */
static uint64_t make_message(uint64_t *seed, struct ipc_buffer *ipc, uint64_t w[12])
{
    static const enum group at[] = {
        GROUP_ENDPOINT, GROUP_ENDPOINT, GROUP_NOTIFICATION, GROUP_REPLY
    };
    w[0] = slot_in(seed, at[below(seed, LENGTH(at))]);
    w[1] = kdl_info(below(seed, 4), below(seed, 4), below(seed, 2) ? below(seed, 9)
                                                                   : below(seed, 128));
    w[10] = slot_in(seed, GROUP_REPLY);
    w[11] = slot_in(seed, at[below(seed, LENGTH(at))]);
    for (unsigned i = 0; i < MSG_MAX_EXTRA; i++)
        ipc->caps_or_badges[i] = below(seed, 1ul << PROCESS_CNODE_BITS);
    ipc->receive_root = slot_in(seed, GROUP_CNODE);
    ipc->receive_index = slot_in(seed, GROUP_EMPTY);
    ipc->receive_depth = PROCESS_CNODE_BITS;
    return 1 + below(seed, 11);
}

void attack_main(uint64_t seed, struct ipc_buffer *buffer, struct progress *progress)
{
    uint64_t w[12];
    for (;;) {
        uint64_t kind = below(&seed, 16), number;
        for (unsigned i = 0; i < LENGTH(w); i++)
            w[i] = odd_value(&seed);
        if (kind == 0) {
            number = below(&seed, 16);
        } else if (kind < 4) {
            number = make_message(&seed, buffer, w);
        } else {
            make_invocation(&seed, buffer, w);
            number = kind < 6 ? 4 : 1;              /* NB_SEND or CALL */
        }
        if (one_in(&seed, 16))
            fp_fill(seed);
        progress->calls++;
        system_call(w, number);
    }
}
