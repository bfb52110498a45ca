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

static void on_late(void *argument)
{
    printf("consumer: %s\n", (const char *)argument);
}

/* right after the call that had it emitted: a poll sees it, and so does a callback */
static void try_late(void)
{
    asked_emit_late();
    printf("consumer: polled %d", late_poll());
    printf(" %d\n", late_poll());
    asked_emit_late();
    while (!late_poll())
        continue;
    asked_emit_late();
    seL4_Yield();
    printf("consumer: registered %d\n", late_reg_callback(on_late, "was pending"));
    printf("consumer: registered %d\n", late_reg_callback(on_late, "came later"));
    printf("consumer: registered %d\n", late_reg_callback(on_late, "never"));
    asked_emit_late();
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
    try_late();
    ring_reg_callback(on_ring, "bell");
    pong_emit();
    return 0;
}
