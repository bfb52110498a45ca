/*
 * Facts about the board, read from the device tree by libfdt. Whatever the kernel cannot do
 * without is looked for here, and its absence refused here, with a name.
 */
#include "loader.h"

#include <libfdt.h>

#define MAX_DEPTH 8
#define GIC_MIN_BYTES 0x1000

static uint64_t cells_value(const fdt32_t *cells, int count)
{
    uint64_t value = 0;

    for (int i = 0; i < count; i++)
        value = value << 32 | fdt32_to_cpu(cells[i]);
    return value;
}

/* ---- registers ---- */

/* Address of a child of `bus` as the parent of bus sees it; false when it is not visible there. */
static bool translate(const void *dtb, int bus, int parent, uint64_t *address)
{
    int length, child_cells = fdt_address_cells(dtb, bus), size_cells = fdt_size_cells(dtb, bus);
    int parent_cells = fdt_address_cells(dtb, parent), entry;
    const fdt32_t *ranges = fdt_getprop(dtb, bus, "ranges", &length);

    if (!ranges || child_cells < 0 || parent_cells < 0 || size_cells < 0)
        return false;
    if (length == 0)
        return true;
    entry = child_cells + parent_cells + size_cells;
    for (int at = 0; (at + entry) * 4 <= length; at += entry) {
        uint64_t from = cells_value(ranges + at, child_cells);
        uint64_t to = cells_value(ranges + at + child_cells, parent_cells);
        uint64_t size = cells_value(ranges + at + child_cells + parent_cells, size_cells);

        if (*address - from < size) {
            *address = *address - from + to;
            return true;
        }
    }
    return false;
}

/* The index-th entry of the node's reg property as physical addresses. */
static bool node_registers(const void *dtb, int node, int index, struct boot_range *out)
{
    int length, parent = fdt_parent_offset(dtb, node);
    int address_cells = fdt_address_cells(dtb, parent);
    int size_cells = fdt_size_cells(dtb, parent);
    const fdt32_t *reg = fdt_getprop(dtb, node, "reg", &length);
    uint64_t address, size;
    int at = index * (address_cells + size_cells);

    if (!reg || address_cells < 1 || size_cells < 0
        || (at + address_cells + size_cells) * 4 > length)
        return false;
    address = cells_value(reg + at, address_cells);
    size = cells_value(reg + at + address_cells, size_cells);
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
        int above = fdt_parent_offset(dtb, parent);

        if (above < 0) {
            *out = (struct boot_range){address, address + size};
            return out->end >= address;
        }
        if (!translate(dtb, parent, above, &address))
            return false;
        parent = above;
    }
    return false;
}

static bool enabled(const void *dtb, int node)
{
    int length;
    const char *status = fdt_getprop(dtb, node, "status", &length);

    return !status || fdt_stringlist_contains(status, length, "okay")
        || fdt_stringlist_contains(status, length, "ok");
}

/* The first enabled node that is compatible with any of the names (NULL ends them). */
static int find_compatible(const void *dtb, const char *const *names, size_t *which)
{
    for (size_t i = 0; names[i]; i++) {
        int node = -1;

        while ((node = fdt_node_offset_by_compatible(dtb, node, names[i])) >= 0)
            if (enabled(dtb, node)) {
                if (which)
                    *which = i;
                return node;
            }
    }
    return -FDT_ERR_NOTFOUND;
}

/* ---- console and firmware ---- */

static const char *const pl011_names[] = {"arm,pl011", "arm,sbsa-uart", NULL};

/* The node that /chosen/stdout-path names: a path or an alias, options behind a colon. */
static int stdout_node(const void *dtb)
{
    int length, chosen = fdt_path_offset(dtb, "/chosen");
    const char *path, *colon;

    if (chosen < 0)
        return chosen;
    path = fdt_getprop(dtb, chosen, "stdout-path", &length);
    if (!path || length < 1)
        return -FDT_ERR_NOTFOUND;
    colon = memchr(path, ':', (size_t)length);
    return fdt_path_offset_namelen(dtb, path, (int)(colon ? (size_t)(colon - path)
                                                          : strnlen(path, (size_t)length)));
}

static void find_console(const void *dtb, struct boot_params *params)
{
    int node = stdout_node(dtb);
    bool known = false;

    for (size_t i = 0; node >= 0 && pl011_names[i]; i++)
        known |= fdt_node_check_compatible(dtb, node, pl011_names[i]) == 0;
    if (!known)
        node = find_compatible(dtb, pl011_names, NULL);
    if (node >= 0 && node_registers(dtb, node, 0, &params->console_registers))
        params->console = BOOT_CONSOLE_PL011;
}

static void find_psci(const void *dtb, struct boot_params *params)
{
    static const char *const names[] = {"arm,psci-1.0", "arm,psci-0.2", "arm,psci", NULL};
    int length, node = find_compatible(dtb, names, NULL);
    const char *method = node < 0 ? NULL : fdt_getprop(dtb, node, "method", &length);

    params->psci = BOOT_PSCI_NONE;
    if (method && fdt_stringlist_contains(method, length, "hvc"))
        params->psci = BOOT_PSCI_HVC;
    if (method && fdt_stringlist_contains(method, length, "smc"))
        params->psci = BOOT_PSCI_SMC;
}

