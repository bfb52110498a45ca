#include <camkes.h>
#include <camkes/vma.h>
#include <stdio.h>

void mine_take(void)
{
    far_cache_op(0, 64, DMA_CACHE_OP_INVALIDATE);
    for (size_t i = 0; i < camkes_vmas_size; i++)
        if ((void *)far >= camkes_vmas[i].start && (void *)far < camkes_vmas[i].end)
            printf("last: through the cache %d: %s\n", camkes_vmas[i].cached, (char *)far);
}
