/* C text for values and types, and what the data of types and of instances have in common. */
#include "emit_m4_parts.h"

const char *value_text(const struct value *value)
{
    struct strbuf b = {0};

    switch (value->kind) {
    case VALUE_INT:
        return arena_printf("%lld", (long long)value->i);
    case VALUE_BOOL:
        return value->i ? "true" : "false";
    case VALUE_FLOAT:
        return arena_printf("%.17g", value->f);
    case VALUE_STRING:
        return c_string(value->s);
    case VALUE_LIST:
    case VALUE_DICT:
        break;
    }
    for (size_t i = 0; i < value->items.count; i++) {
        strbuf_add(&b, i ? ", " : "");
        if (value->kind == VALUE_DICT)
            strbuf_printf(&b, ".%s = ", value->keys.at[i]);
        strbuf_add(&b, value_text(value->items.at[i]));
    }
    return arena_printf("{%s}", b.text ? b.text : "");
}

const char *attribute_type(const struct component *component, const struct attribute *a)
{
    const char *type = a->c_type;

    if (!type)
        return arena_printf("struct %s_%s", component->name, a->name);
    return strncmp(type, "const ", 6) == 0 ? type + 6 : type;
}

const char *dataport_type(const struct interface *interface)
{
    return strcmp(interface->type_name, "Buf") == 0 ? "void" : interface->type_name;
}

void emit_syncs(struct m4_data *data, const struct component *component,
                       struct instance *instance)
{
    m4_list_begin(data, "mutex");
    vec_each(const struct sync *, s, &component->syncs)
        if (s->kind == SYNC_MUTEX)
            m4_rows(data, s->name);
    m4_list_end(data);
    m4_list_begin(data, "semaphore");
    vec_each(const struct sync *, s, &component->syncs) {
        struct value *v = instance ? instance_value(instance, intern_printf("%s_value", s->name))
                                   : NULL;
        bool binary = s->kind == SYNC_BINARY_SEMAPHORE;
        uint64_t number = !binary;

        if (s->kind == SYNC_MUTEX)
            continue;
        if (v)
            (void)value_number(v, &number);
        m4_rows(data, s->name, c_number(number), binary ? "1" : "0");
    }
    m4_list_end(data);
}
