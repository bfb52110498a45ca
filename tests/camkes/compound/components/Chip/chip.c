#include <camkes.h>
#include <stdio.h>

int run(void)
{
    const volatile uint32_t *part = (const volatile uint32_t *)((char *)pins_0 + 0xfe0);

    printf("chip: part %#x\n", (unsigned)*part);
    return 0;
}
