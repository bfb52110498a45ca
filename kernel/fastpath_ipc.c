/*
 * Call, and reply and receive, between two threads of which the server has no scheduling context
 * of its own: the caller's goes along and comes back. No time is accounted, because the context
 * that pays stays the same, and no queue of the scheduler changes.
 *
 * Conditions are those under which the slow path (syscall.c, object/endpoint.c, reply.c, sched.c)
 * would switch to the very same thread; the effects stand here in the order of its functions.
 */
#include "fastpath.h"
#include "fast.h"
#include "fastpath_find.h"
#include "sched.h"

#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define WORDS_AND_NO_MORE 0xfffu        /* of an info word: all but the label */

/* Does `to` run next when the current thread blocks and passes its context on? */
static inline bool runs_next(const struct cpu *c, const struct tcb *from, const struct tcb *to)
{
    return to->priority >= from->priority ||
           to->priority >= ready_map_highest(&c->ready_map);
}

/* Spaces of `to` as noted; the same flags, so that nothing but FP access has to be switched. */
static inline bool spaces_noted(const struct cpu *c, const struct tcb *from,
                                const struct tcb *to)
{
    return to->spaces_valid == c->spaces_valid && to->flags == from->flags;
}

static inline void switch_to(struct cpu *c, struct tcb *from, struct tcb *to)
{
    arch_fast_switch(c->fpu_owner, from, to);
    c->current = to;
}

void fastpath_call(cptr_t cptr, word_t info)
{
    struct cpu *c = arch_fast_cpu();
    struct tcb *t = c->current;
    if (!CONFIG_FASTPATH || UNLIKELY(!fast_names(t, cptr)))
        return;
    struct cap cap = t->spaces_slot[cptr].cap;
    if (UNLIKELY((info & WORDS_AND_NO_MORE) > MSG_REGISTERS) ||
        UNLIKELY(!fast_is(cap, CAP_ENDPOINT, RIGHT_WRITE)) ||
        UNLIKELY(!(cap_rights(cap) & (RIGHT_GRANT | RIGHT_GRANT_REPLY))))
        return;
    struct endpoint *ep = cap_pointer(cap);
    struct tcb *server = ep->queue.head;
    if (UNLIKELY(!server) || UNLIKELY(server->state != THREAD_BLOCKED_RECEIVE))
        return;
    struct reply *reply = server->reply;
    if (UNLIKELY(!reply) || UNLIKELY(server->sc) || UNLIKELY(!runs_next(c, t, server)) ||
        UNLIKELY(!spaces_noted(c, t, server)))
        return;

    struct tcb *next = server->ipc.next;        /* out of the queue */
    ep->queue.head = next;
    if (next) {
        next->ipc.prev = NULL;
        server->ipc.next = NULL;
    } else {
        ep->queue.tail = NULL;
    }
    server->blocking_on = NULL;
    server->reply = NULL;
    server->state = THREAD_RUNNING;
    server->in_syscall = false;

    struct sched_context *sc = t->sc;           /* the call stack, the context */
    struct reply *before = sc->reply;
    reply->tcb = t;
    reply->prev = (word_t)before;
    reply->next = (word_t)sc + 1;
    if (before)
        before->next = (word_t)reply;
    sc->reply = reply;
    sc->tcb = server;
    server->sc = sc;
    t->sc = NULL;
    t->reply = reply;
    t->state = THREAD_BLOCKED_REPLY;
    t->in_syscall = true;
    switch_to(c, t, server);
    arch_fast_return(server, cap_badge(cap), info);
}

void fastpath_reply_recv(cptr_t cptr, word_t info)
{
    struct cpu *c = arch_fast_cpu();
    struct tcb *t = c->current;
    cptr_t reply_cptr = context_reply(&t->context);
    if (!CONFIG_FASTPATH || UNLIKELY(!fast_names(t, cptr)) ||
        UNLIKELY(!fast_names(t, reply_cptr)))
        return;
    struct cap cap = t->spaces_slot[cptr].cap, reply_cap = t->spaces_slot[reply_cptr].cap;
    if (UNLIKELY((info & WORDS_AND_NO_MORE) > MSG_REGISTERS) ||
        UNLIKELY(!fast_is(cap, CAP_ENDPOINT, RIGHT_READ)) ||
        UNLIKELY(cap_type(reply_cap) != CAP_REPLY))
        return;
    struct endpoint *ep = cap_pointer(cap);
    struct reply *reply = cap_pointer(reply_cap);
    struct sched_context *sc = t->sc;
    struct tcb *caller = reply->tcb;
    if (UNLIKELY(ep->queue.head) || UNLIKELY(reply->next != (word_t)sc + 1) ||
        UNLIKELY(caller->sc) || UNLIKELY(caller->fault.type != FAULT_NONE) ||
        UNLIKELY(t->bound && t->bound->state == NOTIFICATION_ACTIVE) ||
        UNLIKELY(!runs_next(c, t, caller)) || UNLIKELY(!spaces_noted(c, t, caller)))
        return;

    struct reply *before = (struct reply *)reply->prev;     /* the context goes back */
    sc->reply = before;
    if (UNLIKELY(before))
        before->next = reply->next;
    reply->prev = reply->next = 0;
    sc->tcb = caller;
    caller->sc = sc;
    t->sc = NULL;
    caller->reply = NULL;
    caller->state = THREAD_RUNNING;
    caller->in_syscall = false;

    reply->tcb = t;                             /* waits again */
    t->reply = reply;
    t->blocking_on = ep;
    ep->queue.head = ep->queue.tail = t;
    t->state = THREAD_BLOCKED_RECEIVE;
    t->in_syscall = true;
    switch_to(c, t, caller);
    arch_fast_return(caller, 0, info);
}
