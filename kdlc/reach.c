/*
 * The closure: nodes that can all reach each other have the same set, which is the union of those
 * that they lead to.
 */
#include "reach.h"

#include "knots.h"

struct closing {
    const struct links *links;
    struct reach *reach;
    const uint64_t **sets;              /* by node, once its knot is found */
};

static void add_bit(uint64_t *set, uint32_t i)
{
    set[i / 64] |= 1ull << i % 64;
}

static void close_knot(void *context, const uint32_t *members, uint32_t count)
{
    struct closing *c = context;
    uint64_t *set = arena_alloc(c->reach->words * sizeof *set);

    for (uint32_t m = 0; m < count; m++)
        for (uint32_t i = c->links->first[members[m]]; i < c->links->first[members[m] + 1]; i++) {
            uint32_t to = c->links->to[i];

            if (to < c->reach->instances)
                add_bit(set, to);
            for (size_t w = 0; c->sets[to] && w < c->reach->words; w++)
                set[w] |= c->sets[to][w];
        }
    for (uint32_t m = 0; m < count; m++)
        c->sets[members[m]] = set;
}

/* the edges without those that leave who is not gone through */
static struct links followed(const struct flow *flow, const bool *stop)
{
    uint32_t *first = arena_alloc((flow->nodes + 1) * sizeof *first);
    uint32_t *to = arena_alloc((flow->edges.count + 1) * sizeof *to), count = 0;

    for (uint32_t node = 0; node < flow->nodes; node++) {
        first[node] = count;
        if (node < flow->instances && stop[node])
            continue;
        for (uint32_t i = flow->first[node]; i < flow->first[node + 1]; i++)
            to[count++] = flow->edges.at[i].to;
    }
    first[flow->nodes] = count;
    return (struct links){flow->nodes, first, to};
}

struct reach *reach_make(const struct flow *flow, const bool *stop)
{
    struct reach *reach = arena_alloc(sizeof *reach);
    struct links links = followed(flow, stop);
    struct closing c = {&links, reach, arena_alloc((flow->nodes + 1) * sizeof *c.sets)};

    reach->instances = flow->instances;
    reach->words = flow->instances / 64 + 1;
    knots_find(&links, close_knot, &c);
    reach->sets = c.sets;
    return reach;
}

void reach_direct(const struct flow *flow, uint32_t from, uint64_t *set)
{
    for (uint32_t i = flow->first[from]; i < flow->first[from + 1]; i++) {
        uint32_t to = flow->edges.at[i].to;

        if (to < flow->instances) {
            add_bit(set, to);
            continue;
        }
        for (uint32_t j = flow->first[to]; j < flow->first[to + 1]; j++)
            if (flow->edges.at[j].to < flow->instances)
                add_bit(set, flow->edges.at[j].to);
    }
}
