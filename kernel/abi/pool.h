/*
 * Where the objects of a plan go in RAM: how the root task fills the untyped memory that the
 * kernel hands out, so that kdlc can say before the boot what will be left of each piece.
 *
 * RAM comes big to small (plan.h), so first fit leaves no gaps that what follows cannot fill; a
 * row of objects lies together wherever one piece can hold it.
 */
#pragma once
#include <stdint.h>

/* one piece of untyped memory; both in bytes. size 0: it is not RAM */
struct pool { uint64_t size, used; };

/* where the next object of 2^bits bytes would begin */
static inline uint64_t pool_next(const struct pool *pool, unsigned bits)
{
    return (pool->used + (1ul << bits) - 1) >> bits << bits;
}

/* how many objects of 2^bits bytes it has room for */
static inline uint64_t pool_room(const struct pool *pool, unsigned bits)
{
    uint64_t next = pool_next(pool, bits);

    return next < pool->size ? (pool->size - next) >> bits : 0;
}

/* where a row of objects begins: the first pool with room for all of them, else the first of all */
static inline uint64_t pools_first(const struct pool *pools, uint64_t count, unsigned bits,
                                   uint64_t objects)
{
    for (uint64_t i = 0; i < count; i++)
        if (pool_room(&pools[i], bits) >= objects)
            return i;
    return 0;
}

/*
 * Take the room of as many of `objects` as go into one pool, from *at on, which moves to it.
 * 0: no pool from there on has any.
 */
static inline uint64_t pools_take(struct pool *pools, uint64_t count, uint64_t *at, unsigned bits,
                                  uint64_t objects)
{
    for (; *at < count; ++*at) {
        uint64_t room = pool_room(&pools[*at], bits), n = room < objects ? room : objects;

        if (n) {
            pools[*at].used = pool_next(&pools[*at], bits) + (n << bits);
            return n;
        }
    }
    return 0;
}
