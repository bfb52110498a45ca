#include "value.h"

struct value *value_new(enum value_kind kind, struct span span)
{
    struct value *v = arena_alloc(sizeof *v);

    v->kind = kind;
    v->span = span;
    return v;
}

struct value *value_integer(int64_t i, struct span span)
{
    struct value *v = value_new(VALUE_INT, span);

    v->i = i;
    return v;
}

struct value *value_real(double f, struct span span)
{
    struct value *v = value_new(VALUE_FLOAT, span);

    v->f = f;
    return v;
}

struct value *value_boolean(bool b, struct span span)
{
    struct value *v = value_new(VALUE_BOOL, span);

    v->i = b;
    return v;
}

struct value *value_string(const char *s, struct span span)
{
    struct value *v = value_new(VALUE_STRING, span);

    v->s = s;
    return v;
}

void value_put(struct value *dict, const char *key, struct value *value)
{
    *vec_push(&dict->keys) = intern(key);
    *vec_push(&dict->items) = value;
}

struct value *value_at_place(const struct value *value, struct span span)
{
    struct value *copy = arena_alloc(sizeof *copy);

    *copy = *value;
    copy->span = span;
    memset(&copy->items, 0, sizeof copy->items);
    vec_each(struct value *const *, item, &value->items)
        *vec_push(&copy->items) = value_at_place(*item, span);
    return copy;
}
