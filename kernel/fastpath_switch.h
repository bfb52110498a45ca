/*
 * What the short ways share that end in another thread or in another slice: who may go on without
 * the scheduler, and who pays.
 *
 * All contexts are round robin here: a thread that has one can use its slice at any time, and what
 * is left of it is in ring[0], what was used in ring[1]. Two threads with the same spaces_valid
 * need no more for a switch than context.space: see struct tcb.
 */
#pragma once
#include "fastpath_find.h"
#include "sched_queues.h"

/* state and in_syscall of a thread in one word */
#define PROGRESS(state, in_syscall) ((uint16_t)((state) | (in_syscall) << 8))

/* Can a thread that has sc, and may have waited until now, run on it without more ado? */
static INLINE bool sc_usable(const struct sched_context *sc)
{
    return sc->period == 0 && sc->refills.max > 0;
}

/* Has the context that the current thread runs on budget left, and is nothing else due? */
static INLINE bool can_charge(const struct cpu *c, ticks_t now)
{
    return now <= c->quiet_until;
}

/* Did the timer interrupt because the slice of sc, which the current thread runs on, is over? */
static INLINE bool slice_over(const struct cpu *c, const struct sched_context *sc, ticks_t now)
{
    return sc->period == 0 && now < c->alarm &&
           sc->refills.ring[0].amount < now - c->since + c->min_budget;
}

/* sc pays from now on. */
static INLINE void pay(struct cpu *c, struct sched_context *sc, ticks_t now)
{
    ticks_t deadline = now + sc->refills.ring[0].amount;
    c->since = c->now = now;
    c->sc = sc;
    if (UNLIKELY(c->alarm < deadline))
        deadline = c->alarm;
    c->enough_until = c->quiet_until = deadline - c->min_budget;
    arch_fast_deadline(deadline);
}

/* Charge `from` for what was used until now, let `to` pay from here on. */
static INLINE void take_over(struct cpu *c, struct sched_context *from, struct sched_context *to,
                             ticks_t now)
{
    ticks_t used = now - c->since;
    from->refills.ring[0].amount -= used;
    from->refills.ring[1].amount += used;
    from->consumed += used;
    pay(c, to, now);
}

/* The slice of `from` is over, its next one whole; `to` pays from here on, maybe the same. */
static INLINE void renew(struct cpu *c, struct sched_context *from, struct sched_context *to,
                         ticks_t now)
{
    refill_slice_end(&from->refills);
    from->consumed += now - c->since;
    pay(c, to, now);
}

/*
 * What two threads differ in, as far as a switch is concerned. More than DIFFERENT_ACCESS: it takes
 * more than context.space and arch_fast_access.
 */
#define DIFFERENT_FPU    (SPACES_FPU >> SPACES_SWITCH_BITS)
#define DIFFERENT_ACCESS ((SPACES_FPU | SPACES_TIMER) >> SPACES_SWITCH_BITS)
static INLINE word_t difference(const struct tcb *t, const struct tcb *to)
{
    return (to->spaces_valid ^ t->spaces_valid) >> SPACES_SWITCH_BITS;
}

/* Can `to`, which waits in the ready queue to be the next, go on at once? */
static INLINE bool can_go_on(const struct tcb *to, word_t difference)
{
    return difference <= DIFFERENT_ACCESS && to->sc->period == 0 && !to->yield_to;
}

/* `to` goes on, with all its registers as they are in its context. */
static INLINE _Noreturn void go_on(struct cpu *c, struct tcb *to, word_t difference)
{
    if (UNLIKELY(difference))
        arch_fast_access(to);
    c->current = to;
    arch_fast_restart(fast_restart, to);
}
