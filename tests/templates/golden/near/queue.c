/* Generated from message_queue/from.c.m4 for Near.queue: do not edit. */
#include <camkes.h>
#include <kdl/queue.h>

_Static_assert(sizeof(point_t) + KDL_QUEUE_HEADER <= 4096,
               "near.queue: set `size` of the connection to hold its type");

static struct kdl_queue kdl_queue = {
    .id = 4,
    .sends = true,
    .element = sizeof(point_t),
    .capacity = ((4096 - KDL_QUEUE_HEADER) / sizeof(point_t)),
    .ring = (unsigned char *)0x10013000ul + KDL_QUEUE_HEADER,
    .sent = (uint64_t *)0x10013000ul,
    .taken = (uint64_t *)0x10015000ul,
    .bell = 12,
};

__attribute__((constructor)) static void kdl_add(void)
{
    kdl_queue_add(&kdl_queue);
}
