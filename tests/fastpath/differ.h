/* What the files of this program share: random streams and digests. */
#pragma once
#include "../kernel/internal.h"

/* Counts to rounds with all registers in use. 0: each kept its value, the flags too. */
uint64_t count_with_registers(uint64_t rounds, uint64_t pattern);

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
void run_wakes(uint64_t *seed);         /* wake.c: a round, which prints what it came to */
void run_ticks(void);                   /* ticks.c */
