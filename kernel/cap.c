/*
 * What all capabilities have in common: the memory that the object behind one occupies.
 */
#include "cap.h"
#include "arch.h"

static const uint8_t frame_bits[] = {
    [FRAME_SIZE_4K] = PAGE_BITS, [FRAME_SIZE_2M] = LARGE_PAGE_BITS, [FRAME_SIZE_1G] = HUGE_PAGE_BITS
};

/* log2 of the sizes of objects that have only one */
enum {
#define OBJECT(number, id, name, size_bits, text) BITS_##id = size_bits,
#include "abi/objects.def"
#undef OBJECT
};

static bool kernel_region(struct cap cap, word_t bits, struct region *region)
{
    *region = (struct region){arch_ram_paddr(cap_pointer(cap)), bits};
    return true;
}

bool cap_region(struct cap cap, struct region *region)
{
    switch (cap_type(cap)) {
    case CAP_UNTYPED:
        *region = (struct region){cap_paddr(cap), cap_untyped_bits(cap)};
        return true;
    case CAP_FRAME:
        *region = (struct region){cap_paddr(cap), frame_bits[cap_frame_size(cap)]};
        return true;
    case CAP_ENDPOINT:
        return kernel_region(cap, BITS_ENDPOINT, region);
    case CAP_NOTIFICATION:
        return kernel_region(cap, BITS_NOTIFICATION, region);
    case CAP_REPLY:
        return kernel_region(cap, BITS_REPLY, region);
    case CAP_TCB:
        return kernel_region(cap, BITS_TCB, region);
    case CAP_PAGE_TABLE:
        return kernel_region(cap, BITS_PAGE_TABLE, region);
    case CAP_VSPACE:
        return kernel_region(cap, BITS_VSPACE, region);
    case CAP_ASID_POOL:
        return kernel_region(cap, PAGE_BITS, region);
    case CAP_CNODE:
        return kernel_region(cap, cap_cnode_radix(cap) + SLOT_BITS, region);
    case CAP_SCHED_CONTEXT:
        return kernel_region(cap, cap_sched_context_bits(cap), region);
    case CAP_ZOMBIE:
        if (cap_zombie_radix(cap) == ZOMBIE_TCB)
            return kernel_region(cap, BITS_TCB, region);
        return kernel_region(cap, cap_zombie_radix(cap) + SLOT_BITS, region);
    case CAP_NULL: case CAP_SCHED_CONTROL: case CAP_ASID_CONTROL: case CAP_IRQ_CONTROL:
    case CAP_IRQ_HANDLER: case CAP_DOMAIN: case CAP_SMC: case CAP_CONSOLE: case CAP_DEBUG:
    case CAP_COUNT:
        return false;
    }
    return false;
}
