#include "untyped.h"

#define UNIT      16u
#define USED_SPAN (1ull << 44)      /* values of the `used` field */
#define CHUNKS    (1ull << 20)      /* values of the `cleared` field */

static uint64_t round_up(uint64_t value, uint64_t unit)
{
    uint64_t rest = value % unit;
    return rest == 0 ? value : value + (unit - rest);
}

inline uint64_t untyped_mark_encode(struct untyped_mark mark)
{
    if (mark.cleared == mark.used)
        return mark.used / UNIT;
    uint64_t first = round_up(mark.used, UNTYPED_CHUNK);
    uint64_t chunks = mark.cleared > first ? (mark.cleared - first) / UNTYPED_CHUNK : 0;
    if (chunks > CHUNKS - 1)
        chunks = CHUNKS - 1;
    return mark.used / UNIT + chunks * USED_SPAN;
}

struct untyped_mark untyped_mark_decode(uint64_t word)
{
    struct untyped_mark mark;
    uint64_t chunks = word / USED_SPAN;
    mark.used = word % USED_SPAN * UNIT;
    mark.cleared = mark.used;
    if (chunks != 0)
        mark.cleared = round_up(mark.used, UNTYPED_CHUNK) + chunks * UNTYPED_CHUNK;
    return mark;
}

struct untyped_mark untyped_mark_advance(struct untyped_mark mark, uint64_t start)
{
    struct untyped_mark next = {start, start};
    if (mark.cleared > start)
        next.cleared = mark.cleared;
    return next;
}

struct untyped_mark untyped_mark_reset(struct untyped_mark mark)
{
    /* what lies below `used` has been written; nothing has been handed out while it is 0 */
    struct untyped_mark none = {0, 0};
    return mark.used == 0 ? mark : none;
}

uint64_t untyped_next_chunk(struct untyped_mark mark, uint64_t end)
{
    uint64_t next = (mark.cleared / UNTYPED_CHUNK + 1) * UNTYPED_CHUNK;
    return next < end ? next : end;
}

struct untyped_place untyped_place(uint64_t region_bits, uint64_t used, uint64_t object_bits,
                                   uint64_t count)
{
    struct untyped_place place = {false, 0, 0};
    if (object_bits > region_bits)
        return place;
    uint64_t region = 1ull << region_bits;
    uint64_t object = 1ull << object_bits;
    uint64_t start = round_up(used, object);    /* <= region: region is a multiple of object */
    if (count > (region - start) / object)
        return place;
    place.fits = true;
    place.start = start;
    place.end = start + count * object;
    return place;
}
