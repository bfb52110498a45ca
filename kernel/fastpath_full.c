/*
 * The full short ways of messages (fastpath_ipc.h), tried when the plain ones say so, and those of
 * page faults.
 */
#include "fastpath_ipc.h"

/* t->fault.type is set as the slow path does it, which takes it back without time left. */
struct slot *fastpath_fault(void)
{
    struct tcb *t = arch_fast_thread();
    struct slot *slot = &t->slot[TCB_SLOT_FAULT];
    if (!SHORT_WAYS || !fast_may_call(slot->cap) || UNLIKELY(t->flags & TCB_FLAG_REGISTERS))
        return NULL;                    /* these make the message longer */
    t->fault.type = FAULT_VM;
    return slot;
}

/* of a call, or of a page fault, which has set fault.type */
void fastpath_call_full(const struct slot *slot, word_t info)
{
    struct tcb *t = arch_fast_thread();
    if (SHORT_WAYS)
        call(t, slot, info, t->fault.type == FAULT_NONE, true);
}

void fastpath_reply_recv_full(cptr_t cptr, word_t info)
{
    struct tcb *t = arch_fast_thread();
    if (SHORT_WAYS) {
        reply_recv(t, cptr, info, true);
        keep_access(t);
    }
}
