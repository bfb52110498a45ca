/*
 * Slots, and finding one by its address.
 *
 * A CNode is an array of 2^radix slots. A slot links its capability into the derivation tree,
 * which is kept as a doubly linked list in depth-first order (derive.h); depth is not stored but
 * follows from comparing neighbours, as in seL4.
 */
#pragma once
#include "cap.h"

#define MDB_REVOCABLE    1u     /* in next: capabilities derived from this one may be revoked */
#define MDB_FIRST_BADGED 2u     /* in next: the first with its badge */
#define MDB_FLAGS        3u

struct slot {
    struct cap cap;
    word_t prev;                /* struct slot *, or 0 */
    word_t next;                /* struct slot * | MDB_* */
};
_Static_assert(sizeof(struct slot) == 1u << SLOT_BITS, "slot size is part of the ABI");

/* why a lookup failed; becomes an error reply or a fault message */
struct lookup_error {
    enum lookup_failure failure;
    word_t bits_left, detail, detail2;
};

struct lookup {
    struct slot *slot;          /* NULL on failure */
    word_t bits_left;           /* unresolved bits; 0 where all were used */
};

/* Resolve the first `depth` (1..64) bits of index in root. Error: result.slot NULL, *why filled. */
struct lookup cspace_resolve(struct cap root, word_t index, word_t depth,
                             struct lookup_error *why) must_check;

/* The commonest case by far: all 64 bits of index lead to slot `index` in one step. */
static inline bool cspace_is_flat_slot(struct cap root, word_t index)
{
    return cap_is_flat_cnode(root) && index >> cap_cnode_radix(root) == 0;
}

/* Resolve all 64 bits: the slot that a thread means by cptr. Leftover bits are fine, as in seL4. */
struct slot *cspace_lookup(struct cap root, cptr_t cptr, struct lookup_error *why) must_check;

/* Resolve exactly `depth` bits, for operations on slots; leftover bits are an error. */
struct slot *cspace_lookup_slot(struct cap root, word_t index, word_t depth,
                                struct lookup_error *why) must_check;
