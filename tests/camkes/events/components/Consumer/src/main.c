#include <camkes.h>
#include <stdio.h>

static int count;

static void on_ring(void *argument)
{
    printf("consumer: %s %d\n", (const char *)argument, ++count);
    if (count < 2)
        while (!ring_reg_callback(on_ring, argument))
            break;
    pong_emit();
}

int run(void)
{
    printf("consumer: nothing yet: %d\n", ping_poll());
    pong_emit();
    ping_wait();
    printf("consumer: waited\n");
    pong_emit();
    ping_wait();
    printf("consumer: waited again\n");
    ring_reg_callback(on_ring, "bell");
    pong_emit();
    return 0;
}
