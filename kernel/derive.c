/*
 * The derivation tree and everything that follows from it: insertion, finality, deletion.
 *
 * The tree is a list in depth-first order. Whether a slot is the parent of one behind it follows
 * from the two capabilities and the flags in `next`:
 *
 *   - the parent is MDB_REVOCABLE and its region contains the child's object, and
 *   - of a badged object, only the badge 0, or the first with a badge, has children.
 *
 * Nothing here blocks or recurses. Deleting can take long (a CNode takes what it holds with it);
 * it keeps its progress in zombies and stops between steps when an interrupt is waiting.
 */
#include "derive.h"
#include "core/cnode.h"
#include "core/rights.h"
#include "kernel.h"
#include "object.h"
#include "panic.h"
#include "print.h"

static struct slot *slot_prev(const struct slot *slot)
{
    return (struct slot *)slot->prev;
}

static struct slot *slot_next(const struct slot *slot)
{
    return (struct slot *)(slot->next & ~(word_t)MDB_FLAGS);
}

static void set_next(struct slot *slot, struct slot *next)
{
    slot->next = (word_t)next | (slot->next & MDB_FLAGS);
}

/* the neighbours of a slot whose links were copied from elsewhere now point to it */
static inline void adopt_links(struct slot *slot)
{
    if (slot_prev(slot) != NULL)
        set_next(slot_prev(slot), slot);
    if (slot_next(slot) != NULL)
        slot_next(slot)->prev = (word_t)slot;
}

/* ---- relations between capabilities ---- */

#define TYPE(id) (1u << CAP_##id)

/* types whose capabilities mean the same object when they point to the same */
#define PLAIN_TYPES (TYPE(ENDPOINT) | TYPE(NOTIFICATION) | TYPE(REPLY) | TYPE(CNODE) | TYPE(TCB) \
                     | TYPE(SCHED_CONTEXT))
/* those of objects in RAM of which they hold the kernel's pointer */
#define POINTER_TYPES (PLAIN_TYPES | TYPE(PAGE_TABLE) | TYPE(VSPACE) | TYPE(ASID_POOL) \
                       | TYPE(ZOMBIE))
/* and those of PLAIN_TYPES of which deleting one changes nothing but its slot, until the last */
#define LIGHT_TYPES (PLAIN_TYPES & ~TYPE(CNODE))

static bool is_one_of(struct cap cap, word_t types) { return types >> cap_type(cap) & 1; }

/* same type, same pointer: what tells the capabilities of PLAIN_TYPES apart is not looked at */
static inline bool points_alike(struct cap a, struct cap b)
{
    word_t mask = cap_make((enum cap_type)31, CAP_ADDRESS_MASK, 0, 0).w[0];
    return ((a.w[0] ^ b.w[0]) & mask) == 0;
}

static bool same_type_object(struct cap a, struct cap b)
{
    if (cap_type(a) != cap_type(b))
        return false;
    const struct object_ops *ops = object_ops(cap_type(a));
    return ops->same_object != NULL ? ops->same_object(a, b) : cap_paddr(a) == cap_paddr(b);
}

/* What stands behind untyped memory is inside it or begins elsewhere, and never has all of it. */
static inline bool untyped_contains(struct cap a, struct cap b)
{
    bool physical = is_one_of(b, TYPE(UNTYPED) | TYPE(FRAME));
    if (UNLIKELY(!physical && !is_one_of(b, POINTER_TYPES)))
        return false;
    paddr_t start = physical ? cap_paddr(b) : arch_ram_paddr(cap_pointer(b));
    return (start - cap_paddr(a)) >> cap_untyped_bits(a) == 0;
}

static __attribute__((noinline)) bool special_contains(struct cap a, struct cap b)
{
    enum cap_type type = cap_type(a);

    if (type == CAP_UNTYPED)
        return untyped_contains(a, b);
    if (type == CAP_NULL || type == CAP_ZOMBIE)
        return false;
    if (type == CAP_IRQ_CONTROL && is_one_of(b, TYPE(IRQ_HANDLER) | TYPE(SGI_SIGNAL)))
        return true;
    return same_type_object(a, b);
}

