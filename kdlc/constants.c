/*
 * Expressions of all declarations, those that no instance uses among them: what cannot be computed
 * is a mistake wherever it stands. What depends on the device tree is left to who uses it.
 */
#include "eval.h"
#include "unit.h"

static bool asks_tree(const struct expr *e)
{
    if (!e)
        return false;
    if (e->kind == EXPR_QUERY || e->kind == EXPR_ERROR)
        return true;
    vec_each(struct expr *const *, item, &e->items)
        if (asks_tree(*item))
            return true;
    vec_each(struct expr *const *, key, &e->keys)
        if (asks_tree(*key))
            return true;
    return asks_tree(e->a) || asks_tree(e->b) || asks_tree(e->c);
}

static bool is_computed(const struct expr *e)
{
    if (e->kind == EXPR_UNARY || e->kind == EXPR_BINARY || e->kind == EXPR_CONDITION
        || e->kind == EXPR_INDEX || e->kind == EXPR_DICT)
        return true;
    vec_each(struct expr *const *, item, &e->items)
        if (is_computed(*item))
            return true;
    return false;
}

static void compute(const struct nodes *nodes)
{
    vec_each(struct node *const *, n, nodes) {
        const struct node *node = *n;

        if (node->value && is_computed(node->value) && !asks_tree(node->value))
            (void)eval(node->value);
        compute(&node->items);
        if (node->type.fields)
            compute(node->type.fields);
        if (node->body)
            compute(&node->body->items);
    }
}

void check_constants(const struct unit *unit)
{
    struct nodes mine = unit->declarations;

    mine.count = unit->prelude_start;
    compute(&mine);
}
