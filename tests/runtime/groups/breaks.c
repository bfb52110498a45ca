#include "check.h"
#include <unistd.h>

static volatile uintptr_t zero;

int run(void)
{
    printf("%s is number %d\n", get_instance_name(), getpid());
    if (strcmp(get_instance_name(), "breaks") == 0)
        zero = *(volatile char *)(zero + 8);
    return 0;
}
