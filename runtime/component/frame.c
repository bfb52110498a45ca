/* Frames that the instance holds: see kdl/frame.h. */
#include "kdl/frame.h"

#include "kdl/invoke.h"
#include "kdl/thread.h"

const struct kdl_frame *kdl_frame_of(const void *address)
{
    for (const struct kdl_frame *f = kdl_frames; f->size; f++)
        if (f->address && (uintptr_t)address - f->address < f->size)
            return f;
    return NULL;
}

uint64_t kdl_frame_physical(const struct kdl_frame *frame)
{
    uint64_t physical = 0;

    kdl_flush();                        /* it would use the same IPC buffer */
    if (kdl_frame_get_address(kdl_ipc_buffer, frame->slot, &physical) != KDL_ERROR_NONE)
        return 0;
    return physical;
}

static uint64_t operate(const struct kdl_frame *f, uint64_t start, uint64_t end, dma_cache_op_t op)
{
    switch (op) {
    case DMA_CACHE_OP_CLEAN:
        return kdl_frame_clean(kdl_ipc_buffer, f->slot, start, end);
    case DMA_CACHE_OP_INVALIDATE:
        return kdl_frame_invalidate(kdl_ipc_buffer, f->slot, start, end);
    case DMA_CACHE_OP_CLEAN_INVALIDATE:
        return kdl_frame_clean_invalidate(kdl_ipc_buffer, f->slot, start, end);
    }
    return KDL_ERROR_INVALID_ARGUMENT;
}

int kdl_cache_op(void *address, size_t size, dma_cache_op_t op)
{
    uintptr_t at = (uintptr_t)address, end = at + size;

    kdl_flush();
    while (at < end) {
        const struct kdl_frame *f = kdl_frame_of((void *)at);
        uintptr_t stop;

        if (!f)
            return -1;
        stop = end < f->address + f->size ? end : f->address + f->size;
        if (operate(f, at - f->address, stop - f->address, op) != KDL_ERROR_NONE)
            return -1;
        at = stop;
    }
    return 0;
}

size_t kdl_frame_count(const void *address, size_t size)
{
    uintptr_t start = (uintptr_t)address;
    size_t count = 0;

    for (const struct kdl_frame *f = kdl_frames; f->size; f++)
        if (f->address && f->address < start + size && start < f->address + f->size)
            count++;
    return count;
}
