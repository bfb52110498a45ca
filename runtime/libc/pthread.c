/* Locks, conditions and data of threads, as POSIX names them. No thread is made here. */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <semaphore.h>

#include "kdl/thread.h"

#define WEAK __attribute__((weak))

/* ---- threads ---- */

WEAK int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                   void *argument)
{
    (void)thread, (void)attributes, (void)run, (void)argument;
    return EAGAIN;
}

WEAK pthread_t pthread_self(void)
{
    return kdl_self;
}

WEAK int pthread_equal(pthread_t one, pthread_t two)
{
    return one == two;
}

/* nobody ends whom one could wait for */
WEAK int pthread_join(pthread_t thread, void **result)
{
    (void)result;
    return thread == kdl_self ? EDEADLK : EINVAL;
}

WEAK int pthread_detach(pthread_t thread)
{
    (void)thread;
    return 0;
}

WEAK void pthread_exit(void *result)
{
    (void)result;
    kdl_stop();
}

WEAK int pthread_attr_init(pthread_attr_t *attributes)
{
    *attributes = (pthread_attr_t){0};
    return 0;
}

WEAK int pthread_attr_destroy(pthread_attr_t *attributes)
{
    (void)attributes;
    return 0;
}

WEAK int pthread_attr_setstacksize(pthread_attr_t *attributes, size_t bytes)
{
    attributes->stack = bytes;
    return 0;
}

WEAK int pthread_attr_getstacksize(const pthread_attr_t *attributes, size_t *bytes)
{
    *bytes = attributes->stack;
    return 0;
}

WEAK int pthread_attr_setdetachstate(pthread_attr_t *attributes, int detached)
{
    attributes->detached = detached;
    return 0;
}

WEAK int pthread_attr_getdetachstate(const pthread_attr_t *attributes, int *detached)
{
    *detached = attributes->detached;
    return 0;
}

/* ---- locks ---- */

WEAK int pthread_mutexattr_init(pthread_mutexattr_t *attributes)
{
    *attributes = (pthread_mutexattr_t){PTHREAD_MUTEX_DEFAULT};
    return 0;
}

WEAK int pthread_mutexattr_destroy(pthread_mutexattr_t *attributes)
{
    (void)attributes;
    return 0;
}

WEAK int pthread_mutexattr_settype(pthread_mutexattr_t *attributes, int type)
{
    if (type < PTHREAD_MUTEX_NORMAL || type > PTHREAD_MUTEX_ERRORCHECK)
        return EINVAL;
    attributes->type = type;
    return 0;
}

WEAK int pthread_mutexattr_gettype(const pthread_mutexattr_t *attributes, int *type)
{
    *type = attributes->type;
    return 0;
}

WEAK int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes)
{
    *mutex = (pthread_mutex_t){.type = attributes ? attributes->type : PTHREAD_MUTEX_DEFAULT};
    return 0;
}

WEAK int pthread_mutex_destroy(pthread_mutex_t *mutex)
{
    return __atomic_load_n(&mutex->mutex.state, __ATOMIC_RELAXED) ? EBUSY : 0;
}

static bool is_own(const pthread_mutex_t *mutex)
{
    return __atomic_load_n(&mutex->owner, __ATOMIC_RELAXED) == kdl_self;
}

static void own(pthread_mutex_t *mutex)
{
    __atomic_store_n(&mutex->owner, kdl_self, __ATOMIC_RELAXED);
    mutex->depth = 1;
}

WEAK int pthread_mutex_lock(pthread_mutex_t *mutex)
{
    if (mutex->type != PTHREAD_MUTEX_NORMAL && is_own(mutex)) {
        if (mutex->type == PTHREAD_MUTEX_ERRORCHECK)
            return EDEADLK;
        if (mutex->depth == UINT_MAX)
            return EAGAIN;
        mutex->depth++;
        return 0;
    }
    kdl_mutex_lock(&mutex->mutex);
    own(mutex);
    return 0;
}

WEAK int pthread_mutex_trylock(pthread_mutex_t *mutex)
{
    if (mutex->type == PTHREAD_MUTEX_RECURSIVE && is_own(mutex))
        return pthread_mutex_lock(mutex);
    if (!kdl_mutex_trylock(&mutex->mutex))
        return EBUSY;
    own(mutex);
    return 0;
}

WEAK int pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    if (!is_own(mutex))
        return EPERM;
    if (--mutex->depth > 0)
        return 0;
    __atomic_store_n(&mutex->owner, NULL, __ATOMIC_RELAXED);
    kdl_mutex_unlock(&mutex->mutex);
    return 0;
}

/* ---- conditions ---- */

WEAK int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes)
{
    (void)attributes;
    *condition = (pthread_cond_t){0};
    return 0;
}

WEAK int pthread_cond_destroy(pthread_cond_t *condition)
{
    return condition->waiters.first ? EBUSY : 0;
}

