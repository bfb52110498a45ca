#include "cnode.h"

/* 2^bits for bits < 64 */
static uint64_t power(uint64_t bits)
{
    return 1ull << bits;
}

/* `count` bits of value whose lowest is bit `low`; low < 64 and count < 64 */
static uint64_t bits_at(uint64_t value, uint64_t low, uint64_t count)
{
    return value / power(low) % power(count);
}

struct cnode_step cnode_step(struct cnode_shape shape, uint64_t index, uint64_t bits_left)
{
    struct cnode_step step = {CNODE_GUARD_MISMATCH, 0, bits_left};
    if (shape.guard_bits > bits_left)
        return step;
    uint64_t below_guard = bits_left - shape.guard_bits;
    if (shape.guard_bits != 0 && bits_at(index, below_guard, shape.guard_bits) != shape.guard)
        return step;
    if (shape.guard_bits == 0 && shape.guard != 0)
        return step;
    if (shape.radix > below_guard) {
        step.result = CNODE_DEPTH_MISMATCH;
        return step;
    }
    step.result = CNODE_SLOT;
    step.bits_left = below_guard - shape.radix;
    step.slot = bits_at(index, step.bits_left, shape.radix);
    return step;
}

bool cnode_guard(uint64_t data, uint64_t radix, struct cnode_shape *shape)
{
    uint64_t guard_bits = data % 64u;
    if (guard_bits + radix > CNODE_INDEX_BITS)
        return false;
    shape->radix = radix;
    shape->guard_bits = guard_bits;
    shape->guard = data / 64u % power(guard_bits);
    return true;
}
