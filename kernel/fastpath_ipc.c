/* The plain short ways of messages: see fastpath_ipc.h. */
#include "fastpath_ipc.h"

static INLINE struct fast_call end(struct slot *slot, bool again)
{
    if (!again)
        smp_quick_leave();
    return (struct fast_call){CONFIG_CORES == 1 || again ? slot : NULL, again};
}

struct fast_call fastpath_call(cptr_t cptr, word_t info)
{
    /* step: capabilities, type, rights */
    struct tcb *t = arch_fast_thread();
    if (!SHORT_WAYS || !smp_try_enter())
        return (struct fast_call){NULL, false};
    if (UNLIKELY(!fast_names(t, cptr)))
        return end(NULL, false);
    struct slot *slot = &t->spaces_slot[cptr];
    return end(slot, fast_may_call(slot->cap) && call(t, slot, info, true, false));
}

bool fastpath_reply_recv(cptr_t cptr, word_t info)
{
    /* step: capabilities, type, rights */
    if (!SHORT_WAYS || !smp_try_enter())
        return false;
    return end(NULL, reply_recv(arch_fast_thread(), cptr, info, false)).again;
}

/* t->fault.type is set as the slow path does it. */
struct fast_call fastpath_fault(word_t info)
{
    struct tcb *t = arch_fast_thread();
    struct slot *slot = &t->slot[TCB_SLOT_FAULT];
    if (!SHORT_WAYS || !smp_try_enter())
        return (struct fast_call){NULL, false};
    if (!fast_may_call(slot->cap))
        return end(NULL, false);
    t->fault.type = FAULT_VM;
    return end(slot, call(t, slot, info, false, false));
}
