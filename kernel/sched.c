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
    c->now = c->since = arch_timer_now();
    c->spaces_valid = SPACES_STEP;
    c->min_budget = sched_ticks(SCHED_MIN_BUDGET_US);
    cpu_reprogram(c);
    c->next = NULL;
    c->choose = true;
    c->turn_end = ARCH_TIMER_NEVER;
}

/* ---- queues ---- */

static struct ready_map *ready_map_of(struct cpu *c, word_t domain)
{
    return domain == c->domain ? &c->ready_map : &c->resting[domain].ready_map;
}

static struct heap *release_of(struct cpu *c, word_t domain)
{
    return domain == c->domain ? &c->release : &c->resting[domain].release;
}

static void ready_insert(struct cpu *c, struct tcb *t, bool front)
{
    if (t->in_ready_queue)
        return;
    struct tcb_queue *q = &c->ready[t->domain][t->priority];
    if (front)
        queue_prepend(q, t, LINK_READY);
    else
        queue_append(q, t, LINK_READY);
    ready_map_set(ready_map_of(c, t->domain), t->priority);
    t->in_ready_queue = true;
}

static void ready_remove(struct cpu *c, struct tcb *t)
{
    struct tcb_queue *q = &c->ready[t->domain][t->priority];
    queue_remove(q, t, LINK_READY);
    if (!q->head)
        ready_map_clear(ready_map_of(c, t->domain), t->priority);
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
    heap_insert(release_of(c, t->domain), &t->release, release_time(t));
    t->in_release_queue = true;
}

/* The deadline must be computed anew, and nothing else unless somebody or a turn is due. */
static inline void renew_deadline(struct cpu *c)
{
    c->reprogram = true;
    if ((c->release.top && c->release.top->key <= c->now) || c->turn_end <= c->now)
        c->unsettled = true;
}

static void release_remove(struct cpu *c, struct tcb *t)
{
    if (c->release.top == &t->release)
        cpu_reprogram(c);
    heap_remove(release_of(c, t->domain), &t->release);
    t->in_release_queue = false;
}

void sched_dequeue(struct tcb *t)
{
    struct cpu *c = cpu_of(t);
    if (t->in_ready_queue)
        ready_remove(c, t);
    if (t->in_release_queue)
        release_remove(c, t);
}

/* The queues of c decide at the end of this entry, or of the next one of its own. */
static void choose_on(struct cpu *c)
{
    struct tcb *candidate = c->next;
    c->next = NULL;
    c->choose = c->unsettled = true;
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
    cpu_reprogram(c);
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
    return t->domain == c->domain &&
           (c->current == c->idle || t->priority > c->current->priority);
}

/* t became runnable: note it as the candidate, or queue it where there is one already. */
void sched_possible_switch(struct tcb *t)
{
    struct cpu *c = cpu_of(t);
    if (!thread_schedulable(t) || t == c->current || t == c->next)
        return;
    if (!sc_ready(t->sc)) {
        sc_postpone(t->sc);
    } else if ((CONFIG_CORES > 1 && c != cpu()) || t->domain != c->domain) {
        ready_insert(c, t, false);
        if (runs_before_current(c, t))
            choose_on(c);
    } else if (c->next || c->choose || t->in_ready_queue) {
        sched_choose();
        ready_insert(c, t, false);
    } else {
        c->next = t;
        c->unsettled = true;
    }
}

/* ---- states ---- */

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
    if (t == c->current || t == c->next || (queued && priority > c->current->priority))
        choose_on(c);
}

/* ---- time ---- */

/* What a turn takes is to depend on its own domain only, in debug kernels too. */
void sched_tick(void)
{
    assert(sched_check(false));
    renew_deadline(cpu());
}

/*
 * Charge what was used since the last accounting; true if that was anything. The context may have
 * been unbound or deleted in this entry.
 */
static inline bool commit(struct cpu *c)
{
    struct sched_context *sc = c->sc;
    ticks_t used = cpu_consumed(c);
    c->since = c->now;
    if (used == 0 || !sc || !sc_active(sc))
        return false;
    if (sc_round_robin(sc))
        refill_slice_charge(&sc->refills, used);
    else
        refill_charge(&sc->refills, sc->period, used, c->min_budget);
    sc->consumed += used;
    return true;
}

void sched_commit(struct cpu *c)
{
    if (commit(c))
        cpu_reprogram(c);
}

