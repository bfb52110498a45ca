/* The scheduler's queues: see sched_queues.h. */
#include "sched_queues.h"
#include "smp.h"

/* the queues of t's domain, and the map that tells which are empty */
struct place { struct tcb_queue *queues; struct ready_map *map; };

static inline struct place place_of(struct cpu *c, const struct tcb *t)
{
    if (UNLIKELY(t->domain != c->domain))
        return (struct place){c->ready[t->domain], &c->resting[t->domain].ready_map};
    return (struct place){c->queues, &c->ready_map};
}

static inline void join(struct place p, struct tcb *t, bool front)
{
    struct tcb_queue *q = &p.queues[t->priority];
    if (!q->head) {
        q->head = q->tail = t;
        ready_map_set(p.map, t->priority);
    } else if (front) {
        queue_prepend(q, t, LINK_READY);
    } else {
        queue_append(q, t, LINK_READY);
    }
}

static inline void leave(struct place p, struct tcb *t)
{
    struct tcb_queue *q = &p.queues[t->priority];
    if (!t->ready.prev && !t->ready.next) {
        q->head = q->tail = NULL;
        ready_map_clear(p.map, t->priority);
    } else {
        queue_remove(q, t, LINK_READY);
    }
}

void ready_insert(struct cpu *c, struct tcb *t, bool front)
{
    if (t->in_ready_queue)
        return;
    t->in_ready_queue = true;
    join(place_of(c, t), t, front);
}

void ready_remove(struct cpu *c, struct tcb *t)
{
    t->in_ready_queue = false;
    leave(place_of(c, t), t);
}

void ready_move(struct cpu *c, struct tcb *t, uint8_t priority)
{
    struct place p = place_of(c, t);
    leave(p, t);
    t->priority = priority;
    join(p, t, false);
}

seldom void sched_set_alarm(struct cpu *c)
{
    c->alarm = c->turn_end;
    if (c->release.top && c->release.top->key < c->alarm)
        c->alarm = c->release.top->key;
}

seldom void release_insert(struct cpu *c, struct tcb *t)
{
    heap_insert(release_of(c, t->domain), &t->release, release_time(t));
    t->in_release_queue = true;
    sched_set_alarm(c);
}

seldom void release_remove(struct cpu *c, struct tcb *t)
{
    if (c->release.top == &t->release)
        cpu_reprogram(c);
    heap_remove(release_of(c, t->domain), &t->release);
    t->in_release_queue = false;
    sched_set_alarm(c);
}

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

seldom void sched_choose_on(struct cpu *c)
{
    struct tcb *candidate = c->next;
    c->next = NULL;
    c->choose = c->unsettled = true;
    if (candidate)
        ready_insert(c, candidate, false);
    smp_poke(c);
}
