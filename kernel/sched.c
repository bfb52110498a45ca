/*
 * Who runs: ready queues, release queue, accounting of time, the switch at the end of an entry.
 */
#include "sched.h"
#include "core/ticks.h"
#include "ipc.h"
#include "panic.h"
#include "queue.h"
#include "smp.h"

#define AWAKEN_BATCH 16u        /* threads whose refill is due, in one kernel entry */

ticks_t sched_ticks(word_t us)
{
    return ticks_from_us(us, arch_timer_hz());
}

word_t sched_us(ticks_t ticks)
{
    return ticks_to_us(ticks, arch_timer_hz());
}

/* A core starts with its idle thread current, as if it had just entered the kernel. */
void sched_init(struct cpu *c, struct tcb *idle)
{
    assert(arch_timer_hz() > 0);
    context_init(&idle->context);
    idle->state = THREAD_IDLE;
    c->number = (word_t)(c - kernel.cpu);
    idle->core = (uint8_t)c->number;
    c->idle = c->current = idle;
    c->sc = NULL;
    c->now = arch_timer_now();
    c->consumed = 0;
    c->spaces_valid = 1;
    c->min_budget = sched_ticks(SCHED_MIN_BUDGET_US);
    c->reprogram = true;
    c->next = NULL;
    c->choose = true;
}

/* ---- queues ---- */

static void ready_insert(struct cpu *c, struct tcb *t, bool front)
{
    if (t->in_ready_queue)
        return;
    struct tcb_queue *q = &c->ready[t->priority];
    if (front)
        queue_prepend(q, t, LINK_READY);
    else
        queue_append(q, t, LINK_READY);
    ready_map_set(&c->ready_map, t->priority);
    t->in_ready_queue = true;
}

static void ready_remove(struct cpu *c, struct tcb *t)
{
    struct tcb_queue *q = &c->ready[t->priority];
    queue_remove(q, t, LINK_READY);
    if (!q->head)
        ready_map_clear(&c->ready_map, t->priority);
    t->in_ready_queue = false;
}

static struct tcb *released(struct heap_node *node)
{
    return container_of(node, struct tcb, release);
}

static struct tcb *first_released(struct cpu *c)
{
    return c->release.top ? released(c->release.top) : NULL;
}

static ticks_t release_time(const struct tcb *t)
{
    return refill_head(&t->sc->refills)->time;
}

static void release_insert(struct cpu *c, struct tcb *t)
{
    heap_insert(&c->release, &t->release, release_time(t));
    t->in_release_queue = true;
}

static void release_remove(struct cpu *c, struct tcb *t)
{
    if (c->release.top == &t->release)
        c->reprogram = true;
    heap_remove(&c->release, &t->release);
    t->in_release_queue = false;
}

/* Out of every scheduler queue, and no candidate either. */
void sched_remove(struct tcb *t)
{
    struct cpu *c = cpu_of(t);
    if (t->in_ready_queue)
        ready_remove(c, t);
    if (t->in_release_queue)
        release_remove(c, t);
    if (c->next == t)
        c->next = NULL;
}

/* The queues of c decide at the end of this entry, or of the next one of its own. */
static void choose_on(struct cpu *c)
{
    struct tcb *candidate = c->next;
    c->next = NULL;
    c->choose = true;
    if (candidate)
        ready_insert(c, candidate, false);
    smp_poke(c);
}

void sched_choose(void)
{
    choose_on(cpu());
}

/* Until its next refill can be used. */
void sc_postpone(struct sched_context *sc)
{
    struct cpu *c = cpu_of(sc->tcb);
    sched_remove(sc->tcb);
    release_insert(c, sc->tcb);
    c->reprogram = true;
    smp_poke(c);
}

/* Let t, which must be schedulable or not ready yet, wait for its turn. */
void sched_ready(struct tcb *t)
{
    struct cpu *c = cpu_of(t);
    if (!thread_schedulable(t))
        return;
    if (!sc_ready(t->sc))
        sc_postpone(t->sc);
    else if (t != c->next)
        ready_insert(c, t, false);
}

void sched_to_front(struct tcb *t)
{
    struct cpu *c = cpu();
    sched_remove(t);
    ready_insert(c, t, true);
    sched_choose();
}

/* Should t, just queued, run on c instead of what does? */
static bool runs_before_current(const struct cpu *c, const struct tcb *t)
{
    return c->current == c->idle || t->priority > c->current->priority;
}

/* t became runnable: note it as the candidate, or queue it where there is one already. */
void sched_possible_switch(struct tcb *t)
{
    struct cpu *c = cpu_of(t);
    if (!thread_schedulable(t) || t == c->current || t == c->next)
        return;
    if (!sc_ready(t->sc)) {
        sc_postpone(t->sc);
    } else if (CONFIG_CORES > 1 && c != cpu()) {
        ready_insert(c, t, false);
        if (runs_before_current(c, t))
            choose_on(c);
    } else if (c->next || c->choose || t->in_ready_queue) {
        sched_choose();
        ready_insert(c, t, false);
    } else {
        c->next = t;
    }
}

