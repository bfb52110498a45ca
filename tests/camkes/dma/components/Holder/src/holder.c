#include <camkes.h>
#include <camkes/dma.h>
#include <camkes/io.h>
#include <camkes/vma.h>
#include <stdio.h>
#include <string.h>

#define SIZE 4096

/* how the part of the address space that holds this byte is mapped */
static const char *kind_of(const void *byte)
{
    for (size_t i = 0; byte && i < camkes_vmas_size; i++)
        if (byte >= camkes_vmas[i].start && byte < camkes_vmas[i].end)
            return camkes_vmas[i].cached ? "cached" : "uncached";
    return "nothing";
}

static void try_kind(bool cached)
{
    char *piece = camkes_dma_alloc(SIZE, SIZE, cached);

    printf("%s: asked for %s, got %s\n", get_instance_name(), cached ? "cached" : "uncached",
           kind_of(piece));
    camkes_dma_free(piece, SIZE);
}

/* What is written through one view is there in the other, once it is written back. */
static void compare_views(ps_dma_man_t *manager)
{
    char *cached = ps_dma_alloc(manager, SIZE, SIZE, 1, PS_MEM_NORMAL), *uncached;
    uintptr_t physical = ps_dma_pin(manager, cached, SIZE);

    strcpy(cached, "written through the cache");
    ps_dma_cache_clean(manager, cached, SIZE);
    ps_dma_free(manager, cached, SIZE);
    uncached = ps_dma_alloc(manager, SIZE, SIZE, 0, PS_MEM_NORMAL);
    printf("%s: same memory %d, other address %d: %s\n", get_instance_name(),
           ps_dma_pin(manager, uncached, SIZE) == physical, uncached != cached, uncached);
    printf("%s: same frame %d\n", get_instance_name(),
           camkes_dma_get_cptr(cached) == camkes_dma_get_cptr(uncached));
    ps_dma_cache_clean_invalidate(manager, uncached, SIZE);
    strcpy(uncached, "written past it");
    ps_dma_free(manager, uncached, SIZE);
    cached = ps_dma_alloc(manager, SIZE, SIZE, 1, PS_MEM_NORMAL);
    ps_dma_cache_invalidate(manager, cached, SIZE);
    printf("%s: %s\n", get_instance_name(), cached);
    ps_dma_free(manager, cached, SIZE);
}

/* All of it can be had again after it was given back through either view. */
static void fill(size_t size)
{
    size_t pieces = 0;
    void *piece, *list[64];
    bool cached = false;

    while (pieces < 64 && ((piece = camkes_dma_alloc(SIZE, SIZE, cached)) != NULL
                           || (piece = camkes_dma_alloc(SIZE, SIZE, !cached)) != NULL)) {
        list[pieces++] = piece;
        cached = !cached;
    }
    printf("%s: %zu pieces", get_instance_name(), pieces);
    while (pieces > 0)
        camkes_dma_free(list[--pieces], SIZE);
    piece = camkes_dma_alloc(size, SIZE, true);
    if (!piece)
        piece = camkes_dma_alloc(size, SIZE, false);
    printf(", then one of %zu: %d\n", size, piece != NULL);
    camkes_dma_free(piece, size);
}

static void look(void)
{
    ps_io_ops_t ops;

    try_kind(true);
    try_kind(false);
    if (strcmp(get_instance_name(), "both") == 0 && camkes_io_ops(&ops) == 0)
        compare_views(&ops.dma_manager);
    fill(strcmp(get_instance_name(), "uncached") == 0 ? 0x200000 : 0x4000);
    if (&near && near) {
        strcpy(near, "said past the cache");
        printf("%s: its dataport is %s\n", get_instance_name(), kind_of(near));
    }
    printf("%s: refused %lu, empty %lu\n", get_instance_name(), camkes_dma_stats()->failed_other,
           camkes_dma_stats()->failed_out_of_memory);
}

void mine_take(void)
{
    turn_post();
}

int run(void)
{
    if (!first)
        turn_wait();
    look();
    next_take();
    return 0;
}
