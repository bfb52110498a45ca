/*
 * Reply objects: who waits for whom, and the way back of a lent scheduling context.
 */
#include "panic.h"
#include "sched.h"

#define NEXT_IS_CONTEXT 1u      /* in next: the newest reply points to the context itself */

static bool is_newest(const struct reply *reply)
{
    return (reply->next & NEXT_IS_CONTEXT) != 0;
}

static struct sched_context *context_of(const struct reply *newest)
{
    return (struct sched_context *)(newest->next - NEXT_IS_CONTEXT);
}

static struct reply *newer(const struct reply *reply)
{
    return (struct reply *)reply->next;
}

static struct reply *older(const struct reply *reply)
{
    return (struct reply *)reply->prev;
}

void reply_unlink(struct reply *reply, struct tcb *tcb)
{
    assert(reply->tcb == tcb && tcb->reply == reply);
    reply->tcb = NULL;
    tcb->reply = NULL;
}

/*
 * caller waits for callee's reply through `reply`, which is free and in no call stack. With
 * donate, a callee without a scheduling context runs on the caller's until it replies.
 */
void reply_push(struct tcb *caller, struct tcb *callee, struct reply *reply, bool donate)
{
    struct sched_context *sc = caller->sc;
    assert(!reply->tcb && !reply->prev && !reply->next && !caller->reply);
    reply->tcb = caller;
    caller->reply = reply;
    thread_set_state(caller, THREAD_BLOCKED_REPLY);
    if (!donate || !sc || callee->sc)
        return;
    if (sc->reply)
        sc->reply->next = (word_t)reply;
    reply->prev = (word_t)sc->reply;
    reply->next = (word_t)sc | NEXT_IS_CONTEXT;
    sc->reply = reply;
    sc_donate(sc, callee);
    sc_settle(callee);
}

/* The newest reply of a call stack is used: its caller gets the context back. */
void reply_pop(struct reply *reply, struct tcb *tcb)
{
    struct sched_context *sc = context_of(reply);
    struct reply *before = older(reply);
    sc->reply = before;
    if (before)
        before->next = reply->next;
    reply->prev = reply->next = 0;
    if (!tcb->sc)
        sc_donate(sc, tcb);
}

/* Take a reply with a waiting caller out of everything; where it is the newest the context
   returns, elsewhere the stack breaks here. The caller's state is left to the caller of this. */
void reply_remove(struct reply *reply, struct tcb *tcb)
{
    if (is_newest(reply)) {
        reply_pop(reply, tcb);
    } else {
        if (reply->next)
            newer(reply)->prev = 0;
        if (reply->prev)
            older(reply)->next = 0;
        reply->prev = reply->next = 0;
    }
    reply_unlink(reply, tcb);
}

/* The waiting caller goes away: whoever has its context keeps it. */
void reply_cancel(struct tcb *tcb)
{
    struct reply *reply = tcb->reply;
    if (is_newest(reply))
        context_of(reply)->reply = NULL;
    else if (reply->next)
        newer(reply)->prev = 0;
    if (reply->prev)
        older(reply)->next = 0;
    reply->prev = reply->next = 0;
    reply_unlink(reply, tcb);
}
