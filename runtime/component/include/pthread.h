/*
 * Locks and data of the threads that the description gives to a component. New threads cannot be
 * made: pthread_create fails, as in CAmkES. 0, or a number of errno.h.
 */
#pragma once
#include <kdl/sync.h>
#include <sched.h>
#include <stddef.h>
#include <time.h>

typedef const struct kdl_thread *pthread_t;

enum { PTHREAD_CREATE_JOINABLE, PTHREAD_CREATE_DETACHED };
typedef struct { size_t stack; int detached; } pthread_attr_t;

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *),
                   void *argument);
int pthread_join(pthread_t thread, void **result);
int pthread_detach(pthread_t thread);
pthread_t pthread_self(void);
int pthread_equal(pthread_t one, pthread_t two);
_Noreturn void pthread_exit(void *result);

int pthread_attr_init(pthread_attr_t *attributes);
int pthread_attr_destroy(pthread_attr_t *attributes);
int pthread_attr_setstacksize(pthread_attr_t *attributes, size_t bytes);
int pthread_attr_getstacksize(const pthread_attr_t *attributes, size_t *bytes);
int pthread_attr_setdetachstate(pthread_attr_t *attributes, int detached);
int pthread_attr_getdetachstate(const pthread_attr_t *attributes, int *detached);

/* ---- locks: first come, first served ---- */

enum {
    PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_RECURSIVE, PTHREAD_MUTEX_ERRORCHECK,
    PTHREAD_MUTEX_DEFAULT = PTHREAD_MUTEX_NORMAL
};
typedef struct { int type; } pthread_mutexattr_t;
/* owner is only ever equal to the calling thread if that thread holds it */
typedef struct {
    struct kdl_mutex mutex;
    const struct kdl_thread *owner;     /* atomic */
    unsigned depth;
    int type;
} pthread_mutex_t;

#define PTHREAD_MUTEX_INITIALIZER {{0, 0}, 0, 0, PTHREAD_MUTEX_NORMAL}
#define PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP {{0, 0}, 0, 0, PTHREAD_MUTEX_RECURSIVE}

int pthread_mutexattr_init(pthread_mutexattr_t *attributes);
int pthread_mutexattr_destroy(pthread_mutexattr_t *attributes);
int pthread_mutexattr_settype(pthread_mutexattr_t *attributes, int type);
int pthread_mutexattr_gettype(const pthread_mutexattr_t *attributes, int *type);
int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes);
int pthread_mutex_destroy(pthread_mutex_t *mutex);
int pthread_mutex_lock(pthread_mutex_t *mutex);
int pthread_mutex_trylock(pthread_mutex_t *mutex);
int pthread_mutex_unlock(pthread_mutex_t *mutex);

/* ---- conditions: who waits longest goes on first ---- */

typedef struct { int unused; } pthread_condattr_t;
/* changed only by holders of the guard */
typedef struct { struct kdl_mutex guard; struct kdl_waiters waiters; } pthread_cond_t;

#define PTHREAD_COND_INITIALIZER {{0, 0}, {0, 0}}

int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes);
int pthread_cond_destroy(pthread_cond_t *condition);
int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex);
int pthread_cond_signal(pthread_cond_t *condition);
int pthread_cond_broadcast(pthread_cond_t *condition);

/* ---- what is done once, and what each thread has for itself ---- */

typedef pthread_mutex_t pthread_once_t;
typedef unsigned pthread_key_t;

#define PTHREAD_ONCE_INIT PTHREAD_MUTEX_INITIALIZER
#define PTHREAD_KEYS_MAX 32

int pthread_once(pthread_once_t *once, void (*action)(void));
/* a destructor never runs: no thread ends before its component */
int pthread_key_create(pthread_key_t *key, void (*destructor)(void *));
int pthread_key_delete(pthread_key_t key);
void *pthread_getspecific(pthread_key_t key);
int pthread_setspecific(pthread_key_t key, const void *value);
