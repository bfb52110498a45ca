/*
 * The scheduler: ready queues by priority, release queue by time, scheduling contexts.
 *
 * A thread runs when it is schedulable and nothing of a higher priority is. The current thread
 * and the candidate cpu->next stand in no queue; every other schedulable thread stands in its
 * ready queue, or in the release queue until its next refill can be used.
 *
 * Where a schedule of domains has been started, each core gives its time to one domain after the
 * other, all at the same moments; threads of the others wait in queues of their own, as if nothing
 * of them were due. Until then it is always domain 0's turn.
 *
 * Within one kernel entry nothing is switched: operations only note what is to be done, and
 * schedule() at the end of the entry does it.
 *
 * A thread belongs to the core that its scheduling context is for, and waits in the queues of that
 * one. A core acts on the queues of all; another one's is told to look when it must (smp.h).
 *
 * Starting the first thread: sched_init for the core; then tcb_init, slots, buffer, mcp,
 * thread_set_priority, sc_configure, sc_bind_tcb, thread_restart, schedule.
 */
#pragma once
#include "kernel.h"

static inline bool thread_runnable(const struct tcb *t)
{
    return t->state == THREAD_RUNNING || t->state == THREAD_RESTART;
}

/* waits for another thread or a signal */
static inline bool thread_blocked(const struct tcb *t)
{
    return t->state >= THREAD_BLOCKED_RECEIVE && t->state <= THREAD_BLOCKED_NOTIFICATION;
}

static inline bool sc_active(const struct sched_context *sc) { return sc->refills.max > 0; }
static inline bool sc_round_robin(const struct sched_context *sc) { return sc->period == 0; }

static inline bool thread_schedulable(const struct tcb *t)
{
    return thread_runnable(t) && t->sc && sc_active(t->sc) && !t->in_release_queue;
}

/* limits of budgets, in microseconds: less than the minimum is not worth a switch */
#define SCHED_MIN_BUDGET_US ((unsigned)MIN_TIME_US)
ticks_t sched_ticks(word_t us);         /* us <= TICKS_MAX_US */
word_t sched_us(ticks_t ticks);

void sched_init(struct cpu *cpu, struct tcb *idle);
/* The only way in which a state changes; a thread that cannot run leaves the queues. */
void thread_set_state(struct tcb *t, enum thread_state state);
void thread_set_priority(struct tcb *t, uint8_t priority);
void thread_set_domain(struct tcb *t, uint8_t domain);
void thread_suspend(struct tcb *t);     /* cancels IPC, leaves queues, INACTIVE */
void thread_restart(struct tcb *t);     /* RESTART if it was stopped or blocked */
void sched_ready(struct tcb *t);        /* append to its queue, or to the release queue */
void sched_remove(struct tcb *t);       /* out of every queue, and no candidate either */
void sched_possible_switch(struct tcb *t);  /* t became runnable: run it now if it is higher */
void sched_to_front(struct tcb *t);     /* schedulable: first of its priority */
void sched_choose(void);                /* let the queues decide who runs next */
void sched_yield(void);
void sched_start_schedule(word_t first);    /* of domains: this turn, now, on every core */
void schedule(void);                    /* carry out what was asked for; sets cpu->current */
/* on kernel entry */
static inline void sched_account(struct cpu *c) { c->now = arch_timer_now(); }
bool sched_check_budget(void);          /* false: the current thread has run out */
void sched_commit(struct cpu *c);       /* charge the time used to c's context now */
void sched_preempt(struct cpu *c);      /* c->current back into its queue: see smp_stall */
void sched_tick(void);                  /* timer interrupt */
bool sched_check(bool resting);         /* debug walker; true when all invariants hold */

/* scheduling contexts: refills, binding, donation. Times in ticks; budget == period: slices */
void sc_configure(struct sched_context *sc, ticks_t budget, ticks_t period, word_t refills,
                  word_t badge, bool sporadic, word_t core);
bool sc_ready(struct sched_context *sc);            /* its thread may run now */
void sc_unblock(struct sched_context *sc);          /* its thread may run again: see refill.h */
void sc_wake(struct sched_context *sc);             /* sc_unblock where sc is sporadic; NULL ok */
void sc_postpone(struct sched_context *sc);         /* its thread to the release queue */
void sc_resume(struct sched_context *sc);           /* sc_postpone unless it is ready */
bool sc_suits(struct sched_context *sc, const struct tcb *t);   /* who is blocked needs one with
                                                                   time left (seL4) */
void sc_bind_tcb(struct sched_context *sc, struct tcb *t);
void sc_unbind_tcb(struct sched_context *sc);
void sc_bind_notification(struct sched_context *sc, struct notification *n);
void sc_unbind_notification(struct sched_context *sc);
void sc_unbind_all(struct sched_context *sc);       /* thread, notification, call stack */
void sc_donate(struct sched_context *sc, struct tcb *to);   /* `to` moves to its core */
void sc_settle(struct tcb *t);          /* after it, where t may be the current thread */
/* passive threads: run on the notification's context when signalled, give it back to wait */
void sc_lend(struct notification *n, struct tcb *to);
void sc_return(struct notification *n, struct tcb *from);
word_t sc_take_consumed(struct sched_context *sc);  /* microseconds since last asked */
void sc_complete_yield(struct tcb *t);  /* answer t's yield_to; t->yield_to becomes NULL */
void sc_cancel_yield(struct tcb *t);    /* forget t's yield_to, if any */

/* reply objects and the call stack (struct reply in tcb.h) */
void reply_push(struct tcb *caller, struct tcb *callee, struct reply *reply, bool donate);
void reply_pop(struct reply *reply, struct tcb *tcb);
void reply_remove(struct reply *reply, struct tcb *tcb);
void reply_unlink(struct reply *reply, struct tcb *tcb);    /* just forget each other */
void reply_cancel(struct tcb *tcb);     /* the caller gives up: the context stays where it is */
