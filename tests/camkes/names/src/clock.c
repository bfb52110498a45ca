#include <camkes.h>
#include <stdio.h>

int run(void)
{
    printf("the clock says what it is: %#x\n", *(volatile uint32_t *)((char *)first_0 + 0xfe0));
    return 0;
}
