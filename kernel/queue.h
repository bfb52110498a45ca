/*
 * Doubly linked queues of threads: the one list implementation of the kernel. A thread has
 * several pairs of links; `link` says which, as LINK_READY and so on.
 *
 * Invariant: head->prev and tail->next are NULL; a thread in no queue has both links NULL.
 */
#pragma once
#include "tcb.h"

#define LINK_READY offsetof(struct tcb, ready)
#define LINK_IPC   offsetof(struct tcb, ipc)
#define LINK_ALL   offsetof(struct tcb, all)

static inline struct tcb_link *queue_link(struct tcb *t, size_t link)
{
    return (struct tcb_link *)((char *)t + link);
}

/* before == NULL: at the end */
static inline void queue_insert(struct tcb_queue *q, struct tcb *t, struct tcb *before,
                                size_t link)
{
    struct tcb_link *l = queue_link(t, link);
    l->next = before;
    l->prev = before ? queue_link(before, link)->prev : q->tail;
    if (l->prev)
        queue_link(l->prev, link)->next = t;
    else
        q->head = t;
    if (before)
        queue_link(before, link)->prev = t;
    else
        q->tail = t;
}

/* what only meets one end of the queue needs less than queue_insert; t's links are NULL */
static inline void queue_append(struct tcb_queue *q, struct tcb *t, size_t link)
{
    struct tcb *last = q->tail;
    if (last) {
        queue_link(t, link)->prev = last;
        queue_link(last, link)->next = t;
    } else {
        q->head = t;
    }
    q->tail = t;
}

static inline void queue_prepend(struct tcb_queue *q, struct tcb *t, size_t link)
{
    struct tcb *first = q->head;
    if (first) {
        queue_link(t, link)->next = first;
        queue_link(first, link)->prev = t;
    } else {
        q->tail = t;
    }
    q->head = t;
}

static inline void queue_remove(struct tcb_queue *q, struct tcb *t, size_t link)
{
    struct tcb_link *l = queue_link(t, link);
    if (l->prev)
        queue_link(l->prev, link)->next = l->next;
    else
        q->head = l->next;
    if (l->next)
        queue_link(l->next, link)->prev = l->prev;
    else
        q->tail = l->prev;
    l->next = l->prev = NULL;
}

/* queue_remove of q->head, which is not NULL */
static inline void queue_remove_head(struct tcb_queue *q, size_t link)
{
    struct tcb_link *l = queue_link(q->head, link);
    q->head = l->next;
    if (l->next)
        queue_link(l->next, link)->prev = NULL;
    else
        q->tail = NULL;
    l->next = NULL;
}

/* ---- those that wait on an endpoint or notification ---- */

/*
 * Behind all of the same or a higher priority: one step for each priority below t's, however many
 * threads wait (struct tcb, group).
 */
void wait_insert(struct tcb_queue *q, struct tcb *t);
void wait_remove(struct tcb_queue *q, struct tcb *t);

/* Order, and the list of the last of each priority. For the debug walkers. */
static inline bool wait_check(const struct tcb_queue *q)
{
    struct tcb *above = NULL;
    for (struct tcb *t = q->head; t; t = t->ipc.next) {
        if (t->ipc.next && t->ipc.next->priority == t->priority) {
            if (t->group.next || t->group.prev)
                return false;
            continue;
        }
        if (t->group.prev != above || (above && above->group.next != t) ||
            (above && above->priority <= t->priority))
            return false;
        above = t;
    }
    return !above || !above->group.next;
}

/* Both directions agree and the ends are closed. For the debug walkers. */
static inline bool queue_check(const struct tcb_queue *q, size_t link)
{
    struct tcb *prev = NULL;
    for (struct tcb *t = q->head; t; prev = t, t = queue_link(t, link)->next)
        if (queue_link(t, link)->prev != prev)
            return false;
    return q->tail == prev;
}
