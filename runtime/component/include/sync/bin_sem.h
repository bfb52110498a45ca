/* A binary semaphore between the threads of one component; the notification is not used. */
#pragma once
#include <kdl/sync.h>
#include <sel4/sel4.h>

typedef struct sync_bin_sem { struct kdl_semaphore semaphore; } sync_bin_sem_t;

static inline int sync_bin_sem_init(sync_bin_sem_t *sem, seL4_CPtr notification, int value)
{
    (void)notification;
    *sem = (sync_bin_sem_t){{.value = value != 0, .limit = 1}};
    return 0;
}

static inline int sync_bin_sem_wait(sync_bin_sem_t *sem)
{
    kdl_semaphore_wait(&sem->semaphore);
    return 0;
}

/* one that is full already stays so */
static inline int sync_bin_sem_post(sync_bin_sem_t *sem)
{
    (void)kdl_semaphore_post(&sem->semaphore);
    return 0;
}
