/* A ring of bytes; see ring.h. No locks: its owner has them. */
#include "ring.h"

void ring_init(struct ring *ring, void *memory, uint32_t capacity)
{
    *ring = (struct ring){.bytes = memory, .capacity = capacity};
}

uint32_t ring_used(const struct ring *ring)
{
    return ring->put - ring->taken;
}

uint32_t ring_room(const struct ring *ring)
{
    return ring->capacity - ring_used(ring);
}

void ring_clear(struct ring *ring)
{
    ring->taken = ring->put;
}

bool ring_put(struct ring *ring, uint8_t byte)
{
    if (ring_room(ring) == 0)
        return false;
    ring->bytes[ring->put++ % ring->capacity] = byte;
    return true;
}

int ring_take(struct ring *ring)
{
    if (ring_used(ring) == 0)
        return -1;
    return ring->bytes[ring->taken++ % ring->capacity];
}
