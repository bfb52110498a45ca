/* Mutexes from the heap, for drivers written for several systems. 0, or -1. */
#pragma once
#include <platsupport/sync/sync.h>

int init_camkes_mutex_ops(ps_mutex_ops_t *ops);
/* allocates the operations, too */
int init_camkes_mutex_ops_heap(ps_mutex_ops_t **ops);
