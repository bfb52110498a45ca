/*
 * Scheduling contexts: parameters, who runs on them, lending and giving back.
 */
#include "core/message.h"
#include "sched.h"
#include "smp.h"

inline bool sc_ready(struct sched_context *sc)
{
    return refill_ready(&sc->refills, cpu()->now);
}

/* Not for round robin, whose slices have no times. */
void sc_unblock(struct sched_context *sc)
{
    if (sc_active(sc) && !sc_round_robin(sc) && refill_unblock(&sc->refills, cpu()->now))
        cpu_reprogram(cpu());
}

void sc_wake(struct sched_context *sc)
{
    if (sc && sc->sporadic && sc != cpu_at(sc->core)->sc)
        sc_unblock(sc);
}

void sc_resume(struct sched_context *sc)
{
    if (sc->tcb && thread_schedulable(sc->tcb) && !sc_ready(sc))
        sc_postpone(sc);
}

/*
 * t, which runs nowhere else, belongs to that core from here on: its FP registers are in memory. If
 * it is current, nobody is; sched_possible_switch lets it go on.
 */
static void move(struct tcb *t, word_t core)
{
    if (CONFIG_CORES == 1 || t->core == core)
        return;
    if (t == cpu()->current)
        smp_stall(cpu());
    sched_remove(t);
    arch_fpu_release(t);
    t->core = (uint8_t)core;
    spaces_forget(t);
}

/* t has just been given a context; if it is current it may have moved away by that. */
void sc_settle(struct tcb *t)
{
    if (CONFIG_CORES > 1)
        sched_possible_switch(t);
}

/* No core charges sc from here on, unless it is this one, which sc is for now and later. */
static void claim(const struct sched_context *sc, word_t core)
{
    struct cpu *c = cpu_at(sc->core);
    if (CONFIG_CORES > 1 && c->sc == sc && (c != cpu() || core != sc->core))
        smp_stall(c);
}

/*
 * New parameters. refills: how many at most, REFILL_MIN .. what the object holds. A thread that
 * is using the context keeps no more than what was left to it.
 */
void sc_configure(struct sched_context *sc, ticks_t budget, ticks_t period, word_t refills,
                  word_t badge, bool sporadic, word_t core)
{
    ticks_t now = cpu()->now;
    struct tcb *t = sc->tcb;
    claim(sc, core);
    if (t)
        sched_remove(t);
    if (sc == cpu()->sc)
        sched_commit(cpu());
    bool in_use = t && thread_runnable(t) && sc_active(sc) && !sc_round_robin(sc);
    sc->core = core;
    sc->badge = badge;
    sc->sporadic = sporadic;
    sc->period = budget == period ? 0 : period;
    if (sc_round_robin(sc))
        refill_slice_init(&sc->refills, budget, now);
    else if (in_use)
        refill_update(&sc->refills, (uint16_t)refills, budget, period, now);
    else
        refill_init(&sc->refills, (uint16_t)refills, budget, now);
    cpu_reprogram(cpu());
    if (t) {
        move(t, core);
        sched_possible_switch(t);
    }
}

bool sc_suits(struct sched_context *sc, const struct tcb *t)
{
    return !thread_blocked(t) || (sc_active(sc) && sc_ready(sc));
}

void sc_bind_tcb(struct sched_context *sc, struct tcb *t)
{
    t->sc = sc;
    sc->tcb = t;
    move(t, sc->core);
    sc_wake(sc);
    sched_possible_switch(t);
}

void sc_unbind_tcb(struct sched_context *sc)
{
    struct tcb *t = sc->tcb;
    smp_claim(t);
    sched_remove(t);
    t->sc = NULL;
    sc->tcb = NULL;
    cpu()->unsettled = true;
}

void sc_bind_notification(struct sched_context *sc, struct notification *n)
{
    n->sc = sc;
    sc->notification = n;
}

void sc_unbind_notification(struct sched_context *sc)
{
    sc->notification->sc = NULL;
    sc->notification = NULL;
}

void sc_unbind_all(struct sched_context *sc)
{
    if (sc->tcb)
        sc_unbind_tcb(sc);
    if (sc->notification)
        sc_unbind_notification(sc);
    if (sc->reply) {
        sc->reply->next = 0;
        sc->reply = NULL;
    }
}

/* `to` has no context and now runs on this one; whoever had it becomes passive. */
void sc_donate(struct sched_context *sc, struct tcb *to)
{
    if (sc->tcb)
        sc_unbind_tcb(sc);
    sc->tcb = to;
    to->sc = sc;
    cpu()->unsettled = true;
    move(to, sc->core);
}

void sc_lend(struct notification *n, struct tcb *to)
{
    struct sched_context *sc = n->sc;
    if (to->sc || !sc || sc->tcb)
        return;
    sc_donate(sc, to);
    sc_wake(sc);
    sc_settle(to);
}

void sc_return(struct notification *n, struct tcb *from)
{
    if (n->sc && n->sc == from->sc)
        sc_unbind_tcb(n->sc);
}

word_t sc_take_consumed(struct sched_context *sc)
{
    struct cpu *c = cpu_at(sc->core);
    if (sc == c->sc) {
        if (c != cpu())
            sched_account(c);
        sched_commit(c);
    }
    word_t us = sched_us(sc->consumed);
    sc->consumed = 0;
    return us;
}

void sc_complete_yield(struct tcb *t)
{
    struct sched_context *sc = t->yield_to;
    sc_cancel_yield(t);
    context_set_word(&t->context, 0, sc_take_consumed(sc));
    context_set_info(&t->context, message_encode((struct message_info){.length = 1}));
}

void sc_cancel_yield(struct tcb *t)
{
    if (!t->yield_to)
        return;
    t->yield_to->yield_from = NULL;
    t->yield_to = NULL;
}
