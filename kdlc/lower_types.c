/* Types, procedures and attributes of the model, made of their declarations. */
#include "eval.h"
#include "unit.h"

/* ---- types ---- */

static const char *const integer_types[] = {
    "int", "unsigned int", "char", "signed char", "unsigned char", "bool", "uint8_t", "uint16_t",
    "uint32_t", "uint64_t", "int8_t", "int16_t", "int32_t", "int64_t", "size_t", "ssize_t",
    "uintptr_t", "intptr_t", "ptrdiff_t", "long", "short", "off_t", "seL4_Word", "seL4_CPtr",
};

static const struct { const char *kdl, *c; } type_names[] = {
    {"integer", "int"}, {"character", "char"}, {"boolean", "bool"}, {"string", "char *"},
};

static bool is_integer(const char *c_name)
{
    for (size_t i = 0; i < sizeof integer_types / sizeof *integer_types; i++)
        if (strcmp(integer_types[i], c_name) == 0)
            return true;
    return false;
}

static struct type type_of(const struct type_ref *ref)
{
    const char *name = ref->name;

    if (ref->is_struct)
        return (struct type){TYPE_OPAQUE, intern_printf("struct %s", name)};
    for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++)
        if (strcmp(type_names[i].kdl, name) == 0)
            name = intern(type_names[i].c);
    if (strcmp(name, "char *") == 0)
        return (struct type){TYPE_STRING, name};
    if (strcmp(name, "float") == 0 || strcmp(name, "double") == 0)
        return (struct type){TYPE_FLOAT, name};
    return (struct type){is_integer(name) ? TYPE_INTEGER : TYPE_OPAQUE, name};
}

/* ---- attributes ---- */

static struct structure *lower_structure(const struct nodes *fields, const char *name);

/* the declaration's, which is made once */
static struct structure *declared_structure(const struct node *node)
{
    struct node *declaration = node->target;

    if (!declaration)
        return NULL;
    if (!declaration->meaning && declaration->mark != 0) {
        diag(node->type.span, DIAG_recursive_struct, "struct '%s' contains itself",
             declaration->name.text);
    } else if (!declaration->meaning) {
        declaration->mark = 1;
        declaration->meaning = lower_structure(&declaration->items, declaration->name.text);
    }
    return declaration->meaning;
}

struct attribute lower_attribute(const struct node *node)
{
    struct attribute a = {.name = node->name.text, .array = node->array,
                          .span = node->name.span, .type_span = node->type.span};

    a.structure = node->type.fields ? lower_structure(node->type.fields, NULL)
                                    : declared_structure(node);
    if (a.structure)
        a.c_type = a.structure->name ? intern_printf("struct %s", a.structure->name) : NULL;
    else if (node->type.name)
        a.c_type = type_of(&node->type).kind == TYPE_STRING ? intern("const char *")
                 : type_of(&node->type).c_name;
    if (node->value)
        a.fallback = eval(node->value);
    return a;
}

static struct structure *lower_structure(const struct nodes *fields, const char *name)
{
    struct structure *structure = arena_alloc(sizeof *structure);

    structure->name = name;
    vec_each(struct node **, n, fields) {
        struct attribute field;

        if ((*n)->refused)
            continue;
        field = lower_attribute(*n);

        *vec_push(&structure->fields) = field;
    }
    return structure;
}

/* ---- procedures ---- */

struct include lower_include(const struct node *include)
{
    return (struct include){intern_printf(include->angle ? "<%s>" : "\"%s\"", include->text),
                            include->span};
}

static enum direction direction_of(const struct node *parameter)
{
    switch ((int)parameter->detail) {
    case DETAIL_OUT: return DIR_OUT;
    case DETAIL_INOUT: return DIR_INOUT;
    case DETAIL_REFIN: return DIR_REFIN;
    }
    return DIR_IN;
}

/* Is every byte of it worth something in another address space? */
static bool can_travel(const struct structure *structure)
{
    vec_each(const struct attribute *, field, &structure->fields)
        if (field->array || (field->c_type && strchr(field->c_type, '*'))
            || (field->structure && !can_travel(field->structure)))
            return false;
    return true;
}

/*
 * A struct that the description has gets a C type: one written in place is called `name`. What it
 * does not have is C, from an include.
 */
static struct type travelling_type(const struct node *node, struct procedure *procedure,
                                   const char *name)
{
    struct structure *structure = node->type.fields ? lower_structure(node->type.fields, name)
                                                    : declared_structure(node);

    if (!structure)
        return type_of(&node->type);
    if (!can_travel(structure))
        diag(node->type.span, DIAG_unsupported, "strings and arrays cannot travel inside a struct: "
             "make them parameters");
    *vec_push(&procedure->structures) = structure;
    return (struct type){TYPE_OPAQUE, intern_printf("struct %s", structure->name)};
}

static void lower_method(const struct node *node, struct procedure *procedure)
{
    struct method *method = vec_push(&procedure->methods);
    const char *prefix = intern_printf("%s_%s", procedure->name ? procedure->name : "procedure",
                                       node->name.text);

    *method = (struct method){.name = node->name.text, .span = node->name.span};
    if (node->type.fields || node->type.name) {
        method->result = arena_alloc(sizeof *method->result);
        *method->result = travelling_type(node, procedure, intern_printf("%s_result", prefix));
    }
    vec_each(struct node **, p, &node->items) {
        struct parameter parameter = {
            .name = (*p)->name.text, .direction = direction_of(*p), .array = (*p)->array,
            .span = (*p)->name.span};

        if ((*p)->refused)
            continue;
        parameter.type = travelling_type(*p, procedure,
                                         intern_printf("%s_%s", prefix, (*p)->name.text));
        *vec_push(&method->parameters) = parameter;
    }
}

struct procedure *lower_procedure(struct node *node)
{
    struct procedure *procedure = node->meaning;

    if (procedure)
        return procedure;
    node->meaning = procedure = arena_alloc(sizeof *procedure);
    procedure->name = node->name.text;
    procedure->span = node->name.span;
    procedure->directory = node->source ? node->source->directory : intern(".");
    vec_each(struct node **, n, &node->items) {
        if ((*n)->kind == NODE_METHOD && !(*n)->refused)
            lower_method(*n, procedure);
        else if ((*n)->kind == NODE_INCLUDE)
            *vec_push(&procedure->includes) = lower_include(*n);
    }
    return procedure;
}
