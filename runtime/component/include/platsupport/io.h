/* Access to hardware as drivers written for several systems expect it. */
#pragma once
#include <errno.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ps_mem_flags { PS_MEM_NORMAL, PS_MEM_HW } ps_mem_flags_t;
typedef enum dma_cache_op {
    DMA_CACHE_OP_CLEAN, DMA_CACHE_OP_INVALIDATE, DMA_CACHE_OP_CLEAN_INVALIDATE
} dma_cache_op_t;

typedef struct ps_io_mapper {
    void *cookie;
    void *(*io_map_fn)(void *cookie, uintptr_t paddr, size_t size, int cached,
                       ps_mem_flags_t flags);
    void (*io_unmap_fn)(void *cookie, void *vaddr, size_t size);
} ps_io_mapper_t;

typedef struct ps_dma_man {
    void *cookie;
    void *(*dma_alloc_fn)(void *cookie, size_t size, int align, int cached, ps_mem_flags_t flags);
    void (*dma_free_fn)(void *cookie, void *address, size_t size);
    uintptr_t (*dma_pin_fn)(void *cookie, void *address, size_t size);
    void (*dma_unpin_fn)(void *cookie, void *address, size_t size);
    void (*dma_cache_op_fn)(void *cookie, void *address, size_t size, dma_cache_op_t op);
} ps_dma_man_t;

typedef struct ps_malloc_ops {
    int (*malloc)(void *cookie, size_t size, void **pointer);
    int (*calloc)(void *cookie, size_t count, size_t size, void **pointer);
    int (*free)(void *cookie, size_t size, void *pointer);
    void *cookie;
} ps_malloc_ops_t;

typedef struct ps_io_ops {
    ps_io_mapper_t io_mapper;
    ps_dma_man_t dma_manager;
    ps_malloc_ops_t malloc_ops;
} ps_io_ops_t;

/* interrupts are named in the description: what a handler is given says nothing */
typedef struct ps_irq { int type; } ps_irq_t;
