/* Knots of a graph: sets of nodes, as large as they can be, that can all reach each other. */
#pragma once
#include <stdint.h>

/* node n leads to to[first[n]] .. to[first[n + 1] - 1] */
struct links { uint32_t nodes; const uint32_t *first, *to; };

/* Told of every knot once, when those that it leads to have all been told of. */
typedef void knot_found(void *context, const uint32_t *members, uint32_t count);
void knots_find(const struct links *links, knot_found *found, void *context);