/* Is b's object part of what a stands for? */
static inline bool region_contains(struct cap a, struct cap b)
{
    return is_one_of(a, PLAIN_TYPES) ? points_alike(a, b) : special_contains(a, b);
}

/* Do both keep the same object alive? Untyped memory is not an object; zombies are unique. */
static inline bool same_object(struct cap a, struct cap b)
{
    return cap_type(a) == cap_type(b) && cap_type(a) != CAP_UNTYPED && region_contains(a, b);
}

static bool has_badge(enum cap_type type)
{
    return type == CAP_ENDPOINT || type == CAP_NOTIFICATION || type == CAP_SMC;
}

static inline bool is_parent(const struct slot *a, const struct slot *b)
{
    if (!(a->next & MDB_REVOCABLE) || !region_contains(a->cap, b->cap))
        return false;
    if (!has_badge(cap_type(a->cap)) || cap_badge(a->cap) == 0)
        return true;
    return cap_badge(a->cap) == cap_badge(b->cap) && !(b->next & MDB_FIRST_BADGED);
}

bool derive_is_parent(const struct slot *a, const struct slot *b)
{
    return is_parent(a, b);
}

bool derive_same_object(struct cap a, struct cap b)
{
    return same_object(a, b);
}

bool derive_is_final(const struct slot *slot)
{
    const struct slot *prev = slot_prev(slot), *next = slot_next(slot);
    return (prev == NULL || !same_object(prev->cap, slot->cap))
        && (next == NULL || !same_object(slot->cap, next->cap));
}

bool derive_untyped_has_children(const struct slot *slot)
{
    const struct slot *next = slot_next(slot);
    return next && slot->next & MDB_REVOCABLE && untyped_contains(slot->cap, next->cap);
}

bool derive_has_children(const struct slot *slot)
{
    const struct slot *next = slot_next(slot);
    return next != NULL && is_parent(slot, next);
}

/* ---- changing the tree ---- */

/* Can what is derived from cap be told apart from what is derived from its parent? */
static bool is_revocable(struct cap cap, struct cap parent)
{
    enum cap_type type = cap_type(cap);
    if (type != cap_type(parent) || type == CAP_UNTYPED)
        return true;
    return has_badge(type) && cap_badge(cap) != cap_badge(parent);
}

/* After a copy of it was made, an untyped gives out nothing until that copy has gone. */
static void retire_copied_untyped(struct slot *parent, struct cap copy)
{
    struct cap cap = parent->cap;
    if (cap_type(cap) == CAP_UNTYPED && cap_type(copy) == CAP_UNTYPED
        && cap_paddr(cap) == cap_paddr(copy) && cap_untyped_bits(cap) == cap_untyped_bits(copy)) {
        word_t all = 1ul << cap_untyped_bits(cap);
        parent->cap = cap_with_untyped_mark(cap, (struct untyped_mark){all, all});
    }
}

void derive_insert_object(struct cap cap, struct slot *untyped, struct slot *dest)
{
    assert(cap_is_null(dest->cap) && dest->prev == 0 && dest->next == 0);
    word_t next = untyped->next;
    untyped->next = (word_t)dest | (next & MDB_FLAGS);
    *dest = (struct slot){cap, (word_t)untyped, next | MDB_FLAGS};
    if (slot_next(dest) != NULL)
        slot_next(dest)->prev = (word_t)dest;
}

void derive_insert(struct cap cap, struct slot *parent, struct slot *dest)
{
    assert(cap_is_null(dest->cap) && dest->prev == 0 && dest->next == 0);
    struct slot *next = slot_next(parent);
    word_t flags = is_revocable(cap, parent->cap) ? MDB_FLAGS : 0;
    set_next(parent, dest);
    retire_copied_untyped(parent, cap);
    *dest = (struct slot){cap, (word_t)parent, (word_t)next | flags};
    if (next != NULL)
        next->prev = (word_t)dest;
}

