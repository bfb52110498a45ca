/* How the drivers of one component find each other. */
#pragma once
#include <platsupport/interface_registration.h>
#include <platsupport/malloc.h>

/* malloc_ops is not used: the list is on the heap */
int camkes_interface_registration_ops(ps_interface_registration_ops_t *ops,
                                      ps_malloc_ops_t *malloc_ops);
