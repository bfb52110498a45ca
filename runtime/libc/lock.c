/*
 * The C library's locks (malloc, stdio, atexit): mutexes that their holder may take again. A
 * program of one thread takes none.
 */
#include <stdlib.h>
#include <sys/lock.h>

#include "kdl/instance.h"
#include "kdl/sync.h"
#include "kdl/thread.h"

/* owner is only ever equal to the calling thread if that thread holds the mutex */
struct __lock {
    struct kdl_mutex mutex;
    const struct kdl_thread *owner;     /* atomic */
    unsigned depth;
};

struct __lock __lock___libc_recursive_mutex;

static bool alone(void)
{
    return kdl_component.program_threads == 1;
}

void __retarget_lock_init_recursive(_LOCK_T *lock)
{
    *lock = calloc(1, sizeof **lock);
}

void __retarget_lock_close_recursive(_LOCK_T lock)
{
    free(lock);
}

/* the calling thread holds the mutex */
static void own(_LOCK_T lock)
{
    __atomic_store_n(&lock->owner, kdl_self, __ATOMIC_RELAXED);
    lock->depth = 1;
}

static bool again(_LOCK_T lock)
{
    if (__atomic_load_n(&lock->owner, __ATOMIC_RELAXED) != kdl_self)
        return false;
    lock->depth++;
    return true;
}

/* apart, so that whoever finds the mutex free needs no stack */
__attribute__((noinline)) static void queue_up(_LOCK_T lock)
{
    kdl_mutex_queue_up(&lock->mutex);
    own(lock);
}

void __retarget_lock_acquire_recursive(_LOCK_T lock)
{
    if (alone() || again(lock))
        return;
    if (kdl_mutex_trylock(&lock->mutex))
        own(lock);
    else
        queue_up(lock);
}

int __retarget_lock_try_acquire_recursive(_LOCK_T lock)
{
    if (alone() || again(lock))
        return 1;
    if (!kdl_mutex_trylock(&lock->mutex))
        return 0;
    own(lock);
    return 1;
}

void __retarget_lock_release_recursive(_LOCK_T lock)
{
    if (alone() || --lock->depth > 0)
        return;
    __atomic_store_n(&lock->owner, NULL, __ATOMIC_RELAXED);
    kdl_mutex_unlock(&lock->mutex);
}

void __retarget_lock_init(_LOCK_T *lock)
{
    __retarget_lock_init_recursive(lock);
}

void __retarget_lock_close(_LOCK_T lock)
{
    __retarget_lock_close_recursive(lock);
}

void __retarget_lock_acquire(_LOCK_T lock)
{
    __retarget_lock_acquire_recursive(lock);
}

int __retarget_lock_try_acquire(_LOCK_T lock)
{
    return __retarget_lock_try_acquire_recursive(lock);
}

void __retarget_lock_release(_LOCK_T lock)
{
    __retarget_lock_release_recursive(lock);
}
