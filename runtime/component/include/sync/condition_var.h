/* A condition between the threads of one component; the notification is not used. */
#pragma once
#include <sync/bin_sem.h>

/* whoever waits queues a record on its stack; the queue belongs to the holder of the lock */
typedef struct sync_cv { struct kdl_waiters waiters; } sync_cv_t;

static inline int sync_cv_init(sync_cv_t *cv, seL4_CPtr notification)
{
    (void)notification;
    *cv = (sync_cv_t){0};
    return 0;
}

/* the caller holds the lock; it is free while the caller waits */
static inline int sync_cv_wait(sync_bin_sem_t *lock, sync_cv_t *cv)
{
    struct kdl_waiter waiter;

    kdl_waiters_add(&cv->waiters, &waiter);
    (void)sync_bin_sem_post(lock);
    kdl_waiter_sleep(&waiter);
    return sync_bin_sem_wait(lock);
}

/* wake the one that waits longest; the caller holds the lock */
static inline int sync_cv_signal(sync_cv_t *cv)
{
    struct kdl_waiter *waiter = kdl_waiters_take(&cv->waiters);

    if (waiter)
        kdl_waiter_grant(waiter);
    return 0;
}

static inline int sync_cv_broadcast(sync_cv_t *cv)
{
    while (cv->waiters.first)
        (void)sync_cv_signal(cv);
    return 0;
}
