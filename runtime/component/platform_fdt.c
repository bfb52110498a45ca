/* What the device tree says of a device; see platsupport/fdt.h. */
#include <camkes/io.h>
#include <platsupport/fdt.h>

#include "kdl/devicetree.h"

#define GIC_CELLS 3                     /* of an interrupt: kind, number, flags */
#define GIC_PRIVATE 1                   /* kind: of one core */
#define GIC_FIRST_PRIVATE 16
#define GIC_FIRST_SHARED 32
#define GIC_EDGE 3                      /* flags: rising, falling edge */

struct ps_fdt_cookie { int node; };

static char *get_tree(void *cookie)
{
    (void)cookie;
    return kdl_devicetree;
}

int camkes_io_fdt(ps_io_fdt_t *fdt)
{
    if (!fdt)
        return -EINVAL;
    *fdt = (ps_io_fdt_t){NULL, get_tree};
    return 0;
}

int ps_fdt_read_path(ps_io_fdt_t *fdt, ps_malloc_ops_t *malloc_ops, const char *path,
                     ps_fdt_cookie_t **cookie)
{
    const char *tree = ps_io_fdt_get(fdt);
    int node;

    if (!tree || !path || !cookie)
        return -EINVAL;
    node = fdt_path_offset(tree, path);
    if (node < 0)
        return node;
    if (ps_calloc(malloc_ops, 1, sizeof **cookie, (void **)cookie) != 0)
        return -ENOMEM;
    (*cookie)->node = node;
    return 0;
}

int ps_fdt_cleanup_cookie(ps_malloc_ops_t *malloc_ops, ps_fdt_cookie_t *cookie)
{
    return cookie ? -ps_free(malloc_ops, sizeof *cookie, cookie) : -EINVAL;
}

/* ---- registers ---- */

static uint64_t read_number(const fdt32_t *cells, int count)
{
    uint64_t number = 0;

    while (count-- > 0)
        number = number << 32 | fdt32_ld(cells++);
    return number;
}

int ps_fdt_walk_registers(ps_io_fdt_t *fdt, ps_fdt_cookie_t *cookie, reg_walk_cb_fn_t callback,
                          void *token)
{
    const char *tree = ps_io_fdt_get(fdt);
    int parent, address, size, length, result = 0;
    const fdt32_t *cells;

    if (!tree || !cookie || !callback)
        return -EINVAL;
    parent = fdt_parent_offset(tree, cookie->node);
    address = fdt_address_cells(tree, parent);
    size = fdt_size_cells(tree, parent);
    cells = fdt_getprop(tree, cookie->node, "reg", &length);
    if (!cells || parent < 0 || address <= 0 || size < 0)
        return cells ? -EINVAL : length;
    length /= (address + size) * (int)sizeof *cells;
    for (int i = 0; i < length && result == 0; i++, cells += address + size) {
        pmem_region_t region = {PMEM_TYPE_DEVICE, read_number(cells, address),
                                read_number(cells + address, size)};

        result = callback(region, (unsigned)i, (size_t)length, token);
    }
    return result;
}

/* ---- interrupts ---- */

static ps_irq_t read_irq(const fdt32_t *cells)
{
    ps_irq_t irq = {.type = PS_TRIGGER};

    irq.trigger.number = (long)fdt32_ld(cells + 1)
        + (fdt32_ld(cells) == GIC_PRIVATE ? GIC_FIRST_PRIVATE : GIC_FIRST_SHARED);
    irq.trigger.trigger = fdt32_ld(cells + 2) & GIC_EDGE ? PS_EDGE_TRIGGERED : PS_LEVEL_TRIGGERED;
    return irq;
}

int ps_fdt_walk_irqs(ps_io_fdt_t *fdt, ps_fdt_cookie_t *cookie, irq_walk_cb_fn_t callback,
                     void *token)
{
    const char *tree = ps_io_fdt_get(fdt);
    const fdt32_t *cells;
    int length, result = 0;

    if (!tree || !cookie || !callback)
        return -EINVAL;
    cells = fdt_getprop(tree, cookie->node, "interrupts", &length);
    if (!cells)
        return length;
    length /= GIC_CELLS * (int)sizeof *cells;
    for (int i = 0; i < length && result == 0; i++)
        result = callback(read_irq(cells + i * GIC_CELLS), (unsigned)i, (size_t)length, token);
    return result;
}

/* ---- the one with a number ---- */

struct wanted { unsigned number; pmem_region_t region; ps_irq_t irq; };

static int pick_region(pmem_region_t region, unsigned number, size_t count, void *token)
{
    struct wanted *wanted = token;

    (void)count;
    if (number == wanted->number)
        wanted->region = region;
    return number == wanted->number;
}

void *ps_fdt_index_map_register(ps_io_ops_t *ops, ps_fdt_cookie_t *cookie, unsigned number,
                                pmem_region_t *region)
{
    struct wanted wanted = {.number = number};

    if (!ops || ps_fdt_walk_registers(&ops->io_fdt, cookie, pick_region, &wanted) != 1)
        return NULL;
    if (region)
        *region = wanted.region;
    return ps_pmem_map(ops, wanted.region, false, PS_MEM_NORMAL);
}

static int pick_irq(ps_irq_t irq, unsigned number, size_t count, void *token)
{
    struct wanted *wanted = token;

    (void)count;
    if (number == wanted->number)
        wanted->irq = irq;
    return number == wanted->number;
}

irq_id_t ps_fdt_index_register_irq(ps_io_ops_t *ops, ps_fdt_cookie_t *cookie, unsigned number,
                                   irq_callback_fn_t callback, void *data)
{
    struct wanted wanted = {.number = number};

    if (!ops || ps_fdt_walk_irqs(&ops->io_fdt, cookie, pick_irq, &wanted) != 1)
        return PS_INVALID_IRQ_ID;
    return ps_irq_register(&ops->irq_ops, wanted.irq, callback, data);
}
