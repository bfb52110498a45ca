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
    user_error("cnode: invocation %lu is not possible with this capability",
               invocation_label(inv));
    return ERR_ILLEGAL_OPERATION;
}

/* The slot in the invoked CNode that the first two words name; NULL: inv->failure. */
static inline struct slot *find_named(struct invocation *inv)
{
    return find_slot(inv, false, inv->cap, inv->word[0], inv->word[1]);
}

/* The slots of a transfer: an empty one, and one to take from. */
static inline __attribute__((always_inline)) enum err
find_both(struct invocation *inv, struct slot **dest, struct slot **src)
{
    *dest = find_named(inv);
    if (!*dest)
        return inv->failure;
    if (!cap_is_null((*dest)->cap)) {
        user_error("cnode: destination slot is not empty");
        return ERR_DELETE_FIRST;
    }
    *src = find_slot(inv, true, inv->extra[0]->cap, inv->word[2], inv->word[3]);
    if (!*src)
        return inv->failure;
    return cap_is_null((*src)->cap) ? missing_capability(inv, true, inv->word[3]) : ERR_NONE;
}

static inline enum err insert_copy(struct invocation *inv, struct cap cap, struct slot *src,
                                   struct slot *dest)
{
    enum err err = derive_copy(src, cap, &cap);
    if (err != ERR_NONE)
        return err;
    if (cap_is_null(cap))
        return refused(inv);
    derive_insert(cap, src, dest);
    return ERR_NONE;
}

enum err invoke_cnode_copy(struct invocation *inv)
{
    struct slot *dest, *src;
    enum err err = find_both(inv, &dest, &src);
    if (err != ERR_NONE)
        return err;
    return insert_copy(inv, derive_mask(src->cap, inv->word[4]), src, dest);
}

enum err invoke_cnode_mint(struct invocation *inv)
{
    struct slot *dest, *src;
    enum err err = find_both(inv, &dest, &src);
    if (err != ERR_NONE)
        return err;
    struct cap cap = derive_update(derive_mask(src->cap, inv->word[4]), inv->word[5], false);
    return insert_copy(inv, cap, src, dest);
}

enum err invoke_cnode_move(struct invocation *inv)
{
    struct slot *dest, *src;
    enum err err = find_both(inv, &dest, &src);
    if (err == ERR_NONE)
        derive_move(src->cap, src, dest);
    return err;
}

seldom enum err invoke_cnode_mutate(struct invocation *inv)
{
    struct slot *dest, *src;
    enum err err = find_both(inv, &dest, &src);
    if (err != ERR_NONE)
        return err;
    struct cap cap = derive_update(src->cap, inv->word[4], true);
    if (cap_is_null(cap))
        return refused(inv);
    derive_move(cap, src, dest);
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

seldom enum err invoke_cnode_rotate(struct invocation *inv)
{
    word_t pivot_depth = inv->word[4], src_depth = inv->word[7];
    struct slot *dest = find_named(inv), *src = NULL, *pivot = NULL;
    if (dest)
        src = find_slot(inv, true, inv->extra[1]->cap, inv->word[6], src_depth);
    if (src)
        pivot = find_slot(inv, false, inv->extra[0]->cap, inv->word[3], pivot_depth);
    if (!pivot)
        return inv->failure;
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
    struct cap to_pivot = derive_update(src->cap, inv->word[5], true);
    struct cap to_dest = derive_update(pivot->cap, inv->word[2], true);
    if (cap_is_null(to_pivot) || cap_is_null(to_dest))
        return refused(inv);
    do_rotate(src, pivot, dest, to_pivot, to_dest);
    return ERR_NONE;
}

/*
 * Preempted, the ticket to go on becomes a third word of the caller's message. Whoever makes one up
 * only spoils its own cancelling.
 */
seldom enum err invoke_cnode_cancel_badged_sends(struct invocation *inv)
{
    const struct slot *slot = find_named(inv);
    struct arch_context *c = &inv->caller->context;
    word_t ticket = invocation_arg(inv, 2);

    if (!slot)
        return inv->failure;
    struct cap cap = slot->cap;
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

enum err invoke_cnode_revoke(struct invocation *inv)
{
    struct slot *slot = find_named(inv);
    return slot ? slot_revoke(slot) : inv->failure;
}

enum err invoke_cnode_delete(struct invocation *inv)
{
    struct slot *slot = find_named(inv);
    return slot ? slot_delete(slot) : inv->failure;
}

/* The last capability turns into a zombie that takes the contents with it. */
static seldom struct finalised cnode_finalise(struct cap cap, bool final)
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
    .finalise = cnode_finalise,
    .describe = DEBUG_ONLY(cnode_describe)
};