void devicetree_find_console(const void *dtb, struct boot_params *params)
{
    /* the map covers exactly the size that the header claims */
    if (fdt_check_header(dtb) != 0)
        return;
    find_console(dtb, params);
    find_psci(dtb, params);
}

/* ---- memory ---- */

static void read_memory(const void *dtb, struct boot_params *params)
{
    int node = -1;

    while ((node = fdt_node_offset_by_prop_value(dtb, node, "device_type", "memory", 7)) >= 0) {
        struct boot_range range;

        if (enabled(dtb, node))
            for (int i = 0; node_registers(dtb, node, i, &range); i++)
                memory_add(params, range);
    }
}

static void read_reserved(const void *dtb, struct boot_params *params)
{
    int node, top = fdt_path_offset(dtb, "/reserved-memory");
    struct boot_range range;

    for (int i = 0; i < fdt_num_mem_rsv(dtb); i++) {
        uint64_t size;

        if (fdt_get_mem_rsv(dtb, i, &range.start, &size) != 0)
            break;
        range.end = range.start + size;
        /* some boot loaders reserve the tree itself; it may be given back */
        if (range.end > range.start && !range_overlaps(range, params->dtb))
            reserved_add(params, range);
    }
    if (top < 0)
        return;
    fdt_for_each_subnode(node, dtb, top)
        for (int i = 0; enabled(dtb, node) && node_registers(dtb, node, i, &range); i++) {
            if (fdt_getprop(dtb, node, "no-map", NULL))
                memory_remove(params, range);
            reserved_add(params, range);
        }
}

/* ---- interrupt controller, timer, cores ---- */

static void read_gic(const void *dtb, struct boot_params *params)
{
    static const char *const names[] = {"arm,gic-v3", "arm,cortex-a15-gic", "arm,gic-400",
                                        "arm,cortex-a9-gic", "arm,cortex-a7-gic", NULL};
    size_t which = 0;
    int node = find_compatible(dtb, names, &which);

    if (node < 0)
        refuse("the device tree has no GICv2 or GICv3");
    params->gic_version = which == 0 ? 3 : 2;
    if (!node_registers(dtb, node, 0, &params->gic_distributor)
        || !node_registers(dtb, node, 1, &params->gic_cpu)
        || params->gic_distributor.end - params->gic_distributor.start < GIC_MIN_BYTES
        || params->gic_cpu.end - params->gic_cpu.start < GIC_MIN_BYTES)
        refuse("the interrupt controller has no registers");
}

static void read_timer(const void *dtb, struct boot_params *params)
{
    enum { CELLS = 3, VIRTUAL = 2 };    /* secure, non-secure physical, virtual, hypervisor */
    static const char *const names[] = {"arm,armv8-timer", "arm,armv7-timer", NULL};
    int length, node = find_compatible(dtb, names, NULL);
    const fdt32_t *interrupts = node < 0 ? NULL : fdt_getprop(dtb, node, "interrupts", &length);

    if (!interrupts || length < (VIRTUAL + 1) * CELLS * 4
        || fdt32_to_cpu(interrupts[VIRTUAL * CELLS]) != 1)
        refuse("the device tree has no interrupt of the virtual timer");
    params->timer_irq = 16 + fdt32_to_cpu(interrupts[VIRTUAL * CELLS + 1]);
}

static void read_cores(const void *dtb, struct boot_params *params)
{
    int node, cells, top = fdt_path_offset(dtb, "/cpus");

    if (top < 0)
        refuse("the device tree has no /cpus");
    cells = fdt_address_cells(dtb, top);
    fdt_for_each_subnode(node, dtb, top) {
        int length;
        const char *type = fdt_getprop(dtb, node, "device_type", &length);
        const fdt32_t *reg;

        if (!type || !fdt_stringlist_contains(type, length, "cpu") || !enabled(dtb, node))
            continue;
        reg = fdt_getprop(dtb, node, "reg", &length);
        if (!reg || cells < 1 || length < cells * 4)
            refuse("a processor in the device tree has no number");
        if (params->core_count < BOOT_MAX_CORES)
            params->core_mpidr[params->core_count++] = cells_value(reg, cells);
    }
    if (params->core_count == 0)
        refuse("the device tree has no processor");
}

void devicetree_read(const void *dtb, struct boot_params *params)
{
    int error = fdt_check_full(dtb, fdt_totalsize(dtb));

    if (error != 0)
        refuse("the device tree is damaged (libfdt error %u)", (unsigned)-error);
    params->dtb.start = (uint64_t)dtb & ~((uint64_t)PAGE_SIZE - 1);
    params->dtb.end = ((uint64_t)dtb + fdt_totalsize(dtb) + PAGE_SIZE - 1)
                    & ~((uint64_t)PAGE_SIZE - 1);
    read_memory(dtb, params);
    read_reserved(dtb, params);
    read_gic(dtb, params);
    read_timer(dtb, params);
    read_cores(dtb, params);
}
