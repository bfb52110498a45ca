/* Data of component/component.h.m4: what a component type declares. */
#include "emit_m4_methods.h"
#include "emit_m4_parts.h"
#include "source.h"

/*
 * What the C compiler says about what comes next, it says of that place of the description; only
 * before what a header or the user's types may make wrong, so that other lines can move.
 */
static const char *line_of(struct span span)
{
    struct position p = source_position(span.lo);

    return p.source ? arena_printf("#line %u %s\n", p.line, c_string(p.source->path)) : "";
}

static void add_include(struct includes *list, const struct include *include)
{
    vec_each(const struct include *, known, list)
        if (known->text == include->text)
            return;
    *vec_push(list) = *include;
}

static void emit_includes(struct m4_data *data, const struct component *component)
{
    struct includes includes = {0};

    vec_each(const struct include *, include, &component->includes)
        add_include(&includes, include);
    vec_each(struct interface *const *, i, &component->interfaces)
        if ((*i)->procedure)
            vec_each(const struct include *, include, &(*i)->procedure->includes)
                add_include(&includes, include);
    m4_list_begin(data, "include");
    vec_each(const struct include *, include, &includes)
        m4_rows(data, include->text, line_of(include->span));
    m4_list_end(data);
}

/* a type that is not ours */
static bool has_c_type(const struct method *method)
{
    vec_each(const struct parameter *, p, &method->parameters)
        if (p->type.kind == TYPE_OPAQUE)
            return true;
    return method->result && method->result->kind == TYPE_OPAQUE;
}

/* innermost structs first; each once */
static void emit_structure(struct m4_data *data, const struct structure *structure,
                           const char *name, struct names *done)
{
    struct strbuf fields = {0};

    vec_each(const struct attribute *, field, &structure->fields) {
        const char *type = field->c_type;

        if (!type)
            type = arena_printf("struct %s_%s", name, field->name);
        if (field->structure)
            emit_structure(data, field->structure, intern(type + strlen("struct ")), done);
        strbuf_printf(&fields, " %s %s", type, field->name);
        strbuf_add(&fields, field->array ? arena_printf("[%zu];", field->length) : ";");
    }
    vec_each(const char **, known, done)
        if (*known == name)
            return;
    *vec_push(done) = name;
    m4_rows(data, name, fields.text ? fields.text : "");
}

static void emit_structures(struct m4_data *data, const struct component *component)
{
    struct names done = {0};

    m4_list_begin(data, "struct");
    vec_each(const struct attribute *, a, &component->attributes)
        if (a->structure)
            emit_structure(data, a->structure,
                           intern(attribute_type(component, a) + strlen("struct ")), &done);
    vec_each(struct interface *const *, i, &component->interfaces)
        if ((*i)->procedure)
            vec_each(struct structure *const *, s, &(*i)->procedure->structures)
                emit_structure(data, *s, (*s)->name, &done);
    m4_list_end(data);
}

static void emit_type_methods(struct m4_data *data, const struct component *component)
{
    m4_list_begin(data, "method");
    vec_each(struct interface *const *, i, &component->interfaces)
        if ((*i)->procedure)
            vec_each(const struct method *, m, &(*i)->procedure->methods)
                m4_rows(data, (*i)->name, m->name, method_result(m), method_formals(m),
                        (*i)->maybe && (*i)->kind == IF_USES ? " __attribute__((weak))" : "",
                        has_c_type(m) ? line_of(m->span) : "");
    m4_list_end(data);
}

/* one list for each kind of interface: name, C type, weak */
static void emit_type_interfaces(struct m4_data *data, const struct component *component)
{
    static const char *const list[] = {
        [IF_PROVIDES] = "provides", [IF_USES] = "uses", [IF_EMITS] = "emits",
        [IF_CONSUMES] = "consumes", [IF_DATAPORT] = "dataport",
    };

    for (enum interface_kind kind = IF_PROVIDES; kind <= IF_DATAPORT; kind++) {
        m4_list_begin(data, list[kind]);
        vec_each(struct interface *const *, i, &component->interfaces)
            if ((*i)->kind == kind)
                m4_rows(data, (*i)->name, kind == IF_DATAPORT ? dataport_type(*i) : "",
                        (*i)->maybe ? " __attribute__((weak))" : "",
                        strcmp((*i)->type_name ? (*i)->type_name : "", "DTBInterrupt") == 0
                            ? "" : "void",
                        kind == IF_DATAPORT && strcmp((*i)->type_name, "Buf") != 0
                            ? line_of((*i)->span) : "");
        m4_list_end(data);
    }
    m4_list_begin(data, "interface");
    vec_each(struct interface *const *, i, &component->interfaces)
        m4_rows(data, (*i)->name);
    m4_list_end(data);
}

/* "[n]", so that sizeof works; "[]" where there is no value */
static const char *array_suffix(const struct attribute *a)
{
    return !a->array ? "" : a->length ? arena_printf("[%zu]", a->length) : "[]";
}

/* the attributes with one value that is the same in all instances: name, value */
static void emit_constants(struct m4_data *data, const struct variant *variant)
{
    m4_list_begin(data, "constant");
    vec_each(const struct attribute *, a, &variant->component->attributes) {
        const char *same = NULL;

        vec_each(struct instance *const *, i, &variant->instances) {
            const struct value *value = attribute_value_of(*i, a);
            const char *text = value ? value_text(value) : "";

            same = !same || strcmp(same, text) == 0 ? text : "";
        }
        if (same && *same)
            m4_rows(data, a->name, same);
    }
    m4_list_end(data);
}

void emit_type(struct m4_data *data, const struct variant *variant)
{
    const struct component *component = variant->component;

    measure(variant->instances.at[0]);
    m4_scalar(data, "type", component->name);
    emit_includes(data, component);
    emit_structures(data, component);
    m4_list_begin(data, "attribute");
    vec_each(const struct attribute *, a, &component->attributes)
        if (a->given)
            m4_rows(data, attribute_type(component, a), a->name, array_suffix(a));
    m4_list_end(data);
    emit_constants(data, variant);
    emit_type_methods(data, component);
    emit_type_interfaces(data, component);
    emit_syncs(data, component, NULL);
}
