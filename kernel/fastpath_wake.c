/*
 * Short ways from one thread to another without a message: signals and interrupts that wake a
 * thread of a higher priority, waiting, yields and ends of slices. All registers are saved.
 *
 * Conditions are those under which the slow path (syscall.c, object/notification.c, sched*.c) would
 * switch to the very same thread; the effects stand here in the order of its functions.
 */
#include "fastpath.h"
#include "fastpath_switch.h"

/* Whom a signal to n wakes, if that is one who waits alone; else NULL. */
static INLINE struct tcb *waiter(const struct notification *n)
{
    struct tcb *t = n->queue.head;
    return n->state == NOTIFICATION_WAITING && !t->ipc.next ? t : NULL;
}

/* Wake the thread that waits for n, and go on in it. Returns if there is more to do. */
static INLINE void wake(struct cap cap)
{
    struct notification *n = fast_pointer(cap);
    struct tcb *t = arch_fast_thread(), *to = waiter(n);
    struct cpu *c = arch_fast_cpu();
    ticks_t now = arch_fast_now();
    if (!to || to->priority <= t->priority || !similar(t, to) || !to->sc || !sc_usable(to->sc) ||
        !can_charge(c, t->sc, now))
        return;
    n->queue.head = n->queue.tail = NULL;
    n->state = NOTIFICATION_IDLE;
    to->blocking_on = NULL;
    context_set_badge(&to->context, cap_badge(cap));
    context_set_info(&to->context, 0);
    to->progress = PROGRESS(THREAD_RUNNING, false);
    ready_prepend(c, t);
    take_over(c, t->sc, to->sc, now);
    go_on(t, to);
}

/* The first of the ready threads goes on until somebody signals n. */
static INLINE void block(struct notification *n)
{
    struct tcb *t = arch_fast_thread();
    struct cpu *c = arch_fast_cpu();
    ticks_t now = arch_fast_now();
    int highest = ready_map_highest(&c->ready_map);
    if (n->state != NOTIFICATION_IDLE || n->sc || highest < 0 ||
        !can_go_on(t, c->queues[highest].head) || !can_charge(c, t->sc, now))
        return;
    t->blocking_on = n;
    n->state = NOTIFICATION_WAITING;
    n->queue.head = n->queue.tail = t;
    t->progress = PROGRESS(THREAD_BLOCKED_NOTIFICATION, true);
    struct tcb *to = ready_take(c, (unsigned)highest);
    to->state = THREAD_RUNNING;                 /* it may have been RESTART */
    take_over(c, t->sc, to->sc, now);
    go_on(t, to);
}

/* t's slice is over, the first of its priority goes on. */
static INLINE void rotate(struct cpu *c, struct tcb *t, ticks_t now)
{
    struct tcb_queue *q = &c->queues[t->priority];
    if (!q->head || !can_go_on(t, q->head))
        return;
    struct tcb *to = ready_rotate(c, q);
    to->state = THREAD_RUNNING;
    renew(c, t->sc, to->sc, now);
    go_on(t, to);
}

struct slot *fastpath_signal(struct slot *slot)
{
    if (SHORT_WAYS && slot)
        wake(slot->cap);
    return slot;
}

void fastpath_block(struct slot *slot)
{
    if (SHORT_WAYS)
        block(fast_pointer(slot->cap));
}

void fastpath_rotate(void)
{
    struct tcb *t = arch_fast_thread();
    struct cpu *c = arch_fast_cpu();
    ticks_t now = arch_fast_now();
    if (SHORT_WAYS && can_charge(c, t->sc, now))
        rotate(c, t, now);
}

word_t fastpath_deliver(word_t irq)
{
    struct tcb *t = arch_fast_thread();
    struct cpu *c = arch_fast_cpu();
    if (!SHORT_WAYS || irq >= MAX_IRQ)
        return irq;
    if (irq == arch_fast_timer_irq()) {
        ticks_t now = arch_fast_now();
        if (t->sc->period == 0 && now > c->enough_until && now < c->alarm)
            rotate(c, t, now);
        return irq;
    }
    struct cap cap = kernel.irq_slot[irq].cap;
    arch_fast_irq_mask(irq);
    if (cap_type(cap) == CAP_NOTIFICATION)
        wake(cap);
    return irq;
}
