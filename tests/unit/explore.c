/* See explore.h. */
#include "explore.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void explored_init(struct explored *e, size_t bytes, unsigned limit)
{
    const char *times = getenv("EXPLORE");
    *e = (struct explored){.bytes = bytes, .complete = true};
    e->limit = times ? limit * (unsigned)atoi(times) : limit;
    e->states = malloc(e->limit * bytes);
    e->table = malloc(4ul * e->limit * sizeof *e->table);
    if (!e->states || !e->table)
        abort();
    memset(e->table, 0xff, 4ul * e->limit * sizeof *e->table);
}

static uint64_t hash(const unsigned char *byte, size_t bytes)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < bytes; i++)
        h = (h ^ byte[i]) * 1099511628211u;
    return h ^ h >> 29;
}

bool explored_add(struct explored *e, const void *state)
{
    uint64_t size = 4ul * e->limit, at = hash(state, e->bytes) % size;
    for (; e->table[at] >= 0; at = (at + 1) % size)
        if (memcmp(explored_at(e, (unsigned)e->table[at]), state, e->bytes) == 0)
            return false;
    if (e->count == e->limit) {
        e->complete = false;
        return false;
    }
    e->table[at] = (int32_t)e->count;
    memcpy(e->states + e->count++ * e->bytes, state, e->bytes);
    return true;
}

const void *explored_at(const struct explored *e, unsigned index)
{
    return e->states + index * e->bytes;
}

void explored_end(struct explored *e, const char *what)
{
    printf("EXPLORED %s: %u states, %lu steps, %s\n", what, e->count, e->steps,
           e->complete ? "all there are" : "and there are more");
    free(e->states);
    free(e->table);
}
