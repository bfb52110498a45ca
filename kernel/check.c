/*
 * The walk over all capabilities. Equations: each capability in a slot is in one list, and each in
 * a list is in a slot that can be found; so no slot is in use that was given up.
 *
 * Slots are in CNodes, threads, zombies of both, and the interrupt table. A CNode or zombie is
 * found in a list; lists begin in slots without predecessor.
 */
#include "check.h"
#include "abi/layout.h"
#include "derive.h"
#include "kernel.h"
#include "object.h"
#include "panic.h"
#include "print.h"

#define MAX_NODES 2048u             /* arrays of slots */
#define MAX_NESTED 48u              /* untyped in untyped */
#define MAX_LIST (1u << 20)         /* longer: a circle */

/* untyped memory whose children we are among, and where the last of them began */
struct nested { const struct slot *untyped; paddr_t lowest; word_t last_bits; };

static struct {
    struct { const struct slot *slots; word_t count; } node[MAX_NODES];
    word_t nodes;
    struct nested nested[MAX_NESTED];
    word_t depth;
} walk;

static word_t interval, countdown;

bool check_broken(const void *object, const char *what)
{
    print("KRN| broken: %p: %s\n", object, what);
    return false;
}

static struct slot *next_of(const struct slot *slot)
{
    return (struct slot *)(slot->next & ~(word_t)MDB_FLAGS);
}

static struct slot *prev_of(const struct slot *slot)
{
    return (struct slot *)slot->prev;
}

static bool add_node(const struct slot *slots, word_t count)
{
    if (slots == kernel.root_cnode && walk.nodes > 0)
        return true;
    if (walk.nodes == MAX_NODES)
        return check_broken(slots, "more CNodes than the check has room for");
    walk.node[walk.nodes].slots = slots;
    walk.node[walk.nodes++].count = count;
    return true;
}

/* ---- one list ---- */

static bool check_links(const struct slot *slot)
{
    const struct slot *prev = prev_of(slot), *next = next_of(slot);
    if (prev && (next_of(prev) != slot || cap_is_null(prev->cap)))
        return check_broken(slot, "its predecessor does not know it");
    if (next && (prev_of(next) != slot || cap_is_null(next->cap)))
        return check_broken(slot, "its successor does not know it");
    return true;
}

/*
 * Children of an untyped lie in its used part, and each in front of the memory of the one before
 * it: new ones come first in the list. Copies are behind what they were made from.
 */
static bool check_child(struct nested *parent, const struct slot *slot)
{
    struct region whole, part;
    if (!cap_region(parent->untyped->cap, &whole) || !cap_region(slot->cap, &part) ||
        part.start + (1ul << part.bits) > whole.start + cap_untyped_used(parent->untyped->cap))
        return check_broken(slot, "in the free part of its untyped");
    bool again = part.start == parent->lowest && part.bits == parent->last_bits;
    if (!again && part.start + (1ul << part.bits) > parent->lowest)
        return check_broken(slot, "overlaps another object, or apart from its parent");
    parent->lowest = part.start;
    parent->last_bits = part.bits;
    return true;
}

static bool enter_untyped(const struct slot *slot)
{
    struct untyped_mark mark = cap_untyped_mark(slot->cap);
    word_t bytes = 1ul << cap_untyped_bits(slot->cap);
    if (mark.used > bytes || mark.cleared < mark.used)
        return check_broken(slot, "its watermark is behind its end");
    if (walk.depth == MAX_NESTED)
        return check_broken(slot, "untyped memory is nested too deep to check");
    walk.nested[walk.depth++] = (struct nested){slot, cap_paddr(slot->cap) + bytes, 0};
    return true;
}

static bool check_in_tree(const struct slot *slot)
{
    while (walk.depth > 0 && !derive_is_parent(walk.nested[walk.depth - 1].untyped, slot))
        walk.depth--;
    if (walk.depth > 0 && !check_child(&walk.nested[walk.depth - 1], slot))
        return false;
    return cap_type(slot->cap) != CAP_UNTYPED || enter_untyped(slot);
}

static bool add_inner_slots(const struct slot *slot)
{
    struct cap cap = slot->cap;
    word_t radix = cap_zombie_radix(cap);
    if (cap_type(cap) == CAP_CNODE)
        return add_node(cap_pointer(cap), 1ul << cap_cnode_radix(cap));
    if (cap_type(cap) != CAP_ZOMBIE)
        return true;
    if (radix == ZOMBIE_TCB)
        return add_node(((struct tcb *)cap_pointer(cap))->slot, TCB_SLOT_COUNT);
    return add_node(cap_pointer(cap), 1ul << radix);
}

static bool check_list(struct check *c, const struct slot *head)
{
    walk.depth = 0;
    for (const struct slot *s = head; s; s = next_of(s)) {
        const struct slot *prev = prev_of(s);
        bool first = !prev || !derive_same_object(prev->cap, s->cap);
        if (++c->listed > MAX_LIST)
            return check_broken(s, "a list without an end");
        if (!check_in_tree(s) || (first && !add_inner_slots(s)))
            return false;
        if (!check_object(c, s, first) || !check_space(c, s, first))
            return false;
    }
    return true;
}

/* ---- all slots ---- */

static bool check_slots(struct check *c, const struct slot *slots, word_t count)
{
    for (const struct slot *s = slots; s < slots + count; s++) {
        if (cap_is_null(s->cap)) {
            if (s->prev || s->next)
                return check_broken(s, "empty, but in a list");
            continue;
        }
        c->capabilities++;
        if (!check_links(s) || (!s->prev && !check_list(c, s)))
            return false;
    }
    return true;
}

static bool check_capabilities(struct check *c)
{
    walk.nodes = 0;
    if (!add_node(kernel.root_cnode, 1ul << kernel.boot.root_cnode_bits) ||
        !add_node(kernel.irq_slot, IRQ_LINES))
        return false;
    for (const struct tcb *t = kernel.threads.head; t; t = t->all.next)
        if (!add_node(t->slot, TCB_SLOT_COUNT))
            return false;
    for (word_t i = 0; i < walk.nodes; i++)
        if (!check_slots(c, walk.node[i].slots, walk.node[i].count))
            return false;
    if (c->capabilities != c->listed)
        return check_broken(NULL, "capabilities in slots and in lists differ in number");
    return true;
}

bool check_kernel(struct check *found)
{
    *found = (struct check){0};
    return check_capabilities(found) && check_threads(found) && check_spaces(found);
}

/* ---- after every so many entries ---- */

void check_every(word_t entries)
{
    interval = countdown = entries;
    print_explanations(entries == 0);
}

void check_entry(void)
{
    struct check found;
    if (!CONFIG_DEBUG || interval == 0 || --countdown > 0)
        return;
    countdown = interval;
    if (!check_kernel(&found))
        panic("the kernel's state is broken");
}

/* ---- counting answers ---- */

#define LABELS 128u
#define ERRORS (ERR_NOT_ENOUGH_MEMORY + 1u)

static uint32_t answers[LABELS][ERRORS];

void check_count(const struct tcb *caller, word_t label, enum err err)
{
    bool is_root = cap_pointer(tcb_cspace(caller)) == kernel.root_cnode;
    if ((word_t)err < ERRORS && !is_root)
        answers[label < LABELS ? label : 0][err]++;
}

word_t check_counted(word_t label, word_t err)
{
    return label < LABELS && err < ERRORS ? answers[label][err] : 0;
}
