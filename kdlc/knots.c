/* Tarjan's search for strongly connected components, with a stack of its own. */
#include "knots.h"

#include <stdbool.h>
#include <string.h>

#include "arena.h"

#define UNSEEN UINT32_MAX

struct search {
    const struct links *links;
    uint32_t *order, *low, *at;         /* by node; at: its next link to look at */
    bool *waiting;                      /* on `stack` */
    uint32_t *stack, depth, next;
    uint32_t *path, length;             /* the way from the root to the node looked at */
};

static void enter(struct search *s, uint32_t node)
{
    s->order[node] = s->low[node] = s->next++;
    s->at[node] = s->links->first[node];
    s->waiting[node] = true;
    s->stack[s->depth++] = node;
    s->path[s->length++] = node;
}

/* True: the node leads to one that has to be looked at first. */
static bool goes_on(struct search *s, uint32_t node)
{
    for (; s->at[node] < s->links->first[node + 1]; s->at[node]++) {
        uint32_t to = s->links->to[s->at[node]];

        if (s->order[to] == UNSEEN) {
            enter(s, to);               /* the link is looked at again when it is known */
            return true;
        }
        if (s->waiting[to] && s->low[to] < s->low[node])
            s->low[node] = s->low[to];
    }
    return false;
}

static void leave(struct search *s, uint32_t node, knot_found *found, void *context)
{
    uint32_t first = s->depth;

    s->length--;
    if (s->low[node] != s->order[node])
        return;
    do
        s->waiting[s->stack[--first]] = false;
    while (s->stack[first] != node);
    found(context, s->stack + first, s->depth - first);
    s->depth = first;
}

void knots_find(const struct links *links, knot_found *found, void *context)
{
    size_t bytes = (links->nodes + 1) * sizeof(uint32_t);
    struct search s = {.links = links, .order = arena_alloc(bytes), .low = arena_alloc(bytes),
        .at = arena_alloc(bytes), .stack = arena_alloc(bytes), .path = arena_alloc(bytes),
        .waiting = arena_alloc(links->nodes + 1)};

    memset(s.order, 0xff, bytes);
    for (uint32_t root = 0; root < links->nodes; root++) {
        if (s.order[root] == UNSEEN)
            enter(&s, root);
        while (s.length > 0) {
            uint32_t node = s.path[s.length - 1];

            if (!goes_on(&s, node))
                leave(&s, node, found, context);
        }
    }
}
