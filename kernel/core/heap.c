#include "core/heap.h"
#include <stddef.h>

static uint64_t rank_of(const struct heap_node *node)
{
    return node ? node->rank : 0;
}

/* Put the longer way to the left. False: rank and order were right before. */
static bool repair(struct heap_node *node)
{
    bool swap = rank_of(node->left) < rank_of(node->right);
    if (swap) {
        struct heap_node *left = node->left;
        node->left = node->right;
        node->right = left;
    }
    uint64_t rank = rank_of(node->right) + 1, before = node->rank;
    node->rank = rank;
    return swap || rank != before;
}

/* Both heaps as one, whose top has no parent. Of equal keys those of `a` stay above. */
static struct heap_node *merge(struct heap_node *a, struct heap_node *b)
{
    struct heap_node *top = NULL, *last = NULL, **link = &top;
    while (a && b) {
        if (b->key < a->key) {
            struct heap_node *other = a;
            a = b;
            b = other;
        }
        *link = a;
        a->parent = last;
        last = a;
        link = &a->right;
        a = a->right;
    }
    *link = a ? a : b;
    if (*link)
        (*link)->parent = last;
    for (; last; last = last->parent)
        repair(last);
    return top;
}

void heap_insert(struct heap *heap, struct heap_node *node, uint64_t key)
{
    *node = (struct heap_node){.key = key, .rank = 1};
    heap->top = merge(heap->top, node);
}

void heap_remove(struct heap *heap, struct heap_node *node)
{
    struct heap_node *parent = node->parent, *rest = merge(node->left, node->right);
    if (rest)
        rest->parent = parent;
    if (!parent)
        heap->top = rest;
    else if (parent->left == node)
        parent->left = rest;
    else
        parent->right = rest;
    while (parent && repair(parent))
        parent = parent->parent;
    *node = (struct heap_node){.rank = 0};
}

struct heap_node *heap_next(const struct heap_node *node)
{
    if (node->left)
        return node->left;
    if (node->right)
        return node->right;
    while (node->parent && (node == node->parent->right || !node->parent->right))
        node = node->parent;
    return node->parent ? node->parent->right : NULL;
}

static bool check_node(const struct heap_node *node)
{
    const struct heap_node *left = node->left, *right = node->right;
    return (!left || (left->parent == node && left->key >= node->key)) &&
           (!right || (right->parent == node && right->key >= node->key)) &&
           rank_of(left) >= rank_of(right) && node->rank == rank_of(right) + 1;
}

bool heap_check(const struct heap *heap)
{
    if (heap->top && heap->top->parent)
        return false;
    for (const struct heap_node *node = heap->top; node; node = heap_next(node))
        if (!check_node(node))
            return false;
    return true;
}
