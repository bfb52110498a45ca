/*
 * Who runs: what becomes of threads that may run or may not, and the switch at the end of an entry.
 */
#include "sched.h"
#include "ipc.h"
#include "panic.h"
#include "sched_queues.h"
#include "smp.h"

#define AWAKEN_BATCH 8u         /* threads whose refill is due, in one kernel entry */

/* A core starts with its idle thread current, as if it had just entered the kernel. */
at_boot void sched_init(struct cpu *c, struct tcb *idle)
{
    assert(arch_timer_hz() > 0);
    context_init(&idle->context);
    idle->state = THREAD_IDLE;
    c->number = (word_t)(c - kernel.cpu);
    idle->core = (uint8_t)c->number;
    c->idle = c->current = idle;
    c->sc = NULL;
    c->now = c->since = arch_timer_now();
    c->spaces_valid = SPACES_STEP;
    c->min_budget = sched_ticks(SCHED_MIN_BUDGET_US);
    cpu_reprogram(c);
    c->next = NULL;
    c->choose = true;
    c->queues = c->ready[c->domain];
    c->turn_end = c->alarm = ARCH_TIMER_NEVER;
}

void sched_choose(void)
{
    sched_choose_on(cpu());
}

/* Until its next refill can be used. */
seldom void sc_postpone(struct sched_context *sc)
{
    struct cpu *c = cpu_of(sc->tcb);
    sched_remove(sc->tcb);
    release_insert(c, sc->tcb);
    cpu_reprogram(c);
    smp_poke(c);
}

/* Let t, which must be schedulable or not ready yet, wait for its turn. */
seldom void sched_ready(struct tcb *t)
{
    struct cpu *c = cpu_of(t);
    if (!thread_schedulable(t))
        return;
    if (!sc_ready(t->sc))
        sc_postpone(t->sc);
    else if (t != c->next)
        ready_insert(c, t, false);
}

seldom void sched_to_front(struct tcb *t)
{
    struct cpu *c = cpu();
    sched_remove(t);
    ready_insert(c, t, true);
    sched_choose();
}

/* Should t, just queued, run on c instead of what does? */
static bool runs_before_current(const struct cpu *c, const struct tcb *t)
{
    return t->domain == c->domain &&
           (c->current == c->idle || t->priority > c->current->priority);
}

/* As sched_possible_switch. goes_on: so does the current thread. */
static __attribute__((noinline)) void possible_switch(struct tcb *t, bool goes_on)
{
    struct cpu *c = cpu_of(t);
    if (!thread_schedulable(t) || t == c->current || t == c->next)
        return;
    if (!sc_ready(t->sc)) {
        sc_postpone(t->sc);
    } else if ((CONFIG_CORES > 1 && c != cpu()) || t->domain != c->domain) {
        ready_insert(c, t, false);
        if (runs_before_current(c, t))
            sched_choose_on(c);
    } else if (c->next || c->choose || t->in_ready_queue) {
        sched_choose();
        ready_insert(c, t, false);
    } else if (goes_on && t->priority <= c->current->priority && thread_runnable(c->current)) {
        ready_insert(c, t, false);
    } else {
        c->next = t;
        c->unsettled = true;
    }
}

/* t became runnable: note it as the candidate, or queue it where there is one already. */
void sched_possible_switch(struct tcb *t)
{
    possible_switch(t, false);
}

/* ---- states ---- */

/*
 * As thread_set_state. One that becomes blocked by a system call keeps its pc behind the SVC; when
 * it then stops or restarts without the call having completed, the SVC is executed again.
 */
static inline void set_state(struct tcb *t, enum thread_state state)
{
    t->state = state;
    if (t == cpu()->current)
        cpu()->unsettled = true;
    if (thread_blocked(t)) {
        t->in_syscall = t->fault.type == FAULT_NONE;
    } else if (t->in_syscall) {
        if (state != THREAD_RUNNING)
            context_rewind(&t->context);
        t->in_syscall = false;
    }
    if (!thread_runnable(t))
        sched_remove(t);
}

__attribute__((noinline)) void thread_set_state(struct tcb *t, enum thread_state state)
{
    set_state(t, state);
}

/* t stops waiting for whatever it waits for, and is stopped; a fault of it is forgotten. */
inline void ipc_cancel(struct tcb *t)
{
    if (thread_blocked(t)) {
        thread_detach(t);
        set_state(t, THREAD_INACTIVE);
    }
    t->fault.type = FAULT_NONE;
}

inline void thread_suspend(struct tcb *t)
{
    sc_cancel_yield(t);
    ipc_cancel(t);
    set_state(t, THREAD_INACTIVE);
}

inline void thread_restart(struct tcb *t)
{
    if (thread_runnable(t) || t->state == THREAD_IDLE)
        return;
    ipc_cancel(t);
    set_state(t, THREAD_RESTART);
    sc_wake(t->sc);
    possible_switch(t, true);
}

/* A new priority for t, which waits with others on an endpoint or notification. */
static seldom void wait_move(struct tcb *t, uint8_t priority)
{
    struct tcb_queue *q = t->state == THREAD_BLOCKED_NOTIFICATION
                              ? &((struct notification *)t->blocking_on)->queue
                              : &((struct endpoint *)t->blocking_on)->queue;
    wait_remove(q, t);
    kernel.cancelling.ticket++;             /* it may have been ahead, and now be behind */
    t->priority = priority;
    wait_insert(q, t);
}

