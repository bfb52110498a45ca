/*
 * Which of 256 priorities have a ready thread: a bitmap of two levels, so that the highest is
 * found by counting leading zeros twice.
 *
 * Invariant: bit i of top is set exactly when bits[i] != 0.
 */
#pragma once
#include <stdint.h>

#define READY_WORDS 4

struct ready_map {
    uint64_t top;
    uint64_t bits[READY_WORDS];
};

/* Number of the highest bit set in w, which is not 0. */
static inline unsigned ready_high_bit(uint64_t w)
{
    return 63u ^ (unsigned)__builtin_clzll(w);
}

static inline void ready_map_set(struct ready_map *map, unsigned priority)
{
    map->bits[priority / 64u] |= 1ull << priority % 64u;
    map->top |= 1ull << priority / 64u;
}

static inline void ready_map_clear(struct ready_map *map, unsigned priority)
{
    map->bits[priority / 64u] &= ~(1ull << priority % 64u);
    if (map->bits[priority / 64u] == 0)
        map->top &= ~(1ull << priority / 64u);
}

/* The highest priority set, or -1 when there is none. */
static inline int ready_map_highest(const struct ready_map *map)
{
    if (map->top == 0)
        return -1;
    unsigned word = ready_high_bit(map->top);
    return (int)(word * 64u + ready_high_bit(map->bits[word]));
}
