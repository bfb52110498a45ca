/* Looking up settings of the model. */
#include "model.h"

struct value *setting_find(struct settings *settings, const char *name)
{
    name = intern(name);
    vec_each(struct setting *, setting, settings)
        if (setting->name == name) {
            setting->used = true;
            return setting->value;
        }
    return NULL;
}

struct value *attribute_value_of(const struct instance *instance, const struct attribute *a)
{
    vec_each(const struct attribute_value *, v, &instance->attributes)
        if (v->attribute == a)
            return v->value;
    return NULL;
}

struct value *instance_value(struct instance *instance, const char *name)
{
    struct value *value = setting_find(&instance->settings, name);

    if (value)
        return value;
    name = intern(name);
    vec_each(struct attribute_value *, a, &instance->attributes)
        if (a->attribute->name == name)
            return a->value;
    return NULL;
}

struct value *interface_value(struct instance *instance, const struct interface *interface,
                              const char *name)
{
    return instance_value(instance, intern_printf("%s_%s", interface->name, name));
}

struct value *value_at(const struct value *dict, const char *key)
{
    for (size_t i = 0; i < dict->keys.count; i++)
        if (strcmp(dict->keys.at[i], key) == 0)
            return dict->items.at[i];
    return NULL;
}
