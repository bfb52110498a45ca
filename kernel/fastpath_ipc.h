/*
 * What fastpath_ipc.c and fastpath_full.c are made of: call, reply and receive, and page faults,
 * between two threads. A server without a scheduling
 * context of its own gets the caller's, which comes back: no time is accounted then, because the
 * context that pays stays the same. Else both contexts must be round robin. No queue of the
 * scheduler changes.
 *
 * Conditions are those under which the slow path (syscall.c, object/endpoint.c, reply.c, sched*.c)
 * would switch to the very same thread; the effects stand here in the order of its functions.
 *
 * Each comes twice. Plain: a message of up to 8 words, a context that is lent, nobody else at the
 * endpoint. Full: more words too, or two contexts; for that it needs more registers. What they
 * compare needs no switch beyond spaces_user where spaces_valid is the same: see struct tcb.
 *
 * "step: NAME" begins a step of the way of a message, up to the next one or an empty line, for
 * tests/bench/steps, which counts what each costs.
 */
#pragma once
#include "fastpath.h"
#include "fastpath_switch.h"
#include "ipc.h"

#define WORDS_AND_NO_MORE 0xfffu        /* of an info word: all but the label */

/*
 * Does `to` run next when t, the current thread, blocks and passes its context on, and takes that
 * no more than context.space? Then it has got access to what it may use. Mostly nobody is ready, or
 * the two are of one kind and priority.
 */
static INLINE bool runs_next(const struct tcb *t, const struct tcb *to)
{
    const struct ready_map *map = &arch_fast_cpu()->ready_map;
    if (UNLIKELY(map->top)) {
        if (to->spaces_valid - t->spaces_valid <= SPACES_PRIORITY)
            return true;
        if ((int)(to->spaces_valid & SPACES_PRIORITY) < ready_map_highest(map))
            return false;
    }
    word_t differs = difference(t, to);
    if (!UNLIKELY(differs))
        return true;
    if (differs != DIFFERENT_FPU)
        return false;
    arch_fast_access(to);
    return true;
}

/* The same for a server of at least t's priority; or else it may be true of it nevertheless. */
static INLINE bool serves_next(const struct tcb *t, const struct tcb *server)
{
    if (!UNLIKELY(server->spaces_valid - t->spaces_valid > SPACES_PRIORITY))
        return true;
    if (difference(t, server) != DIFFERENT_FPU || server->priority < t->priority)
        return false;
    arch_fast_access(server);
    return true;
}

/* The caller's context goes to the server, the reply object on its call stack. */
static INLINE void lend(struct sched_context *sc, struct tcb *caller, struct tcb *server,
                        struct reply *reply)
{
    struct reply *before = sc->reply;
    reply->tcb = caller;
    reply->prev = (word_t)before;
    reply->next = (word_t)sc + 1;
    if (UNLIKELY(before))
        before->next = (word_t)reply;
    sc->tcb = server;
    sc->reply = reply;
    server->sc = sc;
    server->reply = NULL;
    caller->sc = NULL;
    caller->reply = reply;
}

/* And back, by the newest reply of the call stack. */
static INLINE void give_back(struct sched_context *sc, struct tcb *server, struct tcb *caller,
                             struct reply *reply)
{
    struct reply *before = (struct reply *)reply->prev;
    if (UNLIKELY(before))
        before->next = reply->next;
    reply->prev = reply->next = 0;
    sc->tcb = caller;
    sc->reply = before;
    caller->sc = sc;
    caller->reply = NULL;
    server->sc = NULL;
    server->reply = reply;
}

/* The server goes on, t waits for its reply. */
static INLINE void hand_over(struct tcb *t, struct tcb *server, bool in_syscall)
{
    /* step: queue, context, reply object, states */
    server->progress = PROGRESS(THREAD_RUNNING, false);
    t->progress = PROGRESS(THREAD_BLOCKED_REPLY, in_syscall);
    arch_fast_cpu()->current = server;
}

/* Neither does a signal wait for t, nor a context to be given back to a notification. */
static INLINE bool may_receive(const struct tcb *t)
{
    return !t->bound || (t->bound->state != NOTIFICATION_ACTIVE && !t->bound->sc);
}

/* Out of the endpoint: the first of its queue. */
static INLINE void take_first(struct endpoint *ep, struct tcb *server, struct tcb *next)
{
    if (UNLIKELY(next)) {
        ep->queue.head = next;
        next->ipc.prev = NULL;
        server->ipc.next = NULL;
    } else {
        ep->queue.head = ep->queue.tail = NULL;
    }
}

/*
 * What a message without capabilities needs beyond the registers: both buffers. False: there is
 * more to it, or one is missing.
 */
static INLINE bool can_copy(const struct tcb *from, const struct tcb *to, word_t words)
{
    return words <= MSG_MAX_LENGTH && ipc_buffer(from, RIGHT_READ) &&
           ipc_buffer(to, RIGHT_READ | RIGHT_WRITE);
}

