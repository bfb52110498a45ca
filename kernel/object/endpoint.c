/*
 * Endpoints: where senders and receivers of messages meet.
 */
#include "ipc.h"
#include "print.h"
#include "queue.h"
#include "sched.h"

static bool has_senders(const struct endpoint *ep)
{
    return ep->queue.head && ep->queue.head->state == THREAD_BLOCKED_SEND;
}

static bool has_receivers(const struct endpoint *ep)
{
    return ep->queue.head && ep->queue.head->state == THREAD_BLOCKED_RECEIVE;
}

void endpoint_leave(struct endpoint *ep, struct tcb *t)
{
    if (kernel.cancelling.next == t)
        kernel.cancelling.next = t->ipc.next;
    wait_remove(&ep->queue, t);
}

static struct tcb *take_first(struct endpoint *ep)
{
    struct tcb *t = ep->queue.head;
    endpoint_leave(ep, t);
    t->blocking_on = NULL;
    return t;
}

static void block(struct endpoint *ep, struct tcb *t, enum thread_state state)
{
    t->blocking_on = ep;
    wait_insert(&ep->queue, t);
    thread_set_state(t, state);
}

/*
 * The message of a call or fault is delivered: the sender waits for the answer where there is a
 * reply object and the right to use it; otherwise nobody can ever answer and it stops.
 */
static void expect_reply(struct tcb *sender, struct tcb *receiver, struct reply *reply,
                         bool permitted, bool donate)
{
    if (reply && permitted) {
        reply_push(sender, receiver, reply, donate);
    } else {
        sender->in_syscall = sender->fault.type == FAULT_NONE;
        thread_set_state(sender, THREAD_INACTIVE);
    }
}

/*
 * Send sender's message, or its fault. blocking: wait where nobody receives; else it is dropped.
 * rights: GRANT to hand over capabilities, either grant to be answered. may_donate: a receiver
 * without a scheduling context runs on the sender's.
 */
void endpoint_send(struct endpoint *ep, struct tcb *sender, word_t badge, word_t rights,
                   bool blocking, bool call, bool may_donate)
{
    bool grant = (rights & RIGHT_GRANT) != 0;
    bool grant_reply = (rights & RIGHT_GRANT_REPLY) != 0;
    if (!has_receivers(ep)) {
        if (!blocking)
            return;
        sender->blocking_badge = badge;
        sender->blocking_grant = grant;
        sender->blocking_grant_reply = grant_reply;
        sender->blocking_call = call;
        block(ep, sender, THREAD_BLOCKED_SEND);
        return;
    }
    struct tcb *receiver = take_first(ep);
    struct reply *reply = receiver->reply;
    ipc_transfer(sender, receiver, ep, badge, grant);
    if (reply)
        reply_unlink(reply, receiver);
    if (call || sender->fault.type != FAULT_NONE)
        expect_reply(sender, receiver, reply, grant || grant_reply, may_donate);
    else if (may_donate && sender->sc && !receiver->sc)
        sc_donate(sender->sc, receiver);
    thread_set_state(receiver, THREAD_RUNNING);
    sc_wake(receiver->sc);
    sched_possible_switch(receiver);
}

static void receive_nothing(struct endpoint *ep, struct tcb *receiver, bool blocking,
                            struct reply *reply)
{
    if (!blocking) {
        context_set_badge(&receiver->context, 0);
        context_set_info(&receiver->context, 0);
        return;
    }
    receiver->reply = reply;
    if (reply)
        reply->tcb = receiver;
    block(ep, receiver, THREAD_BLOCKED_RECEIVE);
}

/*
 * Receive from the endpoint in cap, or a signal that is pending on the bound notification. A
 * reply object whose caller was never answered gives that caller up.
 */
void endpoint_receive(struct tcb *receiver, struct cap cap, bool blocking, struct reply *reply)
{
    struct endpoint *ep = cap_pointer(cap);
    struct notification *n = receiver->bound;
    if (reply && reply->tcb && reply->tcb != receiver) {
        user_error("receive: the reply object had a caller that was never answered");
        ipc_cancel(reply->tcb);
    }
    if (n && n->state == NOTIFICATION_ACTIVE) {
        notification_complete(n, receiver);
        return;
    }
    if (n && blocking)
        sc_return(n, receiver);
    if (!has_senders(ep)) {
        receive_nothing(ep, receiver, blocking, reply);
        return;
    }
    struct tcb *sender = take_first(ep);
    ipc_transfer(sender, receiver, ep, sender->blocking_badge, sender->blocking_grant);
    sc_wake(sender->sc);
    if (sender->blocking_call || sender->fault.type != FAULT_NONE) {
        bool permitted = sender->blocking_grant || sender->blocking_grant_reply;
        expect_reply(sender, receiver, reply, permitted, sender->fault.type != FAULT_TIMEOUT);
    } else {
        thread_set_state(sender, THREAD_RUNNING);
        sched_possible_switch(sender);
    }
}

/* A waiting thread tries again, which tells it that the endpoint is gone; a faulted one stops. */
static void send_away(struct tcb *t)
{
    thread_detach(t);
    if (t->fault.type == FAULT_NONE) {
        thread_set_state(t, THREAD_RESTART);
        sc_wake(t->sc);
        sched_possible_switch(t);
    } else {
        thread_set_state(t, THREAD_INACTIVE);
    }
}

enum err endpoint_cancel_all(struct endpoint *ep)
{
    while (ep->queue.head) {
        send_away(ep->queue.head);
        if (ep->queue.head && arch_irq_pending())
            return ERR_PREEMPTED;
    }
    return ERR_NONE;
}

enum err endpoint_cancel_badge(struct endpoint *ep, word_t badge, word_t *ticket)
{
    struct cancelling *c = &kernel.cancelling;
    if (*ticket == 0 || *ticket != c->ticket || c->ep != ep || c->badge != badge)
        *c = (struct cancelling){ep, has_senders(ep) ? ep->queue.head : NULL, badge,
                                 c->ticket + 1};
    while (c->next) {
        struct tcb *t = c->next;
        c->next = t->ipc.next;
        if (t->blocking_badge == badge)
            send_away(t);
        if (c->next && arch_irq_pending()) {
            *ticket = c->ticket;
            return ERR_PREEMPTED;
        }
    }
    return ERR_NONE;
}

/* Preempted, the capability is left without rights: nobody joins the queue by it any more. */
static struct finalised endpoint_finalise(struct cap cap, bool final)
{
    struct endpoint *ep = cap_pointer(cap);
    if (final && endpoint_cancel_all(ep) != ERR_NONE)
        return (struct finalised){.remainder = cap_endpoint(ep, 0, 0), .preempted = true};
    return (struct finalised){.remainder = cap_null()};
}

static void endpoint_describe(struct cap cap)
{
    print(" object %p rights %lx badge %lx", cap_pointer(cap), cap_rights(cap), cap_badge(cap));
}

const struct object_ops endpoint_ops = {
    .name = "endpoint",
    .finalise = endpoint_finalise,
    .describe = DEBUG_ONLY(endpoint_describe),
};
