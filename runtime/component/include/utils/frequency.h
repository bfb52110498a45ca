/* Cycles of a clock, and the time that they take. */
#pragma once
#include <stdint.h>

typedef uint64_t freq_t;                /* Hz */

static inline uint64_t freq_cycles_and_hz_to_ns(uint64_t cycles, freq_t hz)
{
    return (uint64_t)((unsigned __int128)cycles * 1000000000u / hz);
}

static inline uint64_t freq_ns_and_hz_to_cycles(uint64_t ns, freq_t hz)
{
    return (uint64_t)((unsigned __int128)ns * hz / 1000000000u);
}

static inline freq_t freq_cycles_and_ns_to_hz(uint64_t cycles, uint64_t ns)
{
    return (freq_t)((unsigned __int128)cycles * 1000000000u / ns);
}
