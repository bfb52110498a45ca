/*
 * The scheduler's own view of its queues: ready queues by priority, release queues by time, of
 * every core and domain. For sched*.c and the short ways.
 *
 * Invariant: cpu->alarm is the time of what comes first there without anybody doing anything, the
 * head of the release queue or the end of the turn.
 */
#pragma once
#include "queue.h"
#include "sched.h"

static inline struct ready_map *ready_map_of(struct cpu *c, word_t domain)
{
    return domain == c->domain ? &c->ready_map : &c->resting[domain].ready_map;
}

static inline struct heap *release_of(struct cpu *c, word_t domain)
{
    return domain == c->domain ? &c->release : &c->resting[domain].release;
}

static inline struct tcb *released(struct heap_node *node)
{
    return container_of(node, struct tcb, release);
}

static inline ticks_t release_time(const struct tcb *t)
{
    return refill_head(&t->sc->refills)->time;
}

/* t, of the domain whose turn it is and in no queue, becomes the first of its priority. */
static inline __attribute__((always_inline)) void ready_prepend(struct cpu *c, struct tcb *t)
{
    struct tcb_queue *q = &c->queues[t->priority];
    if (__builtin_expect(!q->head, 1))
        ready_map_set(&c->ready_map, t->priority);
    queue_prepend(q, t, LINK_READY);
    t->in_ready_queue = true;
}

/* The same, but the last of its priority. */
static inline __attribute__((always_inline)) void ready_append(struct cpu *c, struct tcb *t)
{
    struct tcb_queue *q = &c->queues[t->priority];
    if (!q->head)
        ready_map_set(&c->ready_map, t->priority);
    queue_append(q, t, LINK_READY);
    t->in_ready_queue = true;
}

/* Take the first of this priority, which somebody has, out of its queue. */
static inline __attribute__((always_inline)) struct tcb *ready_take(struct cpu *c,
                                                                    unsigned priority)
{
    struct tcb_queue *q = &c->queues[priority];
    struct tcb *t = q->head;
    queue_remove_head(q, LINK_READY);
    if (!q->head)
        ready_map_clear(&c->ready_map, priority);
    t->in_ready_queue = false;
    return t;
}

/* The first of q, the queue of c's current thread, leaves it, and that thread waits there last. */
static inline __attribute__((always_inline)) struct tcb *ready_rotate(struct cpu *c,
                                                                      struct tcb_queue *q)
{
    struct tcb *first = q->head, *current = c->current;
    queue_remove_head(q, LINK_READY);
    queue_append(q, current, LINK_READY);
    first->in_ready_queue = false;
    current->in_ready_queue = true;
    return first;
}

void ready_insert(struct cpu *c, struct tcb *t, bool front);   /* unless it is there already */
void ready_remove(struct cpu *c, struct tcb *t);
void ready_move(struct cpu *c, struct tcb *t, uint8_t priority);    /* to the end of another */
void release_insert(struct cpu *c, struct tcb *t);
void release_remove(struct cpu *c, struct tcb *t);
void sched_set_alarm(struct cpu *c);    /* after a change of c->release or c->turn_end */
void sched_choose_on(struct cpu *c);    /* c's queues decide at the end of its (next) entry */

/* sched_time.c: c's context is charged for the time until now, sc for that from now on */
void sched_charge_from_now(struct cpu *c, struct sched_context *sc);
/* sched_domains.c: c->turn_end has come */
void sched_next_turn(struct cpu *c);
