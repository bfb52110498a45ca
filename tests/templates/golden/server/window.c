/* Generated from shared_data/to.c.m4 for Server.window: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>

_Static_assert(sizeof(void) <= 100,
               "Server.window: set `size` of the connection to hold its type");

void *window = (void *)0x1001f000ul;
const size_t window_size = 100;

size_t window_get_size(void)
{
    return 100;
}

dataport_ptr_t window_wrap_ptr(void *pointer)
{
    return kdl_dataport_wrap(&window_dataport, pointer);
}

void *window_unwrap_ptr(dataport_ptr_t pointer)
{
    return kdl_dataport_unwrap(&window_dataport, pointer);
}

int window_cache_op(size_t start, size_t size, dma_cache_op_t op)
{
    return camkes_dataport_flush_cache(start, size, 0x1001f000ul, 100, op);
}

int window_flush_cache(size_t start, size_t size, dma_cache_op_t op)
{
    return camkes_dataport_flush_cache(start, size, 0x1001f000ul, 100, op);
}
