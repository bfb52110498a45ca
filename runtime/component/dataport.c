/* Pointers into dataports. What comes from the other end is checked. */
#include "kdl/dataport.h"

#include "kdl/frame.h"

dataport_ptr_t kdl_dataport_wrap(const struct kdl_dataport *dataport, const void *pointer)
{
    uintptr_t offset = (uintptr_t)pointer - (uintptr_t)dataport->base;

    if (offset >= dataport->size)
        return (dataport_ptr_t){.id = KDL_NO_DATAPORT};
    return (dataport_ptr_t){.id = dataport->id, .offset = (off_t)offset};
}

void *kdl_dataport_unwrap(const struct kdl_dataport *dataport, dataport_ptr_t pointer)
{
    if (pointer.id != dataport->id || (size_t)pointer.offset >= dataport->size)
        return NULL;
    return dataport->base + pointer.offset;
}

dataport_ptr_t dataport_wrap_ptr(void *pointer)
{
    const struct kdl_dataport *d = kdl_dataports;

    while (d->size > 0 && kdl_dataport_wrap(d, pointer).id == KDL_NO_DATAPORT)
        d++;
    return kdl_dataport_wrap(d, pointer);
}

void *dataport_unwrap_ptr(dataport_ptr_t pointer)
{
    const struct kdl_dataport *d = kdl_dataports;

    while (d->size > 0 && !kdl_dataport_unwrap(d, pointer))
        d++;
    return kdl_dataport_unwrap(d, pointer);
}

int camkes_dataport_flush_cache(size_t start, size_t size, uintptr_t dataport,
                                size_t dataport_size, dma_cache_op_t op)
{
    if (start > dataport_size || size > dataport_size - start)
        return -1;
    kdl_cache_op((char *)dataport + start, size, op);
    return 0;
}
