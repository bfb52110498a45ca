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

/* of objects in RAM that have only one size; 0: all others */
static const uint8_t object_bits_of[32] = {
    [CAP_ENDPOINT] = BITS_ENDPOINT, [CAP_NOTIFICATION] = BITS_NOTIFICATION,
    [CAP_REPLY] = BITS_REPLY, [CAP_TCB] = BITS_TCB, [CAP_PAGE_TABLE] = BITS_PAGE_TABLE,
    [CAP_VSPACE] = BITS_VSPACE, [CAP_ASID_POOL] = PAGE_BITS
};

static bool kernel_region(struct cap cap, word_t bits, struct region *region)
{
    *region = (struct region){arch_ram_paddr(cap_pointer(cap)), bits};
    return true;
}

static __attribute__((noinline)) bool other_region(struct cap cap, struct region *region)
{
    switch (cap_type(cap)) {
    case CAP_FRAME:
        *region = (struct region){cap_paddr(cap), frame_bits[cap_frame_size(cap)]};
        return true;
    case CAP_CNODE:
        return kernel_region(cap, cap_cnode_radix(cap) + SLOT_BITS, region);
    case CAP_SCHED_CONTEXT:
        return kernel_region(cap, cap_sched_context_bits(cap), region);
    case CAP_ZOMBIE:
        if (cap_zombie_radix(cap) == ZOMBIE_TCB)
            return kernel_region(cap, BITS_TCB, region);
        return kernel_region(cap, cap_zombie_radix(cap) + SLOT_BITS, region);
    default:
        return false;
    }
}

bool cap_region(struct cap cap, struct region *region)
{
    word_t bits = object_bits_of[cap_type(cap)];
    if (bits != 0)
        return kernel_region(cap, bits, region);
    if (cap_type(cap) != CAP_UNTYPED)
        return other_region(cap, region);
    *region = (struct region){cap_paddr(cap), cap_untyped_bits(cap)};
    return true;
}
