/* Generated from virt_queues/to.c.m4 for Fourth.init: do not edit. */
#include <camkes.h>

_Static_assert(0 + 1 + 1 == 2, "blocks: joins one driver and one device");

uint64_t init_get_sender_id(void)
{
    return 0;
}

camkes_error_handler_t init_register_error_handler(camkes_error_handler_t handler)
{
    (void)handler;
    return NULL;
}
