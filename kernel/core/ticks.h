/*
 * Microseconds and ticks of the system counter. Rounds down; no overflow for
 * microseconds <= TICKS_MAX_US and counters up to 16 GHz.
 */
#pragma once
#include <stdint.h>

#define TICKS_US_PER_SECOND 1000000u
#define TICKS_MAX_US        0x100000000000u     /* 2^44: 203 days */

static inline uint64_t ticks_from_us(uint64_t us, uint64_t hz)
{
    return us / TICKS_US_PER_SECOND * hz + us % TICKS_US_PER_SECOND * hz / TICKS_US_PER_SECOND;
}

static inline uint64_t ticks_to_us(uint64_t ticks, uint64_t hz)
{
    return ticks / hz * TICKS_US_PER_SECOND + ticks % hz * TICKS_US_PER_SECOND / hz;
}
