/* Debug walker: do the scheduler's invariants hold? */
#include "sched_queues.h"

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

static bool check_alarm(const struct cpu *c)
{
    const struct heap_node *top = c->release.top;
    if (!c->reprogram && c->quiet_until && !(c->sc && sc_round_robin(c->sc)))
        return false;
    return c->alarm == (top && top->key < c->turn_end ? top->key : c->turn_end) &&
           c->queues == c->ready[c->domain];
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
    if (!check_alarm(c))
        return false;
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
