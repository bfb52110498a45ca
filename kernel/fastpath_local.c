/*
 * Signals and polls that wake nobody: the thread goes on at once. Time is accounted at the next
 * longer entry, or by the timer.
 */
#include "fastpath.h"
#include "core/message.h"
#include "fast.h"
#include "fastpath_find.h"
#include "smp.h"

/* A signal that is only kept; else its slot. */
static inline __attribute__((always_inline)) struct slot *send(cptr_t cptr, word_t info)
{
    struct tcb *t = arch_fast_thread();
    if (!fast_names(t, cptr))
        return NULL;
    struct slot *slot = &t->spaces_slot[cptr];
    struct cap cap = slot->cap;
    if (!fast_is(cap, CAP_NOTIFICATION, RIGHT_WRITE) || message_decode(info).extra)
        return NULL;
    struct notification *n = fast_pointer(cap);
    if (n->state == NOTIFICATION_WAITING ||
        (n->bound && n->bound->state == THREAD_BLOCKED_RECEIVE))
        return slot;
    n->badge |= cap_badge(cap);           /* 0 unless ACTIVE */
    n->state = NOTIFICATION_ACTIVE;
    smp_quick_leave();
    arch_fast_continue(cptr, info);
}

/* What a notification holds, without waiting for more. */
static inline __attribute__((always_inline)) void poll(cptr_t cptr)
{
    struct tcb *t = arch_fast_thread();
    if (!fast_names(t, cptr))
        return;
    struct cap cap = t->spaces_slot[cptr].cap;
    if (!fast_is(cap, CAP_NOTIFICATION, RIGHT_READ))
        return;
    struct notification *n = fast_pointer(cap);
    if (n->bound && n->bound != t)
        return;
    word_t badge = n->badge;
    n->badge = 0;
    if (n->state == NOTIFICATION_ACTIVE)
        n->state = NOTIFICATION_IDLE;
    smp_quick_leave();
    arch_fast_continue(badge, 0);
}

struct slot *fastpath_send(cptr_t cptr, word_t info)
{
    if (!SHORT_WAYS || !smp_try_enter())
        return NULL;
    struct slot *slot = send(cptr, info);
    smp_quick_leave();
    return slot;
}

void fastpath_poll(cptr_t cptr)
{
    if (!SHORT_WAYS || !smp_try_enter())
        return;
    poll(cptr);
    smp_quick_leave();
}
