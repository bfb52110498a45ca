/* Events, consuming end; see kdl/event.h. */
#include "kdl/event.h"

#include <stddef.h>

#include "kdl/thread.h"

void kdl_event_raise(struct kdl_event *event)
{
    struct kdl_waiter *waiter = NULL;
    struct kdl_callback callback;

    kdl_mutex_lock(&event->guard);
    callback = event->callback;
    event->callback.call = NULL;
    if (!callback.call)
        waiter = kdl_waiters_take(&event->waiters);
    if (!callback.call && !waiter)
        __atomic_store_n(&event->pending, event->pending + 1, __ATOMIC_RELEASE);
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
        __atomic_store_n(&event->pending, pending - 1, __ATOMIC_RELEASE);
    return pending > 0;
}

/* A signal may be on its way: the thread that receives it gets its turn first. */
static bool is_pending(struct kdl_event *event)
{
    if (__atomic_load_n(&event->pending, __ATOMIC_ACQUIRE) > 0)
        return true;
    kdl_give_way();
    return __atomic_load_n(&event->pending, __ATOMIC_ACQUIRE) > 0;
}

int kdl_event_poll(struct kdl_event *event)
{
    bool there;

    if (!is_pending(event))
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
    bool pending, free;

    kdl_mutex_lock(&event->guard);
    pending = take_pending(event);
    free = !event->callback.call;
    if (!pending && free)
        event->callback = (struct kdl_callback){call, argument};
    kdl_mutex_unlock(&event->guard);
    if (pending)
        call(argument);
    return pending || free ? 0 : -1;
}
