#include <camkes.h>
#include <camkes/virtqueue.h>
#include <ctype.h>

static virtqueue_device_t recv_queue;
static virtqueue_driver_t send_queue;
static bool ready;

/* what has come is sent back in capitals */
static void answer(void)
{
    virtqueue_ring_object_t handle;
    char text[32];

    if (!virtqueue_get_available_buf(&recv_queue, &handle))
        return;
    camkes_virtqueue_device_gather_copy_buffer(&recv_queue, &handle, text, sizeof text);
    recv_queue.notify();
    for (char *p = text; p < text + sizeof text; p++)
        *p = (char)toupper((unsigned char)*p);
    camkes_virtqueue_driver_scatter_send_buffer(&send_queue, text, sizeof text);
    send_queue.notify();
}

static void take_back(void)
{
    virtqueue_ring_object_t handle;
    uint32_t size;
    char text[32];

    if (virtqueue_get_used_buf(&send_queue, &handle, &size))
        camkes_virtqueue_driver_gather_copy_buffer(&send_queue, &handle, text, sizeof text);
}

void work_callback(void)
{
    if (!ready)
        return;
    while (VQ_DEV_POLL(&recv_queue))
        answer();
    while (VQ_DRV_POLL(&send_queue))
        take_back();
}

void post_init(void)
{
    camkes_virtqueue_device_init(&recv_queue, 0);
    camkes_virtqueue_driver_init(&send_queue, 1);
    ready = true;
    work_callback();
}
