/* Generated from virt_queues/from.c.m4 for Fourth.sending: do not edit. */
#include <camkes.h>
#include <camkes/virtqueue.h>

_Static_assert(0 >= 0 && 0 <= MAX_CAMKES_VIRTQUEUE_ID,
               "fourth.sending: its `_id` goes from 0 to 100");
_Static_assert(256 > 1
               && (256 & (256 - 1)) == 0,
               "blocks: `queue_length` must be a power of two");

static void kdl_notify(void)
{
    kdl_signal(4);
}

size_t sending_get_size(void);
size_t sending_get_size(void)
{
    return 8192;
}

seL4_CPtr sending_notification(void);
seL4_CPtr sending_notification(void)
{
    return 3;
}

/* of the other end's signals, among all that arrive there */
seL4_Word sending_notification_badge(void);
seL4_Word sending_notification_badge(void)
{
    return 3;
}

camkes_error_handler_t sending_register_error_handler(camkes_error_handler_t handler)
{
    (void)handler;
    return NULL;
}

__attribute__((constructor)) static void kdl_add(void)
{
    (void)camkes_virtqueue_channel_register(0, &(camkes_virtqueue_channel_t){
        .channel_buffer = (void *)0x1000d000ul,
        .channel_buffer_size = 8192,
        .queue_len = 256,
        .notify = kdl_notify,
        .recv_notification = sending_notification(),
        .recv_badge = 3,
        .role = VIRTQUEUE_DRIVER,
        .name = "sending",
    });
}
