/*
 * Short ways in which the thread goes on at once: signals and polls that wake nobody, waiting for
 * what has come already, a yield and a tick of a thread without equals.
 * Time is accounted at the next longer entry, or by the timer.
 */
#include "fastpath.h"
#include "core/message.h"
#include "fastpath_switch.h"

/* A signal that is only kept; else its slot. */
static INLINE struct slot *send(cptr_t cptr, word_t info)
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
    arch_fast_continue(cptr, info);
}

/* Take what a notification holds. `wait`: if that is nothing, it itself; NULL: anything else. */
static INLINE struct notification *take(cptr_t cptr, bool wait)
{
    struct tcb *t = arch_fast_thread();
    if (!fast_names(t, cptr))
        return NULL;
    struct cap cap = t->spaces_slot[cptr].cap;
    if (!fast_is(cap, CAP_NOTIFICATION, RIGHT_READ))
        return NULL;
    struct notification *n = fast_pointer(cap);
    if (n->bound && n->bound != t)
        return NULL;
    if (wait && n->state != NOTIFICATION_ACTIVE)
        return n;
    word_t badge = n->badge;
    n->badge = 0;
    if (n->state == NOTIFICATION_ACTIVE)
        n->state = NOTIFICATION_IDLE;
    arch_fast_continue(badge, 0);
}

struct slot *fastpath_send(cptr_t cptr, word_t info)
{
    if (!SHORT_WAYS)
        return NULL;
    return send(cptr, info);
}

void fastpath_poll(cptr_t cptr)
{
    if (SHORT_WAYS)
        take(cptr, false);
}

struct notification *fastpath_wait(cptr_t cptr)
{
    if (!SHORT_WAYS)
        return NULL;
    return take(cptr, true);
}

struct tcb *fastpath_yield(void)
{
    struct tcb *t = arch_fast_thread();
    struct cpu *c = arch_fast_cpu();
    if (!SHORT_WAYS)
        return NULL;
    struct tcb *equal = c->queues[t->priority].head;
    if (equal)
        return equal;
    ticks_t now = arch_fast_now();
    if (!can_charge(c, now))
        return NULL;
    renew(c, t->sc, t->sc, now);
    arch_fast_resume();
}

word_t fastpath_interrupt(void)
{
    word_t irq = arch_fast_irq_take();
    if (!SHORT_WAYS || irq != arch_fast_timer_irq())
        return irq;
    struct tcb *t = arch_fast_thread();
    struct cpu *c = arch_fast_cpu();
    ticks_t now = arch_fast_now();
    if (c->queues[t->priority].head || !slice_over(c, t->sc, now))
        return irq;
    renew(c, t->sc, t->sc, now);
    arch_fast_resume();
}
