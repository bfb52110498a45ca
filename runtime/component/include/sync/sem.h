/* A semaphore between the threads of one component; the endpoint is not used. */
#pragma once
#include <kdl/sync.h>
#include <sel4/sel4.h>

typedef struct sync_sem { struct kdl_semaphore semaphore; } sync_sem_t;

static inline int sync_sem_init(sync_sem_t *sem, seL4_CPtr endpoint, int value)
{
    (void)endpoint;
    *sem = (sync_sem_t){{.value = value}};
    return 0;
}

static inline int sync_sem_wait(sync_sem_t *sem)
{
    kdl_semaphore_wait(&sem->semaphore);
    return 0;
}

/* -1: it is 0 */
static inline int sync_sem_trywait(sync_sem_t *sem)
{
    return kdl_semaphore_trywait(&sem->semaphore) ? 0 : -1;
}

static inline int sync_sem_post(sync_sem_t *sem)
{
    return kdl_semaphore_post(&sem->semaphore) ? 0 : -1;
}
