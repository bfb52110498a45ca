#include <camkes.h>
#include <camkes/virtqueue.h>
#include <stdio.h>
#include <string.h>

static virtqueue_driver_t *vq;

static int send(const char *text, size_t size)
{
    volatile void *buffer = NULL;

    if (camkes_virtqueue_buffer_alloc(vq, (void **)&buffer, size) != 0)
        return -1;
    memset((char *)buffer, '.', size);
    strcpy((char *)buffer, text);
    if (virtqueue_driver_enqueue(vq, buffer, size) == 0)
        return 0;
    camkes_virtqueue_buffer_free(vq, (void *)buffer);
    return -1;
}

void vq_wait_callback(void)
{
    volatile void *buffer = NULL;
    size_t size = 0;
    int count = 0;

    while (vq && virtqueue_driver_poll(vq) == 1
           && virtqueue_driver_dequeue(vq, &buffer, &size) == 0) {
        printf("back: %zu bytes: %.6s\n", size, (char *)buffer);
        camkes_virtqueue_buffer_free(vq, (void *)buffer);
        count++;
    }
    if (count > 0)
        back_post();
}

int run(void)
{
    volatile void *all = NULL;
    size_t room = 8192;

    printf("sender: %d, empty %d\n", camkes_virtqueue_driver_init(&vq, 0),
           virtqueue_driver_dequeue(vq, &all, &room));
    printf("sent: %d", send("first of them", 100));
    printf(" %d, too much %d\n", send("second, much larger", 1500), send("third", 8192));
    virtqueue_driver_signal(vq);
    back_wait();
    for (room = 8192; camkes_virtqueue_buffer_alloc(vq, (void **)&all, room) != 0; room -= 128)
        continue;
    printf("all free again: %d\n", room > 7000);
    camkes_virtqueue_driver_free(vq);
    return 0;
}
