/* Locks between the threads of one component; see kdl/sync.h. */
#include "kdl/sync.h"

#include <limits.h>
#include <stddef.h>

#include "kdl/thread.h"

#define HELD ((uintptr_t)1)

void kdl_waiter_sleep(struct kdl_waiter *waiter)
{
    while (!__atomic_load_n(&waiter->granted, __ATOMIC_ACQUIRE))
        kdl_park();
}

void kdl_waiter_grant(struct kdl_waiter *waiter)
{
    const struct kdl_thread *thread = waiter->thread;

    __atomic_store_n(&waiter->granted, 1, __ATOMIC_RELEASE);
    kdl_unpark(thread);
}

void kdl_waiters_add(struct kdl_waiters *waiters, struct kdl_waiter *waiter)
{
    *waiter = (struct kdl_waiter){.thread = kdl_self};
    if (waiters->first)
        waiters->last->next = waiter;
    else
        waiters->first = waiter;
    waiters->last = waiter;
}

struct kdl_waiter *kdl_waiters_take(struct kdl_waiters *waiters)
{
    struct kdl_waiter *first = waiters->first;

    if (first)
        waiters->first = first->next;
    return first;
}

static bool exchange(struct kdl_mutex *mutex, uintptr_t *old, uintptr_t new)
{
    return __atomic_compare_exchange_n(&mutex->state, old, new, false, __ATOMIC_ACQ_REL,
                                       __ATOMIC_RELAXED);
}

bool kdl_mutex_trylock(struct kdl_mutex *mutex)
{
    uintptr_t old = 0;

    return exchange(mutex, &old, HELD);
}

void kdl_mutex_lock(struct kdl_mutex *mutex)
{
    struct kdl_waiter waiter = {.thread = kdl_self};
    uintptr_t old = 0;

    while (!exchange(mutex, &old, old ? (uintptr_t)&waiter + HELD : HELD))
        waiter.next = old ? (struct kdl_waiter *)(old - HELD) : NULL;
    if (old)
        kdl_waiter_sleep(&waiter);
}

/* those who came since, oldest first */
static struct kdl_waiter *collect(struct kdl_mutex *mutex)
{
    uintptr_t state = __atomic_exchange_n(&mutex->state, HELD, __ATOMIC_ACQUIRE);
    struct kdl_waiter *newest = (struct kdl_waiter *)(state - HELD), *oldest = NULL;

    while (newest) {
        struct kdl_waiter *next = newest->next;

        newest->next = oldest;
        oldest = newest;
        newest = next;
    }
    return oldest;
}

void kdl_mutex_unlock(struct kdl_mutex *mutex)
{
    struct kdl_waiter *heir;
    uintptr_t old = HELD;

    if (!mutex->queue) {
        if (exchange(mutex, &old, 0))
            return;
        mutex->queue = collect(mutex);
    }
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
