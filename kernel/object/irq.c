/*
 * Interrupts: the authority to make handlers, and one handler for each line.
 *
 * A line has at most one handler (kernel.irq_issued) and signals the notification in
 * kernel.irq_slot. It is unmasked when a notification is set, masked when it fires, and
 * unmasked again by an acknowledgement.
 */
#include "derive.h"
#include "ipc.h"
#include "panic.h"
#include "print.h"

/* ---- irq_control ---- */

static enum err get(struct invocation *inv, word_t irq, word_t trigger, word_t index, word_t depth)
{
    if (irq >= MAX_IRQ || !arch_irq_valid(irq)) {
        user_error("there is no interrupt %lu for user space", irq);
        return out_of_range(inv, 0, MAX_IRQ - 1);
    }
    if (trigger > 1)
        return invalid_argument(inv, 1);
    if (kernel.irq_issued[irq]) {
        user_error("interrupt %lu has a handler already", irq);
        return ERR_REVOKE_FIRST;
    }
    struct slot *dest = find_empty_slot(inv, inv->extra[0]->cap, index, depth);
    if (!dest)
        return inv->failure;
    arch_irq_mask(irq);
    arch_irq_set_trigger(irq, trigger == 1);
    kernel.irq_issued[irq] = true;
    derive_insert(cap_make(CAP_IRQ_HANDLER, 0, 0, irq), inv->slot, dest);
    return ERR_NONE;
}

enum err invoke_irq_control_get(struct invocation *inv)
{
    return get(inv, inv->word[0], 0, inv->word[1], inv->word[2]);
}

enum err invoke_irq_control_get_trigger(struct invocation *inv)
{
    return get(inv, inv->word[0], inv->word[1], inv->word[2], inv->word[3]);
}

/* There is one; it cannot be copied. */
static enum err irq_control_derive(struct slot *slot, struct cap cap, struct cap *out)
{
    (void)slot;
    (void)cap;
    *out = cap_null();
    return ERR_NONE;
}

const struct object_ops irq_control_ops = {
    .name = "irq_control",
    .derive = irq_control_derive,
};

/* ---- irq_handler ---- */

enum err invoke_irq_handler_set(struct invocation *inv)
{
    word_t irq = cap_irq(inv->cap);
    struct slot *from = inv->extra[0], *slot = &kernel.irq_slot[irq];
    struct cap copy;
    if (cap_type(from->cap) != CAP_NOTIFICATION || !(cap_rights(from->cap) & RIGHT_WRITE)) {
        user_error("interrupt %lu: not a notification that may be signalled", irq);
        return invalid_capability(inv, 1);
    }
    enum err err = derive_copy(from, from->cap, &copy);
    if (err == ERR_NONE)
        err = slot_delete(slot);
    if (err != ERR_NONE)
        return err;
    derive_insert(copy, from, slot);
    arch_irq_unmask(irq);
    return ERR_NONE;
}

enum err invoke_irq_handler_ack(struct invocation *inv)
{
    word_t irq = cap_irq(inv->cap);
    if (!cap_is_null(kernel.irq_slot[irq].cap))
        arch_irq_unmask(irq);
    return ERR_NONE;
}

enum err invoke_irq_handler_clear(struct invocation *inv)
{
    word_t irq = cap_irq(inv->cap);
    arch_irq_mask(irq);
    return slot_delete(&kernel.irq_slot[irq]);
}

/* The line falls silent; it can be handed out again once the capability has gone. */
static struct finalised irq_handler_finalise(struct cap cap, bool final)
{
    word_t irq = cap_irq(cap);
    if (!final)
        return (struct finalised){.remainder = cap_null()};
    arch_irq_mask(irq);
    if (slot_delete(&kernel.irq_slot[irq]) != ERR_NONE)
        return (struct finalised){.remainder = cap, .preempted = true};
    return (struct finalised){.remainder = cap_null(), .irq_plus_1 = irq + 1};
}

void irq_deleted(word_t irq)
{
    kernel.irq_issued[irq] = false;
}

static bool irq_handler_same(struct cap a, struct cap b)
{
    return cap_irq(a) == cap_irq(b);
}

static void irq_handler_describe(struct cap cap)
{
    struct cap signalled = kernel.irq_slot[cap_irq(cap)].cap;
    print(" irq %lu trigger %s", cap_irq(cap), arch_irq_edge(cap_irq(cap)) ? "edge" : "level");
    if (!cap_is_null(signalled))
        print(" signals %p badge %lx", cap_pointer(signalled), cap_badge(signalled));
}

const struct object_ops irq_handler_ops = {
    .name = "irq_handler",
    .finalise = irq_handler_finalise,
    .same_object = irq_handler_same,
    .describe = DEBUG_ONLY(irq_handler_describe),
};
