/*
 * The closure: nodes that can all reach each other form a knot (Tarjan's search), knots have no
 * cycles, and the set of a knot is the union of those it leads to. Knots are finished in an order
 * in which all that they lead to has its set already.
 */
#include "reach.h"

#define UNSEEN UINT32_MAX

struct knots {
    const struct flow *flow;
    const bool *stop;
    struct reach *reach;
    uint32_t *order, *low, *at;         /* by node; at: its next edge to look at */
    bool *waiting;
    uint32_t *stack, depth, next;
    const uint64_t **sets;              /* by node, once its knot is finished */
};

static void add_bit(uint64_t *set, uint32_t i)
{
    set[i / 64] |= 1ull << i % 64;
}

static uint32_t edges_end(const struct knots *k, uint32_t node)
{
    bool stopped = node < k->flow->instances && k->stop && k->stop[node];

    return stopped ? k->flow->first[node] : k->flow->first[node + 1];
}

static void add_edges(const struct knots *k, uint32_t node, uint64_t *set)
{
    for (uint32_t i = k->flow->first[node]; i < edges_end(k, node); i++) {
        uint32_t to = k->flow->edges.at[i].to;

        if (to < k->flow->instances)
            add_bit(set, to);
        for (size_t w = 0; k->sets[to] && w < k->reach->words; w++)
            set[w] |= k->sets[to][w];
    }
}

/* all that is on the stack from `first` on */
static void finish(struct knots *k, uint32_t first)
{
    uint64_t *set = arena_alloc(k->reach->words * sizeof *set);

    for (uint32_t i = first; i < k->depth; i++)
        add_edges(k, k->stack[i], set);
    for (uint32_t i = first; i < k->depth; i++) {
        k->sets[k->stack[i]] = set;
        k->waiting[k->stack[i]] = false;
    }
    k->depth = first;
}

static void enter(struct knots *k, uint32_t node)
{
    k->order[node] = k->low[node] = k->next++;
    k->at[node] = k->flow->first[node];
    k->waiting[node] = true;
    k->stack[k->depth++] = node;
}

static void visit(struct knots *k, uint32_t root, uint32_t *path)
{
    uint32_t length = 0;

    path[length++] = root;
    enter(k, root);
    while (length > 0) {
        uint32_t node = path[length - 1];

        if (k->at[node] < edges_end(k, node)) {
            uint32_t to = k->flow->edges.at[k->at[node]].to;

            if (k->order[to] == UNSEEN) {
                path[length++] = to;    /* the edge is looked at again when it is known */
                enter(k, to);
                continue;
            }
            if (k->waiting[to] && k->low[to] < k->low[node])
                k->low[node] = k->low[to];
            k->at[node]++;
            continue;
        }
        length--;
        if (k->low[node] == k->order[node]) {
            uint32_t first = k->depth;

            while (k->stack[--first] != node)
                ;
            finish(k, first);
        }
    }
}

struct reach *reach_make(const struct flow *flow, const bool *stop)
{
    struct reach *reach = arena_alloc(sizeof *reach);
    struct knots k = {.flow = flow, .stop = stop, .reach = reach};
    uint32_t *path = arena_alloc((flow->nodes + 1) * sizeof *path);

    reach->instances = flow->instances;
    reach->words = flow->instances / 64 + 1;
    k.order = arena_alloc(flow->nodes * sizeof *k.order + 1);
    k.low = arena_alloc(flow->nodes * sizeof *k.low + 1);
    k.at = arena_alloc(flow->nodes * sizeof *k.at + 1);
    k.stack = arena_alloc(flow->nodes * sizeof *k.stack + 1);
    k.waiting = arena_alloc(flow->nodes + 1);
    k.sets = arena_alloc(flow->nodes * sizeof *k.sets + 1);
    memset(k.order, 0xff, flow->nodes * sizeof *k.order);
    for (uint32_t i = 0; i < flow->instances; i++)
        if (k.order[i] == UNSEEN)
            visit(&k, i, path);
    reach->sets = k.sets;
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
