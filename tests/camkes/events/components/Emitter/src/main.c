#include <camkes.h>
#include <stdio.h>

int run(void)
{
    pong_wait();                        /* the consumer is there */
    printf("emitter: first\n");
    ping_emit();
    pong_wait();
    printf("emitter: second\n");
    ping_emit();
    ping_emit();
    pong_wait();
    printf("emitter: ring\n");
    ring_emit();
    pong_wait();
    printf("emitter: ring again\n");
    ring_emit();
    pong_wait();
    printf("emitter: done\n");
    return 0;
}

void asked_emit_late(void)
{
    late_emit();
}
