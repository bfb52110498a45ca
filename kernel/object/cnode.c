/*
 * CNodes: the invocations that copy, move and delete capabilities.
 */
#include "arch.h"
#include "core/message.h"
#include "core/rights.h"
#include "derive.h"
#include "ipc.h"
#include "object.h"
#include "print.h"

static enum err missing_capability(struct invocation *inv, bool source, word_t depth)
{
    struct lookup_error why = {LOOKUP_MISSING_CAPABILITY, depth, 0, 0};
    user_error("cnode: the %s slot is empty", source ? "source" : "pivot");
    return failed_lookup(inv, source, &why);
}

static enum err refused(const struct invocation *inv)
{
    user_error("cnode: invocation %lu is not possible with this capability", inv->label);
    return ERR_ILLEGAL_OPERATION;
}

/* what arrives at the destination */
static inline enum err transform(struct invocation *inv, struct slot *src, struct cap *cap)
{
    *cap = src->cap;
    if (inv->label == INV_CNODE_MOVE)
        return ERR_NONE;
    if (inv->label == INV_CNODE_MUTATE) {
        *cap = derive_update(src->cap, inv->word[4], true);
        return ERR_NONE;
    }
    *cap = derive_mask(src->cap, inv->word[4]);
    if (inv->label == INV_CNODE_MINT)
        *cap = derive_update(*cap, inv->word[5], false);
    return derive_copy(src, *cap, cap);
}

static enum err decode_transfer(struct invocation *inv, struct slot *dest)
{
    struct slot *src;
    struct cap cap;

    if (!cap_is_null(dest->cap)) {
        user_error("cnode: destination slot is not empty");
        return ERR_DELETE_FIRST;
    }
    word_t depth = inv->word[3];
    enum err err = find_slot(inv, true, inv->extra[0]->cap, inv->word[2], depth, &src);
    if (err != ERR_NONE)
        return err;
    if (cap_is_null(src->cap))
        return missing_capability(inv, true, depth);
    err = transform(inv, src, &cap);
    if (err != ERR_NONE)
        return err;
    if (cap_is_null(cap))
        return refused(inv);
    if (inv->label == INV_CNODE_MOVE || inv->label == INV_CNODE_MUTATE)
        derive_move(cap, src, dest);
    else
        derive_insert(cap, src, dest);
    return ERR_NONE;
}

static void do_rotate(struct slot *src, struct slot *pivot, struct slot *dest, struct cap to_pivot,
                      struct cap to_dest)
{
    if (src == dest) {
        src->cap = to_pivot;
        pivot->cap = to_dest;
        derive_swap(src, pivot);
    } else {
        derive_move(to_dest, pivot, dest);
        derive_move(to_pivot, src, pivot);
    }
}

static enum err decode_rotate(struct invocation *inv, struct slot *dest)
{
    struct slot *src, *pivot;

    word_t pivot_depth = invocation_arg(inv, 4), src_depth = invocation_arg(inv, 7);
    enum err err = find_slot(inv, true, inv->extra[1]->cap, invocation_arg(inv, 6), src_depth,
                             &src);
    if (err == ERR_NONE)
        err = find_slot(inv, false, inv->extra[0]->cap, invocation_arg(inv, 3), pivot_depth,
                        &pivot);
    if (err != ERR_NONE)
        return err;
    if (pivot == src || pivot == dest)
        return refused(inv);
    if (src != dest && !cap_is_null(dest->cap)) {
        user_error("cnode: destination slot is not empty");
        return ERR_DELETE_FIRST;
    }
    if (cap_is_null(src->cap))
        return missing_capability(inv, true, src_depth);
    if (cap_is_null(pivot->cap))
        return missing_capability(inv, false, pivot_depth);
    struct cap to_pivot = derive_update(src->cap, invocation_arg(inv, 5), true);
    struct cap to_dest = derive_update(pivot->cap, invocation_arg(inv, 2), true);
    if (cap_is_null(to_pivot) || cap_is_null(to_dest))
        return refused(inv);
    do_rotate(src, pivot, dest, to_pivot, to_dest);
    return ERR_NONE;
}

/*
 * Preempted, the ticket to go on becomes a third word of the caller's message. Whoever makes one up
 * only spoils its own cancelling.
 */
static enum err decode_cancel_badged_sends(struct invocation *inv, struct slot *slot)
{
    struct cap cap = slot->cap;
    struct arch_context *c = &inv->caller->context;
    word_t ticket = invocation_arg(inv, 2);

    if (cap_type(cap) != CAP_ENDPOINT || !rights_may_cancel(cap_rights(cap)))
        return refused(inv);
    if (cap_badge(cap) == 0)
        return ERR_NONE;
    enum err err = endpoint_cancel_badge(cap_pointer(cap), cap_badge(cap), &ticket);
    if (err == ERR_PREEMPTED) {
        struct message_info info = message_decode(context_info(c));
        info.length = 3;
        context_set_info(c, message_encode(info));
        context_set_word(c, 2, ticket);
    }
    return err;
}

static enum err decode_cnode(struct invocation *inv)
{
    struct slot *slot;

    if (inv->label < INV_CNODE_REVOKE || inv->label > INV_CNODE_ROTATE) {
        user_error("cnode: no invocation %lu", inv->label);
        return ERR_ILLEGAL_OPERATION;
    }
    enum err err = find_slot(inv, false, inv->cap, inv->word[0], inv->word[1], &slot);
    if (err != ERR_NONE)
        return err;
    switch (inv->label) {
    case INV_CNODE_REVOKE:
        return slot_revoke(slot);
    case INV_CNODE_DELETE:
        return slot_delete(slot);
    case INV_CNODE_CANCEL_BADGED_SENDS:
        return decode_cancel_badged_sends(inv, slot);
    case INV_CNODE_ROTATE:
        return decode_rotate(inv, slot);
    default:
        return decode_transfer(inv, slot);
    }
}

/* The last capability turns into a zombie that takes the contents with it. */
static struct finalised cnode_finalise(struct cap cap, bool final)
{
    word_t radix = cap_cnode_radix(cap);
    arch_spaces_changed();
    struct cap zombie = cap_zombie(cap_pointer(cap), radix, 1ul << radix);
    return (struct finalised){.remainder = final ? zombie : cap_null()};
}

static void cnode_describe(struct cap cap)
{
    print(" radix %lu guard %lx guard_bits %lu object %p", cap_cnode_radix(cap),
          cap_cnode_guard(cap), cap_cnode_guard_bits(cap), cap_pointer(cap));
}

const struct object_ops cnode_ops = {
    .name = "cnode",
    .decode = decode_cnode,
    .finalise = cnode_finalise,
    .describe = DEBUG_ONLY(cnode_describe)
};
