/*
 * Finding slots: the walk through CNodes. The arithmetic of one step is in core/cnode.c.
 */
#include "cspace.h"
#include "core/cnode.h"

static struct lookup fail(struct lookup_error *why, enum lookup_failure failure,
                          word_t bits_left, word_t detail, word_t detail2)
{
    *why = (struct lookup_error){failure, bits_left, detail, detail2};
    return (struct lookup){NULL, bits_left};
}

/* Each level takes at least one bit (a CNode has at least two slots): at most 64 rounds. */
struct lookup cspace_resolve(struct cap root, word_t index, word_t depth,
                             struct lookup_error *why)
{
    struct cap node = root;
    word_t bits_left = depth;

    if (cap_type(root) != CAP_CNODE)
        return fail(why, LOOKUP_INVALID_ROOT, 0, 0, 0);
    if (depth == CNODE_INDEX_BITS && cspace_is_flat_slot(root, index))
        return (struct lookup){(struct slot *)cap_pointer(root) + index, 0};
    while (true) {
        struct cnode_shape shape = {cap_cnode_radix(node), cap_cnode_guard_bits(node),
                                    cap_cnode_guard(node)};
        struct cnode_step step = cnode_step(shape, index, bits_left);
        if (step.result == CNODE_GUARD_MISMATCH)
            return fail(why, LOOKUP_GUARD_MISMATCH, bits_left, shape.guard, shape.guard_bits);
        if (step.result == CNODE_DEPTH_MISMATCH)
            return fail(why, LOOKUP_DEPTH_MISMATCH, bits_left, shape.radix + shape.guard_bits, 0);
        struct slot *slot = (struct slot *)cap_pointer(node) + step.slot;
        if (step.bits_left == 0 || cap_type(slot->cap) != CAP_CNODE)
            return (struct lookup){slot, step.bits_left};
        bits_left = step.bits_left;
        node = slot->cap;
    }
}

struct slot *cspace_lookup(struct cap root, cptr_t cptr, struct lookup_error *why)
{
    return cspace_resolve(root, cptr, CNODE_INDEX_BITS, why).slot;
}

struct slot *cspace_lookup_slot(struct cap root, word_t index, word_t depth,
                                struct lookup_error *why)
{
    struct lookup found = cspace_resolve(root, index, depth, why);
    if (found.slot != NULL && found.bits_left != 0)
        return fail(why, LOOKUP_DEPTH_MISMATCH, found.bits_left, 0, 0).slot;
    return found.slot;
}
