/*
 * Mutex, semaphore, binary semaphore between the threads of one component. They need no kernel
 * object: a thread that has to wait queues a record on its own stack and parks; whoever lets it
 * go on hands over what it waited for and wakes it. First come, first served. No operation spins,
 * so priorities cannot deadlock it. Zero bytes make an unlocked mutex and a semaphore of value 0.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

struct kdl_thread;

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

void kdl_mutex_lock(struct kdl_mutex *mutex);
bool kdl_mutex_trylock(struct kdl_mutex *mutex);
void kdl_mutex_unlock(struct kdl_mutex *mutex);        /* only by the holder */

/* first in, first out; guarded by whoever owns it */
struct kdl_waiters { struct kdl_waiter *first, *last; };

void kdl_waiters_add(struct kdl_waiters *waiters, struct kdl_waiter *waiter);
struct kdl_waiter *kdl_waiters_take(struct kdl_waiters *waiters);   /* NULL when empty */
void kdl_waiter_sleep(struct kdl_waiter *waiter);
void kdl_waiter_grant(struct kdl_waiter *waiter);

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
