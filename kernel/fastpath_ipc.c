/*
 * Call, and reply and receive, between two threads. A server without a scheduling context of its
 * own gets the caller's, which comes back: no time is accounted then, because the context that
 * pays stays the same. Else both contexts must be round robin. No queue of the scheduler changes.
 *
 * Conditions are those under which the slow path (syscall.c, object/endpoint.c, reply.c, sched.c)
 * would switch to the very same thread; the effects stand here in the order of its functions.
 */
#include "fastpath.h"
#include "fast.h"
#include "fastpath_find.h"
#include "sched.h"
#include "smp.h"

#define INLINE inline __attribute__((always_inline))    /* there is no stack for calls */
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define WORDS_AND_NO_MORE 0xfffu        /* of an info word: all but the label */

/* Does `to` run next when the current thread blocks and passes its context on? */
static INLINE bool runs_next(const struct cpu *c, const struct tcb *from, const struct tcb *to)
{
    return to->priority >= from->priority ||
           to->priority >= ready_map_highest(&c->ready_map);
}

/*
 * Spaces of `to` as noted; the same core and domain, and the same flags, so that nothing but FP
 * access has to be switched.
 */
static INLINE bool spaces_noted(const struct cpu *c, const struct tcb *from,
                                const struct tcb *to)
{
    return to->spaces_valid == c->spaces_valid && to->kind == from->kind;
}

/*
 * Could `to` take over from `from` now? Both round robin, budget left in the one and a slice to use
 * in the other, and nobody waits for his time.
 */
static INLINE bool can_take_over(const struct cpu *c, struct sched_context *from,
                                 struct sched_context *to, ticks_t now)
{
    ticks_t used = c->consumed + (now - c->now);
    return from->period == 0 && to->period == 0 && !to->sporadic && to->refills.max > 0 &&
           !c->release.top && refill_ready(&to->refills, now) &&
           refill_capacity(&from->refills, used) >= c->min_budget;
}

/* Charge `from` for what was used until now, let `to` pay from here on. */
static INLINE void take_over(struct cpu *c, struct sched_context *from, struct sched_context *to,
                             ticks_t now)
{
    ticks_t used = c->consumed + (now - c->now);
    refill_head(&from->refills)->amount -= used;
    refill_at(&from->refills, 1)->amount += used;
    from->consumed += used;
    c->consumed = 0;
    c->now = now;
    c->sc = to;
    arch_fast_deadline(now + refill_head(&to->refills)->amount);
}

static INLINE void switch_to(struct cpu *c, struct tcb *from, struct tcb *to)
{
    arch_fast_switch(c->fpu_owner, from, to);
    c->current = to;
}

/* The caller's context goes to the server, the reply object on its call stack. */
static INLINE void lend(struct sched_context *sc, struct tcb *caller, struct tcb *server,
                        struct reply *reply)
{
    struct reply *before = sc->reply;
    reply->prev = (word_t)before;
    reply->next = (word_t)sc + 1;
    if (before)
        before->next = (word_t)reply;
    sc->reply = reply;
    sc->tcb = server;
    server->sc = sc;
    caller->sc = NULL;
}

/* And back, by the newest reply of the call stack. */
static INLINE void give_back(struct sched_context *sc, struct tcb *server, struct tcb *caller,
                             struct reply *reply)
{
    struct reply *before = (struct reply *)reply->prev;
    sc->reply = before;
    if (UNLIKELY(before))
        before->next = reply->next;
    reply->prev = reply->next = 0;
    sc->tcb = caller;
    caller->sc = sc;
    server->sc = NULL;
}

/* Neither does a signal wait for t, nor a context to be given back to a notification. */
static INLINE bool may_receive(const struct tcb *t)
{
    return !t->bound || (t->bound->state != NOTIFICATION_ACTIVE && !t->bound->sc);
}

