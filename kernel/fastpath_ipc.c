/* The plain short ways of messages: see fastpath_ipc.h; and one of an invocation. */
#include "fastpath_ipc.h"

/* A driver is done with its interrupt, and nothing else was asked for. */
static INLINE void acknowledge(const struct slot *slot, word_t info)
{
    if (cap_type(slot->cap) != CAP_IRQ_HANDLER || info != INV_IRQ_HANDLER_ACK * MSG_LABEL_FACTOR)
        return;
    word_t irq = cap_irq(slot->cap);
    if (cap_is_null(kernel.irq_slot[irq].cap))
        return;
    arch_fast_irq_unmask(irq);
    arch_fast_go(fast_answer, 0, 0);
}

_Noreturn void fastpath_call(cptr_t cptr, word_t info)
{
    /* step: capabilities, type, rights */
    struct tcb *t = arch_fast_thread();
    struct slot *slots;
    word_t count;
    arch_fast_pair(slots, count, t, struct tcb, spaces_slot);
    if (!SHORT_WAYS || UNLIKELY(cptr >= count))
        arch_fast_go(user_call_general, 0, 0);
    struct slot *slot = &slots[cptr];
    in_register(slot);
    if (fast_may_call(slot->cap)) {
        enum fast_again again = call(t, slot, info, true, false);
        if (again == FAST_FULL)
            arch_fast_go(user_call_full, slot, info);
        if (again == FAST_GRANT)
            arch_fast_go(user_call_grant, slot, 0);
        arch_fast_go(user_call_general, 0, 0);
    }
    acknowledge(slot, info);
    arch_fast_go(user_invoke, slot, info);
}

_Noreturn void fastpath_reply_recv(cptr_t cptr, word_t info)
{
    /* step: capabilities, type, rights */
    struct tcb *t = arch_fast_thread();
    if (SHORT_WAYS) {
        enum fast_again again = reply_recv(t, cptr, info, false);
        keep_access(t);
        if (again != FAST_NO_MORE)
            arch_fast_go(user_reply_full, 0, 0);
    }
    arch_fast_go(user_reply_general, 0, 0);
}