/* The current thread goes behind those of its priority; alone there, it stays where it is. */
static void give_way(struct cpu *c)
{
    struct tcb *t = c->current;
    if (!c->ready[t->domain][t->priority].head && !c->next)
        return;
    ready_insert(c, t, false);
    sched_choose();
}

/* c's context, not a round-robin one, loses `usage` of its budget. */
static void charge_budget(struct cpu *c, ticks_t usage, bool may_fault)
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

/* The first of those that wait in q becomes the candidate, the current thread waits last. */
static inline void rotate(struct cpu *c, struct tcb_queue *q)
{
    struct tcb *first = q->head;
    queue_remove_head(q, LINK_READY);
    queue_append(q, c->current, LINK_READY);
    first->in_ready_queue = false;
    c->current->in_ready_queue = true;
    c->next = first;
    c->unsettled = true;
}

/* The rest of the head refill is given up; only what was used counts as consumed. */
void sched_yield(void)
{
    struct cpu *c = cpu();
    struct tcb_queue *q = &c->ready[c->current->domain][c->current->priority];
    if (!sc_round_robin(c->sc)) {
        charge_budget(c, refill_head(&c->sc->refills)->amount, false);
        return;
    }
    renew_slice(c);
    if (c->unsettled)
        give_way(c);
    else if (q->head)
        rotate(c, q);
}

/* ---- the switch ---- */

/* Those that are due. Of more than a batch the rest follows by the timer (set_deadline). */
static __attribute__((noinline)) void awaken(struct cpu *c)
{
    for (unsigned i = 0; i < AWAKEN_BATCH; i++) {
        struct tcb *t = first_released(c);
        if (!t || !sc_ready(t->sc))
            return;
        release_remove(c, t);
        sched_possible_switch(t);
    }
}

/* Nobody of another domain is current, a candidate or in sight of choose() from here on. */
static void enter_domain(struct cpu *c, word_t domain)
{
    choose_on(c);
    cpu_reprogram(c);
    if (domain == c->domain)
        return;
    c->resting[c->domain] = (struct waiting){c->ready_map, c->release};
    c->ready_map = c->resting[domain].ready_map;
    c->release = c->resting[domain].release;
    c->domain = domain;
}

static void begin_turn(struct cpu *c, word_t turn, ticks_t start)
{
    c->turn = turn;
    c->turn_end = start + kernel.schedule[turn].length;
    enter_domain(c, kernel.schedule[turn].domain);
}

/* However late it is noticed, a turn begins where the one before it ends. */
static void next_turn(struct cpu *c)
{
    while (c->turn_end <= c->now) {
        word_t turn = c->turn + 1;
        if (turn == MAX_SCHEDULE || !kernel.schedule[turn].length)
            turn = 0;
        begin_turn(c, turn, c->turn_end);
    }
}

void sched_start_schedule(void)
{
    for (word_t i = 0; i < smp_core_count(); i++)
        begin_turn(&kernel.cpu[i], 0, cpu()->now);
}

void thread_set_domain(struct tcb *t, uint8_t domain)
{
    bool ready = t->in_ready_queue, released = t->in_release_queue;
    struct cpu *c = cpu_of(t);
    bool runs = t == c->current || t == c->next;
    if (runs)
        choose_on(c);
    ready = ready || t->in_ready_queue;
    sched_remove(t);
    t->domain = domain;
    spaces_forget(t);
    if (ready || released)
        sched_ready(t);
    if (ready)
        choose_on(c);
}

/* Take the first thread of the highest priority out of its queue; idle when there is none. */
static struct tcb *choose(struct cpu *c)
{
    int priority = ready_map_highest(&c->ready_map);
    if (priority < 0)
        return c->idle;
    struct tcb_queue *q = &c->ready[c->domain][priority];
    struct tcb *t = q->head;
    queue_remove_head(q, LINK_READY);
    if (!q->head)
        ready_map_clear(&c->ready_map, (unsigned)priority);
    t->in_ready_queue = false;
    return t;
}