void thread_set_priority(struct tcb *t, uint8_t priority)
{
    struct cpu *c = cpu_of(t);
    if (t->in_ready_queue) {
        ready_move(c, t, priority);
        if (priority > c->current->priority)
            sched_choose_on(c);
        return;
    }
    if (t->ipc.next || t->ipc.prev)         /* alone in a queue its place cannot change */
        wait_move(t, priority);
    t->priority = priority;
    if (t == c->current || t == c->next)
        sched_choose_on(c);
}

/* ---- the switch ---- */

/*
 * Those that are due. Of more than a batch the rest follows by the timer, and so do those that are
 * due by the time this is done: not before other interrupts were heard (after_awakening).
 */
static seldom void awaken(struct cpu *c)
{
    for (unsigned i = 0; i < AWAKEN_BATCH; i++) {
        struct tcb *t = c->release.top ? released(c->release.top) : NULL;
        if (!t || !sc_ready(t->sc))
            return;
        release_remove(c, t);
        sched_possible_switch(t);
        c->awakened = true;
    }
}

/* Take the first thread of the highest priority out of its queue; idle when there is none. */
static struct tcb *choose(struct cpu *c)
{
    int priority = ready_map_highest(&c->ready_map);
    return priority < 0 ? c->idle : ready_take(c, (unsigned)priority);
}

/*
 * Who runs now? A current thread that goes on stays in front of those of its priority; a candidate
 * of the same priority waits behind them, unless that is what they do for it (ready_rotate).
 */
static inline struct tcb *pick(struct cpu *c, bool goes_on)
{
    struct tcb *current = c->current, *candidate = c->next;
    if (!goes_on && !candidate)
        return choose(c);
    int highest = ready_map_highest(&c->ready_map);
    bool stays = goes_on && !current->in_ready_queue;
    if (candidate && (candidate->priority < highest ||
                      (stays && current->priority >= candidate->priority))) {
        ready_insert(c, candidate, false);
        if (candidate->priority > highest)
            highest = candidate->priority;
        candidate = NULL;
    }
    if (stays && !candidate && current->priority >= highest && current->domain == c->domain)
        return current;
    if (stays)
        ready_insert(c, current, true);
    return candidate ? candidate : choose(c);
}

/* Takes it out of its queue; who cannot go on waits for a refill. */
static inline struct tcb *find_next(struct cpu *c)
{
    struct tcb *to = c->current;
    bool goes_on = thread_schedulable(to);
    if (goes_on && !sc_ready(to->sc)) {
        sc_postpone(to->sc);
        goes_on = false;
    }
    if (c->next || c->choose || !goes_on) {
        to = pick(c, goes_on);
        c->next = NULL;
        c->choose = false;
    }
    return to;
}

/*
 * c's thread, whose registers are saved and whose time is accounted for, gives way to the idle
 * thread: it waits first in its queue, and may be changed or moved like any that waits.
 */
void sched_preempt(struct cpu *c)
{
    struct tcb *t = c->current;
    sched_commit(c);
    c->current = c->idle;
    c->sc = NULL;
    cpu_reprogram(c);
    c->choose = true;
    if (!thread_schedulable(t))
        return;
    if (sc_ready(t->sc))
        ready_insert(c, t, true);
    else
        sc_postpone(t->sc);
}

/* The current thread runs on sc, its context, from now on, and only so long. */
static inline void switch_context(struct cpu *c, struct sched_context *sc)
{
    if (sc != c->sc) {
        c->reprogram = true;
        if (sc && !sc->sporadic && !sc_round_robin(sc))
            sc_unblock(sc);
    }
    if (c->reprogram)
        sched_charge_from_now(c, sc);
}

/*
 * Nothing was asked for, and the current thread can go on: it runs on the context that was
 * charged, whose head refill is ready unless the deadline is to be computed anew. Whoever is due
 * in the release queue has the timer interrupt pending for it. Holds whenever !c->unsettled.
 */
static bool nothing_to_do(const struct cpu *c)
{
    const struct tcb *t = c->current;
    return !c->next && !c->choose && !c->reprogram &&
           (t->state == THREAD_RUNNING || t == c->idle) && t->sc == c->sc &&
           (spaces_noted(c, t) || (t->spaces_valid & ~SPACES_PRIORITY) == (word_t)t) &&
           !t->yield_to;
}

static __attribute__((noinline)) void reschedule(struct cpu *c)
{
    struct tcb *from = c->current;
    if (c->alarm <= c->now) {
        sched_next_turn(c);
        awaken(c);
    }
    struct tcb *to = find_next(c);
    while (CONFIG_CORES > 1 && to->untold.number) {
        fault_deliver_untold(to);
        c->choose = true;
        to = find_next(c);
    }
    if (to != from) {
        c->current = to;
        arch_thread_switch(from, to);
    } else if (!spaces_noted(c, to)) {
        arch_thread_install(to);
    }
    switch_context(c, to->sc);
    if (to->state == THREAD_RESTART)
        to->state = THREAD_RUNNING;
    if (to->yield_to)
        sc_complete_yield(to);
    c->unsettled = false;
}

/* The end of every kernel entry: afterwards cpu->current is installed and may run. */
inline void schedule(void)
{
    struct cpu *c = cpu();
    if (c->to_do) {
        if (c->unsettled)
            reschedule(c);
        else
            sched_charge_from_now(c, c->sc);
    }
    assert(nothing_to_do(c));
}

