/* Generated from shared_data_with_caps/from.c.m4 for Near.caps: do not edit. */
#include <camkes.h>
#include <kdl/dataport.h>

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
    return camkes_dataport_flush_cache(start, size, 0x10011000ul, 4096, op);
}

int caps_flush_cache(size_t start, size_t size, dma_cache_op_t op)
{
    return camkes_dataport_flush_cache(start, size, 0x10011000ul, 4096, op);
}

#include <camkes/dataport_caps.h>
#include <kdl/frame.h>
#include <stdlib.h>
#include <string.h>

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

static seL4_CPtr kdl_nth(unsigned n)
{
    return caps_get_nth_frame_cap(n);
}

static unsigned kdl_count(void)
{
    return (unsigned)caps_num_frame_caps();
}

static seL4_CPtr *kdl_caps(void)
{
    size_t count = caps_num_frame_caps();
    seL4_CPtr *caps = malloc(count * sizeof *caps);

    for (size_t i = 0; caps && i < count; i++)
        caps[i] = 11 + i;
    return caps;
}

static void kdl_free_caps(seL4_CPtr *caps)
{
    free(caps);
}

static unsigned kdl_id(void)
{
    return 0;
}

static size_t kdl_bits(void)
{
    return (size_t)__builtin_ctzl(kdl_frame_of((void *)0x10011000ul)->size);
}

static seL4_CapRights_t kdl_rights(void)
{
    const char *access = "RWXP";

    return seL4_CapRights_new(0, 0, strchr(access, 'R') != NULL, strchr(access, 'W') != NULL);
}

extern dataport_caps_handle_t caps_handle;
dataport_caps_handle_t caps_handle = {
    .get_nth_frame_cap = kdl_nth,
    .get_id = kdl_id,
    .get_num_frame_caps = kdl_count,
    .get_frame_caps = kdl_caps,
    .free_frame_caps = kdl_free_caps,
    .get_size = caps_get_size,
    .get_frame_size_bits = kdl_bits,
    .get_rights = kdl_rights,
};
