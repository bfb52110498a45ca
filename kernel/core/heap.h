/*
 * A heap of nodes that lie in other structures: the smallest key is on top, and inserting or
 * removing any node takes at most about 2 log2(n) steps. Pure.
 *
 * Leftist: rank is the length of the way down along right children until there is none;
 * rank(left) >= rank(right) everywhere, so that way is never longer than log2(n + 1). A child's
 * key is not below its parent's. A node outside every heap has all links NULL.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

struct heap_node {
    struct heap_node *parent, *left, *right;
    uint64_t key, rank;
};
struct heap { struct heap_node *top; };

void heap_insert(struct heap *heap, struct heap_node *node, uint64_t key);
void heap_remove(struct heap *heap, struct heap_node *node);    /* node is in the heap */

/* For walks over all: depth first from heap->top, NULL behind the last. */
struct heap_node *heap_next(const struct heap_node *node);
bool heap_check(const struct heap *heap);       /* do the invariants hold? */
