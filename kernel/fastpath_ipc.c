/* The plain short ways of messages: see fastpath_ipc.h; and one of an invocation. */
#include "fastpath_ipc.h"

static INLINE struct fast_call end(struct slot *slot, enum fast_again again)
{
    if (again == FAST_NO_MORE)
        smp_quick_leave();
    return (struct fast_call){CONFIG_CORES == 1 || again ? slot : NULL, again};
}

/* A driver is done with its interrupt, and nothing else was asked for. */
static INLINE void acknowledge(struct cap cap, word_t info)
{
    word_t irq = cap_irq(cap);
    if (cap_type(cap) != CAP_IRQ_HANDLER || info != INV_IRQ_HANDLER_ACK * MSG_LABEL_FACTOR ||
        cap_is_null(kernel.irq_slot[irq].cap))
        return;
    arch_fast_irq_unmask(irq);
    smp_quick_leave();
    arch_fast_continue(0, 0);
}

struct fast_call fastpath_call(cptr_t cptr, word_t info)
{
    /* step: capabilities, type, rights */
    struct tcb *t = arch_fast_thread();
    if (!SHORT_WAYS || !smp_try_enter())
        return (struct fast_call){NULL, FAST_NO_MORE};
    if (UNLIKELY(!fast_names(t, cptr)))
        return end(NULL, FAST_NO_MORE);
    struct slot *slot = &t->spaces_slot[cptr];
    if (fast_may_call(slot->cap))
        return end(slot, call(t, slot, info, true, false));
    acknowledge(slot->cap, info);
    return end(slot, FAST_NO_MORE);
}

bool fastpath_reply_recv(cptr_t cptr, word_t info)
{
    /* step: capabilities, type, rights */
    if (!SHORT_WAYS || !smp_try_enter())
        return false;
    return end(NULL, reply_recv(arch_fast_thread(), cptr, info, false)).again != FAST_NO_MORE;
}

/* t->fault.type is set as the slow path does it. */
struct fast_call fastpath_fault(word_t info)
{
    struct tcb *t = arch_fast_thread();
    struct slot *slot = &t->slot[TCB_SLOT_FAULT];
    if (!SHORT_WAYS || !smp_try_enter())
        return (struct fast_call){NULL, FAST_NO_MORE};
    if (!fast_may_call(slot->cap))
        return end(NULL, FAST_NO_MORE);
    t->fault.type = FAULT_VM;
    return end(slot, call(t, slot, info, false, false));
}
