/* camkes_io_ops and what belongs to it. */
#include <camkes/dma.h>
#include <camkes/io.h>
#include <camkes/sync.h>
#include <stdlib.h>

#include "kdl/instance.h"
#include "kdl/sync.h"

static void *map(void *cookie, uintptr_t paddr, size_t size, int cached, ps_mem_flags_t flags)
{
    (void)cookie, (void)cached, (void)flags;
    for (const struct kdl_device *d = kdl_devices; d->size; d++)
        if (paddr >= d->paddr && paddr - d->paddr < d->size && size <= d->size - (paddr - d->paddr))
            return (void *)(d->address + (paddr - d->paddr));
    return NULL;
}

static void unmap(void *cookie, void *address, size_t size)
{
    (void)cookie, (void)address, (void)size;
}

int camkes_io_mapper(ps_io_mapper_t *mapper)
{
    *mapper = (ps_io_mapper_t){NULL, map, unmap};
    return 0;
}

/* ---- the heap ---- */

static int allocate(void *cookie, size_t size, void **pointer)
{
    (void)cookie;
    *pointer = malloc(size);
    return *pointer ? 0 : ENOMEM;
}

static int allocate_zeroed(void *cookie, size_t count, size_t size, void **pointer)
{
    (void)cookie;
    *pointer = calloc(count, size);
    return *pointer ? 0 : ENOMEM;
}

static int release(void *cookie, size_t size, void *pointer)
{
    (void)cookie, (void)size;
    free(pointer);
    return 0;
}

int camkes_malloc_ops(ps_malloc_ops_t *ops)
{
    *ops = (ps_malloc_ops_t){allocate, allocate_zeroed, release, NULL};
    return 0;
}

/* ---- mutexes ---- */

static void *mutex_new(void)
{
    return calloc(1, sizeof(struct kdl_mutex));
}

static int mutex_lock(void *mutex)
{
    if (!mutex)
        return -1;
    kdl_mutex_lock(mutex);
    return 0;
}

static int mutex_unlock(void *mutex)
{
    if (!mutex)
        return -1;
    kdl_mutex_unlock(mutex);
    return 0;
}

static int mutex_destroy(void *mutex)
{
    free(mutex);
    return 0;
}

int init_camkes_mutex_ops(ps_mutex_ops_t *ops)
{
    if (!ops)
        return -1;
    *ops = (ps_mutex_ops_t){NULL, mutex_new, mutex_lock, mutex_unlock, mutex_destroy};
    return 0;
}

int init_camkes_mutex_ops_heap(ps_mutex_ops_t **ops)
{
    if (!ops)
        return -1;
    *ops = malloc(sizeof **ops);
    return init_camkes_mutex_ops(*ops);
}

/* ---- everything ---- */

int camkes_io_ops(ps_io_ops_t *ops)
{
    if (!ops)
        return -1;
    *ops = (ps_io_ops_t){0};
    (void)camkes_io_mapper(&ops->io_mapper);
    (void)camkes_dma_manager(&ops->dma_manager);
    (void)camkes_io_fdt(&ops->io_fdt);
    (void)camkes_malloc_ops(&ops->malloc_ops);
    (void)camkes_irq_ops(&ops->irq_ops);
    return camkes_interface_registration_ops(&ops->interface_registration_ops, &ops->malloc_ops);
}
