/* The scheduler's queues: see sched_queues.h. */
#include "sched_queues.h"
#include "smp.h"

void ready_insert(struct cpu *c, struct tcb *t, bool front)
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

void ready_remove(struct cpu *c, struct tcb *t)
{
    struct tcb_queue *q = &c->ready[t->domain][t->priority];
    queue_remove(q, t, LINK_READY);
    if (!q->head)
        ready_map_clear(ready_map_of(c, t->domain), t->priority);
    t->in_ready_queue = false;
}

void sched_set_alarm(struct cpu *c)
{
    c->alarm = c->turn_end;
    if (c->release.top && c->release.top->key < c->alarm)
        c->alarm = c->release.top->key;
}

void release_insert(struct cpu *c, struct tcb *t)
{
    heap_insert(release_of(c, t->domain), &t->release, release_time(t));
    t->in_release_queue = true;
    sched_set_alarm(c);
}

void release_remove(struct cpu *c, struct tcb *t)
{
    if (c->release.top == &t->release)
        cpu_reprogram(c);
    heap_remove(release_of(c, t->domain), &t->release);
    t->in_release_queue = false;
    sched_set_alarm(c);
}

void sched_dequeue(struct tcb *t)
{
    struct cpu *c = cpu_of(t);
    if (t->in_ready_queue)
        ready_remove(c, t);
    if (t->in_release_queue)
        release_remove(c, t);
}

void sched_choose_on(struct cpu *c)
{
    struct tcb *candidate = c->next;
    c->next = NULL;
    c->choose = c->unsettled = true;
    if (candidate)
        ready_insert(c, candidate, false);
    smp_poke(c);
}
