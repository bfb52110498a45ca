/* Events, consuming end; see kdl/event.h. */
#include "kdl/event.h"

#include <stddef.h>
#include <string.h>

#include "kdl/thread.h"

static struct kdl_callback take_callback(struct kdl_event *event)
{
    struct kdl_callback first = {0};

    if (event->count > 0) {
        first = event->callback[0];
        event->count--;
        memmove(&event->callback[0], &event->callback[1], event->count * sizeof first);
    }
    return first;
}

void kdl_event_raise(struct kdl_event *event)
{
    struct kdl_waiter *waiter = NULL;
    struct kdl_callback callback;

    kdl_mutex_lock(&event->guard);
    callback = take_callback(event);
    if (!callback.call)
        waiter = kdl_waiters_take(&event->waiters);
    if (!callback.call && !waiter)
        __atomic_store_n(&event->pending, event->counts ? event->pending + 1 : 1,
                         __ATOMIC_RELEASE);
    kdl_mutex_unlock(&event->guard);
    if (callback.call)
        callback.call(callback.argument);
    if (waiter)
        kdl_waiter_grant(waiter);
}

/* under the guard */
static bool take_pending(struct kdl_event *event)
{
    uint64_t pending = event->pending;

    if (pending > 0)
        __atomic_store_n(&event->pending, event->counts ? pending - 1 : 0, __ATOMIC_RELEASE);
    return pending > 0;
}

int kdl_event_poll(struct kdl_event *event)
{
    bool there;

    if (__atomic_load_n(&event->pending, __ATOMIC_ACQUIRE) == 0)
        return 0;
    kdl_mutex_lock(&event->guard);
    there = take_pending(event);
    kdl_mutex_unlock(&event->guard);
    return there;
}

void kdl_event_wait(struct kdl_event *event)
{
    struct kdl_waiter waiter;
    bool there;

    kdl_flush();
    kdl_mutex_lock(&event->guard);
    there = take_pending(event);
    if (!there)
        kdl_waiters_add(&event->waiters, &waiter);
    kdl_mutex_unlock(&event->guard);
    if (!there)
        kdl_waiter_sleep(&waiter);
}

int kdl_event_callback(struct kdl_event *event, void (*call)(void *), void *argument)
{
    bool room;

    kdl_mutex_lock(&event->guard);
    room = event->count < KDL_EVENT_CALLBACKS;
    if (room)
        event->callback[event->count++] = (struct kdl_callback){call, argument};
    kdl_mutex_unlock(&event->guard);
    return room ? 0 : -1;
}
