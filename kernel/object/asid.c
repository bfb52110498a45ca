/*
 * Address space identifiers: pools of 512 made from untyped memory, and giving them out.
 */
#include "core/asid.h"
#include "arch.h"
#include "core/untyped.h"
#include "derive.h"
#include "kernel.h"
#include "print.h"
#include "vspace.h"

_Static_assert(ASID_PER_POOL == 1u << ASID_POOL_BITS, "ABI");
_Static_assert(ASID_PER_POOL * sizeof(void *) == PAGE_SIZE, "a pool is one page");
_Static_assert(sizeof(kernel.asid_pool) == ASID_POOLS * sizeof(void **), "one entry a pool");

struct make_pool {
    struct slot *untyped, *dest;
    word_t index;
};

static word_t free_pool(void)
{
    word_t index = 0;
    while (index < ASID_POOLS && kernel.asid_pool[index] != NULL)
        index++;
    return index;
}

static void do_make_pool(const struct make_pool *m)
{
    struct cap cap = m->untyped->cap;
    void **pool = arch_ram_pointer(cap_paddr(cap));

    m->untyped->cap = cap_with_untyped_mark(cap, (struct untyped_mark){PAGE_SIZE, PAGE_SIZE});
    __builtin_memset(pool, 0, PAGE_SIZE);
    kernel.asid_pool[m->index] = pool;
    derive_insert(cap_asid_pool(pool, m->index), m->untyped, m->dest);
}

enum err invoke_asid_control_make_pool(struct invocation *inv)
{
    struct make_pool m;

    m.untyped = inv->extra[0];
    m.index = free_pool();
    if (m.index == ASID_POOLS) {
        user_error("asid_control_make_pool: all pools exist");
        return ERR_DELETE_FIRST;
    }
    struct cap cap = m.untyped->cap;
    if (cap_type(cap) != CAP_UNTYPED || cap_untyped_bits(cap) != PAGE_BITS
        || cap_untyped_kind(cap) != UNTYPED_RAM) {
        user_error("asid_control_make_pool: not 4 KiB of untyped RAM");
        return invalid_capability(inv, 1);
    }
    if (derive_has_children(m.untyped)) {
        user_error("asid_control_make_pool: the untyped has children");
        return ERR_REVOKE_FIRST;
    }
    m.dest = find_empty_slot(inv, inv->extra[1]->cap, inv->word[0], inv->word[1]);
    if (m.dest == NULL)
        return inv->failure;
    do_make_pool(&m);
    return ERR_NONE;
}

const struct object_ops asid_control_ops = {.name = "asid_control"};

static void do_assign(struct slot *vspace, word_t asid)
{
    void *root = cap_pointer(vspace->cap);
    kernel.asid_pool[asid_pool_of(asid)][asid_entry_of(asid)] = root;
    vspace->cap = cap_vspace(root, asid);
}

enum err invoke_asid_pool_assign(struct invocation *inv)
{
    struct slot *vspace = inv->extra[0];
    if (cap_type(vspace->cap) != CAP_VSPACE || cap_vspace_asid(vspace->cap) != ASID_NONE) {
        user_error("asid_pool_assign: not an address space, or it has an ASID");
        return invalid_capability(inv, 1);
    }
    word_t index = cap_asid_pool_index(inv->cap);
    word_t entry = asid_free_entry(cap_pointer(inv->cap), index);
    if (entry == ASID_PER_POOL) {
        user_error("asid_pool_assign: the pool is empty");
        return ERR_DELETE_FIRST;
    }
    do_assign(vspace, asid_make(index, entry));
    return ERR_NONE;
}

/* All identifiers of the pool become void: one flush each. */
static enum err forget_all(word_t index, void *const *pool)
{
    for (word_t entry = 0; entry < ASID_PER_POOL; entry++) {
        if (pool[entry] == NULL)
            continue;
        vspace_forget(asid_make(index, entry), pool[entry]);
        if (entry + 1 < ASID_PER_POOL && arch_irq_pending())
            return ERR_PREEMPTED;
    }
    return ERR_NONE;
}

/* With its last capability a pool takes the identifiers of its address spaces back. */
static struct finalised asid_pool_finalise(struct cap cap, bool final)
{
    word_t index = cap_asid_pool_index(cap);
    void **pool = cap_pointer(cap);

    if (final && kernel.asid_pool[index] == pool) {
        if (forget_all(index, pool) != ERR_NONE)
            return (struct finalised){.remainder = cap, .preempted = true};
        kernel.asid_pool[index] = NULL;
    }
    return (struct finalised){.remainder = cap_null()};
}

static void asid_pool_describe(struct cap cap)
{
    print(" first %lu", asid_make(cap_asid_pool_index(cap), 0));
}

const struct object_ops asid_pool_ops = {
    .name = "asid_pool",
    .finalise = asid_pool_finalise,
    .describe = DEBUG_ONLY(asid_pool_describe)
};
