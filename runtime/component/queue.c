/* Queues of messages; see kdl/queue.h and camkes/msgqueue.h. */
#include "kdl/queue.h"

#include <camkes/msgqueue.h>
#include <string.h>

#include "kdl/thread.h"

static struct kdl_queue *queues;

void kdl_queue_add(struct kdl_queue *queue)
{
    /* 0, unless this component has started again */
    queue->count = __atomic_load_n(queue->sends ? queue->sent : queue->taken, __ATOMIC_ACQUIRE);
    queue->next = queues;
    queues = queue;
}

static struct kdl_queue *find(int id, bool sends)
{
    struct kdl_queue *q = queues;

    while (q && (q->id != id || q->sends != sends))
        q = q->next;
    return q;
}

int camkes_msgqueue_sender_init(int id, camkes_msgqueue_sender_t *sender)
{
    sender->queue = find(id, true);
    return sender->queue ? 0 : -1;
}

int camkes_msgqueue_receiver_init(int id, camkes_msgqueue_receiver_t *receiver)
{
    receiver->queue = find(id, false);
    return receiver->queue ? 0 : -1;
}

static unsigned char *slot_of(const struct kdl_queue *q)
{
    return q->ring + q->count % q->capacity * q->element;
}

int camkes_msgqueue_send(camkes_msgqueue_sender_t *sender, const void *message, size_t size)
{
    struct kdl_queue *q = sender->queue;
    bool room;

    if (!q || size > q->element)
        return -1;
    kdl_mutex_lock(&q->guard);
    room = q->count - __atomic_load_n(q->taken, __ATOMIC_ACQUIRE) < q->capacity;
    if (room) {
        memcpy(slot_of(q), message, size);
        q->count++;
        __atomic_store_n(q->sent, q->count, __ATOMIC_RELEASE);
    }
    kdl_mutex_unlock(&q->guard);
    if (room)
        kdl_signal(q->bell);
    return room ? 0 : -1;
}

static bool is_empty(const struct kdl_queue *q)
{
    return __atomic_load_n(q->sent, __ATOMIC_ACQUIRE) == q->count;
}

int camkes_msgqueue_poll(camkes_msgqueue_receiver_t *receiver)
{
    struct kdl_queue *q = receiver->queue;

    if (!q)
        return -1;
    while (is_empty(q)) {
        kdl_flush();
        (void)kdl_wait(q->bell);
    }
    return 0;
}

int camkes_msgqueue_get(camkes_msgqueue_receiver_t *receiver, void *message, size_t size)
{
    struct kdl_queue *q = receiver->queue;
    bool there;

    if (!q || size > q->element)
        return -1;
    kdl_mutex_lock(&q->guard);
    there = !is_empty(q);
    if (there) {
        memcpy(message, slot_of(q), size);
        q->count++;
        __atomic_store_n(q->taken, q->count, __ATOMIC_RELEASE);
    }
    kdl_mutex_unlock(&q->guard);
    return there ? 0 : -1;
}