static INLINE void call(cptr_t cptr, word_t info)
{
    struct cpu *c = arch_fast_cpu();
    struct tcb *t = c->current;
    if (UNLIKELY(!fast_names(t, cptr)))
        return;
    struct cap cap = t->spaces_slot[cptr].cap;
    if (UNLIKELY((info & WORDS_AND_NO_MORE) > MSG_REGISTERS) ||
        UNLIKELY(!fast_is(cap, CAP_ENDPOINT, RIGHT_WRITE)) ||
        UNLIKELY(!(cap_rights(cap) & (RIGHT_GRANT | RIGHT_GRANT_REPLY))))
        return;
    struct endpoint *ep = fast_pointer(cap);
    struct tcb *server = ep->queue.head;
    if (UNLIKELY(!server) || UNLIKELY(server->state != THREAD_BLOCKED_RECEIVE))
        return;
    struct tcb *next = server->ipc.next;        /* not the last of its priority there, or alone */
    if (UNLIKELY(next) && UNLIKELY(next->priority != server->priority))
        return;
    struct reply *reply = server->reply;
    struct sched_context *sc = t->sc, *other = server->sc;
    if (UNLIKELY(!reply) || UNLIKELY(!runs_next(c, t, server)) ||
        UNLIKELY(!spaces_noted(c, t, server)))
        return;
    ticks_t now = other ? arch_fast_now() : 0;
    if (other && !can_take_over(c, sc, other, now))
        return;

    ep->queue.head = next;                      /* out of the queue */
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

    reply->tcb = t;
    if (other)
        take_over(c, sc, other, now);
    else
        lend(sc, t, server, reply);
    t->reply = reply;
    t->state = THREAD_BLOCKED_REPLY;
    t->in_syscall = true;
    switch_to(c, t, server);
    smp_quick_leave();
    arch_fast_return(server, cap_badge(cap), info);
}

static INLINE void reply_recv(cptr_t cptr, word_t info)
{
    struct cpu *c = arch_fast_cpu();
    struct tcb *t = c->current;
    cptr_t reply_cptr = context_reply(&t->context);
    if (UNLIKELY(!fast_names(t, cptr)) ||
        UNLIKELY(!fast_names(t, reply_cptr)))
        return;
    struct cap cap = t->spaces_slot[cptr].cap, reply_cap = t->spaces_slot[reply_cptr].cap;
    if (UNLIKELY((info & WORDS_AND_NO_MORE) > MSG_REGISTERS) ||
        UNLIKELY(!fast_is(cap, CAP_ENDPOINT, RIGHT_READ)) ||
        UNLIKELY(cap_type(reply_cap) != CAP_REPLY))
        return;
    struct endpoint *ep = fast_pointer(cap);
    struct reply *reply = fast_pointer(reply_cap);
    struct sched_context *sc = t->sc;
    struct tcb *caller = reply->tcb;
    if (UNLIKELY(ep->queue.head) || UNLIKELY(!caller) ||
        UNLIKELY(caller->state != THREAD_BLOCKED_REPLY) ||
        UNLIKELY(caller->fault.type != FAULT_NONE) || UNLIKELY(!may_receive(t)) ||
        UNLIKELY(!runs_next(c, t, caller)) || UNLIKELY(!spaces_noted(c, t, caller)))
        return;
    struct sched_context *other = caller->sc;
    ticks_t now = other ? arch_fast_now() : 0;
    if (reply->next != (other ? 0 : (word_t)sc + 1) ||
        (other && (reply->prev || !can_take_over(c, sc, other, now))))
        return;

    if (other)
        take_over(c, sc, other, now);
    else
        give_back(sc, t, caller, reply);
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
    smp_quick_leave();
    arch_fast_return(caller, 0, info);
}

void fastpath_call(cptr_t cptr, word_t info)
{
    if (!CONFIG_FASTPATH || !smp_try_enter())
        return;
    call(cptr, info);
    smp_quick_leave();
}

void fastpath_reply_recv(cptr_t cptr, word_t info)
{
    if (!CONFIG_FASTPATH || !smp_try_enter())
        return;
    reply_recv(cptr, info);
    smp_quick_leave();
}
