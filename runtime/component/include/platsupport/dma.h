/* Memory for devices as drivers written for several systems ask for it. */
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef enum ps_mem_flags { PS_MEM_NORMAL, PS_MEM_HR, PS_MEM_HW } ps_mem_flags_t;
typedef enum dma_cache_op {
    DMA_CACHE_OP_CLEAN, DMA_CACHE_OP_INVALIDATE, DMA_CACHE_OP_CLEAN_INVALIDATE
} dma_cache_op_t;

typedef struct ps_dma_man {
    void *cookie;
    void *(*dma_alloc_fn)(void *cookie, size_t size, int align, int cached, ps_mem_flags_t flags);
    void (*dma_free_fn)(void *cookie, void *address, size_t size);
    uintptr_t (*dma_pin_fn)(void *cookie, void *address, size_t size);
    void (*dma_unpin_fn)(void *cookie, void *address, size_t size);
    void (*dma_cache_op_fn)(void *cookie, void *address, size_t size, dma_cache_op_t op);
} ps_dma_man_t;

static inline void *ps_dma_alloc(ps_dma_man_t *man, size_t size, int align, int cached,
                                 ps_mem_flags_t flags)
{
    return man->dma_alloc_fn(man->cookie, size, align, cached, flags);
}

static inline void ps_dma_free(ps_dma_man_t *man, void *address, size_t size)
{
    man->dma_free_fn(man->cookie, address, size);
}

/* the physical address; 0: it has none that stays */
static inline uintptr_t ps_dma_pin(ps_dma_man_t *man, void *address, size_t size)
{
    return man->dma_pin_fn(man->cookie, address, size);
}

static inline void ps_dma_unpin(ps_dma_man_t *man, void *address, size_t size)
{
    man->dma_unpin_fn(man->cookie, address, size);
}

static inline void ps_dma_cache_op(ps_dma_man_t *man, void *address, size_t size,
                                   dma_cache_op_t op)
{
    man->dma_cache_op_fn(man->cookie, address, size, op);
}

static inline void ps_dma_cache_clean(ps_dma_man_t *man, void *address, size_t size)
{
    ps_dma_cache_op(man, address, size, DMA_CACHE_OP_CLEAN);
}

static inline void ps_dma_cache_invalidate(ps_dma_man_t *man, void *address, size_t size)
{
    ps_dma_cache_op(man, address, size, DMA_CACHE_OP_INVALIDATE);
}

static inline void ps_dma_cache_clean_invalidate(ps_dma_man_t *man, void *address, size_t size)
{
    ps_dma_cache_op(man, address, size, DMA_CACHE_OP_CLEAN_INVALIDATE);
}
