/*
 * Interrupts: the authority to make handlers, one handler for each line, and capabilities that
 * raise an interrupt at a core.
 *
 * A line has at most one handler (kernel.irq_issued) and signals the notification in
 * kernel.irq_slot. It is unmasked when a notification is set, masked when it fires, and
 * unmasked again by an acknowledgement. Interrupts that software raises are as others where they
 * come in; some controllers cannot mask them.
 */
#include "derive.h"
#include "ipc.h"
#include "panic.h"
#include "print.h"
#include "smp.h"

/* ---- irq_control ---- */

/* The empty slot that two words name, index and depth; NULL: inv->failure. */
static struct slot *find_dest(struct invocation *inv, word_t at)
{
    return find_empty_slot(inv, inv->extra[0]->cap, inv->word[at], inv->word[at + 1]);
}

static enum err get(struct invocation *inv, word_t trigger, word_t index_at, word_t core)
{
    word_t irq = inv->word[0], line;
    if (irq >= MAX_IRQ || !arch_irq_valid(irq)) {
        user_error("there is no interrupt %lu for user space", irq);
        return out_of_range(inv, 0, MAX_IRQ - 1);
    }
    if (trigger > 1)
        return invalid_argument(inv, 1);
    if (core >= smp_core_count()) {
        user_error("there is no core %lu", core);
        return invalid_argument(inv, 4);
    }
    line = irq_line(irq, core);
    if (kernel.irq_issued[line]) {
        user_error("interrupt %lu has a handler already", irq);
        return ERR_REVOKE_FIRST;
    }
    struct slot *dest = find_dest(inv, index_at);
    if (!dest)
        return inv->failure;
    arch_irq_mask(line);
    arch_irq_set_trigger(line, trigger == 1);
    if (!irq_is_private(line))
        arch_irq_route(irq, core);
    kernel.irq_issued[line] = true;
    derive_insert(cap_irq_handler(line, core), inv->slot, dest);
    return ERR_NONE;
}

enum err invoke_irq_control_get(struct invocation *inv)
{
    return get(inv, 0, 1, 0);
}

enum err invoke_irq_control_get_trigger(struct invocation *inv)
{
    return get(inv, inv->word[1], 2, 0);
}

enum err invoke_irq_control_get_trigger_core(struct invocation *inv)
{
    return get(inv, inv->word[1], 2, inv->word[4]);
}

enum err invoke_irq_control_issue_sgi(struct invocation *inv)
{
    word_t irq = inv->word[0], target = inv->word[1];
    if (irq < FIRST_USER_IRQ || irq >= MAX_SGI) {
        user_error("interrupt %lu is not one that software may raise", irq);
        return out_of_range(inv, FIRST_USER_IRQ, MAX_SGI - 1);
    }
    if (!arch_sgi_valid(target)) {
        user_error("the interrupt controller has no name %lx for a core", target);
        return invalid_argument(inv, 1);
    }
    struct slot *dest = find_dest(inv, 2);
    if (!dest)
        return inv->failure;
    derive_insert(cap_sgi_signal(irq, target), inv->slot, dest);
    return ERR_NONE;
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
        err = slot_clear(slot);
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
    return slot_clear(&kernel.irq_slot[irq]);
}

/* The line falls silent; it can be handed out again once the capability has gone. */
static struct finalised irq_handler_finalise(struct cap cap, bool final)
{
    word_t irq = cap_irq(cap);
    if (!final)
        return (struct finalised){.remainder = cap_null()};
    arch_irq_mask(irq);
    if (slot_clear(&kernel.irq_slot[irq]) != ERR_NONE)
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
    word_t line = cap_irq(cap);
    struct cap signalled = kernel.irq_slot[line].cap;
    print(" irq %lu trigger %s core %lu", irq_number(line), arch_irq_edge(line) ? "edge" : "level",
          cap_irq_core(cap));
    if (!cap_is_null(signalled))
        print(" signals %p badge %lx", cap_pointer(signalled), cap_badge(signalled));
}

const struct object_ops irq_handler_ops = {
    .name = "irq_handler",
    .finalise = irq_handler_finalise,
    .same_object = irq_handler_same,
    .describe = DEBUG_ONLY(irq_handler_describe),
};

/* ---- sgi_signal ---- */

enum err sgi_signal_send(const struct invocation *inv)
{
    arch_sgi_raise(cap_sgi_number(inv->cap), cap_sgi_target(inv->cap));
    return ERR_NONE;
}

static bool sgi_signal_same(struct cap a, struct cap b)
{
    return a.w[1] == b.w[1];
}

static void sgi_signal_describe(struct cap cap)
{
    print(" irq %lu target %lx", cap_sgi_number(cap), cap_sgi_target(cap));
}

const struct object_ops sgi_signal_ops = {
    .name = "sgi_signal",
    .same_object = sgi_signal_same,
    .describe = DEBUG_ONLY(sgi_signal_describe),
};
