/* Memory for malloc: the heap that the plan gave this instance. Called with malloc's lock held. */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#include "kdl/instance.h"

void *sbrk(ptrdiff_t increment);

static size_t used;

void *sbrk(ptrdiff_t increment)
{
    uintptr_t before = kdl_component.heap + used;

    if (increment < 0 ? (size_t)-increment > used
                      : (size_t)increment > kdl_component.heap_size - used) {
        errno = ENOMEM;
        return (void *)-1;
    }
    used += (size_t)increment;
    return (void *)before;
}
