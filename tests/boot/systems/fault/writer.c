/* Writes to its own code. */
#include <camkes.h>
#include <stdint.h>
#include <stdio.h>

int run(void)
{
    volatile uint32_t *code = (volatile uint32_t *)(uintptr_t)run;
    printf("writer: about to write\n");
    *code = 0;
    printf("writer: wrote\n");
    return 0;
}
