/*
 * Memory that comes from the heap of another member of the group, as the result of a direct call:
 * it goes back there. Members are linked with --wrap, so that free() and realloc() come here.
 */
#include "kdl/group.h"
#include "kdl/instance.h"

void __wrap_free(void *memory);
void *__wrap_realloc(void *memory, size_t size);

/* NULL: this member, or nobody */
static const struct kdl_member *owner_of(const void *memory)
{
    for (const struct kdl_member *const *m = kdl_members; *m; m++)
        if ((uintptr_t)memory - (*m)->heap < (*m)->heap_size)
            return (*m)->heap == kdl_component.heap ? NULL : *m;
    return NULL;
}

void __wrap_free(void *memory)
{
    const struct kdl_member *owner = owner_of(memory);

    if (owner)
        owner->free(memory);
    else
        __real_free(memory);
}

void *__wrap_realloc(void *memory, size_t size)
{
    const struct kdl_member *owner = owner_of(memory);

    return owner ? owner->realloc(memory, size) : __real_realloc(memory, size);
}
