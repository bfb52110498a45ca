/*
 * Scheduling contexts and the authority to configure them, as capabilities.
 */
#include "core/ticks.h"
#include "ipc.h"
#include "print.h"
#include "sched.h"
#include "smp.h"

static struct sched_context *context_of(const struct invocation *inv)
{
    return cap_pointer(inv->cap);
}

/* ---- sched_context ---- */

enum err invoke_sched_context_bind(struct invocation *inv)
{
    struct sched_context *sc = context_of(inv);
    struct cap object = inv->extra[0]->cap;
    if (sc->tcb || sc->notification) {
        user_error("the scheduling context is bound already");
        return ERR_ILLEGAL_OPERATION;
    }
    if (cap_type(object) == CAP_TCB) {
        struct tcb *t = cap_pointer(object);
        if (t->sc || !sc_suits(sc, t))
            return ERR_ILLEGAL_OPERATION;
        sc_bind_tcb(sc, t);
    } else if (cap_type(object) == CAP_NOTIFICATION) {
        struct notification *n = cap_pointer(object);
        if (n->sc)
            return ERR_ILLEGAL_OPERATION;
        sc_bind_notification(sc, n);
    } else {
        return invalid_capability(inv, 1);
    }
    return ERR_NONE;
}

enum err invoke_sched_context_unbind(struct invocation *inv)
{
    struct sched_context *sc = context_of(inv);
    if (sc->tcb == inv->caller) {
        user_error("a thread cannot take away its own scheduling context");
        return ERR_ILLEGAL_OPERATION;
    }
    sc_unbind_all(sc);
    return ERR_NONE;
}

enum err invoke_sched_context_unbind_object(struct invocation *inv)
{
    struct sched_context *sc = context_of(inv);
    struct cap object = inv->extra[0]->cap;
    if (cap_type(object) == CAP_TCB) {
        if (sc->tcb != cap_pointer(object) || sc->tcb == inv->caller)
            return ERR_ILLEGAL_OPERATION;
        sc_unbind_tcb(sc);
    } else if (cap_type(object) == CAP_NOTIFICATION) {
        if (sc->notification != cap_pointer(object))
            return ERR_ILLEGAL_OPERATION;
        sc_unbind_notification(sc);
    } else {
        return invalid_capability(inv, 1);
    }
    return ERR_NONE;
}

enum err invoke_sched_context_consumed(struct invocation *inv)
{
    inv->result[0] = sc_take_consumed(context_of(inv));
    inv->result_count = 1;
    return ERR_NONE;
}

/*
 * Where its priority is not below the caller's, the context's thread runs now, and the caller is
 * answered when it runs next (sc_complete_yield). Not where it belongs to another core.
 */
static enum err do_yield_to(struct invocation *inv, struct sched_context *sc)
{
    struct tcb *t = sc->tcb, *caller = inv->caller;
    if (sc->yield_from)
        sc_complete_yield(sc->yield_from);
    smp_claim(t);
    sc_resume(sc);
    if (thread_schedulable(t) && cpu_of(t) == cpu() && t->priority >= caller->priority) {
        sched_to_front(caller);
        sched_to_front(t);
        if (!inv->silent) {
            sc->yield_from = caller;
            caller->yield_to = sc;
            return ERR_ANSWERED;
        }
        return ERR_NONE;
    }
    return invoke_sched_context_consumed(inv);
}

enum err invoke_sched_context_yield_to(struct invocation *inv)
{
    struct sched_context *sc = context_of(inv);
    if (!sc->tcb || sc->tcb == inv->caller || sc->tcb->priority > inv->caller->mcp) {
        user_error("the scheduling context's thread cannot be yielded to");
        return ERR_ILLEGAL_OPERATION;
    }
    return do_yield_to(inv, sc);
}

static struct finalised sched_context_finalise(struct cap cap, bool final)
{
    struct sched_context *sc = cap_pointer(cap);
    if (final) {
        if (sc->yield_from)
            sc_complete_yield(sc->yield_from);
        sc_unbind_all(sc);
        sc->refills.max = 0;
    }
    return (struct finalised){.remainder = cap_null()};
}

static void sched_context_describe(struct cap cap)
{
    struct sched_context *sc = cap_pointer(cap);
    ticks_t budget = sc_active(sc) ? refill_budget(&sc->refills) : 0;
    print(" object %p budget %lu period %lu refills %u%s core %lu badge %lx", (const void *)sc,
          sched_us(budget), sched_us(sc_round_robin(sc) ? budget : sc->period), sc->refills.max,
          sc->sporadic ? " sporadic" : "", sc->core, sc->badge);
}

const struct object_ops sched_context_ops = {
    .name = "sched_context",
    .finalise = sched_context_finalise,
    .describe = DEBUG_ONLY(sched_context_describe),
};

/* ---- sched_control ---- */

#define FLAG_SPORADIC 1u

static word_t most_refills(struct cap sc)
{
    word_t bytes = (1ul << cap_sched_context_bits(sc)) - sizeof(struct sched_context);
    word_t count = bytes / sizeof(struct refill);
    return count < REFILL_MAX ? count : REFILL_MAX;
}

enum err invoke_sched_control_configure(struct invocation *inv)
{
    word_t budget = inv->word[0], period = inv->word[1];
    word_t extra = inv->word[2], badge = inv->word[3];
    word_t flags = inv->word[4];
    struct cap sc = inv->extra[0]->cap;
    if (cap_type(sc) != CAP_SCHED_CONTEXT)
        return invalid_capability(inv, 1);
    if (period < SCHED_MIN_BUDGET_US || period > TICKS_MAX_US)
        return out_of_range(inv, SCHED_MIN_BUDGET_US, TICKS_MAX_US);
    if (budget < SCHED_MIN_BUDGET_US || budget > period)
        return out_of_range(inv, SCHED_MIN_BUDGET_US, period);
    if (extra > most_refills(sc) - REFILL_MIN)
        return out_of_range(inv, 0, most_refills(sc) - REFILL_MIN);
    sc_configure(cap_pointer(sc), sched_ticks(budget), sched_ticks(period), REFILL_MIN + extra,
                 badge, (flags & FLAG_SPORADIC) != 0, cap_badge(inv->cap));
    return ERR_NONE;
}

static bool sched_control_same(struct cap a, struct cap b)
{
    return a.w[1] == b.w[1];
}

static void sched_control_describe(struct cap cap)
{
    print(" core %lu", cap.w[1]);
}

const struct object_ops sched_control_ops = {
    .name = "sched_control",
    .same_object = sched_control_same,
    .describe = DEBUG_ONLY(sched_control_describe),
};
