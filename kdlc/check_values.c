/* Rules about the types of attributes and of what they are set to. */
#include "check.h"
#include "source.h"
#include "suggest.h"

static const struct range { const char *type; int64_t low, high; } ranges[] = {
    {"int", INT32_MIN, INT32_MAX}, {"unsigned int", 0, UINT32_MAX},
    {"int8_t", INT8_MIN, INT8_MAX}, {"uint8_t", 0, UINT8_MAX},
    {"int16_t", INT16_MIN, INT16_MAX}, {"uint16_t", 0, UINT16_MAX},
    {"int32_t", INT32_MIN, INT32_MAX}, {"uint32_t", 0, UINT32_MAX},
    {"int64_t", INT64_MIN, INT64_MAX}, {"uint64_t", INT64_MIN, INT64_MAX},
    {"size_t", INT64_MIN, INT64_MAX}, {"bool", 0, 1},
    {"unsigned char", 0, UINT8_MAX}, {"signed char", INT8_MIN, INT8_MAX},
    {"char", INT8_MIN, UINT8_MAX}, {"short", INT16_MIN, INT16_MAX}, {"long", INT64_MIN, INT64_MAX},
};

static void mistyped(const struct value *value, const struct attribute *attribute,
                     const char *wanted)
{
    struct diag *d = diag(value->span, DIAG_attribute_type, "'%s' is %s, expected %s",
                          attribute->name, value_word(value), wanted);

    diag_note(d, attribute->span, "declared here");
    if (value->kind == VALUE_STRING && is_number(value))
        diag_help(d, "a number stands without quotes: %s", value->s);
}

static void check_range(const struct value *value, const struct attribute *attribute,
                        const struct range *range)
{
    if (value->kind != VALUE_INT && value->kind != VALUE_BOOL)
        mistyped(value, attribute, arena_printf("a number of type '%s'", range->type));
    else if (value->i < range->low || value->i > range->high)
        diag_note(diag(value->span, DIAG_attribute_range, "%lld does not fit in '%s'",
                       (long long)value->i, range->type), attribute->span, "declared here");
}

static void check_scalar(const struct value *value, const struct attribute *attribute)
{
    const char *type = attribute->c_type;

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (strcmp(type, ranges[i].type) == 0) {
            check_range(value, attribute, &ranges[i]);
            return;
        }
    if (strcmp(type, "const char *") == 0 && value->kind != VALUE_STRING)
        mistyped(value, attribute, "a string");
    if ((strcmp(type, "float") == 0 || strcmp(type, "double") == 0)
        && value->kind != VALUE_FLOAT && value->kind != VALUE_INT)
        mistyped(value, attribute, "a number");
}

static void check_value(const struct value *value, const struct attribute *attribute, bool array);

/* what C has in a field that no initializer names */
static const char *left_out(const struct attribute *field)
{
    if (field->array)
        return "empty";
    if (field->structure)
        return "0 in all its fields";
    return field->c_type && strcmp(field->c_type, "const char *") == 0 ? "NULL" : "0";
}

/*
 * Of a dictionary as written, and not of a node of the device tree. Defaults are filled in: a field
 * that is not there has no value.
 */
static void check_fields(const struct value *value, const struct attribute *attribute)
{
    if (*source_text(value->span.lo) != '{')
        return;
    vec_each(const struct attribute *, f, &attribute->structure->fields) {
        struct diag *d;

        if (value_at(value, f->name))
            continue;
        d = diag(value->span, DIAG_missing_field, "'%s' gives no value to the field '%s' of its "
                 "struct: it is %s", attribute->name, f->name, left_out(f));
        diag_note(d, f->span, "declared here, without a default");
        diag_help(d, "CAmkES refuses such a setting");
    }
}

static void check_structure(const struct value *value, const struct attribute *attribute)
{
    const struct structure *structure = attribute->structure;
    bool all_known = true;
    struct suggestion s;
    struct span key;
    struct diag *d;

    if (value->kind != VALUE_DICT) {
        mistyped(value, attribute, "a dictionary {\"field\": value}");
        return;
    }
    for (size_t i = 0; i < value->keys.count; i++) {
        const struct attribute *field = NULL;

        suggest_start(&s, value->keys.at[i]);
        vec_each(struct attribute *, f, &structure->fields) {
            if (f->name == value->keys.at[i])
                field = f;
            suggest_candidate(&s, f->name);
        }
        if (field) {
            check_value(value->items.at[i], field, field->array);
            continue;
        }
        all_known = false;
        key = value->items.at[i]->key;
        d = diag(key.lo ? key : value->items.at[i]->span, DIAG_attribute_type, "the struct of '%s' "
                 "has no field '%s'", attribute->name, value->keys.at[i]);
        suggest_finish(&s, d, NO_SPAN);
        if (key.lo && s.best && !s.second)
            diag_fix(d, key, arena_printf("\"%s\"", s.best));
    }
    if (all_known)                      /* else it may be the one that is meant */
        check_fields(value, attribute);
}

static void check_value(const struct value *value, const struct attribute *attribute, bool array)
{
    if (array && value->kind != VALUE_LIST)
        mistyped(value, attribute, "a list");
    else if (array)
        vec_each(struct value **, element, &value->items)
            check_value(*element, attribute, false);
    else if (attribute->structure)
        check_structure(value, attribute);
    else if (attribute->c_type)
        check_scalar(value, attribute);
}

void rule_attribute_types(struct model *model)
{
    vec_each(struct instance **, i, &model->instances)
        vec_each(struct attribute_value *, a, &(*i)->attributes)
            check_value(a->value, a->attribute, a->attribute->array);
}

/* Those that some instance has are looked at there. */
void rule_default_types(struct model *model)
{
    vec_each(struct component **, c, &model->components)
        vec_each(struct attribute *, a, &(*c)->attributes)
            if (a->fallback)
                check_value(a->fallback, a, a->array);
}