/*
 * Who runs now? A current thread that goes on stays in front of those of its priority; a candidate
 * of the same priority waits behind them, unless that is what they do for it (rotate).
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

/* The timer interrupts once sc, from now on the context that is charged, has no budget left. */
static inline void set_deadline(struct cpu *c, struct sched_context *sc)
{
    c->sc = sc;
    ticks_t deadline = ARCH_TIMER_NEVER;
    c->enough_until = ARCH_TIMER_NEVER;
    if (sc) {
        deadline = c->now + refill_head(&sc->refills)->amount;
        c->enough_until = deadline > c->min_budget ? deadline - c->min_budget : 0;
        if (c->turn_end != ARCH_TIMER_NEVER)
            c->enough_until = 0;        /* the short ways know nothing of turns */
    }
    if (c->release.top && c->release.top->key < deadline)
        deadline = c->release.top->key;
    if (c->turn_end < deadline)
        deadline = c->turn_end;
    if (deadline <= c->now)             /* the rest of a batch: whoever runs gets on meanwhile */
        deadline = arch_timer_now() + c->min_budget / 4;
    arch_timer_set(deadline);
    c->reprogram = false;
}

static __attribute__((noinline)) void charge_any_from_now(struct cpu *c, struct sched_context *sc)
{
    commit(c);
    set_deadline(c, sc);
}

/* c's context is charged for the time until now, sc for that from now on. */
static void charge_from_now(struct cpu *c, struct sched_context *sc)
{
    if (c->sc && !sc_round_robin(c->sc)) {      /* apart, so that the other needs no stack */
        charge_any_from_now(c, sc);
        return;
    }
    commit(c);
    set_deadline(c, sc);
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
        charge_from_now(c, sc);
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
           (spaces_noted(c, t) || t->spaces_valid == (word_t)t) && !t->yield_to;
}

static __attribute__((noinline)) void reschedule(struct cpu *c)
{
    struct tcb *from = c->current, *to = from;
    if (c->turn_end <= c->now)
        next_turn(c);
    if (c->release.top)
        awaken(c);
    bool goes_on = thread_schedulable(from);
    if (goes_on && !sc_ready(from->sc)) {
        sc_postpone(from->sc);
        goes_on = false;
    }
    if (c->next || c->choose || !goes_on) {
        to = pick(c, goes_on);
        c->next = NULL;
        c->choose = false;
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
void schedule(void)
{
    struct cpu *c = cpu();
    if (c->to_do) {
        if (c->unsettled)
            reschedule(c);
        else
            charge_from_now(c, c->sc);
    }
    assert(nothing_to_do(c));
}

/* ---- debug walker ---- */

static bool check_queue(struct cpu *c, word_t domain, unsigned p)
{
    const struct tcb_queue *q = &c->ready[domain][p];
    bool set = (ready_map_of(c, domain)->bits[p / 64u] >> p % 64u & 1u) != 0;
    if (set != (q->head != NULL) || !queue_check(q, LINK_READY))
        return false;
    for (struct tcb *t = q->head; t; t = t->ready.next)
        if (!t->in_ready_queue || t->priority != p || t->domain != domain ||
            !thread_schedulable(t) || t == c->next || (t == c->current && c != cpu()) ||
            cpu_of(t) != c)
            return false;
    return true;
}

static bool check_release(struct cpu *c, word_t domain)
{
    const struct heap *heap = release_of(c, domain);
    if (!heap_check(heap))
        return false;
    for (struct heap_node *node = heap->top; node; node = heap_next(node)) {
        struct tcb *t = released(node);
        if (!t->in_release_queue || t->in_ready_queue || !thread_runnable(t) || !t->sc ||
            release_time(t) != node->key || cpu_of(t) != c || t->domain != domain)
            return false;
    }
    return true;
}

static bool check_domain(struct cpu *c, word_t domain)
{
    for (unsigned p = 0; p < PRIORITIES; p++)
        if (!check_queue(c, domain, p))
            return false;
    return check_release(c, domain);
}

static bool check_queues(struct cpu *c, bool resting)
{
    if (!resting)
        return check_domain(c, c->domain);
    for (word_t domain = 0; domain < MAX_DOMAINS; domain++)
        if (!check_domain(c, domain))
            return false;
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

/*
 * Do the invariants at the head of sched.h hold, between operations? resting: also in the queues of
 * domains that have no turn.
 */
bool sched_check(bool resting)
{
    for (word_t i = 0; i < CONFIG_CORES; i++)
        if (!check_queues(&kernel.cpu[i], resting))
            return false;
    if (!queue_check(&kernel.threads, LINK_ALL))
        return false;
    for (struct tcb *t = kernel.threads.head; t; t = t->all.next)
        if (!check_thread(t))
            return false;
    return true;
}
