/*
 * The pool of memory for devices. Free pieces are kept in a list of records outside the pool, in
 * the order of their addresses, so that a device cannot break it. First fit; a piece never spans
 * frames that are not neighbours in physical memory. Records are about the first view of the pool;
 * callers see the view that they asked for.
 */
#include <camkes/dma.h>
#include <stdlib.h>

#include "kdl/frame.h"
#include "kdl/instance.h"
#include "kdl/sync.h"
#include "kdl/thread.h"

#define UNIT 64                         /* bytes: a cache line, so that no two pieces share one */

struct piece { struct piece *next; uintptr_t start, end; };

static struct kdl_mutex guard;
static struct piece *free_pieces;       /* apart from each other, ascending */
static bool filled;
static camkes_dma_stats_t stats;

static uintptr_t first_view(void)
{
    return kdl_component.dma_cached ? kdl_component.dma_cached : kdl_component.dma_uncached;
}

static struct piece *piece_new(uintptr_t start, uintptr_t end, struct piece *next)
{
    struct piece *piece = malloc(sizeof *piece);

    if (piece)
        *piece = (struct piece){next, start, end};
    return piece;
}

/* one piece for each physically contiguous part of the pool */
static void fill(void)
{
    uintptr_t pool = first_view();
    struct piece **at = &free_pieces;
    uint64_t expected = 0;

    filled = true;
    stats.heap_size = stats.minimum_heap_size = kdl_component.dma_size;
    for (const struct kdl_frame *f = kdl_frames; f->size; f++) {
        uint64_t physical;

        if (f->address - pool >= kdl_component.dma_size)
            continue;
        physical = kdl_frame_physical(f);
        if (*at && physical == expected) {
            (*at)->end += f->size;
        } else {
            at = *at ? &(*at)->next : at;
            *at = piece_new(f->address, f->address + f->size, NULL);
            if (!*at)
                return;
        }
        expected = physical + f->size;
    }
}

/* take [start, end) out of a piece that holds it */
static bool carve(struct piece **at, uintptr_t start, uintptr_t end)
{
    struct piece *piece = *at;

    if (start > piece->start && end < piece->end) {
        struct piece *rest = piece_new(end, piece->end, piece->next);

        if (!rest)
            return false;
        piece->next = rest;
        piece->end = start;
    } else if (start > piece->start) {
        piece->end = start;
    } else if (end < piece->end) {
        piece->start = end;
    } else {
        *at = piece->next;
        free(piece);
    }
    return true;
}

static void *take(size_t size, size_t align)
{
    for (struct piece **at = &free_pieces; *at; at = &(*at)->next) {
        uintptr_t start = ((*at)->start + align - 1) & ~(uintptr_t)(align - 1);

        if (start < (*at)->end && (*at)->end - start >= size)
            return carve(at, start, start + size) ? (void *)start : NULL;
    }
    return NULL;
}

static void count(size_t size)
{
    stats.succeeded_allocations++;
    stats.current_outstanding += size;
    if (stats.current_outstanding > stats.peak_outstanding)
        stats.peak_outstanding = stats.current_outstanding;
    if (size > stats.maximum_allocation)
        stats.maximum_allocation = size;
    if (stats.minimum_allocation == 0 || size < stats.minimum_allocation)
        stats.minimum_allocation = size;
}

/* Nothing that the caches have of a piece may come between it and who sees it past them. */
static void *show(void *memory, size_t size, uintptr_t view)
{
    if (kdl_component.dma_cached && kdl_component.dma_uncached)
        kdl_cache_op(memory, size, DMA_CACHE_OP_CLEAN_INVALIDATE);
    return (char *)memory + (view - first_view());
}