/* Words 8 .. words-1. Returns how many are in registers. */
static INLINE word_t copy_rest(const struct tcb *from, const struct tcb *to, word_t words)
{
    const uint64_t *source = &from->buffer->msg[MSG_REGISTERS], *end = &from->buffer->msg[words];
    uint64_t *target = &to->buffer->msg[MSG_REGISTERS];
    if (words % 2)
        *target++ = *source++;
    for (; source < end; source += 2, target += 2) {
        uint64_t first = source[0], second = source[1];     /* one load, one store */
        target[0] = first;
        target[1] = second;
    }
    return MSG_REGISTERS;
}

/* Who might make a call that is more than the plain one? words: of an info word, no label. */
static INLINE enum fast_again who_else(word_t words)
{
    if (words <= MSG_MAX_LENGTH)
        return FAST_FULL;
    return words - MSG_EXTRA_FACTOR <= MSG_REGISTERS ? FAST_GRANT : FAST_NO_MORE;
}

/*
 * t's message, or its fault, goes to the first thread that waits at the endpoint, which answers
 * through its reply object. Returns when there is more to do, which might be worth another try.
 */
static INLINE enum fast_again call(struct tcb *t, const struct slot *slot, word_t info,
                                   bool in_syscall, bool full)
{
    /* step: endpoint and partner */
    struct endpoint *ep = fast_pointer(slot->cap);
    struct tcb *server, *last, *next = NULL;
    struct sched_context *sc, *other;
    struct reply *reply;
    word_t spaces;
    arch_fast_pair(server, last, ep, struct endpoint, queue);
    if (UNLIKELY(!server))
        return FAST_NO_MORE;
    arch_fast_pair(other, reply, server, struct tcb, sc);
    /* step: priority, who pays, words */
    word_t words = info & WORDS_AND_NO_MORE;
    if (!full && UNLIKELY(other))
        return who_else(words);
    ticks_t now = full && other ? arch_fast_now() : 0;
    /* step: spaces, domain, core */
    arch_fast_pair(spaces, sc, t, struct tcb, spaces_valid);
    bool plain = (server->spaces_valid - spaces <= SPACES_PRIORITY) &
                 /* step: priority, who pays, words */
                 (words <= MSG_REGISTERS) & (server == last) & !!reply;
    if (full || UNLIKELY(!plain)) {             /* else all this need not be asked one by one */
        next = server->ipc.next;
        if (!reply)
            return FAST_NO_MORE;
        if (!full && (next || words > MSG_REGISTERS))
            return who_else(words);
        if (full && next && next->priority != server->priority)
            return FAST_NO_MORE;                /* next: the last of its priority there */
        if (full && ((words > MSG_REGISTERS && !can_copy(t, server, words)) ||
                     (other && !(sc_usable(other) && can_charge(arch_fast_cpu(), now)))))
            return FAST_NO_MORE;
        if (!serves_next(t, server) && (!full || !runs_next(t, server)))
            return full ? FAST_NO_MORE : who_else(words);
    }

    if (full && words > MSG_REGISTERS)
        words = copy_rest(t, server, words);
    /* step: queue, context, reply object, states */
    take_first(ep, server, full ? next : NULL);
    if (full && other) {
        take_over(arch_fast_cpu(), sc, other, now);
        reply->tcb = t;
        server->reply = NULL;
        t->reply = reply;
    } else {
        lend(sc, t, server, reply);
    }
    server->blocking_on = NULL;
    hand_over(t, server, in_syscall);
    /* step: message words */
    if (full)
        arch_fast_return(fast_return, server, cap_badge(slot->cap), info, words);
    arch_fast_return(fast_return_call, server, cap_badge(slot->cap), info, words);
}

/*
 * Can caller, which is known by a reply object, be answered: in the midst of a call, or after a
 * page fault and to go on?
 */
static INLINE bool can_answer(const struct tcb *caller, word_t info)
{
    return !UNLIKELY(!caller->in_syscall) ||
           (caller->fault.type == FAULT_VM && info <= MSG_REGISTERS);
}

/* t stays current, after reply_recv has returned. */
static INLINE void keep_access(const struct tcb *t)
{
    if (UNLIKELY(arch_fast_cpu()->fpu_owner))
        arch_fast_access(t);
}

/* The endpoint that t receives from next and the reply object that it names: both, or false. */
static INLINE bool find_both(const struct tcb *t, cptr_t cptr, struct cap *cap,
                             struct cap *reply_cap)
{
    cptr_t reply_cptr = context_reply(&t->context);
    struct slot *slots;
    word_t count;
    arch_fast_pair(slots, count, t, struct tcb, spaces_slot);
    if (UNLIKELY((cptr | reply_cptr) >= count))     /* a power of two, or 0 */
        return false;
    *cap = slots[cptr].cap;
    *reply_cap = slots[reply_cptr].cap;
    /*
     * Types and the right to receive, in one comparison: the other type goes where the endpoint has
     * rights that are not asked for, below its pointer.
     */
    word_t wanted = cap_endpoint(NULL, RIGHT_READ, 0).w[0];
    cap->w[0] = (cap->w[0] & ~(31ul << 8)) | (reply_cap->w[0] & 31) << 8;
    in_register(cap->w[0]);
    return !UNLIKELY((cap->w[0] & (31ul << 8 | 31 | wanted)) != (CAP_REPLY << 8 | wanted));
}

