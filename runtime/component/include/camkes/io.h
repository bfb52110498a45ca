/* What a driver written for several systems needs, filled for this component. 0, or an error. */
#pragma once
#include <camkes/interface_registration.h>
#include <camkes/irq.h>
#include <platsupport/io.h>

/* all of it; there are no I/O ports */
int camkes_io_ops(ps_io_ops_t *ops);
/* maps registers that a dataport of this component shows already, else NULL */
int camkes_io_mapper(ps_io_mapper_t *mapper);
int camkes_malloc_ops(ps_malloc_ops_t *ops);
/* the device tree that the system was built for */
int camkes_io_fdt(ps_io_fdt_t *fdt);