__attribute__((noinline)) at_boot void derive_insert_root(struct cap cap, struct slot *dest)
{
    assert(cap_is_null(dest->cap) && dest->prev == 0 && dest->next == 0);
    *dest = (struct slot){cap, 0, MDB_FLAGS};
}

void derive_move(struct cap cap, struct slot *src, struct slot *dest)
{
    assert(cap_is_null(dest->cap) && dest->prev == 0 && dest->next == 0);
    *dest = (struct slot){cap, src->prev, src->next};
    *src = (struct slot){cap_null(), 0, 0};
    adopt_links(dest);
}

seldom void derive_swap(struct slot *a, struct slot *b)
{
    if (a == b)
        return;
    struct slot was_a = *a;
    if (slot_prev(&was_a) != NULL)
        set_next(slot_prev(&was_a), b);
    if (slot_next(&was_a) != NULL)
        slot_next(&was_a)->prev = (word_t)b;
    struct slot was_b = *b;             /* only now: b may be a neighbour of a */
    *a = was_b;
    *b = was_a;
    adopt_links(a);
}

/* Take the slot out of the list; whoever follows inherits being the first with the badge. */
static inline void unlink(struct slot *slot)
{
    struct slot *prev = slot_prev(slot), *next = slot_next(slot);
    word_t first_badged = slot->next & MDB_FIRST_BADGED;
    *slot = (struct slot){cap_null(), 0, 0};
    if (prev != NULL)
        set_next(prev, next);
    if (next != NULL) {
        next->prev = (word_t)prev;
        next->next |= first_badged;
    }
}

static void slot_empty(struct slot *slot, word_t irq_plus_1)
{
    if (cap_is_null(slot->cap))
        return;
    unlink(slot);
    if (irq_plus_1 != 0)
        irq_deleted(irq_plus_1 - 1);
}

/* ---- what a copy is ---- */

struct cap derive_mask(struct cap cap, word_t rights)
{
    enum cap_type type = cap_type(cap);
    void *object = cap_pointer(cap);

    if ((rights & RIGHT_ALL) == RIGHT_ALL)
        return cap;
    if (type == CAP_ENDPOINT)
        return cap_endpoint(object, rights_mask(cap_rights(cap), rights), cap_badge(cap));
    if (type == CAP_NOTIFICATION)
        return cap_notification(object, rights_mask(cap_rights(cap), rights), cap_badge(cap));
    if (type == CAP_REPLY)
        return cap_reply(object, cap_reply_may_grant(cap) && (rights & RIGHT_GRANT) != 0);
    if (type == CAP_FRAME)
        return cap_with_frame_rights(cap, rights_mask_frame(cap_frame_rights(cap), rights));
    return cap;
}

struct cap derive_update(struct cap cap, word_t data, bool preserve)
{
    if (has_badge(cap_type(cap))) {
        if (preserve && data == 0)
            return cap;
        if (preserve || cap_badge(cap) != 0)
            return cap_null();
        cap.w[1] = data;
        return cap;
    }
    if (cap_type(cap) == CAP_CNODE) {
        struct cnode_shape shape;
        if (!cnode_guard(data, cap_cnode_radix(cap), &shape))
            return cap_null();
        return cap_cnode(cap_pointer(cap), shape.radix, shape.guard_bits, shape.guard);
    }
    return cap;
}

/* ---- deletion ---- */

static struct slot *zombie_slots(struct cap zombie)
{
    if (cap_zombie_radix(zombie) == ZOMBIE_TCB)
        return ((struct tcb *)cap_pointer(zombie))->slot;
    return cap_pointer(zombie);
}

static bool same_zombie(struct cap a, struct cap b)
{
    return cap_type(b) == CAP_ZOMBIE && a.w[0] == b.w[0] && a.w[1] == b.w[1];
}

