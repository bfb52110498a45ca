/* The full short ways of messages: see fastpath_ipc.h. Tried when the plain ones say so. */
#include "fastpath_ipc.h"

/* of a call, or of a page fault, which has set fault.type */
struct slot *fastpath_call_full(struct slot *slot, word_t info)
{
    struct tcb *t = arch_fast_thread();
    if (!SHORT_WAYS)
        return NULL;
    call(t, slot, info, t->fault.type == FAULT_NONE, true);
    smp_quick_leave();
    return CONFIG_CORES == 1 ? slot : NULL;
}

void fastpath_reply_recv_full(cptr_t cptr, word_t info)
{
    if (!SHORT_WAYS)
        return;
    reply_recv(arch_fast_thread(), cptr, info, true);
    smp_quick_leave();
}
