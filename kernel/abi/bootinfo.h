/*
 * What the kernel tells the root task: one page, mapped read-only; its address arrives in x0.
 * Fixed capability slots stand in layout.h.
 */
#pragma once
#include <stdint.h>
#include "layout.h"

#define BOOTINFO_MAGIC 0x6f666e49

enum untyped_kind {
    UNTYPED_RAM,        /* zeroed before an object is made */
    UNTYPED_DEVICE,     /* only frames and untyped; frames are mapped as device memory */
    UNTYPED_IMAGE       /* only 4 KiB frames, contents kept: the pages of the boot image */
};

struct bootinfo_untyped {
    uint64_t paddr;
    uint32_t size_bits;
    uint32_t kind;                      /* enum untyped_kind */
};

struct bootinfo {
    uint64_t magic;
    uint64_t core_count;
    uint64_t root_cnode_bits;
    uint64_t first_free_slot;           /* behind the last initial capability */
    uint64_t ipc_buffer;                /* virtual address */
    uint64_t plan;                      /* virtual address, 0 without a plan */
    uint64_t plan_size;
    uint64_t timer_hz;
    uint64_t payload_size;              /* bytes in the UNTYPED_IMAGE regions, in ascending order */
    uint64_t kernel_bytes;              /* RAM that the kernel and this task keep for good */
    uint64_t debug;                     /* 1 when the kernel has debug invocations */
    uint64_t untyped_count;             /* the i-th in slot ROOT_SLOT_UNTYPED + i */
    struct bootinfo_untyped untyped[ROOT_MAX_UNTYPED];
};
_Static_assert(sizeof(struct bootinfo) <= PAGE_SIZE, "boot information fits one page");
