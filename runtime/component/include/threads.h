/* C11's names for what pthread.h has. Waiting until a time is not there: no thread has an alarm. */
#pragma once
#include <errno.h>
#include <pthread.h>

#ifndef __cplusplus
#define thread_local _Thread_local
#endif
#define ONCE_FLAG_INIT PTHREAD_ONCE_INIT

enum { thrd_success, thrd_busy, thrd_error, thrd_nomem, thrd_timedout };
enum { mtx_plain, mtx_recursive, mtx_timed };

typedef pthread_t thrd_t;
typedef pthread_mutex_t mtx_t;
typedef pthread_cond_t cnd_t;
typedef pthread_key_t tss_t;
typedef pthread_once_t once_flag;
typedef int (*thrd_start_t)(void *);
typedef void (*tss_dtor_t)(void *);

static inline int kdl_thrd_result(int error)
{
    return error == 0 ? thrd_success : error == EBUSY ? thrd_busy : thrd_error;
}

/* ---- threads: none is made ---- */

static inline int thrd_create(thrd_t *thread, thrd_start_t run, void *argument)
{
    (void)thread, (void)run, (void)argument;
    return thrd_nomem;
}

static inline thrd_t thrd_current(void)
{
    return pthread_self();
}

static inline int thrd_equal(thrd_t one, thrd_t two)
{
    return pthread_equal(one, two);
}

static inline int thrd_join(thrd_t thread, int *result)
{
    (void)result;
    return kdl_thrd_result(pthread_join(thread, 0));
}

static inline int thrd_detach(thrd_t thread)
{
    return kdl_thrd_result(pthread_detach(thread));
}

static inline void thrd_yield(void)
{
    (void)sched_yield();
}

static inline int thrd_sleep(const struct timespec *wanted, struct timespec *left)
{
    return nanosleep(wanted, left);
}

static inline void thrd_exit(int result)
{
    (void)result;
    pthread_exit(0);
}

/* ---- locks and conditions ---- */

static inline int mtx_init(mtx_t *mutex, int type)
{
    const pthread_mutexattr_t attributes = {
        type & mtx_recursive ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_ERRORCHECK};

    return kdl_thrd_result(pthread_mutex_init(mutex, &attributes));
}

static inline void mtx_destroy(mtx_t *mutex)
{
    (void)pthread_mutex_destroy(mutex);
}

static inline int mtx_lock(mtx_t *mutex)
{
    return kdl_thrd_result(pthread_mutex_lock(mutex));
}

static inline int mtx_trylock(mtx_t *mutex)
{
    return kdl_thrd_result(pthread_mutex_trylock(mutex));
}

static inline int mtx_unlock(mtx_t *mutex)
{
    return kdl_thrd_result(pthread_mutex_unlock(mutex));
}

static inline int cnd_init(cnd_t *condition)
{
    return kdl_thrd_result(pthread_cond_init(condition, 0));
}

static inline void cnd_destroy(cnd_t *condition)
{
    (void)pthread_cond_destroy(condition);
}

static inline int cnd_wait(cnd_t *condition, mtx_t *mutex)
{
    return kdl_thrd_result(pthread_cond_wait(condition, mutex));
}

static inline int cnd_signal(cnd_t *condition)
{
    return kdl_thrd_result(pthread_cond_signal(condition));
}

static inline int cnd_broadcast(cnd_t *condition)
{
    return kdl_thrd_result(pthread_cond_broadcast(condition));
}

/* ---- once, and for each thread ---- */

static inline void call_once(once_flag *once, void (*action)(void))
{
    (void)pthread_once(once, action);
}

static inline int tss_create(tss_t *key, tss_dtor_t destructor)
{
    return kdl_thrd_result(pthread_key_create(key, destructor));
}

static inline void tss_delete(tss_t key)
{
    (void)pthread_key_delete(key);
}

static inline void *tss_get(tss_t key)
{
    return pthread_getspecific(key);
}

static inline int tss_set(tss_t key, void *value)
{
    return kdl_thrd_result(pthread_setspecific(key, value));
}
