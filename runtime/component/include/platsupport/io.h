/*
 * Access to hardware as drivers written for several systems expect it: what a component may reach,
 * behind pointers. camkes/io.h fills them.
 */
#pragma once
#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#include <platsupport/clock.h>
#include <platsupport/dma.h>
#include <platsupport/interface_registration.h>
#include <platsupport/irq.h>
#include <platsupport/malloc.h>
#include <platsupport/mux.h>

typedef struct ps_io_mapper {
    void *cookie;
    void *(*io_map_fn)(void *cookie, uintptr_t paddr, size_t size, int cached,
                       ps_mem_flags_t flags);
    void (*io_unmap_fn)(void *cookie, void *vaddr, size_t size);
} ps_io_mapper_t;

/* ports of PCs; nothing here has any */
typedef struct ps_io_port_ops {
    void *cookie;
    int (*io_port_in_fn)(void *cookie, uint32_t port, int size, uint32_t *result);
    int (*io_port_out_fn)(void *cookie, uint32_t port, int size, uint32_t value);
} ps_io_port_ops_t;

typedef struct ps_io_fdt {
    void *cookie;
    char *(*get_fn)(void *cookie);
} ps_io_fdt_t;

typedef struct ps_io_ops {
    ps_io_mapper_t io_mapper;
    ps_io_port_ops_t io_port_ops;
    ps_dma_man_t dma_manager;
    clock_sys_t clock_sys;              /* for drivers that bring clocks and pins */
    mux_sys_t mux_sys;
    ps_io_fdt_t io_fdt;
    ps_malloc_ops_t malloc_ops;
    ps_irq_ops_t irq_ops;
    ps_interface_registration_ops_t interface_registration_ops;
} ps_io_ops_t;

/* NULL where no dataport of the component shows these registers */
static inline void *ps_io_map(ps_io_mapper_t *mapper, uintptr_t paddr, size_t size, int cached,
                              ps_mem_flags_t flags)
{
    return mapper->io_map_fn(mapper->cookie, paddr, size, cached, flags);
}

static inline void ps_io_unmap(ps_io_mapper_t *mapper, void *vaddr, size_t size)
{
    mapper->io_unmap_fn(mapper->cookie, vaddr, size);
}

static inline int ps_io_port_in(ps_io_port_ops_t *ops, uint32_t port, int size, uint32_t *result)
{
    return ops->io_port_in_fn ? ops->io_port_in_fn(ops->cookie, port, size, result) : -ENOSYS;
}

static inline int ps_io_port_out(ps_io_port_ops_t *ops, uint32_t port, int size, uint32_t value)
{
    return ops->io_port_out_fn ? ops->io_port_out_fn(ops->cookie, port, size, value) : -ENOSYS;
}

/* the flattened device tree of the board; NULL: there is none */
static inline char *ps_io_fdt_get(const ps_io_fdt_t *fdt)
{
    return fdt && fdt->get_fn ? fdt->get_fn(fdt->cookie) : NULL;
}

/* ---- bits of registers ---- */

static inline uint32_t read_masked(volatile uint32_t *address, uint32_t mask)
{
    return *address & mask;
}

static inline void write_masked(volatile uint32_t *address, uint32_t mask, uint32_t value)
{
    *address = (*address & ~mask) | (value & mask);
}

static inline uint32_t read_bits(volatile uint32_t *address, unsigned first, unsigned count)
{
    return (uint32_t)((*address >> first) & ((UINT64_C(1) << count) - 1));
}

static inline void write_bits(volatile uint32_t *address, unsigned first, unsigned count,
                              uint32_t value)
{
    write_masked(address, (uint32_t)(((UINT64_C(1) << count) - 1) << first), value << first);
}
