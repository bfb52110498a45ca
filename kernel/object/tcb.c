/*
 * Threads: making and unmaking them, priorities, running and stopping, binding.
 */
#include "object/tcb.h"
#include "panic.h"
#include "print.h"
#include "queue.h"
#include "smp.h"

/* A stopped thread in zeroed memory, known to the list of all. */
void tcb_init(struct tcb *t)
{
    context_init(&t->context);
    t->state = THREAD_INACTIVE;
    t->core = (uint8_t)cpu()->number;
    queue_append(&kernel.threads, t, LINK_ALL);
}

/* ---- priorities ---- */

/* Capability `number` must be a thread whose maximum allows `priority`. */
static inline enum err check_priority(struct invocation *inv, word_t number, word_t priority)
{
    struct cap authority = inv->extra[number - 1]->cap;
    if (cap_type(authority) != CAP_TCB) {
        user_error("the authority over priorities must be a thread");
        return invalid_capability(inv, number);
    }
    const struct tcb *t = cap_pointer(authority);
    if (priority > t->mcp) {
        user_error("priority %lu is above the maximum %u", priority, t->mcp);
        return out_of_range(inv, 0, t->mcp);
    }
    return ERR_NONE;
}

enum err invoke_tcb_set_priority(struct invocation *inv)
{
    word_t priority = inv->word[0];
    enum err err = check_priority(inv, 1, priority);
    if (err == ERR_NONE)
        thread_set_priority(tcb_of(inv), (uint8_t)priority);
    return err;
}

seldom enum err invoke_tcb_set_mcpriority(struct invocation *inv)
{
    word_t mcp = inv->word[0];
    enum err err = check_priority(inv, 1, mcp);
    if (err == ERR_NONE)
        tcb_of(inv)->mcp = (uint8_t)mcp;
    return err;
}

/* The scheduling context that t is to have; null: none. */
static seldom enum err decode_context(struct invocation *inv, word_t number,
                                       struct sched_context **out)
{
    struct tcb *t = tcb_of(inv);
    struct cap cap = inv->extra[number - 1]->cap;
    *out = NULL;
    if (cap_is_null(cap)) {
        if (t != inv->caller)
            return ERR_NONE;
        user_error("a thread cannot take away its own scheduling context");
        return ERR_ILLEGAL_OPERATION;
    }
    if (cap_type(cap) != CAP_SCHED_CONTEXT)
        return invalid_capability(inv, number);
    struct sched_context *sc = cap_pointer(cap);
    if ((t->sc && t->sc != sc) || (sc->tcb && sc->tcb != t)) {
        user_error("thread or scheduling context is bound already");
        return ERR_ILLEGAL_OPERATION;
    }
    if (!t->sc && !sc_suits(sc, t))
        return ERR_ILLEGAL_OPERATION;
    *out = sc;
    return ERR_NONE;
}

seldom enum err invoke_tcb_set_sched_params(struct invocation *inv)
{
    struct tcb *t = tcb_of(inv);
    word_t mcp = inv->word[0], priority = inv->word[1];
    struct sched_context *sc;
    struct installation handler;
    enum err err = check_priority(inv, 1, mcp);
    if (err == ERR_NONE)
        err = check_priority(inv, 1, priority);
    if (err == ERR_NONE)
        err = decode_context(inv, 2, &sc);
    if (err == ERR_NONE)
        err = tcb_decode_handler(inv, 3, &handler);
    if (err == ERR_NONE)
        err = tcb_install(inv, TCB_SLOT_FAULT, &handler);
    if (err != ERR_NONE)
        return err;
    t->mcp = (uint8_t)mcp;
    thread_set_priority(t, (uint8_t)priority);
    if (sc && !t->sc)
        sc_bind_tcb(sc, t);
    else if (!sc && t->sc)
        sc_unbind_tcb(t->sc);
    return ERR_NONE;
}

seldom enum err invoke_tcb_set_timeout_endpoint(struct invocation *inv)
{
    struct installation handler;
    enum err err = tcb_decode_handler(inv, 1, &handler);
    return err == ERR_NONE ? tcb_install(inv, TCB_SLOT_TIMEOUT, &handler) : err;
}

/* ---- running, binding ---- */

enum err invoke_tcb_suspend(struct invocation *inv)
{
    thread_suspend(tcb_of(inv));
    return ERR_NONE;
}

enum err invoke_tcb_resume(struct invocation *inv)
{
    thread_restart(tcb_of(inv));
    return ERR_NONE;
}

seldom enum err invoke_tcb_bind_notification(struct invocation *inv)
{
    struct tcb *t = tcb_of(inv);
    struct cap cap = inv->extra[0]->cap;
    if (cap_type(cap) != CAP_NOTIFICATION) {
        user_error("what is to be bound is not a notification");
        return ERR_ILLEGAL_OPERATION;
    }
    struct notification *n = cap_pointer(cap);
    if (t->bound || n->bound || n->queue.head || !(cap_rights(cap) & RIGHT_READ)) {
        user_error("thread or notification is bound, or waited for, or there is no right to wait");
        return ERR_ILLEGAL_OPERATION;
    }
    t->bound = n;
    n->bound = t;
    return ERR_NONE;
}

seldom enum err invoke_tcb_unbind_notification(struct invocation *inv)
{
    struct tcb *t = tcb_of(inv);
    if (!t->bound) {
        user_error("no notification is bound");
        return ERR_ILLEGAL_OPERATION;
    }
    notification_unbind(t->bound);
    return ERR_NONE;
}

/* The thread leaves everything that knows it; its own capabilities are left to the zombie. */
static seldom struct finalised tcb_finalise(struct cap cap, bool final)
{
    struct tcb *t = cap_pointer(cap);
    if (!final)
        return (struct finalised){.remainder = cap_null()};
    smp_claim(t);
    if (t->bound)
        notification_unbind(t->bound);
    if (t->sc) {
        if (t->sc->yield_from)
            sc_complete_yield(t->sc->yield_from);
        sc_unbind_tcb(t->sc);
    }
    thread_suspend(t);
    arch_fpu_release(t);
    queue_remove(&kernel.threads, t, LINK_ALL);
    return (struct finalised){.remainder = cap_zombie(t, ZOMBIE_TCB, TCB_SLOT_COUNT)};
}

static void tcb_describe(struct cap cap)
{
    const struct tcb *t = cap_pointer(cap);
    print(" object %p name %s", (const void *)t, t->name[0] ? t->name : "-");
}

const struct object_ops tcb_ops = {
    .name = "tcb",
    .finalise = tcb_finalise,
    .describe = DEBUG_ONLY(tcb_describe),
};
