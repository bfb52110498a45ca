/*
 * Addresses of capabilities: one step of resolving an index through a CNode. Pure arithmetic.
 *
 * The top `guard_bits` of the bits that are left must equal the guard; the `radix` bits below
 * them select the slot; the rest goes to the next level.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#define CNODE_INDEX_BITS 64u

enum cnode_result { CNODE_SLOT, CNODE_GUARD_MISMATCH, CNODE_DEPTH_MISMATCH };

struct cnode_shape { uint64_t radix, guard_bits, guard; };  /* radix 1..63, guard_bits 0..63 */

struct cnode_step {
    enum cnode_result result;
    uint64_t slot;                  /* number of the slot, below 2^radix */
    uint64_t bits_left;             /* behind this level */
};

/* Resolve in one CNode; bits_left 1..64 counts the low bits of index still to be resolved. */
struct cnode_step cnode_step(struct cnode_shape shape, uint64_t index, uint64_t bits_left);

/*
 * Guard and size from a capability data word (CNODE_DATA). False: together with the radix more
 * bits than an index has.
 */
bool cnode_guard(uint64_t data, uint64_t radix, struct cnode_shape *shape);
