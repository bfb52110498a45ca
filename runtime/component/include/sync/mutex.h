/* A mutex between the threads of one component; the notification is not used. */
#pragma once
#include <kdl/sync.h>
#include <sel4/sel4.h>

typedef struct sync_mutex { struct kdl_mutex mutex; } sync_mutex_t;

static inline int sync_mutex_init(sync_mutex_t *mutex, seL4_CPtr notification)
{
    (void)notification;
    *mutex = (sync_mutex_t){0};
    return 0;
}

static inline int sync_mutex_lock(sync_mutex_t *mutex)
{
    kdl_mutex_lock(&mutex->mutex);
    return 0;
}

static inline int sync_mutex_unlock(sync_mutex_t *mutex)
{
    kdl_mutex_unlock(&mutex->mutex);
    return 0;
}
