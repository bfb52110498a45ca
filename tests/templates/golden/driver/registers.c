/* Generated from hardware_mmio/from.c.m4 for Driver.registers: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>

_Static_assert(sizeof(void) <= 512,
               "Driver.registers: set `size` of the connection to hold its type");

void *registers = (void *)0x1000d200ul;
const size_t registers_size = 512;

size_t registers_get_size(void)
{
    return 512;
}

dataport_ptr_t registers_wrap_ptr(void *pointer)
{
    return kdl_dataport_wrap(&registers_dataport, pointer);
}

void *registers_unwrap_ptr(dataport_ptr_t pointer)
{
    return kdl_dataport_unwrap(&registers_dataport, pointer);
}

int registers_cache_op(size_t start, size_t size, dma_cache_op_t op)
{
    return camkes_dataport_flush_cache(start, size, 0x1000d200ul, 512, op);
}

int registers_flush_cache(size_t start, size_t size, dma_cache_op_t op)
{
    return camkes_dataport_flush_cache(start, size, 0x1000d200ul, 512, op);
}
