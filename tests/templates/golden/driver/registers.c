/* Generated from hardware_mmio/from.c.m4 for driver.registers: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>

_Static_assert(sizeof(void) <= 512,
               "driver.registers: set `size` of the connection to hold its type");

void *registers = (void *)0x1000d200ul;
const size_t registers_size = 512;
const struct kdl_dataport registers_dataport = {
    9, (char *)0x1000d200ul, 512
};

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
