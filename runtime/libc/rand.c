/*
 * The sequences that existing applications expect: those of musl. rand() is a linear congruential
 * generator of 64 bits, random() adds two of its last 31 values, rand_r() mixes the bits of a
 * generator of 32 bits.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#define WEAK __attribute__((weak))
#define KEPT 31                         /* values of random() */
#define APART 3                         /* from the one that is added to the other */

int rand_r(unsigned *seed);
long random(void);
void srandom(unsigned seed);

static uint64_t next(uint64_t state)
{
    return state * UINT64_C(6364136223846793005) + 1;
}

static uint64_t state;

void srand(unsigned seed)
{
    state = seed - 1u;
}

int rand(void)
{
    state = next(state);
    return (int)(state >> 33);
}

WEAK int rand_r(unsigned *seed)
{
    uint32_t x = *seed = *seed * 1103515245u + 12345u;

    x ^= x >> 11;
    x ^= x << 7 & 0x9d2c5680u;
    x ^= x << 15 & 0xefc60000u;
    x ^= x >> 18;
    return (int)(x / 2);
}

static uint32_t kept[KEPT];
static unsigned newest;                 /* the place of the next value */
static bool seeded;                     /* else as if by 1 */

WEAK void srandom(unsigned seed)
{
    uint64_t s = seed;

    for (unsigned i = 0; i < KEPT; i++) {
        s = next(s);
        kept[i] = (uint32_t)(s >> 32);
    }
    kept[0] |= 1;                       /* else all of them might stay even */
    newest = APART;
    seeded = true;
}

WEAK long random(void)
{
    uint32_t value;

    if (!seeded)
        srandom(1);
    value = kept[newest] += kept[(newest + KEPT - APART) % KEPT];
    newest = (newest + 1) % KEPT;
    return (long)(value >> 1);
}
