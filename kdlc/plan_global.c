/*
 * Notifications that interfaces of one instance share. Where a connector has the attribute
 * `from_global_endpoint` or `to_global_endpoint`, its ends on that side do not wait for a
 * notification each but for the instance's one, so that one thread hears of them all and tells
 * them apart by their badges. `<interface>_global_endpoint` names another one to share. Where the
 * attribute is false, because a thread of the connection waits there, an end shares only what it
 * names, or if the connection comes from its own instance: then it is there to hear of the others.
 */
#include "../kernel/abi/bootinfo.h"
#include "plan_device.h"

static const struct value *attribute_of(const struct connector *connector, const char *name)
{
    vec_each(const struct attribute *, a, &connector->attributes)
        if (strcmp(a->name, name) == 0)
            return a->fallback && a->fallback->kind == VALUE_BOOL ? a->fallback : NULL;
    return NULL;
}

/* the end that waits for number `which` of the object; or NULL */
static struct end *waiting_end(const struct connection *c, const struct connector_object *o,
                               size_t which, bool to)
{
    struct end *const *ends = to ? c->to.at : c->from.at;

    if (o->per == (to ? PER_TO : PER_FROM))
        return ends[which];
    return o->per == PER_CONNECTION && (to ? c->to.count : c->from.count) == 1 ? ends[0] : NULL;
}

static bool leads_back(const struct connection *c, const struct end *end)
{
    struct end *const *others = end->to_side ? c->from.at : c->to.at;

    for (size_t i = 0; i < (end->to_side ? c->from.count : c->to.count); i++)
        if (others[i]->instance == end->instance)
            return true;
    return false;
}

/* the end that waits for number `which` of the object, if it shares what it waits for */
static struct end *sharing_end(const struct connection *c, const struct connector_object *o,
                               size_t which)
{
    for (int to = 1; to >= 0; to--) {
        const struct value *shares = attribute_of(c->connector, to ? "to_global_endpoint"
                                                                   : "from_global_endpoint");
        struct end *end = shares ? waiting_end(c, o, which, to) : NULL;

        if (end && (shares->i || leads_back(c, end)
                    || interface_value(end->instance, end->interface, "global_endpoint")))
            return end;
    }
    return NULL;
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
