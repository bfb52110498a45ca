#include <camkes.h>
#include <stdio.h>

int run(void)
{
    native_wait();
    printf("native, and in memory: %c\n", ((char *)memory)[9]);
    queue_wait();
    queue_wait();
    printf("queue, twice\n");
    seL4_Wait(bound_notification(), NULL);
    printf("bound\n");
    _fault_handler_wait();
    printf("everywhere\n");
    return 0;
}
