#include "cause.h"

#include "map.h"
#include "vec.h"

static struct map causes;                   /* offset of a place -> struct cause */

/* offsets are keys of the map, which compares pointers */
static const char *key_of(struct span place)
{
    return (const char *)(uintptr_t)place.lo;
}

void cause_add(struct span place, struct span origin)
{
    struct cause *first = map_find(&causes, key_of(place)), *made;

    if (first && (first->span.lo == origin.lo
                  || (first->next && first->next->span.lo == origin.lo)))
        return;
    made = arena_alloc(sizeof *made);
    *made = (struct cause){origin, first ? first->next : NULL};
    if (first)
        first->next = made;
    else
        map_add(&causes, key_of(place), made);
}

const struct cause *cause_of(struct span place)
{
    return map_find(&causes, key_of(place));
}

void cause_forget(void)
{
    causes = (struct map){0};
}
