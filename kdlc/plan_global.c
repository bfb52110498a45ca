/*
 * Notifications that interfaces of one instance share. Where a connector has the attribute
 * `from_global_endpoint` or `to_global_endpoint`, its ends on that side do not wait for a
 * notification each but for the instance's one, so that one thread hears of them all and tells
 * them apart by their badges. `<interface>_global_endpoint` names another one to share.
 */
#include "../kernel/abi/bootinfo.h"
#include "plan_device.h"

static bool has(const struct connector *connector, const char *name)
{
    vec_each(const struct attribute *, a, &connector->attributes)
        if (strcmp(a->name, name) == 0)
            return a->fallback && a->fallback->kind == VALUE_BOOL && a->fallback->i;
    return false;
}

/* the end that waits for number `which` of the object, if it shares what it waits for */
static struct end *sharing_end(const struct connection *c, const struct connector_object *o,
                               size_t which)
{
    bool from = has(c->connector, "from_global_endpoint");
    bool to = has(c->connector, "to_global_endpoint");

    switch (o->per) {
    case PER_FROM:
        return from ? c->from.at[which] : NULL;
    case PER_TO:
        return to ? c->to.at[which] : NULL;
    case PER_CONNECTION:
        break;
    }
    if (to && c->to.count == 1)
        return c->to.at[0];
    return from && c->from.count == 1 ? c->from.at[0] : NULL;
}

/* CAmkES has the names `<instance>_global_endpoint` for what there is without any */
static const char *shared_name(const struct end *end)
{
    const char *usual = intern_printf("%s_global_endpoint", end->instance->name);
    struct value *name = interface_value(end->instance, end->interface, "global_endpoint");

    if (!name)
        return usual;
    if (name->kind == VALUE_STRING)
        return name->s;
    diag(name->span, DIAG_setting_range, "global_endpoint must be a string, the same for all "
         "interfaces of '%s' that share a notification", end->instance->name);
    return usual;
}

static uint64_t chosen(const struct end *end)
{
    struct value *value = interface_value(end->instance, end->interface, "badge");

    return plan_checked(value, "badge", (struct plan_limits){0, 1, UINT64_MAX});
}

bool global_notification(struct plan *plan, struct map *shared, const struct connection *c,
                         const struct connector_object *o, size_t which, struct made *made)
{
    const struct end *end = sharing_end(c, o, which);
    const char *name, *key;

    if (!end)
        return false;
    name = shared_name(end);
    key = intern_printf("%zu/%s", end->instance->index, name);
    made->object = map_find(shared, key);
    if (!made->object) {
        made->object = plan_add_object(plan, OBJECT_NOTIFICATION, 6, end->instance,
                                       intern_printf("%s.%s", end->instance->name, name));
        map_add(shared, key, made->object);
    }
    made->badge = chosen(end);
    return true;
}
