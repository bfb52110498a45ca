/*
 * Short ways from one thread to another without a message: signals and interrupts that wake a
 * thread, waiting, yields and ends of slices. All registers are saved.
 *
 * Conditions are those under which the slow path (syscall.c, object/notification.c, sched*.c) would
 * switch to the very same thread; the effects stand here in the order of its functions.
 */
#include "fastpath.h"
#include "fastpath_switch.h"

/* Whom a signal to n wakes, if that is one who waits alone; else NULL. */
static INLINE struct tcb *waiter(const struct notification *n)
{
    struct tcb *t = n->queue.head;              /* NULL unless WAITING */
    return t && !t->ipc.next ? t : NULL;
}

/*
 * Wake the thread that waits for a signal; go on in it, or in t where it has no higher priority.
 * Returns if there is more to do.
 */
static INLINE void wake(struct cpu *c, struct tcb *t, struct cap cap, ticks_t now)
{
    struct notification *n = fast_pointer(cap);
    struct tcb *to = waiter(n);
    if (!to)
        return;
    word_t ours = t->spaces_valid, theirs = to->spaces_valid;
    word_t differs = (theirs ^ ours) >> SPACES_SWITCH_BITS;
    if (differs > DIFFERENT_ACCESS || !to->sc || !sc_usable(to->sc) || !can_charge(c, now))
        return;
    n->queue.head = n->queue.tail = NULL;
    n->state = NOTIFICATION_IDLE;
    to->blocking_on = NULL;
    context_set_badge(&to->context, cap_badge(cap));
    context_set_info(&to->context, 0);
    to->progress = PROGRESS(THREAD_RUNNING, false);
    if ((uint8_t)theirs <= (uint8_t)ours) {     /* their priorities */
        ready_append(c, to);
        arch_fast_restart(fast_restart, t);
    }
    ready_prepend(c, t);
    take_over(c, t->sc, to->sc, now);
    go_on(c, to, differs);
}

/* The first of the ready threads goes on until somebody signals n. */
static INLINE void block(struct notification *n)
{
    struct tcb *t = arch_fast_thread();
    struct cpu *c = arch_fast_cpu();
    ticks_t now = arch_fast_now();
    int highest = ready_map_highest(&c->ready_map);
    if (n->state != NOTIFICATION_IDLE || n->sc || highest < 0 || !can_charge(c, now))
        return;
    struct tcb *to = c->queues[(unsigned)highest].head;
    word_t differs = difference(t, to);
    if (!can_go_on(to, differs))
        return;
    t->blocking_on = n;
    n->state = NOTIFICATION_WAITING;
    n->queue.head = n->queue.tail = t;
    t->progress = PROGRESS(THREAD_BLOCKED_NOTIFICATION, true);
    ready_take(c, (unsigned)highest);
    to->state = THREAD_RUNNING;                 /* it may have been RESTART */
    take_over(c, t->sc, to->sc, now);
    go_on(c, to, differs);
}

/* t's slice is over, the first of its priority goes on. Returns `irq` if there is more to do. */
static __attribute__((noinline)) word_t rotate(struct cpu *c, struct tcb *t, ticks_t now,
                                               word_t irq)
{
    struct tcb_queue *q = &c->queues[t->priority];
    struct tcb *to = q->head;
    if (!to)
        return irq;
    word_t differs = difference(t, to);
    if (!can_go_on(to, differs))
        return irq;
    ready_rotate(c, q);
    to->state = THREAD_RUNNING;
    renew(c, t->sc, to->sc, now);
    go_on(c, to, differs);
}

struct slot *fastpath_signal(struct slot *slot)
{
    if (SHORT_WAYS && slot)
        wake(arch_fast_cpu(), arch_fast_thread(), slot->cap, arch_fast_now());
    return slot;
}

void fastpath_block(struct notification *n)
{
    if (SHORT_WAYS)
        block(n);
}

void fastpath_rotate(void)
{
    struct cpu *c = arch_fast_cpu();
    ticks_t now = arch_fast_now();
    if (SHORT_WAYS && can_charge(c, now))
        rotate(c, arch_fast_thread(), now, 0);
}

/* Only lines that user space owns have a notification. */
word_t fastpath_deliver(word_t irq)
{
    struct tcb *t = arch_fast_thread();
    struct cpu *c = arch_fast_cpu();
    if (!SHORT_WAYS || irq >= IRQ_LINES)
        return irq;
    const struct slot *slot = &kernel.irq_slot[irq];
    struct cap cap;
    arch_fast_pair(cap.w[0], cap.w[1], slot, struct slot, cap);
    ticks_t now = arch_fast_now();
    if (cap_type(cap) == CAP_NOTIFICATION) {
        arch_fast_irq_mask(irq);
        wake(c, t, cap, now);
    } else if (irq == arch_fast_timer_irq() && slice_over(c, t->sc, now)) {
        return rotate(c, t, now, irq);
    }
    return irq;
}
