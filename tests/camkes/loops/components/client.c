#include <camkes.h>
#include <camkes/virtqueue.h>
#include <stdio.h>
#include <string.h>

static virtqueue_driver_t send_queue, write_queue;
static virtqueue_device_t recv_queue;
static char last[32];
static bool ready;

static void hear(void)
{
    virtqueue_ring_object_t handle;

    if (!virtqueue_get_available_buf(&recv_queue, &handle))
        return;
    camkes_virtqueue_device_gather_copy_buffer(&recv_queue, &handle, last, sizeof last);
    recv_queue.notify();
    answered_post();
}

/* buffers that the other end has done with */
static bool take_back(virtqueue_driver_t *queue)
{
    virtqueue_ring_object_t handle;
    uint32_t size;
    char text[32];

    if (!VQ_DRV_POLL(queue) || !virtqueue_get_used_buf(queue, &handle, &size))
        return false;
    camkes_virtqueue_driver_gather_copy_buffer(queue, &handle, text, sizeof text);
    return true;
}

void work_callback(void)
{
    if (!ready)
        return;
    while (VQ_DEV_POLL(&recv_queue))
        hear();
    while (take_back(&send_queue))
        continue;
}

void written_callback(void)
{
    while (ready && take_back(&write_queue))
        printed_post();
}

void post_init(void)
{
    camkes_virtqueue_driver_init(&send_queue, 0);
    camkes_virtqueue_device_init(&recv_queue, 1);
    camkes_virtqueue_driver_init(&write_queue, 2);
    ready = true;
}

int run(void)
{
    static const char *const words[] = {"one", "two", "three"};
    char text[32] = "";

    for (int i = 0; i < 3; i++) {
        strncpy(text, words[i], sizeof text - 1);
        camkes_virtqueue_driver_scatter_send_buffer(&send_queue, text, sizeof text);
        send_queue.notify();
        answered_wait();
        snprintf(text, sizeof text, "%s is %s\r\n", words[i], last);
        camkes_virtqueue_driver_scatter_send_buffer(&write_queue, text, strlen(text));
        write_queue.notify();
        printed_wait();
    }
    printf("all answered, all printed\n");
    return 0;
}
