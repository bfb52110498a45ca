/*
 * Untyped memory: how far it is used, and where new objects fit. Pure arithmetic.
 *
 * All offsets count bytes from the start of the region; sizes are powers of two.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#define UNTYPED_MIN_BITS    4u      /* the smallest object and the unit of watermarks */
#define UNTYPED_MAX_BITS    47u
#define UNTYPED_CHUNK_BITS  14u
#define UNTYPED_CHUNK       16384u  /* memory is zeroed, and progress kept, in these steps */
#define UNTYPED_CLEAR_BITS  34u     /* one retype zeroes at most 2^34 bytes */
#define UNTYPED_OBJECT_BITS 33u     /* so the largest object made of RAM has 2^33 */

/*
 * Invariants: used <= cleared; used is a multiple of 16; cleared is `used` or a multiple of
 * UNTYPED_CHUNK; bytes [used, cleared) are zero and nobody else can reach them; objects lie
 * below `used`; cleared - used < 2^34.
 */
struct untyped_mark { uint64_t used, cleared; };

/* One word: used / 16 in 44 bits, above it the number of whole cleared chunks. */
uint64_t untyped_mark_encode(struct untyped_mark mark);
struct untyped_mark untyped_mark_decode(uint64_t word);

/* The mark after everything below `start` has been given up; start >= mark.used. */
struct untyped_mark untyped_mark_advance(struct untyped_mark mark, uint64_t start);

/* The mark of a region without children: all of it is free again. */
struct untyped_mark untyped_mark_reset(struct untyped_mark mark);

/* The next step of zeroing up to `end`: bytes [mark.cleared, result); mark.cleared < end. */
uint64_t untyped_next_chunk(struct untyped_mark mark, uint64_t end);

struct untyped_place {
    bool fits;
    uint64_t start, end;            /* of all objects; only when it fits */
};

/*
 * Where `count` objects of 2^object_bits bytes go in a region of 2^region_bits bytes, the first
 * `used` of which are taken. Needs region_bits <= UNTYPED_MAX_BITS, used <= 2^region_bits,
 * object_bits < 64; any count.
 */
struct untyped_place untyped_place(uint64_t region_bits, uint64_t used, uint64_t object_bits,
                                   uint64_t count);
