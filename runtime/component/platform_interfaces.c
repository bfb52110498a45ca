/* What the drivers of one component offer each other; see camkes/interface_registration.h. */
#include <camkes/interface_registration.h>
#include <stdlib.h>

#include "kdl/sync.h"

struct offer {
    struct offer *next;
    ps_interface_type_t type;
    void *instance;
    char **properties;
};

static struct kdl_mutex guard;
static struct offer *offers;            /* in the order in which they were made */

static int add(void *cookie, ps_interface_type_t type, void *instance, char **properties)
{
    struct offer *offer = malloc(sizeof *offer), **last;

    (void)cookie;
    if (!instance || !offer) {
        free(offer);
        return instance ? -ENOMEM : -EINVAL;
    }
    *offer = (struct offer){NULL, type, instance, properties};
    kdl_mutex_lock(&guard);
    for (last = &offers; *last; last = &(*last)->next)
        continue;
    *last = offer;
    kdl_mutex_unlock(&guard);
    return 0;
}

static int withdraw(void *cookie, ps_interface_type_t type, void *instance)
{
    struct offer **at, *gone;

    (void)cookie;
    kdl_mutex_lock(&guard);
    for (at = &offers; *at && ((*at)->type != type || (*at)->instance != instance); )
        at = &(*at)->next;
    gone = *at;
    if (gone)
        *at = gone->next;
    kdl_mutex_unlock(&guard);
    free(gone);
    return 0;
}

/* The handler may ask for more of them, but offers are not withdrawn while somebody looks. */
static int find(void *cookie, ps_interface_type_t type, ps_interface_search_handler_fn_t handler,
                void *data)
{
    int result = -ENOENT;

    (void)cookie;
    if (!handler)
        return -EINVAL;
    for (const struct offer *o = offers; o; o = o->next) {
        if (o->type != type)
            continue;
        result = handler(data, o->instance, o->properties);
        if (result <= PS_INTERFACE_FOUND_MATCH)
            return result;
        result = -ENOENT;
    }
    return result;
}

int camkes_interface_registration_ops(ps_interface_registration_ops_t *ops,
                                      ps_malloc_ops_t *malloc_ops)
{
    (void)malloc_ops;
    if (!ops)
        return -EINVAL;
    ops->cookie = &guard;               /* one by one: no table of these in programs without it */
    ops->interface_register_fn = add;
    ops->interface_unregister_fn = withdraw;
    ops->interface_find_fn = find;
    return 0;
}
