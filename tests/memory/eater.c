#include <camkes.h>
#include <camkes/dma.h>
#include <stdio.h>

/* the last page of the pool is there, zero, and its own */
int run(void)
{
    size_t left = 0;
    char *p;

    while ((p = camkes_dma_alloc(4096, 4096, true)) != NULL) {
        p[0] |= 1;
        p[4095] |= 1;
        left++;
    }
    printf("pages %zu\n", left);
    return 0;
}
