#include "derive_check.h"

#include "derive.h"
#include "kernel.h"
#include "print.h"

static bool broken(const struct slot *slot, const char *what)
{
    print("KRN| derivation tree, slot %p: %s\n", (const void *)slot, what);
    return false;
}

static const struct slot *before(const struct slot *slot)
{
    return (const struct slot *)slot->prev;
}

static const struct slot *behind(const struct slot *slot)
{
    return (const struct slot *)(slot->next & ~(word_t)MDB_FLAGS);
}

static bool check_slot(const struct slot *slot)
{
    const struct slot *prev = before(slot), *next = behind(slot);

    if (cap_is_null(slot->cap))
        return slot->prev == 0 && slot->next == 0 ? true : broken(slot, "empty but linked");
    if (prev != NULL && behind(prev) != slot)
        return broken(slot, "predecessor points elsewhere");
    if (next != NULL && before(next) != slot)
        return broken(slot, "successor points elsewhere");
    if ((prev != NULL && cap_is_null(prev->cap)) || (next != NULL && cap_is_null(next->cap)))
        return broken(slot, "linked to an empty slot");
    return true;
}

static bool child_in_used_part(const struct slot *parent, const struct slot *child)
{
    struct region whole, object;
    if (cap_type(parent->cap) != CAP_UNTYPED)
        return true;
    return cap_region(parent->cap, &whole) && cap_region(child->cap, &object)
        && object.start + (1ul << object.bits) <= whole.start + cap_untyped_used(parent->cap);
}

/* Between the children of one without a badge there may be those of one with a badge. */
static bool may_mix(const struct slot *parent)
{
    enum cap_type type = cap_type(parent->cap);

    return type == CAP_ENDPOINT || type == CAP_NOTIFICATION || type == CAP_SMC;
}

/* What lies behind a slot: first its children, one after the other, then no more of them. */
static bool check_behind(const struct slot *slot)
{
    bool children = true, copies = true;
    for (const struct slot *s = behind(slot); s != NULL; s = behind(s)) {
        bool child = derive_is_parent(slot, s), copy = derive_same_object(slot->cap, s->cap);
        if (child && !children && !may_mix(slot))
            return broken(s, "apart from its parent");
        if (copy && !copies)
            return broken(s, "apart from the other capabilities to its object");
        children = children && child;
        copies = copies && copy;
        if (children && !child_in_used_part(slot, s))
            return broken(s, "in the free part of its untyped");
    }
    return true;
}

bool derive_check_slots(const struct slot *slots, word_t count)
{
    for (const struct slot *slot = slots; slot < slots + count; slot++) {
        if (!check_slot(slot))
            return false;
        if (cap_is_null(slot->cap) || slot->prev != 0)
            continue;
        for (const struct slot *s = slot; s != NULL; s = behind(s)) {
            if (!check_slot(s) || !check_behind(s))
                return false;
        }
    }
    return true;
}

bool derive_check(void)
{
    for (const struct tcb *t = kernel.threads.head; t != NULL; t = t->all.next) {
        struct cap cspace = tcb_cspace(t);
        if (!derive_check_slots(t->slot, TCB_SLOT_COUNT))
            return false;
        if (cap_type(cspace) == CAP_CNODE
            && !derive_check_slots(cap_pointer(cspace), 1ul << cap_cnode_radix(cspace)))
            return false;
    }
    return true;
}
