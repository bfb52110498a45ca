#include <camkes.h>
#include <stdio.h>

int run(void)
{
    printf("the pins say what they are: %#x\n", *(volatile uint32_t *)((char *)lines_0 + 0xfe0));
    return 0;
}
