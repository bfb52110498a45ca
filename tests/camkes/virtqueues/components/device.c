#include <camkes.h>
#include <camkes/virtqueue.h>
#include <ctype.h>
#include <virtqueue.h>

static virtqueue_device_t small_queue, large_queue;

/* three lists of one buffer */
static void number(seL4_CPtr notification)
{
    virtqueue_ring_object_t handle;

    seL4_Wait(notification, NULL);
    for (char n = 1; virtqueue_get_available_buf(&small_queue, &handle); n++)
        (void)camkes_virtqueue_device_scatter_copy_buffer(&small_queue, &handle, &n, 1);
    small_queue.notify();
}

static void serve(seL4_CPtr notification)
{
    virtqueue_ring_object_t handle;
    static char text[2000];

    while (!VQ_DEV_POLL(&large_queue))
        seL4_Wait(notification, NULL);
    while (virtqueue_get_available_buf(&large_queue, &handle)) {
        virtqueue_ring_object_t list = handle;
        uint32_t done = 0;
        unsigned size;
        vq_flags_t flags;
        void *buffer;

        /* the bytes of a list that lies are any number: no buffer is made for them */
        if (virtqueue_scattered_available_size(&large_queue, &handle) <= sizeof text) {
            while (done < 5000 && camkes_virtqueue_device_gather_buffer(
                                      &large_queue, &list, &buffer, &size, &flags) == 0) {
                for (unsigned i = 0; i < size; i++)
                    ((char *)buffer)[i] = (char)toupper(((char *)buffer)[i]);
                done += size + (size == 0) * 1000;
            }
        }
        (void)virtqueue_add_used_buf(&large_queue, &handle, done);
    }
    large_queue.notify();
}

int run(void)
{
    seL4_CPtr small_bell, large_bell, badge;

    if (camkes_virtqueue_device_init_with_recv(&small_queue, 1, &small_bell, &badge) != 0
        || camkes_virtqueue_device_init_with_recv(&large_queue, 2, &large_bell, &badge) != 0)
        return 1;
    number(small_bell);
    for (;;)
        serve(large_bell);
}
