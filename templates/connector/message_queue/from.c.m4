m4_divert(-1)
m4_dnl Sending end of MessageQueue.
m4_define([<k_id>], [<m4_ifdef([<k_own_id>], [<k_own_id()>], [<0>])>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <kdl/queue.h>

_Static_assert(sizeof(k_ctype()) + KDL_QUEUE_HEADER <= k_ring_size(),
               "k_instance().k_interface(): set `size` of the connection to hold its type");

static struct kdl_queue kdl_queue = {
    .id = k_id(),
    .sends = true,
    .element = sizeof(k_ctype()),
    .capacity = k_capacity(),
    .ring = (unsigned char *)k_ring_address() + KDL_QUEUE_HEADER,
    .sent = (uint64_t *)k_ring_address(),
    .taken = (uint64_t *)k_taken_address(),
    .bell = k_bell_slot(),
};

__attribute__((constructor)) static void kdl_add(void)
{
    kdl_queue_add(&kdl_queue);
}
