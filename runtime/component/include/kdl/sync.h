/*
 * Mutex, semaphore, binary semaphore between the threads of one component. They need no kernel
 * object: a thread that has to wait queues a record on its own stack and parks; whoever lets it
 * go on hands over what it waited for and wakes it. First come, first served. No operation spins,
 * so priorities cannot deadlock it. Zero bytes make an unlocked mutex and a semaphore of value 0.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thread.h"

struct kdl_waiter {
    struct kdl_waiter *next;
    const struct kdl_thread *thread;
    int granted;                        /* atomic; once set the record may vanish */
};

/*
 * state: 0 free; 1 held; else 1 + address of the newest of those who came since the queue was
 * filled, newest first. Only the holder touches queue: older waiters, oldest first.
 */
struct kdl_mutex {
    uintptr_t state;                    /* atomic */
    struct kdl_waiter *queue;
};

#define KDL_MUTEX_HELD ((uintptr_t)1)

void kdl_mutex_queue_up(struct kdl_mutex *mutex);      /* lock what another thread may hold */
void kdl_mutex_hand_over(struct kdl_mutex *mutex);     /* unlock what others wait for */

static inline bool kdl_mutex_trylock(struct kdl_mutex *mutex)
{
    uintptr_t state = 0;

    return __atomic_compare_exchange_n(&mutex->state, &state, KDL_MUTEX_HELD, false,
                                       __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

static inline void kdl_mutex_lock(struct kdl_mutex *mutex)
{
    if (__builtin_expect(!kdl_mutex_trylock(mutex), 0))
        kdl_mutex_queue_up(mutex);
}

/* only by the holder */
static inline void kdl_mutex_unlock(struct kdl_mutex *mutex)
{
    uintptr_t state = KDL_MUTEX_HELD;

    if (__builtin_expect(mutex->queue
                         || !__atomic_compare_exchange_n(&mutex->state, &state, 0, false,
                                                         __ATOMIC_RELEASE, __ATOMIC_RELAXED), 0))
        kdl_mutex_hand_over(mutex);
}

static inline void kdl_waiter_sleep(struct kdl_waiter *waiter)
{
    while (!__atomic_load_n(&waiter->granted, __ATOMIC_ACQUIRE))
        kdl_park();
}

static inline void kdl_waiter_grant(struct kdl_waiter *waiter)
{
    const struct kdl_thread *thread = waiter->thread;

    __atomic_store_n(&waiter->granted, 1, __ATOMIC_RELEASE);
    kdl_unpark(thread);
}

/* first in, first out; guarded by whoever owns it */
struct kdl_waiters { struct kdl_waiter *first, *last; };

/* the calling thread is going to wait */
static inline void kdl_waiters_add(struct kdl_waiters *waiters, struct kdl_waiter *waiter)
{
    *waiter = (struct kdl_waiter){.thread = kdl_self};
    if (waiters->first)
        waiters->last->next = waiter;
    else
        waiters->first = waiter;
    waiters->last = waiter;
}

/* NULL when empty */
static inline struct kdl_waiter *kdl_waiters_take(struct kdl_waiters *waiters)
{
    struct kdl_waiter *first = waiters->first;

    if (first)
        waiters->first = first->next;
    return first;
}

/* value > 0 only while nobody waits */
struct kdl_semaphore {
    struct kdl_mutex guard;
    int value;
    int limit;                          /* post never goes beyond; 0: none, 1: binary */
    struct kdl_waiters waiters;
};

void kdl_semaphore_wait(struct kdl_semaphore *semaphore);
bool kdl_semaphore_trywait(struct kdl_semaphore *semaphore);
bool kdl_semaphore_post(struct kdl_semaphore *semaphore);   /* false: it would overflow */
