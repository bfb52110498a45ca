/*
 * A ring of bytes. The memory belongs to the ring's owner; capacity is a power of two.
 *
 *     0 <= put - taken <= capacity          (both counters run freely)
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ring {
    uint8_t *bytes;
    uint32_t capacity;
    uint32_t put, taken;
};

void ring_init(struct ring *ring, void *memory, uint32_t capacity);
uint32_t ring_used(const struct ring *ring);
uint32_t ring_room(const struct ring *ring);
void ring_clear(struct ring *ring);

/* False when the ring is full. */
bool ring_put(struct ring *ring, uint8_t byte);

/* The next byte, or -1. */
int ring_take(struct ring *ring);
