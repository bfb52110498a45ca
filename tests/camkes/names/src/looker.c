#include <camkes.h>
#include <stdio.h>

int run(void)
{
    printf("the disk says what it is: %#x\n", *(volatile uint32_t *)registers);
    return 0;
}