/* Nothing remains to be cleared; the last slot may hold the zombie itself. */
static bool is_removable(struct cap cap, const struct slot *slot)
{
    if (cap_is_null(cap))
        return true;
    return cap_zombie_count(cap) == 0
        || (cap_zombie_count(cap) == 1 && zombie_slots(cap) == slot);
}

/* a zombie in the first slot of its own object: no longer reachable, kept by its parent */
static seldom bool is_cyclic(struct cap zombie, const struct slot *slot)
{
    return zombie_slots(zombie) == slot;
}

static enum err preemption_point(void)
{
    return arch_irq_pending() ? ERR_PREEMPTED : ERR_NONE;
}

/* Let the object go. Afterwards the slot is empty, or holds a zombie. */
static enum err finalise(struct slot *slot)
{
    bool final = derive_is_final(slot);
    const struct object_ops *ops = object_ops(cap_type(slot->cap));
    struct finalised done = {.remainder = cap_null()};
    if (ops->finalise != NULL)
        done = ops->finalise(slot->cap, final);
    if (!done.preempted && is_removable(done.remainder, slot))
        slot_empty(slot, done.irq_plus_1);
    else
        slot->cap = done.remainder;
    return done.preempted ? ERR_PREEMPTED : ERR_NONE;
}

/*
 * Delete what is in a slot of a dying object. A further object that dies by this does not have
 * its slots cleared here, or this would recurse: its zombie moves into its own first slot, and
 * what was there is deleted next. It can no longer be reached, and goes with its untyped.
 */
static seldom enum err delete_within(struct slot *slot)
{
    while (!cap_is_null(slot->cap)) {
        enum err err = finalise(slot);
        if (err != ERR_NONE || cap_is_null(slot->cap) || is_cyclic(slot->cap, slot))
            return err;
        derive_swap(zombie_slots(slot->cap), slot);
        err = preemption_point();
        if (err != ERR_NONE)
            return err;
    }
    return ERR_NONE;
}

/*
 * Clear the last slot of the zombie in `slot`. That can empty or change `slot` itself, when it
 * lies in the object that dies.
 */
static seldom enum err zombie_reduce(struct slot *slot)
{
    struct cap zombie = slot->cap;
    word_t count = cap_zombie_count(zombie);
    struct slot *last = &zombie_slots(zombie)[count - 1];
    enum err err = delete_within(last);
    if (err == ERR_NONE && same_zombie(zombie, slot->cap)) {
        assert(cap_is_null(last->cap));
        slot->cap = cap_zombie(cap_pointer(zombie), cap_zombie_radix(zombie), count - 1);
    }
    return err;
}

/* one of several capabilities to an object that keeps no account of them? */
static inline bool is_light(const struct slot *slot)
{
    const struct slot *prev = slot_prev(slot), *next = slot_next(slot);
    return is_one_of(slot->cap, LIGHT_TYPES) &&
           ((prev != NULL && points_alike(prev->cap, slot->cap)) ||
            (next != NULL && points_alike(next->cap, slot->cap)));
}

static __attribute__((noinline)) enum err delete_all(struct slot *slot)
{
    while (!cap_is_null(slot->cap)) {
        enum err err = finalise(slot);
        if (err != ERR_NONE || cap_is_null(slot->cap))
            return err;
        err = zombie_reduce(slot);
        if (err == ERR_NONE)
            err = preemption_point();
        if (err != ERR_NONE)
            return err;
    }
    return ERR_NONE;
}

static inline enum err delete(struct slot *slot)
{
    if (!is_light(slot))
        return delete_all(slot);
    unlink(slot);
    return ERR_NONE;
}

enum err slot_delete(struct slot *slot)
{
    return delete(slot);
}

seldom __attribute__((noinline)) enum err slot_clear(struct slot *slot)
{
    return delete(slot);
}

enum err slot_revoke(struct slot *slot)
{
    while (derive_has_children(slot)) {
        enum err err = delete(slot_next(slot));
        if (err == ERR_NONE)
            err = preemption_point();
        if (err != ERR_NONE)
            return err;
    }
    return ERR_NONE;
}
