/*
 * The table of all types, the sizes of objects, making a fresh object, and the two kinds of
 * capability that mean none: the empty slot and the zombie.
 */
#include "object.h"
#include "arch.h"
#include "cap.h"
#include "core/cnode.h"
#include "print.h"
#include "vspace.h"

/* Release kernels give out no capability of type debug. */
const struct object_ops *const object_table[32] = {
#define CAP(number, id, name, text) \
    [number] = CAP_##id == CAP_DEBUG && !CONFIG_DEBUG ? &null_ops : &name##_ops,
#include "abi/objects.def"
#undef CAP
    [CAP_COUNT ... 31] = &null_ops
};

const uint8_t object_fixed_bits[OBJECT_COUNT] = {
#define OBJECT(number, id, name, size_bits, text) [number] = size_bits,
#include "abi/objects.def"
#undef OBJECT
};

seldom struct cap object_cap_of_bits(enum object_type type, paddr_t paddr, word_t user_bits,
                              enum untyped_kind kind)
{
    if (type == OBJECT_UNTYPED)
        return cap_untyped(paddr, user_bits, kind, 0);
    if (type == OBJECT_CNODE)
        return cap_cnode(arch_ram_pointer(paddr), user_bits, 0, 0);
    return cap_sched_context(arch_ram_pointer(paddr), user_bits);
}

seldom void object_begin_table(enum object_type type, paddr_t paddr)
{
    void *table = arch_ram_pointer(paddr);
    vspace_table_ready(table);
    if (type == OBJECT_VSPACE)
        arch_vspace_init(table);
}

struct slot *find_deep_slot(struct invocation *inv, bool source, struct cap root, word_t index,
                            word_t depth)
{
    struct lookup_error why;
    struct slot *slot = NULL;

    if (cap_type(root) != CAP_CNODE) {
        user_error("the root for slot %lx is not a CNode", index);
        why = (struct lookup_error){LOOKUP_INVALID_ROOT, 0, 0, 0};
    } else if (depth < 1 || depth > CNODE_INDEX_BITS) {
        user_error("depth %lu of a slot address is not 1..64", depth);
        inv->failure = out_of_range(inv, 1, CNODE_INDEX_BITS);
        return NULL;
    } else {
        slot = cspace_lookup_slot(root, index, depth, &why);
    }
    if (slot == NULL) {
        user_error("no slot at %lx, depth %lu", index, depth);
        inv->failure = failed_lookup(inv, source, &why);
    }
    return slot;
}

seldom struct slot *find_empty_slot(struct invocation *inv, struct cap root, word_t index,
                                    word_t depth)
{
    struct slot *slot = find_slot(inv, false, root, index, depth);
    if (slot != NULL && !cap_is_null(slot->cap)) {
        user_error("destination slot %lx is not empty", index);
        inv->failure = ERR_DELETE_FIRST;
        return NULL;
    }
    return slot;
}

/* ---- empty slots and zombies ---- */

static struct finalised zombie_finalise(struct cap cap, bool final)
{
    (void)final;
    return (struct finalised){.remainder = cap};
}

static enum err zombie_derive(struct slot *slot, struct cap cap, struct cap *out)
{
    (void)slot;
    (void)cap;
    *out = cap_null();
    return ERR_NONE;
}

static void zombie_describe(struct cap cap)
{
    print(" slots %lu", cap_zombie_count(cap));
}

const struct object_ops null_ops = {.name = "null"};

const struct object_ops zombie_ops = {
    .name = "zombie",
    .finalise = zombie_finalise,
    .derive = zombie_derive,
    .describe = DEBUG_ONLY(zombie_describe)
};
