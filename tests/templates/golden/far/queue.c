/* Generated from message_queue/to.c.m4 for Far.queue: do not edit. */
#include <camkes.h>
#include <kdl/queue.h>

_Static_assert(sizeof(point_t) + KDL_QUEUE_HEADER <= 4096,
               "far.queue: set `size` of the connection to hold its type");

static struct kdl_queue kdl_queue = {
    .id = 0,
    .sends = false,
    .element = sizeof(point_t),
    .capacity = ((4096 - KDL_QUEUE_HEADER) / sizeof(point_t)),
    .ring = (unsigned char *)0x10019000ul + KDL_QUEUE_HEADER,
    .sent = (uint64_t *)0x10019000ul,
    .taken = (uint64_t *)0x1001b000ul,
    .bell = 13,
};

__attribute__((constructor)) static void kdl_add(void)
{
    kdl_queue_add(&kdl_queue);
}
