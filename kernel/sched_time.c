/*
 * Time: what a thread has used is charged to its scheduling context, and the timer interrupts when
 * that has no more.
 */
#include "core/ticks.h"
#include "ipc.h"
#include "panic.h"
#include "sched_queues.h"

ticks_t sched_ticks(word_t us)
{
    return ticks_from_us(us, arch_timer_hz());
}

word_t sched_us(ticks_t ticks)
{
    return ticks_to_us(ticks, arch_timer_hz());
}

/* The deadline must be computed anew, and nothing else unless somebody or a turn is due. */
static inline void renew_deadline(struct cpu *c)
{
    c->reprogram = true;
    if (c->alarm <= c->now)
        c->unsettled = true;
}

/* What a turn takes is to depend on its own domain only, in debug kernels too. */
void sched_tick(void)
{
    assert(sched_check(false));
    renew_deadline(cpu());
}

/*
 * Charge what was used since the last accounting; true if that was anything. The context may have
 * been unbound or deleted in this entry. in_slices: it is round robin, or nothing was used.
 */
static inline bool commit(struct cpu *c, bool in_slices)
{
    struct sched_context *sc = c->sc;
    ticks_t used = cpu_consumed(c);
    c->since = c->now;
    if (used == 0 || !sc || !sc_active(sc))
        return false;
    if (in_slices || sc_round_robin(sc))
        refill_slice_charge(&sc->refills, used);
    else
        refill_charge(&sc->refills, sc->period, used, c->min_budget);
    sc->consumed += used;
    return true;
}

void sched_commit(struct cpu *c)
{
    if (commit(c, false))
        cpu_reprogram(c);
}

/* The current thread goes behind those of its priority; alone there, it stays where it is. */
static seldom void give_way(struct cpu *c)
{
    struct tcb *t = c->current;
    if (!c->queues[t->priority].head && !c->next)
        return;
    ready_insert(c, t, false);
    sched_choose();
}

/* c's context, not a round-robin one, loses `usage` of its budget. */
static seldom void charge_budget(struct cpu *c, ticks_t usage, bool may_fault)
{
    struct sched_context *sc = c->sc;
    struct tcb *t = c->current;
    refill_charge(&sc->refills, sc->period, usage, c->min_budget);
    sc->consumed += cpu_consumed(c);
    c->since = c->now;
    cpu_reprogram(c);
    if (!thread_schedulable(t))
        return;
    if (may_fault && fault_timeout(t)) {
        sched_choose();
    } else if (sc_ready(sc)) {
        give_way(c);
    } else {
        sc_postpone(sc);
        sched_choose();
    }
}

/* The next slice of the round-robin context that c's thread runs on begins now. */
static inline void renew_slice(struct cpu *c)
{
    struct sched_context *sc = c->sc;
    assert(thread_schedulable(c->current) && c->current->sc == sc);
    refill_slice_end(&sc->refills);
    sc->consumed += cpu_consumed(c);
    c->since = c->now;
    renew_deadline(c);
}

/*
 * Is there budget left for the current thread to go on? If not, its time is charged and it waits
 * for the next refill or its turn, or its timeout fault is delivered.
 */
bool sched_check_budget(void)
{
    struct cpu *c = cpu();
    if (!c->sc || refill_capacity(&c->sc->refills, cpu_consumed(c)) >= c->min_budget)
        return true;
    if (sc_round_robin(c->sc)) {
        renew_slice(c);
        give_way(c);
    } else {
        charge_budget(c, cpu_consumed(c), true);
    }
    return false;
}

/* The rest of the head refill is given up; only what was used counts as consumed. */
void sched_yield(void)
{
    struct cpu *c = cpu();
    struct tcb_queue *q = &c->queues[c->current->priority];
    if (!sc_round_robin(c->sc)) {
        charge_budget(c, refill_head(&c->sc->refills)->amount, false);
        return;
    }
    renew_slice(c);
    if (c->unsettled) {
        give_way(c);
    } else if (q->head) {
        c->next = ready_rotate(c, q);
        c->unsettled = true;
    }
}

/*
 * Whoever runs and whoever waits for an interrupt get on before others get their budget back; a
 * turn ends in time. c->now is when this entry began, which may be long ago.
 */
static seldom ticks_t after_awakening(struct cpu *c, ticks_t deadline)
{
    ticks_t soonest = arch_timer_now() + c->min_budget / 4;
    c->awakened = false;
    if (soonest > c->turn_end)
        soonest = c->turn_end;
    return deadline > soonest ? deadline : soonest;
}

/* The timer interrupts once sc, from now on the context that is charged, has no budget left. */
static inline void set_deadline(struct cpu *c, struct sched_context *sc)
{
    c->sc = sc;
    ticks_t deadline = ARCH_TIMER_NEVER;
    c->quiet_until = 0;
    if (sc)
        deadline = c->now + refill_head(&sc->refills)->amount;
    if (c->alarm < deadline)
        deadline = c->alarm;
    c->enough_until = deadline > c->min_budget ? deadline - c->min_budget : 0;
    if (sc && sc_round_robin(sc))
        c->quiet_until = c->enough_until;
    if (UNLIKELY(c->awakened))
        deadline = after_awakening(c, deadline);
    arch_timer_set(deadline);
    c->reprogram = false;
}

/* apart, so that the other way needs no stack */
static seldom void charge_any_from_now(struct cpu *c, struct sched_context *sc)
{
    commit(c, false);
    sched_charge_from_now(c, sc);
}

void sched_charge_from_now(struct cpu *c, struct sched_context *sc)
{
    if (c->sc && !sc_round_robin(c->sc) && cpu_consumed(c)) {
        charge_any_from_now(c, sc);
        return;
    }
    commit(c, true);
    set_deadline(c, sc);
}

