/* A lock that yields while it waits. Between threads of different priority use a mutex. */
#pragma once
#include "kdl/syscall.h"

typedef struct sync_spinlock { int taken; } sync_spinlock_t;

static inline int sync_spinlock_init(sync_spinlock_t *lock)
{
    lock->taken = 0;
    return 0;
}

static inline int sync_spinlock_trylock(sync_spinlock_t *lock)
{
    return __atomic_exchange_n(&lock->taken, 1, __ATOMIC_ACQUIRE);
}

static inline int sync_spinlock_lock(sync_spinlock_t *lock)
{
    while (sync_spinlock_trylock(lock))
        kdl_yield();
    return 0;
}

static inline int sync_spinlock_unlock(sync_spinlock_t *lock)
{
    __atomic_store_n(&lock->taken, 0, __ATOMIC_RELEASE);
    return 0;
}
