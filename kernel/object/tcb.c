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
static enum err check_priority(struct invocation *inv, word_t number, word_t priority)
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

static enum err decode_set_priority(struct invocation *inv)
{
    word_t priority = invocation_arg(inv, 0);
    enum err err = check_priority(inv, 1, priority);
    if (err == ERR_NONE)
        thread_set_priority(tcb_of(inv), (uint8_t)priority);
    return err;
}

static enum err decode_set_mcpriority(struct invocation *inv)
{
    word_t mcp = invocation_arg(inv, 0);
    enum err err = check_priority(inv, 1, mcp);
    if (err == ERR_NONE)
        tcb_of(inv)->mcp = (uint8_t)mcp;
    return err;
}

/* The scheduling context that t is to have; null: none. */
static enum err decode_context(struct invocation *inv, word_t number, struct sched_context **out)
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
    *out = sc;
    return ERR_NONE;
}

static enum err decode_set_sched_params(struct invocation *inv)
{
    struct tcb *t = tcb_of(inv);
    word_t mcp = invocation_arg(inv, 0), priority = invocation_arg(inv, 1);
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

static enum err decode_set_timeout_endpoint(struct invocation *inv)
{
    struct installation handler;
    enum err err = tcb_decode_handler(inv, 1, &handler);
    return err == ERR_NONE ? tcb_install(inv, TCB_SLOT_TIMEOUT, &handler) : err;
}

/* ---- running, binding ---- */

static enum err decode_suspend(struct invocation *inv)
{
    thread_suspend(tcb_of(inv));
    return ERR_NONE;
}

static enum err decode_resume(struct invocation *inv)
{
    thread_restart(tcb_of(inv));
    return ERR_NONE;
}

static enum err decode_bind_notification(struct invocation *inv)
{
    struct tcb *t = tcb_of(inv);
    struct cap cap = inv->extra[0]->cap;
    if (cap_type(cap) != CAP_NOTIFICATION)
        return invalid_capability(inv, 1);
    struct notification *n = cap_pointer(cap);
    if (t->bound || n->bound || n->queue.head || !(cap_rights(cap) & RIGHT_READ)) {
        user_error("thread or notification is bound, or waited for, or there is no right to wait");
        return ERR_ILLEGAL_OPERATION;
    }
    t->bound = n;
    n->bound = t;
    return ERR_NONE;
}

static enum err decode_unbind_notification(struct invocation *inv)
{
    struct tcb *t = tcb_of(inv);
    if (!t->bound) {
        user_error("no notification is bound");
        return ERR_ILLEGAL_OPERATION;
    }
    notification_unbind(t->bound);
    return ERR_NONE;
}

static enum err tcb_decode(struct invocation *inv)
{
    smp_claim(tcb_of(inv));
    switch (inv->label) {
    case INV_TCB_READ_REGISTERS:
        return tcb_decode_read_registers(inv);
    case INV_TCB_WRITE_REGISTERS:
        return tcb_decode_write_registers(inv);
    case INV_TCB_COPY_REGISTERS:
        return tcb_decode_copy_registers(inv);
    case INV_TCB_CONFIGURE:
        return tcb_decode_configure(inv);
    case INV_TCB_SET_PRIORITY:
        return decode_set_priority(inv);
    case INV_TCB_SET_MCPRIORITY:
        return decode_set_mcpriority(inv);
    case INV_TCB_SET_SCHED_PARAMS:
        return decode_set_sched_params(inv);
    case INV_TCB_SET_TIMEOUT_ENDPOINT:
        return decode_set_timeout_endpoint(inv);
    case INV_TCB_SET_IPC_BUFFER:
        return tcb_decode_set_ipc_buffer(inv);
    case INV_TCB_SET_SPACE:
        return tcb_decode_set_space(inv);
    case INV_TCB_SUSPEND:
        return decode_suspend(inv);
    case INV_TCB_RESUME:
        return decode_resume(inv);
    case INV_TCB_BIND_NOTIFICATION:
        return decode_bind_notification(inv);
    case INV_TCB_UNBIND_NOTIFICATION:
        return decode_unbind_notification(inv);
    case INV_TCB_SET_TLS_BASE:
        return tcb_decode_set_tls_base(inv);
    case INV_TCB_SET_FLAGS:
        return tcb_decode_set_flags(inv);
    case INV_TCB_SET_BREAKPOINT:
        return tcb_decode_set_breakpoint(inv);
    case INV_TCB_GET_BREAKPOINT:
        return tcb_decode_get_breakpoint(inv);
    case INV_TCB_UNSET_BREAKPOINT:
        return tcb_decode_unset_breakpoint(inv);
    case INV_TCB_CONFIGURE_SINGLE_STEPPING:
        return tcb_decode_single_step(inv);
    default:
        user_error("a thread has no invocation %lu", inv->label);
        return ERR_ILLEGAL_OPERATION;
    }
}

/* The thread leaves everything that knows it; its own capabilities are left to the zombie. */
static struct finalised tcb_finalise(struct cap cap, bool final)
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
    .decode = tcb_decode,
    .finalise = tcb_finalise,
    .describe = DEBUG_ONLY(tcb_describe),
};
