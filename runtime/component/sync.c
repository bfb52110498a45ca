/* What is not inline of locks between the threads of one component; see kdl/sync.h. */
#include "kdl/sync.h"

#include <limits.h>

void kdl_mutex_queue_up(struct kdl_mutex *mutex)
{
    struct kdl_waiter waiter = {.thread = kdl_self};
    const uintptr_t queued = (uintptr_t)&waiter + KDL_MUTEX_HELD;
    uintptr_t old = 0;

    while (!__atomic_compare_exchange_n(&mutex->state, &old, old ? queued : KDL_MUTEX_HELD, false,
                                        __ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
        waiter.next = old ? (struct kdl_waiter *)(old - KDL_MUTEX_HELD) : NULL;
    if (old)
        kdl_waiter_sleep(&waiter);
}

/* those who came since, oldest first */
static struct kdl_waiter *collect(struct kdl_mutex *mutex)
{
    uintptr_t state = __atomic_exchange_n(&mutex->state, KDL_MUTEX_HELD, __ATOMIC_ACQUIRE);
    struct kdl_waiter *newest = (struct kdl_waiter *)(state - KDL_MUTEX_HELD), *oldest = NULL;

    while (newest) {
        struct kdl_waiter *next = newest->next;

        newest->next = oldest;
        oldest = newest;
        newest = next;
    }
    return oldest;
}

void kdl_mutex_hand_over(struct kdl_mutex *mutex)
{
    struct kdl_waiter *heir;

    if (!mutex->queue)
        mutex->queue = collect(mutex);
    heir = mutex->queue;
    mutex->queue = heir->next;
    kdl_waiter_grant(heir);
}

void kdl_semaphore_wait(struct kdl_semaphore *semaphore)
{
    struct kdl_waiter waiter;
    bool taken;

    kdl_mutex_lock(&semaphore->guard);
    taken = semaphore->value > 0;
    if (taken)
        semaphore->value--;
    else
        kdl_waiters_add(&semaphore->waiters, &waiter);
    kdl_mutex_unlock(&semaphore->guard);
    if (!taken)
        kdl_waiter_sleep(&waiter);
}

bool kdl_semaphore_trywait(struct kdl_semaphore *semaphore)
{
    bool taken;

    kdl_mutex_lock(&semaphore->guard);
    taken = semaphore->value > 0;
    if (taken)
        semaphore->value--;
    kdl_mutex_unlock(&semaphore->guard);
    return taken;
}

bool kdl_semaphore_post(struct kdl_semaphore *semaphore)
{
    int limit = semaphore->limit ? semaphore->limit : INT_MAX;
    struct kdl_waiter *waiter;
    bool room = true;

    kdl_mutex_lock(&semaphore->guard);
    waiter = kdl_waiters_take(&semaphore->waiters);
    if (!waiter) {
        room = semaphore->value < limit;
        if (room)
            semaphore->value++;
    }
    kdl_mutex_unlock(&semaphore->guard);
    if (waiter)
        kdl_waiter_grant(waiter);
    return room;
}
