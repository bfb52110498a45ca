/* A piece of physical memory. */
#pragma once
#include <platsupport/io.h>
#include <stdbool.h>

typedef enum pmem_type {
    PMEM_TYPE_RAM, PMEM_TYPE_UNKNOWN, PMEM_TYPE_DEVICE, PMEM_NUM_REGION_TYPES
} pmem_type_t;

typedef struct pmem_region {
    pmem_type_t type;
    uint64_t base_addr, length;
} pmem_region_t;

static inline void *ps_pmem_map(ps_io_ops_t *ops, pmem_region_t region, bool cached,
                                ps_mem_flags_t flags)
{
    return ps_io_map(&ops->io_mapper, region.base_addr, region.length, cached, flags);
}

static inline void ps_pmem_unmap(ps_io_ops_t *ops, pmem_region_t region, void *address)
{
    ps_io_unmap(&ops->io_mapper, address, region.length);
}