/* the mutex is free while the caller waits, however often it has been locked */
WEAK int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex)
{
    struct kdl_waiter waiter;
    unsigned depth;

    if (!is_own(mutex))
        return EPERM;
    depth = mutex->depth;
    kdl_mutex_lock(&condition->guard);
    kdl_waiters_add(&condition->waiters, &waiter);
    kdl_mutex_unlock(&condition->guard);
    mutex->depth = 1;
    (void)pthread_mutex_unlock(mutex);
    kdl_waiter_sleep(&waiter);
    (void)pthread_mutex_lock(mutex);
    mutex->depth = depth;
    return 0;
}

static bool wake_one(pthread_cond_t *condition)
{
    struct kdl_waiter *waiter;

    kdl_mutex_lock(&condition->guard);
    waiter = kdl_waiters_take(&condition->waiters);
    kdl_mutex_unlock(&condition->guard);
    if (waiter)
        kdl_waiter_grant(waiter);
    return waiter != NULL;
}

WEAK int pthread_cond_signal(pthread_cond_t *condition)
{
    (void)wake_one(condition);
    return 0;
}

/* those who wait by now: who comes later has its own turn */
WEAK int pthread_cond_broadcast(pthread_cond_t *condition)
{
    struct kdl_waiter *waiter, *next;

    kdl_mutex_lock(&condition->guard);
    waiter = condition->waiters.first;
    condition->waiters.first = NULL;
    kdl_mutex_unlock(&condition->guard);
    for (; waiter; waiter = next) {
        next = waiter->next;            /* once woken it may vanish */
        kdl_waiter_grant(waiter);
    }
    return 0;
}

/* ---- once, and for each thread ---- */

#define DONE UINT_MAX                   /* depth of a once that is over */

WEAK int pthread_once(pthread_once_t *once, void (*action)(void))
{
    if (__atomic_load_n(&once->depth, __ATOMIC_ACQUIRE) == DONE)
        return 0;
    kdl_mutex_lock(&once->mutex);
    if (once->depth != DONE)
        action();
    __atomic_store_n(&once->depth, DONE, __ATOMIC_RELEASE);
    kdl_mutex_unlock(&once->mutex);
    return 0;
}

static __thread const void *values[PTHREAD_KEYS_MAX];
static __thread unsigned value_turns[PTHREAD_KEYS_MAX];
/* odd: in use; a value counts only in the turn in which it was set */
static unsigned turns[PTHREAD_KEYS_MAX];        /* atomic */

WEAK int pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
    (void)destructor;
    for (unsigned k = 0; k < PTHREAD_KEYS_MAX; k++) {
        unsigned turn = __atomic_load_n(&turns[k], __ATOMIC_RELAXED);

        if (turn % 2 == 0 && __atomic_compare_exchange_n(&turns[k], &turn, turn + 1, false,
                                                         __ATOMIC_ACQ_REL, __ATOMIC_RELAXED)) {
            *key = k;
            return 0;
        }
    }
    return EAGAIN;
}

/* 0: there is no such key */
static unsigned turn_of(pthread_key_t key)
{
    unsigned turn = key < PTHREAD_KEYS_MAX ? __atomic_load_n(&turns[key], __ATOMIC_RELAXED) : 0;

    return turn % 2 == 1 ? turn : 0;
}

/* of threads that delete it at the same time only one does */
WEAK int pthread_key_delete(pthread_key_t key)
{
    unsigned turn = turn_of(key);

    return turn && __atomic_compare_exchange_n(&turns[key], &turn, turn + 1, false,
                                               __ATOMIC_ACQ_REL, __ATOMIC_RELAXED) ? 0 : EINVAL;
}

WEAK void *pthread_getspecific(pthread_key_t key)
{
    unsigned turn = turn_of(key);

    return turn && value_turns[key] == turn ? (void *)(uintptr_t)values[key] : NULL;
}

WEAK int pthread_setspecific(pthread_key_t key, const void *value)
{
    unsigned turn = turn_of(key);

    if (!turn)
        return EINVAL;
    values[key] = value;
    value_turns[key] = turn;
    return 0;
}

/* ---- semaphores ---- */

WEAK int sem_init(sem_t *semaphore, int shared, unsigned value)
{
    if (shared || value > SEM_VALUE_MAX) {
        errno = shared ? ENOSYS : EINVAL;
        return -1;
    }
    *semaphore = (sem_t){.value = (int)value};
    return 0;
}

WEAK int sem_destroy(sem_t *semaphore)
{
    (void)semaphore;
    return 0;
}

WEAK int sem_wait(sem_t *semaphore)
{
    kdl_semaphore_wait(semaphore);
    return 0;
}

WEAK int sem_trywait(sem_t *semaphore)
{
    if (kdl_semaphore_trywait(semaphore))
        return 0;
    errno = EAGAIN;
    return -1;
}

WEAK int sem_post(sem_t *semaphore)
{
    if (kdl_semaphore_post(semaphore))
        return 0;
    errno = EOVERFLOW;
    return -1;
}

WEAK int sem_getvalue(sem_t *semaphore, int *value)
{
    *value = __atomic_load_n(&semaphore->value, __ATOMIC_RELAXED);
    return 0;
}
