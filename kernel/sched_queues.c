/* The scheduler's queues: see sched_queues.h. */
#include "sched_queues.h"
#include "smp.h"

/* t's queue, and the map that tells whether it is empty */
struct place { struct tcb_queue *queue; struct ready_map *map; };

static inline struct place place_of(struct cpu *c, const struct tcb *t)
{
    if (UNLIKELY(t->domain != c->domain))
        return (struct place){&c->ready[t->domain][t->priority],
                              &c->resting[t->domain].ready_map};
    return (struct place){&c->queues[t->priority], &c->ready_map};
}

static inline void join(struct place p, struct tcb *t, bool front)
{
    if (!p.queue->head) {
        p.queue->head = p.queue->tail = t;
        ready_map_set(p.map, t->priority);
    } else if (front) {
        queue_prepend(p.queue, t, LINK_READY);
    } else {
        queue_append(p.queue, t, LINK_READY);
    }
}

static inline void leave(struct place p, struct tcb *t)
{
    if (!t->ready.prev && !t->ready.next) {
        p.queue->head = p.queue->tail = NULL;
        ready_map_clear(p.map, t->priority);
    } else {
        queue_remove(p.queue, t, LINK_READY);
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
    leave(place_of(c, t), t);
    t->priority = priority;
    join(place_of(c, t), t, false);
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
