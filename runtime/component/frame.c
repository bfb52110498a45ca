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

/* bytes of a line of the data cache (Arm ARM, CTR_EL0.DminLine) */
static size_t line_size(void)
{
    uint64_t type;

    __asm__("mrs %0, ctr_el0" : "=r"(type));
    return (size_t)4 << (type >> 16 & 15);
}

/* user space cannot drop what is in a cache, only write it back first */
void kdl_cache_op(void *address, size_t size, dma_cache_op_t op)
{
    uintptr_t end = (uintptr_t)address + size;
    size_t line = line_size();

    for (uintptr_t at = (uintptr_t)address & ~(line - 1); at < end; at += line)
        if (op == DMA_CACHE_OP_CLEAN)
            __asm__ volatile("dc cvac, %0" : : "r"(at) : "memory");
        else
            __asm__ volatile("dc civac, %0" : : "r"(at) : "memory");
    __asm__ volatile("dsb sy" : : : "memory");
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