/* t waits at ep with the reply object that it has made use of, and caller goes on. */
static INLINE void wait_again(struct tcb *t, struct endpoint *ep, struct reply *reply,
                              struct tcb *caller, struct cpu *c)
{
    /* step: queue, context, reply object, states */
    reply->tcb = t;
    t->blocking_on = ep;
    ep->queue.head = ep->queue.tail = t;
    t->progress = PROGRESS(THREAD_BLOCKED_RECEIVE, true);
    caller->progress = PROGRESS(THREAD_RUNNING, false);
    c->current = caller;
}

/*
 * Mostly nobody is ready, both differ in nothing, and caller is in the midst of a call and gets
 * back the context that t runs on: then t's answer is on its way, and this does not return. Else
 * FAST_NO_MORE: all is still to be asked, except that the message and the context are plain.
 */
static INLINE enum fast_again answer_plainly(struct tcb *t, struct endpoint *ep,
                                             struct reply *reply, struct tcb *caller, word_t info)
{
    /* step: priority, who pays, words */
    struct cpu *c = arch_fast_cpu();
    struct sched_context *sc, *other;
    word_t spaces, its_spaces, words = info & WORDS_AND_NO_MORE;
    arch_fast_pair(its_spaces, other, caller, struct tcb, spaces_valid);
    if (UNLIKELY(other))
        return FAST_FULL;
    /* step: spaces, domain, core */
    arch_fast_pair(spaces, sc, t, struct tcb, spaces_valid);
    bool plain = ((its_spaces ^ spaces) < 1u << SPACES_SWITCH_BITS) &
                 /* step: priority, who pays, words */
                 (words <= MSG_REGISTERS) & !c->ready_map.top & (sc->reply == reply);
    if (UNLIKELY(!plain) || UNLIKELY(!caller->in_syscall))
        return words > MSG_REGISTERS ? FAST_FULL : FAST_NO_MORE;
    /* step: queue, context, reply object, states */
    give_back(sc, t, caller, reply);
    wait_again(t, ep, reply, caller, c);
    /* step: message words */
    arch_fast_return(fast_return_reply, caller, 0, info, words);
}

/* Returns as call does; runs_next may have changed what t has access to. */
static INLINE enum fast_again reply_recv(struct tcb *t, cptr_t cptr, word_t info, bool full)
{
    /* step: capabilities, type, rights */
    struct cap cap, reply_cap;
    if (!find_both(t, cptr, &cap, &reply_cap))
        return FAST_NO_MORE;
    /* step: endpoint and partner */
    struct endpoint *ep = fast_pointer(cap);
    struct reply *reply = fast_pointer(reply_cap);
    struct tcb *caller = reply->tcb;
    if (UNLIKELY(ep->queue.head) || UNLIKELY(!caller) || UNLIKELY(!may_receive(t)))
        return FAST_NO_MORE;
    if (!full && answer_plainly(t, ep, reply, caller, info) == FAST_FULL)
        return FAST_FULL;
    in_register(info);                  /* no register is kept for what follows */

    if (!runs_next(t, caller) || !can_answer(caller, info))
        return FAST_NO_MORE;
    word_t words = info & WORDS_AND_NO_MORE;
    struct sched_context *sc = t->sc, *other = caller->sc;
    ticks_t now = full && other ? arch_fast_now() : 0;
    if (full && other) {
        if (caller->state != THREAD_BLOCKED_REPLY || reply->next || reply->prev ||
            !sc_usable(other) || !can_charge(arch_fast_cpu(), now))
            return FAST_NO_MORE;
    } else if (sc->reply != reply) {
        return FAST_NO_MORE;
    }
    if (full && words > MSG_REGISTERS) {
        if (!can_copy(t, caller, words))
            return FAST_NO_MORE;
        words = copy_rest(t, caller, words);
    }
    if (full && other) {
        take_over(arch_fast_cpu(), sc, other, now);
        caller->reply = NULL;
        t->reply = reply;
    } else {
        give_back(sc, t, caller, reply);
    }
    bool in_syscall = caller->in_syscall;
    wait_again(t, ep, reply, caller, arch_fast_cpu());
    if (!in_syscall) {
        caller->fault.type = FAULT_NONE;
        if (full)
            arch_fast_restart(fast_restart, caller);
        arch_fast_restart(fast_restart_reply, caller);
    }
    if (full)
        arch_fast_return(fast_return, caller, 0, info, words);
    arch_fast_return(fast_return_reply, caller, 0, info, words);
}
