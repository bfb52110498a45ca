#pragma once
#include <allocman/allocman.h>
#include <simple/simple.h>

/* With all untyped memory and all empty slots that simple tells of; NULL: the pool is too small. */
allocman_t *bootstrap_use_current_simple(simple_t *simple, size_t pool_size, char *pool);
