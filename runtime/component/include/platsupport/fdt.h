/*
 * What the device tree says of a device. It says what there is, not what the component may reach:
 * mapping and registering fail for all else. 0, or an error of errno.h or libfdt.h, below 0.
 */
#pragma once
#include <libfdt.h>
#include <platsupport/io.h>
#include <platsupport/pmem.h>

typedef struct ps_fdt_cookie ps_fdt_cookie_t;

/* for each register window, or interrupt, of a device; what is not 0 ends the walk with it */
typedef int (*reg_walk_cb_fn_t)(pmem_region_t region, unsigned number, size_t count, void *token);
typedef int (*irq_walk_cb_fn_t)(ps_irq_t irq, unsigned number, size_t count, void *token);

int ps_fdt_read_path(ps_io_fdt_t *fdt, ps_malloc_ops_t *malloc_ops, const char *path,
                     ps_fdt_cookie_t **cookie);
int ps_fdt_cleanup_cookie(ps_malloc_ops_t *malloc_ops, ps_fdt_cookie_t *cookie);
int ps_fdt_walk_registers(ps_io_fdt_t *fdt, ps_fdt_cookie_t *cookie, reg_walk_cb_fn_t callback,
                          void *token);
int ps_fdt_walk_irqs(ps_io_fdt_t *fdt, ps_fdt_cookie_t *cookie, irq_walk_cb_fn_t callback,
                     void *token);

/* of the one with this number, from 0. NULL: it is not there, or not mapped here */
void *ps_fdt_index_map_register(ps_io_ops_t *ops, ps_fdt_cookie_t *cookie, unsigned number,
                                pmem_region_t *region);
irq_id_t ps_fdt_index_register_irq(ps_io_ops_t *ops, ps_fdt_cookie_t *cookie, unsigned number,
                                   irq_callback_fn_t callback, void *data);
