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

static inline void queue_append(struct tcb_queue *q, struct tcb *t, size_t link)
{
    queue_insert(q, t, NULL, link);
}

static inline void queue_prepend(struct tcb_queue *q, struct tcb *t, size_t link)
{
    queue_insert(q, t, q->head, link);
}

/* behind all of the same or a higher priority */
static inline void queue_insert_by_priority(struct tcb_queue *q, struct tcb *t, size_t link)
{
    struct tcb *before = NULL, *last = q->tail;
    while (last && last->priority < t->priority) {
        before = last;
        last = queue_link(last, link)->prev;
    }
    queue_insert(q, t, before, link);
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

/* Both directions agree and the ends are closed. For the debug walkers. */
static inline bool queue_check(const struct tcb_queue *q, size_t link)
{
    struct tcb *prev = NULL;
    for (struct tcb *t = q->head; t; prev = t, t = queue_link(t, link)->next)
        if (queue_link(t, link)->prev != prev)
            return false;
    return q->tail == prev;
}
