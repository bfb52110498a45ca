/*
 * What is ours of malloc: its memory, which is the heap that the plan gave this instance, and that
 * only calloc zeroes. The C library's malloc zeroes all that it hands out, most of which is then
 * written anyway; the copy of it that components are linked with calls kdl_heap_leave() for that
 * instead of memset() (build.mk).
 */
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kdl/instance.h"

void *sbrk(ptrdiff_t increment);
void *kdl_heap_leave(void *memory, int byte, size_t count);

static size_t used;

/* called with malloc's lock held */
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

void *kdl_heap_leave(void *memory, int byte, size_t count)
{
    (void)byte, (void)count;
    return memory;
}

/* weak as the C library's malloc: a component may have its own */
__attribute__((weak)) void *calloc(size_t count, size_t size)
{
    size_t bytes;
    void *memory;

    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    memory = malloc(bytes);
    return memory ? memset(memory, 0, bytes) : NULL;
}
