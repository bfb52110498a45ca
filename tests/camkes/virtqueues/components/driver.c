#include <camkes.h>
#include <camkes/virtqueue.h>
#include <stdio.h>
#include <string.h>
#include <virtqueue.h>

static virtqueue_driver_t small_queue, large_queue;

size_t small_get_size(void);
size_t large_get_size(void);

static void wait_for(seL4_CPtr notification, virtqueue_driver_t *queue)
{
    while (!VQ_DRV_POLL(queue))
        seL4_Wait(notification, NULL);
}

/* lists of one buffer: as many as the ring holds, but one */
static void fill(void)
{
    void *block[8];
    int taken = 0, offered = 0;

    while (taken < 8 && camkes_virtqueue_buffer_alloc(&small_queue, &block[taken], 100) == 0)
        taken++;
    while (offered < taken
           && camkes_virtqueue_driver_send_buffer(&small_queue, block[offered], 100) == 0)
        offered++;
    printf("offered %d of %d; too large: %d\n", offered, taken,
           camkes_virtqueue_buffer_alloc(&small_queue, &block[0], 9000));
}

/* the device answers each with the number of it */
static void collect(seL4_CPtr notification)
{
    virtqueue_ring_object_t handle;
    int sum = 0, lists = 0;
    uint32_t size;
    char text[100];

    small_queue.notify();
    while (lists < 3) {
        wait_for(notification, &small_queue);
        while (virtqueue_get_used_buf(&small_queue, &handle, &size)) {
            camkes_virtqueue_driver_gather_copy_buffer(&small_queue, &handle, text, size);
            sum += text[0];
            lists++;
        }
    }
    printf("%d lists back, sum %d, more: %d\n", lists, sum, VQ_DRV_POLL(&small_queue));
}

/* a text that takes several buffers, and comes back in capitals */
static void send_text(seL4_CPtr notification)
{
    static char text[1000], back[1000];
    virtqueue_ring_object_t handle;
    uint32_t size = 0;

    for (size_t i = 0; i + 1 < sizeof text; i++)
        text[i] = (char)('a' + i % 26);
    printf("sent: %d\n",
           camkes_virtqueue_driver_scatter_send_buffer(&large_queue, text, sizeof text));
    large_queue.notify();
    wait_for(notification, &large_queue);
    (void)virtqueue_get_used_buf(&large_queue, &handle, &size);
    (void)camkes_virtqueue_driver_gather_copy_buffer(&large_queue, &handle, back, sizeof back);
    printf("%u bytes back: %.4s..%s\n", size, back, back + 990);
}

/* entries that point outside, and a list that bites its own tail */
static void lie(seL4_CPtr notification)
{
    virtqueue_ring_object_t handle;
    uint32_t size;

    virtqueue_init_ring_object(&handle);
    (void)virtqueue_add_available_buf(&large_queue, &handle, (void *)0x10000000ul, 64, VQ_RW);
    virtqueue_init_ring_object(&handle);
    (void)virtqueue_add_available_buf(&large_queue, &handle, (void *)64ul, 0x7fffffff, VQ_RW);
    virtqueue_init_ring_object(&handle);
    (void)virtqueue_add_available_buf(&large_queue, &handle, (void *)0ul, 0, VQ_RW);
    large_queue.desc_table[handle.cur].next = (uint16_t)handle.cur;
    large_queue.notify();
    for (int lists = 0; lists < 3; lists++) {
        wait_for(notification, &large_queue);
        (void)virtqueue_get_used_buf(&large_queue, &handle, &size);
        printf("%u bytes for a lie\n", size);
    }
}

int run(void)
{
    seL4_CPtr small_bell, large_bell, badge;

    printf("no such queue: %d %d, not its device: %d, queues: %d\n",
           camkes_virtqueue_driver_init(&small_queue, 1),
           camkes_virtqueue_driver_init(&small_queue, 1000),
           camkes_virtqueue_device_init(&(virtqueue_device_t){0}, 7),
           camkes_virtqueue_channel_num());
    printf("made: %d %d, named: %d, sizes: %zu %zu\n",
           camkes_virtqueue_driver_init_with_recv(&small_queue, 7, &small_bell, &badge),
           camkes_virtqueue_driver_init_with_recv(&large_queue, 2, &large_bell, &badge),
           camkes_virtqueue_get_id_from_name("small"), small_get_size(), large_get_size());
    fill();
    collect(small_bell);
    send_text(large_bell);
    lie(large_bell);
    return 0;
}
