m4_divert(-1)
m4_dnl An end of VirtQueues that uses it: the driver or the device.
m4_define([<k_id>], [<m4_ifdef([<k_own_id>], [<k_own_id()>], [<0>])>])
m4_define([<k_is_driver>], [<m4_ifelse(k_procedure(), [<VirtQueueDrv>], [<$1>], [<$2>])>])
m4_dnl k_ring: peer, instance, badge, slot; the bell of the other end
m4_define([<k_ring>], [<m4_ifelse($4, k_bell_slot(), [<>], [<    kdl_signal($4);
>])>])
m4_divert(0)m4_dnl
k_generated()
#include <camkes.h>
#include <camkes/virtqueue.h>

_Static_assert(k_id() >= 0 && k_id() <= MAX_CAMKES_VIRTQUEUE_ID,
               "k_instance().k_interface(): its `_id` goes from 0 to 100");
_Static_assert(k_set_queue_length() > 1
               && (k_set_queue_length() & (k_set_queue_length() - 1)) == 0,
               "k_connection(): `queue_length` must be a power of two");

static void kdl_notify(void)
{
k_each_bell([<k_ring>])}

size_t k_interface()_get_size(void);
size_t k_interface()_get_size(void)
{
    return k_memory_size();
}

seL4_CPtr k_interface()_notification(void);
seL4_CPtr k_interface()_notification(void)
{
    return k_bell_slot();
}

/* of the other end's signals, among all that arrive there */
seL4_Word k_interface()_notification_badge(void);
seL4_Word k_interface()_notification_badge(void)
{
    return k_bell_signals();
}

camkes_error_handler_t k_interface()_register_error_handler(camkes_error_handler_t handler)
{
    (void)handler;
    return NULL;
}

__attribute__((constructor)) static void kdl_add(void)
{
    (void)camkes_virtqueue_channel_register(k_id(), &(camkes_virtqueue_channel_t){
        .channel_buffer = (void *)k_memory_address(),
        .channel_buffer_size = k_memory_size(),
        .queue_len = k_set_queue_length(),
        .notify = kdl_notify,
        .recv_notification = k_interface()_notification(),
        .recv_badge = k_bell_signals(),
        .role = k_is_driver([<VIRTQUEUE_DRIVER>], [<VIRTQUEUE_DEVICE>]),
        .name = "k_interface()",
    });
}
