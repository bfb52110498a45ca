m4_divert(-1)
m4_dnl The end of VirtQueues that stands for nothing.
m4_dnl k_count: position, instance, interface, badge
m4_define([<k_count>], [< + 1>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>

_Static_assert(0k_each_peer([<k_count>]) == 2, "k_connection(): joins one driver and one device");

uint64_t k_interface()_get_sender_id(void)
{
    return 0;
}

camkes_error_handler_t k_interface()_register_error_handler(camkes_error_handler_t handler)
{
    (void)handler;
    return NULL;
}
