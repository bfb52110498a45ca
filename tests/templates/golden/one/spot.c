/* Generated from shared_data/from.c.m4 for Client.spot: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>

_Static_assert(sizeof(point_t) <= 4096,
               "Client.spot: set `size` of the connection to hold its type");

point_t *spot = (point_t *)0x10012000ul;
const size_t spot_size = 4096;

size_t spot_get_size(void)
{
    return 4096;
}

dataport_ptr_t spot_wrap_ptr(void *pointer)
{
    return kdl_dataport_wrap(&spot_dataport, pointer);
}

void *spot_unwrap_ptr(dataport_ptr_t pointer)
{
    return kdl_dataport_unwrap(&spot_dataport, pointer);
}

int spot_cache_op(size_t start, size_t size, dma_cache_op_t op)
{
    return camkes_dataport_flush_cache(start, size, 0x10012000ul, 4096, op);
}

int spot_flush_cache(size_t start, size_t size, dma_cache_op_t op)
{
    return camkes_dataport_flush_cache(start, size, 0x10012000ul, 4096, op);
}
