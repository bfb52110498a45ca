/* What a driver written for several systems needs, filled for this component. */
#pragma once
#include <platsupport/io.h>

int camkes_io_ops(ps_io_ops_t *ops);
/* maps registers that a dataport of this component shows already, else NULL */
int camkes_io_mapper(ps_io_mapper_t *mapper);
int camkes_malloc_ops(ps_malloc_ops_t *ops);
