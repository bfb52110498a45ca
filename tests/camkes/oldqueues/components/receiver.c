#include <camkes.h>
#include <camkes/virtqueue.h>
#include <stdio.h>
#include <string.h>

static virtqueue_device_t *vq;

void post_init(void)
{
    virtqueue_device_t *none = NULL;

    printf("receiver: %d, no such queue %d, nothing there %d\n",
           camkes_virtqueue_device_init(&vq, 0), camkes_virtqueue_device_init(&none, 5),
           virtqueue_device_poll(vq));
}

void vq_wait_callback(void)
{
    volatile void *buffer = NULL, *other = NULL;
    size_t size = 0, more = 0;

    if (!vq || virtqueue_device_poll(vq) != 1)
        return;
    if (virtqueue_device_dequeue(vq, &buffer, &size) != 0)
        return;
    printf("received %zu bytes: %.20s\n", size, (char *)buffer);
    /* two at once, given back the other way around */
    if (virtqueue_device_dequeue(vq, &other, &more) == 0) {
        printf("received %zu bytes: %.20s\n", more, (char *)other);
        memcpy((char *)other, "SECOND", 6);
        virtqueue_device_enqueue(vq, other, more);
    }
    memcpy((char *)buffer, "FIRST", 5);
    printf("given back %d, twice %d, another's %d\n", virtqueue_device_enqueue(vq, buffer, size),
           virtqueue_device_enqueue(vq, buffer, size), virtqueue_device_enqueue(vq, &size, 4));
    virtqueue_device_signal(vq);
}
