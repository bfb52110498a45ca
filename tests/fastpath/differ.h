/* What the two halves of this program share. */
#pragma once
#include "../kernel/internal.h"

static inline uint64_t mix(uint64_t h, uint64_t w)
{
    h = (h ^ w) * 0xff51afd7ed558ccdul;
    return h ^ h >> 29;
}

static inline uint64_t draw(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state >> 8;
}

/*
 * Random invocations in a row: a digest of all answers, and of what is in the slots afterwards.
 * succeeded: how many of them did.
 */
uint64_t invoke_at_random(uint64_t *seed, unsigned count, unsigned *succeeded);
