#include <camkes.h>
#include <camkes/virtqueue.h>
#include <string.h>

static virtqueue_driver_t queue;

void post_init(void)
{
    camkes_virtqueue_driver_init(&queue, camkes_virtqueue_get_id_from_name("queue"));
}

int run(void)
{
    char text[] = "by the queue";

    go_wait();
    one_emit();
    go_wait();
    two_emit();
    go_wait();
    camkes_virtqueue_driver_scatter_send_buffer(&queue, text, sizeof text);
    queue.notify();
    more_wait();
    three_emit();
    four_emit();
    more_wait();
    four_emit();
    return 0;
}
