/* Kernel objects to hand out; see camkes/allocator.h. */
#include <camkes/allocator.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

#include "kdl/instance.h"
#include "kdl/sync.h"

#define ALL_RIGHTS 0xf                  /* as attributes */

struct object {
    struct object *next;
    seL4_ObjectType type;
    seL4_CPtr capability;
    size_t size;
    unsigned attributes;
    bool used;
};

static struct kdl_mutex guard;
static struct object *objects;          /* in the order in which they were provided */
static bool filled;

/* under the guard */
static int add(seL4_ObjectType type, seL4_CPtr capability, size_t size, unsigned attributes)
{
    struct object **last = &objects, *object = malloc(sizeof *object);

    if (!object)
        return ENOMEM;
    while (*last)
        last = &(*last)->next;
    *object = (struct object){NULL, type, capability, size, attributes, false};
    *last = object;
    return 0;
}

/* what the description gives comes first */
static void fill(void)
{
    filled = true;
    for (const struct kdl_pooled *p = kdl_pooled; p->slot; p++)
        if (add((seL4_ObjectType)p->type, p->slot, p->size, ALL_RIGHTS) != 0)
            return;
}

int camkes_provide(seL4_ObjectType type, seL4_CPtr capability, size_t size, unsigned attributes)
{
    int error;

    if (capability == 0)
        return EINVAL;
    kdl_mutex_lock(&guard);
    if (!filled)
        fill();
    error = add(type, capability, size, attributes);
    kdl_mutex_unlock(&guard);
    return error;
}

seL4_CPtr camkes_alloc(seL4_ObjectType type, size_t size, unsigned flags)
{
    seL4_CPtr found = 0;

    kdl_mutex_lock(&guard);
    if (!filled)
        fill();
    for (struct object *o = objects; o && !found; o = o->next)
        if (!o->used && o->type == type && (flags & ~o->attributes) == 0
            && (type != seL4_UntypedObject || o->size == size)) {
            o->used = true;
            found = o->capability;
        }
    kdl_mutex_unlock(&guard);
    return found;
}

void camkes_free(seL4_CPtr capability)
{
    kdl_mutex_lock(&guard);
    for (struct object *o = objects; o; o = o->next)
        if (o->capability == capability)
            o->used = false;
    kdl_mutex_unlock(&guard);
}
