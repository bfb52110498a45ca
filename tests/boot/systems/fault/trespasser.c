/* Reads device registers that are not mapped here. */
#include <camkes.h>
#include <stdint.h>
#include <stdio.h>

int run(void)
{
    volatile uint32_t *registers = (volatile uint32_t *)0x9000000;
    printf("trespasser: about to read\n");
    printf("trespasser: read %u\n", (unsigned)*registers);
    return 0;
}
