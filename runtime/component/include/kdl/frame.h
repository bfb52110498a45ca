/* Frames that an instance holds capabilities to: its DMA pool, shared memory with physical use. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include <platsupport/io.h>

#include "syscall.h"

struct kdl_frame { uintptr_t address; size_t size; cptr_t slot; };

/* generated; ascending within a region; ends with one of size 0 */
extern const struct kdl_frame kdl_frames[];

/* the frame that shows this address here, or NULL */
const struct kdl_frame *kdl_frame_of(const void *address);
uint64_t kdl_frame_physical(const struct kdl_frame *frame);     /* 0: the kernel refuses */

/* write back (and drop) what the data cache has of these bytes */
void kdl_cache_op(void *address, size_t size, dma_cache_op_t op);

/* how many frames show these bytes */
size_t kdl_frame_count(const void *address, size_t size);
