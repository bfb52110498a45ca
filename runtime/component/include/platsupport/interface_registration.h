/* How the drivers of one program find each other. Errors are those of errno.h, below 0. */
#pragma once
#include <errno.h>
#include <platsupport/interface_types.h>

#define PS_INTERFACE_FOUND_MATCH 0
#define PS_INTERFACE_NO_MATCH 1

/* properties: ended by NULL, or NULL */
typedef int (*ps_interface_search_handler_fn_t)(void *data, void *instance, char **properties);
typedef int (*ps_interface_register_fn_t)(void *cookie, ps_interface_type_t type, void *instance,
                                          char **properties);
typedef int (*ps_interface_unregister_fn_t)(void *cookie, ps_interface_type_t type,
                                            void *instance);
typedef int (*ps_interface_find_fn_t)(void *cookie, ps_interface_type_t type,
                                      ps_interface_search_handler_fn_t handler, void *data);

typedef struct ps_interface_registration_ops {
    void *cookie;
    ps_interface_register_fn_t interface_register_fn;
    ps_interface_unregister_fn_t interface_unregister_fn;
    ps_interface_find_fn_t interface_find_fn;
} ps_interface_registration_ops_t;

static inline int ps_interface_register(ps_interface_registration_ops_t *ops,
                                        ps_interface_type_t type, void *instance,
                                        char **properties)
{
    if (!ops || !ops->cookie)
        return -EINVAL;
    return ops->interface_register_fn(ops->cookie, type, instance, properties);
}

static inline int ps_interface_unregister(ps_interface_registration_ops_t *ops,
                                          ps_interface_type_t type, void *instance)
{
    if (!ops || !ops->cookie)
        return -EINVAL;
    return ops->interface_unregister_fn(ops->cookie, type, instance);
}

/* the handler is asked for each that is registered, until it says FOUND_MATCH or an error */
static inline int ps_interface_find(ps_interface_registration_ops_t *ops, ps_interface_type_t type,
                                    ps_interface_search_handler_fn_t handler, void *data)
{
    if (!ops || !ops->cookie)
        return -EINVAL;
    return ops->interface_find_fn(ops->cookie, type, handler, data);
}
