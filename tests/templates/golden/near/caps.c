/* Generated from shared_data_with_caps/from.c.m4 for Near.caps: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>
#include <kdl/frame.h>

_Static_assert(sizeof(void) <= 4096,
               "Near.caps: set `size` of the connection to hold its type");

void *caps = (void *)0x10011000ul;
const size_t caps_size = 4096;

size_t caps_get_size(void)
{
    return 4096;
}

dataport_ptr_t caps_wrap_ptr(void *pointer)
{
    return kdl_dataport_wrap(&caps_dataport, pointer);
}

void *caps_unwrap_ptr(dataport_ptr_t pointer)
{
    return kdl_dataport_unwrap(&caps_dataport, pointer);
}

int caps_cache_op(size_t start, size_t size, dma_cache_op_t op)
{
    if (start > 4096 || size > 4096 - start)
        return -1;
    kdl_cache_op((char *)0x10011000ul + start, size, op);
    return 0;
}

size_t caps_num_frame_caps(void);
size_t caps_num_frame_caps(void)
{
    return kdl_frame_count((void *)0x10011000ul, 4096);
}

seL4_CPtr caps_get_nth_frame_cap(size_t n);
seL4_CPtr caps_get_nth_frame_cap(size_t n)
{
    return n < caps_num_frame_caps() ? 11 + n : 0;
}
