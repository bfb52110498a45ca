/* Memory of the heap as drivers written for several systems ask for it; 0, or an error. */
#pragma once
#include <errno.h>
#include <stddef.h>

typedef struct ps_malloc_ops {
    int (*malloc)(void *cookie, size_t size, void **pointer);
    int (*calloc)(void *cookie, size_t count, size_t size, void **pointer);
    int (*free)(void *cookie, size_t size, void *pointer);
    void *cookie;
} ps_malloc_ops_t;

static inline int ps_malloc(const ps_malloc_ops_t *ops, size_t size, void **pointer)
{
    return ops && pointer ? ops->malloc(ops->cookie, size, pointer) : EINVAL;
}

static inline int ps_calloc(const ps_malloc_ops_t *ops, size_t count, size_t size, void **pointer)
{
    return ops && pointer ? ops->calloc(ops->cookie, count, size, pointer) : EINVAL;
}

static inline int ps_free(const ps_malloc_ops_t *ops, size_t size, void *pointer)
{
    return ops ? ops->free(ops->cookie, size, pointer) : EINVAL;
}
