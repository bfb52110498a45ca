/*
 * Notifications: a word of signals, and the threads that wait for it.
 */
#include "ipc.h"
#include "print.h"
#include "queue.h"
#include "sched.h"

static void set_result(struct tcb *t, word_t badge)
{
    context_set_badge(&t->context, badge);
    context_set_info(&t->context, 0);
}

/* t, in no queue any more, gets the signals; a passive thread borrows n's scheduling context. */
static void wake(struct notification *n, struct tcb *t, word_t badge)
{
    set_result(t, badge);
    thread_set_state(t, THREAD_RUNNING);
    sc_lend(n, t);
    sc_wake(t->sc);
    sched_possible_switch(t);
}

/* Wake a waiting thread, or the bound one if it receives; else the badge is kept. */
void notification_signal(struct notification *n, word_t badge)
{
    struct tcb *t = n->bound;
    switch (n->state) {
    case NOTIFICATION_IDLE:
        if (t && t->state == THREAD_BLOCKED_RECEIVE) {
            thread_detach(t);
            wake(n, t, badge);
        } else {
            n->state = NOTIFICATION_ACTIVE;
            n->badge = badge;
        }
        break;
    case NOTIFICATION_WAITING:
        t = n->queue.head;
        wait_remove(&n->queue, t);
        if (!n->queue.head)
            n->state = NOTIFICATION_IDLE;
        t->blocking_on = NULL;
        wake(n, t, badge);
        break;
    case NOTIFICATION_ACTIVE:
        n->badge |= badge;
        break;
    }
}

/* The running thread t takes the signals of an ACTIVE notification. */
void notification_complete(struct notification *n, struct tcb *t)
{
    set_result(t, n->badge);
    n->badge = 0;
    n->state = NOTIFICATION_IDLE;
    sc_lend(n, t);
}

void notification_wait(struct tcb *receiver, struct cap cap, bool blocking)
{
    struct notification *n = cap_pointer(cap);
    if (n->state == NOTIFICATION_ACTIVE) {
        notification_complete(n, receiver);
    } else if (blocking) {
        sc_return(n, receiver);
        receiver->blocking_on = n;
        n->state = NOTIFICATION_WAITING;
        wait_insert(&n->queue, receiver);
        thread_set_state(receiver, THREAD_BLOCKED_NOTIFICATION);
    } else {
        set_result(receiver, 0);
    }
}

/* Every waiting thread tries again. */
enum err notification_cancel_all(struct notification *n)
{
    while (n->queue.head) {
        struct tcb *t = n->queue.head;
        thread_detach(t);
        thread_set_state(t, THREAD_RESTART);
        sc_wake(t->sc);
        sched_possible_switch(t);
        if (n->queue.head && arch_irq_pending())
            return ERR_PREEMPTED;
    }
    return ERR_NONE;
}

/* From the thread that it is bound to, if any. */
void notification_unbind(struct notification *n)
{
    if (n->bound)
        n->bound->bound = NULL;
    n->bound = NULL;
}

/* Preempted, the capability is left without rights: nobody joins the queue by it any more. */
static seldom struct finalised notification_finalise(struct cap cap, bool final)
{
    struct notification *n = cap_pointer(cap);
    if (final) {
        if (n->sc)
            sc_unbind_notification(n->sc);
        notification_unbind(n);
        if (notification_cancel_all(n) != ERR_NONE)
            return (struct finalised){.remainder = cap_notification(n, 0, 0), .preempted = true};
    }
    return (struct finalised){.remainder = cap_null()};
}

static void notification_describe(struct cap cap)
{
    print(" object %p rights %lx badge %lx", cap_pointer(cap), cap_rights(cap), cap_badge(cap));
}

const struct object_ops notification_ops = {
    .name = "notification",
    .finalise = notification_finalise,
    .describe = DEBUG_ONLY(notification_describe),
};
