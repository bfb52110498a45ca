#include <camkes.h>
#include <camkes/allocator.h>
#include <stdio.h>
#include <string.h>

int run(void)
{
    seL4_CPtr first = camkes_alloc(seL4_EndpointObject, 0, 0);
    seL4_CPtr second = camkes_alloc(seL4_EndpointObject, 0, seL4_CanRead.words[0]);
    seL4_CPtr bell = camkes_alloc(seL4_NotificationObject, 0, 0);
    seL4_Word badge = 0;

    if (strcmp(get_instance_name(), "poor") == 0) {
        printf("poor: %d %d %d\n", first != 0, second != 0, bell != 0);
        return 0;
    }
    printf("endpoints: %d %d %d, third: %d\n", first != 0, second != 0, first != second,
           camkes_alloc(seL4_EndpointObject, 0, 0) != 0);
    printf("thread: %d, another: %d, with a property: %d\n",
           camkes_alloc(seL4_TCBObject, 0, 0) != 0, camkes_alloc(seL4_TCBObject, 0, 0) != 0,
           camkes_alloc(seL4_NotificationObject, 0, 1) != 0);
    seL4_Signal(bell);
    seL4_Wait(bell, &badge);
    printf("rang\n");
    camkes_free(second);
    printf("freed: %d\n", camkes_alloc(seL4_EndpointObject, 0, 0) == second);
    printf("provided: %d, nothing: %d\n", camkes_provide(seL4_NotificationObject, bell, 0, 3),
           camkes_provide(seL4_NotificationObject, 0, 0, 0) != 0);
    printf("with a property: %d\n", camkes_alloc(seL4_NotificationObject, 0, 2) == bell);
    return 0;
}
