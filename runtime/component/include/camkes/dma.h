/*
 * Memory for devices, from the pool that the attribute `dma_pool` (bytes) gives the instance.
 * Physically contiguous where it fits one run of frames. The pool is there twice: through the
 * caches and past them; where `dma_pool_cached` is set, only as it says.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <platsupport/io.h>
#include <sel4/sel4.h>

/* NULL if there is no such piece, or not that view; align 0: any, else a power of two */
void *camkes_dma_alloc(size_t size, int align, bool cached);
void camkes_dma_free(void *pointer, size_t size);
/* physical address of a byte of the pool, 0 for anything else */
uintptr_t camkes_dma_get_paddr(void *pointer);
/* capability to its frame, 0 for anything else */
seL4_CPtr camkes_dma_get_cptr(void *pointer);
int camkes_dma_manager(ps_dma_man_t *manager);

typedef struct camkes_dma_stats {
    size_t heap_size, current_outstanding, peak_outstanding, minimum_heap_size;
    size_t minimum_allocation, maximum_allocation;
    unsigned long total_allocations, succeeded_allocations, failed_out_of_memory, failed_other;
} camkes_dma_stats_t;
const camkes_dma_stats_t *camkes_dma_stats(void);
