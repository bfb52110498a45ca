/* Mutexes as drivers written for several systems ask for them. */
#pragma once
#include <errno.h>
#include <stddef.h>

typedef struct ps_mutex_ops {
    void *cookie;
    void *(*mutex_new)(void);
    int (*mutex_lock)(void *mutex);
    int (*mutex_unlock)(void *mutex);
    int (*mutex_destroy)(void *mutex);
} ps_mutex_ops_t;

static inline void *ps_mutex_new(ps_mutex_ops_t *ops)
{
    return ops && ops->mutex_new ? ops->mutex_new() : NULL;
}

static inline int ps_mutex_lock(ps_mutex_ops_t *ops, void *mutex)
{
    return ops && ops->mutex_lock ? ops->mutex_lock(mutex) : EINVAL;
}

static inline int ps_mutex_unlock(ps_mutex_ops_t *ops, void *mutex)
{
    return ops && ops->mutex_unlock ? ops->mutex_unlock(mutex) : EINVAL;
}

static inline int ps_mutex_destroy(ps_mutex_ops_t *ops, void *mutex)
{
    return ops && ops->mutex_destroy ? ops->mutex_destroy(mutex) : EINVAL;
}
