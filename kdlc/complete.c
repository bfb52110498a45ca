/*
 * Values of structs, once every instance has its own: fields that are left out get their defaults,
 * lists are measured, so that the C type holds all values of one instance.
 */
#include <ctype.h>

#include "eval_dtb.h"
#include "instantiate.h"

static void complete_struct(const struct structure *structure, struct value *value);

static void complete_field(struct attribute *field, struct value *value)
{
    if (field->array && value->kind == VALUE_LIST && value->items.count > field->length)
        field->length = value->items.count;
    if (!field->structure)
        return;
    if (!field->array)
        complete_struct(field->structure, value);
    else if (value->kind == VALUE_LIST)
        vec_each(struct value **, v, &value->items)
            complete_struct(field->structure, *v);
}

static const char *as_identifier(const char *name)
{
    char *text = arena_strndup(name, strlen(name));

    for (char *p = text; *p; p++)
        if (!isalnum((unsigned char)*p))
            *p = '_';
    return text;
}

/* A node of the device tree has more properties than a struct for it: "fsl,pins" is fsl_pins. */
static void keep_fields(const struct structure *structure, struct value *node)
{
    struct value kept = {0};

    vec_each(struct attribute *, field, &structure->fields)
        for (size_t i = 0; i < node->keys.count; i++)
            if (strcmp(as_identifier(node->keys.at[i]), field->name) == 0) {
                *vec_push(&kept.keys) = field->name;
                *vec_push(&kept.items) = node->items.at[i];
                break;
            }
    node->keys.at = kept.keys.at;
    node->keys.count = kept.keys.count;
    node->items.at = kept.items.at;
    node->items.count = kept.items.count;
}

/* Values are as deep as their structs, which do not contain themselves. */
static void complete_struct(const struct structure *structure, struct value *value)
{
    if (value->kind != VALUE_DICT)
        return;
    if (value_at(value, NODE_WINDOWS))
        keep_fields(structure, value);
    vec_each(struct attribute *, field, &structure->fields) {
        struct value *have = value_at(value, field->name);

        if (!have && field->fallback) {
            have = field->fallback;
            *vec_push(&value->keys) = field->name;
            *vec_push(&value->items) = have;
        }
        if (have)
            complete_field(field, have);
    }
}

static void forget_lengths(struct attribute *attribute)
{
    attribute->length = 0;
    if (attribute->structure)
        vec_each(struct attribute *, field, &attribute->structure->fields)
            forget_lengths(field);
}

void measure(const struct instance *instance)
{
    vec_each(struct attribute *, a, &instance->component->attributes)
        forget_lengths(a);
    vec_each(const struct attribute_value *, a, &instance->attributes)
        if (a->value)
            complete_field(a->attribute, a->value);
}

void complete_values(struct model *model)
{
    vec_each(struct instance **, i, &model->instances)
        vec_each(struct attribute_value *, a, &(*i)->attributes)
            if (a->value)
                complete_field(a->attribute, a->value);
}
