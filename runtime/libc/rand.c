/* The sequence that existing applications expect: a 64-bit linear congruential generator. */
#include <stdint.h>
#include <stdlib.h>

static uint64_t state;

void srand(unsigned seed)
{
    state = seed - 1u;
}

int rand(void)
{
    state = state * UINT64_C(6364136223846793005) + 1;
    return (int)(state >> 33);
}