void *camkes_dma_alloc(size_t size, int align, bool cached)
{
    uintptr_t view = cached ? kdl_component.dma_cached : kdl_component.dma_uncached;
    size_t step = align > UNIT ? (size_t)align : UNIT;
    void *memory = NULL;

    if (size == 0 || size > kdl_component.dma_size || align < 0 || (step & (step - 1)) != 0)
        return NULL;
    size = (size + UNIT - 1) & ~(size_t)(UNIT - 1);
    kdl_mutex_lock(&guard);
    stats.total_allocations++;
    if (!filled)
        fill();
    if (view)
        memory = take(size, step);
    if (memory) {
        count(size);
        memory = show(memory, size, view);
    } else if (view) {
        stats.failed_out_of_memory++;
    } else {
        stats.failed_other++;
    }
    kdl_mutex_unlock(&guard);
    return memory;
}

/* put [start, end) back; neighbours become one, but only where they are in physical memory */
static void give(uintptr_t start, uintptr_t end)
{
    struct piece **at = &free_pieces;

    while (*at && (*at)->end < start)
        at = &(*at)->next;
    if (*at && (*at)->end == start && camkes_dma_get_paddr((void *)(start - 1)) + 1
        == camkes_dma_get_paddr((void *)start)) {
        (*at)->end = end;
    } else {
        struct piece *piece;

        while (*at && (*at)->start < start)
            at = &(*at)->next;
        piece = piece_new(start, end, *at);
        if (!piece)
            return;                     /* lost, but nothing is broken */
        *at = piece;
    }
    if ((*at)->next && (*at)->next->start == end && camkes_dma_get_paddr((void *)(end - 1)) + 1
        == camkes_dma_get_paddr((void *)end)) {
        struct piece *next = (*at)->next;

        (*at)->end = next->end;
        (*at)->next = next->next;
        free(next);
    }
}

void camkes_dma_free(void *pointer, size_t size)
{
    uintptr_t start = (uintptr_t)pointer;

    size = (size + UNIT - 1) & ~(size_t)(UNIT - 1);
    if (kdl_component.dma_uncached && start - kdl_component.dma_uncached < kdl_component.dma_size)
        start = start - kdl_component.dma_uncached + first_view();
    if (!pointer || size == 0 || start - first_view() >= kdl_component.dma_size)
        return;
    kdl_mutex_lock(&guard);
    give(start, start + size);
    stats.current_outstanding -= size;
    kdl_mutex_unlock(&guard);
}

uintptr_t camkes_dma_get_paddr(void *pointer)
{
    const struct kdl_frame *frame = kdl_frame_of(pointer);
    uint64_t physical = frame ? kdl_frame_physical(frame) : 0;

    return physical ? physical + ((uintptr_t)pointer - frame->address) : 0;
}

seL4_CPtr camkes_dma_get_cptr(void *pointer)
{
    const struct kdl_frame *frame = kdl_frame_of(pointer);

    return frame ? frame->slot : 0;
}

const camkes_dma_stats_t *camkes_dma_stats(void)
{
    return &stats;
}

/* ---- as drivers written for several systems see it ---- */

static void *manager_alloc(void *cookie, size_t size, int align, int cached, ps_mem_flags_t flags)
{
    (void)cookie, (void)flags;
    return camkes_dma_alloc(size, align, cached != 0);
}

static void manager_free(void *cookie, void *address, size_t size)
{
    (void)cookie;
    camkes_dma_free(address, size);
}

static uintptr_t manager_pin(void *cookie, void *address, size_t size)
{
    (void)cookie, (void)size;
    return camkes_dma_get_paddr(address);
}

static void manager_unpin(void *cookie, void *address, size_t size)
{
    (void)cookie, (void)address, (void)size;
}

static void manager_cache(void *cookie, void *address, size_t size, dma_cache_op_t op)
{
    (void)cookie;
    kdl_cache_op(address, size, op);
}

int camkes_dma_manager(ps_dma_man_t *manager)
{
    if (!manager)
        return -1;
    *manager = (ps_dma_man_t){NULL, manager_alloc, manager_free, manager_pin, manager_unpin,
                              manager_cache};
    return 0;
}
