/* The queues of those that wait on an endpoint or notification: see queue.h. */
#include "queue.h"

/* t between two neighbours in the list of the last of each priority; NULL: only they meet */
static void wait_join(struct tcb *above, struct tcb *t, struct tcb *below)
{
    if (t)
        t->group = (struct tcb_link){.next = below, .prev = above};
    if (above)
        above->group.next = t ? t : below;
    if (below)
        below->group.prev = t ? t : above;
}

void wait_insert(struct tcb_queue *q, struct tcb *t)
{
    struct tcb *below = NULL, *above = q->tail;
    if (!above) {
        q->head = q->tail = t;
        return;
    }
    while (above && above->priority < t->priority) {
        below = above;
        above = above->group.prev;
    }
    queue_insert(q, t, above ? above->ipc.next : q->head, LINK_IPC);
    if (above && above->priority == t->priority) {
        struct tcb *was_last = above;
        above = was_last->group.prev;
        was_last->group = (struct tcb_link){NULL, NULL};
    }
    wait_join(above, t, below);
}

void wait_remove(struct tcb_queue *q, struct tcb *t)
{
    struct tcb *before = t->ipc.prev, *next = t->ipc.next;
    struct tcb_link group = t->group;
    if (!before && !next) {
        q->head = q->tail = NULL;
        return;
    }
    queue_remove(q, t, LINK_IPC);
    if (next && next->priority == t->priority)
        return;
    t->group = (struct tcb_link){NULL, NULL};
    bool inherits = before && before->priority == t->priority;
    wait_join(group.prev, inherits ? before : NULL, group.next);
}