/* ---- states ---- */

/*
 * The only way in which a state changes. A thread that becomes blocked by a system call keeps
 * its pc behind the SVC; when it then stops or restarts without the call having completed, the
 * SVC is executed again.
 */
void thread_set_state(struct tcb *t, enum thread_state state)
{
    t->state = state;
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

void thread_suspend(struct tcb *t)
{
    sc_cancel_yield(t);
    ipc_cancel(t);
    thread_set_state(t, THREAD_INACTIVE);
}

void thread_restart(struct tcb *t)
{
    if (thread_runnable(t) || t->state == THREAD_IDLE)
        return;
    ipc_cancel(t);
    thread_set_state(t, THREAD_RESTART);
    sc_wake(t->sc);
    sched_possible_switch(t);
}

void thread_set_priority(struct tcb *t, uint8_t priority)
{
    struct cpu *c = cpu_of(t);
    bool queued = t->in_ready_queue;
    struct tcb_queue *q = NULL;
    if (t->ipc.next || t->ipc.prev) {       /* alone in a queue its place cannot change */
        q = t->state == THREAD_BLOCKED_NOTIFICATION
                ? &((struct notification *)t->blocking_on)->queue
                : &((struct endpoint *)t->blocking_on)->queue;
        wait_remove(q, t);
        kernel.cancelling.ticket++;         /* it may have been ahead, and now be behind */
    }
    if (queued)
        ready_remove(c, t);
    t->priority = priority;
    if (q)
        wait_insert(q, t);
    if (queued)
        ready_insert(c, t, false);
    if (queued || t == c->current || t == c->next)
        choose_on(c);
}

/* ---- time ---- */

void sched_account(struct cpu *c)
{
    ticks_t now = arch_timer_now();
    c->consumed += now - c->now;
    c->now = now;
}

void sched_tick(void)
{
    assert(sched_check());
    cpu()->reprogram = true;
}

/*
 * Charge what was used since the last accounting. The context may have been unbound or deleted
 * in this entry.
 */
void sched_commit(struct cpu *c)
{
    struct sched_context *sc = c->sc;
    if (sc && sc_active(sc) && c->consumed > 0) {
        if (sc_round_robin(sc))
            refill_slice_charge(&sc->refills, c->consumed);
        else
            refill_charge(&sc->refills, sc->period, c->consumed, c->min_budget);
        sc->consumed += c->consumed;
        c->reprogram = true;
    }
    c->consumed = 0;
}

/* The current thread goes behind those of its priority; alone there, it stays where it is. */
static void end_slice(struct cpu *c, bool may_fault)
{
    struct tcb *t = c->current;
    struct sched_context *sc = c->sc;
    bool faulted = may_fault && !sc_round_robin(sc) && fault_timeout(t);
    if (!faulted && sc_ready(sc)) {
        if (!c->ready[t->priority].head && !c->next)
            return;
        ready_insert(c, t, false);
    } else if (!faulted) {
        sc_postpone(sc);
    }
    sched_choose();
}

static void charge_budget(struct cpu *c, ticks_t usage, bool may_fault)
{
    struct sched_context *sc = c->sc;
    if (sc_round_robin(sc))
        refill_slice_end(&sc->refills);
    else
        refill_charge(&sc->refills, sc->period, usage, c->min_budget);
    sc->consumed += c->consumed;
    c->consumed = 0;
    c->reprogram = true;
    if (thread_schedulable(c->current))
        end_slice(c, may_fault);
}

/*
 * Is there budget left for the current thread to go on? If not, its time is charged and it waits
 * for the next refill or its turn, or its timeout fault is delivered.
 */
bool sched_check_budget(void)
{
    struct cpu *c = cpu();
    if (!c->sc) {
        c->consumed = 0;
        return true;
    }
    if (refill_capacity(&c->sc->refills, c->consumed) >= c->min_budget)
        return true;
    charge_budget(c, c->consumed, true);
    return false;
}

/* The rest of the head refill is given up; only what was used counts as consumed. */
void sched_yield(void)
{
    struct cpu *c = cpu();
    charge_budget(c, refill_head(&c->sc->refills)->amount, false);
}

/* ---- the switch ---- */

/* Those that are due. Of more than a batch the rest follows by the timer, which rises at once. */
static void awaken(struct cpu *c)
{
    for (unsigned i = 0; i < AWAKEN_BATCH; i++) {
        struct tcb *t = first_released(c);
        if (!t || !sc_ready(t->sc))
            return;
        release_remove(c, t);
        sched_possible_switch(t);
    }
}

/* Take the first thread of the highest priority out of its queue; idle when there is none. */
static struct tcb *choose(struct cpu *c)
{
    int priority = ready_map_highest(&c->ready_map);
    if (priority < 0)
        return c->idle;
    struct tcb *t = c->ready[priority].head;
    ready_remove(c, t);
    return t;
}

/*
 * A current thread that can go on stays at the front of its queue; a candidate of the same
 * priority waits behind it.
 */
static struct tcb *pick(struct cpu *c)
{
    struct tcb *current = c->current, *candidate = c->next;
    if (thread_schedulable(current))
        ready_insert(c, current, true);
    if (candidate) {
        int highest = ready_map_highest(&c->ready_map);
        bool equal = current->in_ready_queue && current->priority == candidate->priority;
        if (candidate->priority >= highest && !equal)
            return candidate;
        ready_insert(c, candidate, false);
    }
    return choose(c);
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
    c->reprogram = true;
    c->choose = true;
    if (!thread_schedulable(t))
        return;
    if (sc_ready(t->sc))
        ready_insert(c, t, true);
    else
        sc_postpone(t->sc);
}

static void switch_context(struct cpu *c)
{
    struct sched_context *sc = c->current->sc;
    if (sc != c->sc) {
        c->reprogram = true;
        if (sc && !sc->sporadic)
            sc_unblock(sc);
    }
    if (!c->reprogram)
        return;
    sched_commit(c);
    c->sc = sc;
    ticks_t deadline = ARCH_TIMER_NEVER;
    if (sc)
        deadline = c->now + refill_head(&sc->refills)->amount;
    if (c->release.top && c->release.top->key < deadline)
        deadline = c->release.top->key;
    arch_timer_set(deadline);
    c->reprogram = false;
}

/*
 * Nothing was asked for, and the current thread can go on: it runs on the context that was
 * charged, whose head refill is ready unless the deadline is to be computed anew. Whoever is due
 * in the release queue has the timer interrupt pending for it.
 */
static inline bool nothing_to_do(const struct cpu *c)
{
    const struct tcb *t = c->current;
    return !c->next && !c->choose && !c->reprogram && t->state == THREAD_RUNNING &&
           t->sc == c->sc && t->spaces_valid == c->spaces_valid && !t->yield_to;
}

static void __attribute__((noinline)) reschedule(struct cpu *c)
{
    awaken(c);
    if (thread_schedulable(c->current) && !sc_ready(c->current->sc))
        sc_postpone(c->current->sc);
    if (c->next || c->choose || !thread_schedulable(c->current)) {
        struct tcb *target = pick(c);
        c->next = NULL;
        c->choose = false;
        if (target != c->current) {
            c->current = target;
            arch_thread_switch(target);
        }
    }
    if (c->current->spaces_valid != c->spaces_valid)
        arch_thread_switch(c->current);
    switch_context(c);
    if (c->current->state == THREAD_RESTART)
        c->current->state = THREAD_RUNNING;
    if (c->current->yield_to)
        sc_complete_yield(c->current);
}

/* The end of every kernel entry: afterwards cpu->current is installed and may run. */
void schedule(void)
{
    struct cpu *c = cpu();
    if (!nothing_to_do(c))
        reschedule(c);
}

/* ---- debug walker ---- */

static bool check_ready(struct cpu *c)
{
    for (unsigned p = 0; p < PRIORITIES; p++) {
        bool set = (c->ready_map.bits[p / 64u] >> p % 64u & 1u) != 0;
        if (set != (c->ready[p].head != NULL) || !queue_check(&c->ready[p], LINK_READY))
            return false;
        for (struct tcb *t = c->ready[p].head; t; t = t->ready.next)
            if (!t->in_ready_queue || t->priority != p || !thread_schedulable(t) || t == c->next ||
                (t == c->current && c != cpu()) || cpu_of(t) != c)
                return false;
    }
    return true;
}

static bool check_release(struct cpu *c)
{
    if (!heap_check(&c->release))
        return false;
    for (struct heap_node *node = c->release.top; node; node = heap_next(node)) {
        struct tcb *t = released(node);
        if (!t->in_release_queue || t->in_ready_queue || !thread_runnable(t) || !t->sc ||
            release_time(t) != node->key || cpu_of(t) != c)
            return false;
    }
    return true;
}

static bool check_thread(struct tcb *t)
{
    const struct cpu *c = cpu_of(t);
    struct sched_context *sc = t->sc;
    if (sc && (sc->tcb != t || cpu_at(sc->core) != c))
        return false;
    if (sc && sc_active(sc) && !sc_round_robin(sc) && !refill_valid(&sc->refills))
        return false;
    if (t->bound && t->bound->bound != t)
        return false;
    if (t->reply && t->reply->tcb != t)
        return false;
    bool waits = t->in_ready_queue || t->in_release_queue || t == c->current || t == c->next;
    return !thread_schedulable(t) || waits;
}

/* Do the invariants at the head of sched.h hold, between operations? */
bool sched_check(void)
{
    for (word_t i = 0; i < CONFIG_CORES; i++)
        if (!check_ready(&kernel.cpu[i]) || !check_release(&kernel.cpu[i]))
            return false;
    if (!queue_check(&kernel.threads, LINK_ALL))
        return false;
    for (struct tcb *t = kernel.threads.head; t; t = t->all.next)
        if (!check_thread(t))
            return false;
    return true;
}
