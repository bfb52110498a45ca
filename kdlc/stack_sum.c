/*
 * How much stack a function takes with all that it calls: callees first. Functions that call each
 * other have no bound; what is added up for them is once around.
 */
#include "stack_graph.h"

#include "knots.h"

/* What a function takes with what it calls, where all that it calls is known already. */
static void add_up(struct graph *g, uint32_t i)
{
    struct function *f = &g->functions[i];

    f->bytes = f->certain = f->frame.bytes;
    for (size_t k = f->direct; k < g->edges[i].count; k++) {
        const struct function *callee = &g->functions[g->edges[i].at[k]];

        if (callee->group != f->group && f->frame.bytes + callee->bytes > f->bytes)
            f->bytes = f->frame.bytes + callee->bytes;
        if (callee->group != f->group && f->frame.bytes + callee->certain > f->certain) {
            f->certain = f->frame.bytes + callee->certain;
            f->next = g->edges[i].at[k];
        }
    }
    vec_each(const struct frame_call *, c, &f->frame.calls) {
        uint32_t to = graph_callee(g, f, c);
        const struct function *callee = to == NOBODY ? NULL : &g->functions[to];

        if (!callee || callee->group == f->group)
            continue;
        if (c->depth + callee->bytes > f->bytes)
            f->bytes = c->depth + callee->bytes;
        if (c->address && c->depth + callee->certain > f->certain) {
            f->certain = c->depth + callee->certain;
            f->next = to;
        }
    }
}

/* Once around, and then the deepest of what they call. */
static void add_up_knot(void *context, const uint32_t *members, uint32_t count)
{
    struct graph *g = context;
    uint64_t around = 0, bytes = 0, certain = 0;
    bool cyclic = count > 1;

    for (uint32_t k = 0; k < count; k++)
        g->functions[members[k]].group = members[0];
    vec_each(const uint32_t *, to, &g->edges[members[0]])
        cyclic |= *to == members[0];
    for (uint32_t k = 0; k < count; k++) {
        struct function *f = &g->functions[members[k]];

        add_up(g, members[k]);
        f->cyclic = cyclic;
        around += f->frame.bytes;
        bytes = f->bytes > bytes ? f->bytes : bytes;
        certain = f->certain > certain ? f->certain : certain;
    }
    for (uint32_t k = 0; cyclic && k < count; k++) {
        struct function *f = &g->functions[members[k]];

        f->bytes = around + bytes - f->frame.bytes;
        f->certain = f->frame.bytes > certain ? f->frame.bytes : certain;
    }
}

void graph_add_up(struct graph *g)
{
    uint32_t nodes = g->count + SETS, *first, *to, count = 0;

    first = arena_alloc((nodes + 1) * sizeof *first);
    for (uint32_t i = 0; i < nodes; i++) {
        first[i] = count;
        count += (uint32_t)g->edges[i].count;
        g->functions[i].group = NOBODY;
    }
    first[nodes] = count;
    to = arena_alloc((count + 1) * sizeof *to);
    for (uint32_t i = 0; i < nodes; i++)
        if (g->edges[i].count)
            memcpy(to + first[i], g->edges[i].at, g->edges[i].count * sizeof *to);
    knots_find(&(struct links){nodes, first, to}, add_up_knot, g);
}
