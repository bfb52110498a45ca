#include "dtb.h"

#include <errno.h>
#include <libfdt.h>
#include <stdlib.h>

#include "map.h"
#include "source.h"
#include "strbuf.h"

#define MAX_FILE (16u << 20)
#define MAX_DEPTH 16                    /* buses between the root and a device */
#define CELLS_MAX 4

static const char *file_name;
static void *tree;
static struct map found;                /* what was asked for -> struct dtb_device */
static VEC(struct dtb_window) memory, reserved, holes;

static uint64_t cells(const fdt32_t *at, int count)
{
    uint64_t n = 0;

    for (int i = 0; i < count; i++)
        n = n << 32 | fdt32_to_cpu(at[i]);
    return n;
}

static uint32_t property_u32(int node, const char *name, uint32_t fallback)
{
    int length;
    const fdt32_t *p = fdt_getprop(tree, node, name, &length);

    return p && length >= 4 ? fdt32_to_cpu(*p) : fallback;
}

/* An address of the bus below node as the bus above sees it; false: the window is not mapped. */
static bool translate_one(int bus, uint64_t *address)
{
    int length, parent = fdt_parent_offset(tree, bus);
    const fdt32_t *ranges = fdt_getprop(tree, bus, "ranges", &length);
    int child_cells = fdt_address_cells(tree, bus), size_cells = fdt_size_cells(tree, bus);
    int parent_cells, row;

    if (parent < 0)
        return true;
    if (!ranges)
        return false;
    parent_cells = fdt_address_cells(tree, parent);
    if (length == 0 || child_cells < 0 || size_cells < 0 || parent_cells < 0)
        return length == 0;
    row = child_cells + parent_cells + size_cells;
    for (int i = 0; row > 0 && (i + row) * 4 <= length; i += row) {
        uint64_t child = cells(ranges + i, child_cells);
        uint64_t size = cells(ranges + i + child_cells + parent_cells, size_cells);

        if (*address >= child && *address - child < size) {
            *address += cells(ranges + i + child_cells, parent_cells) - child;
            return true;
        }
    }
    return false;
}

bool dtb_translate(int node, uint64_t *address)
{
    int bus = fdt_parent_offset(tree, node);

    for (int depth = 0; bus > 0 && depth < MAX_DEPTH; depth++) {
        if (!translate_one(bus, address))
            return false;
        bus = fdt_parent_offset(tree, bus);
    }
    return true;
}

static void read_windows(int node, struct dtb_device *device)
{
    int length, parent = fdt_parent_offset(tree, node);
    const fdt32_t *reg = fdt_getprop(tree, node, "reg", &length);
    int address_cells, size_cells;

    if (!reg || parent < 0)
        return;
    address_cells = fdt_address_cells(tree, parent);
    size_cells = fdt_size_cells(tree, parent);
    if (address_cells < 1 || size_cells < 1)
        return;
    for (int i = 0; (i + address_cells + size_cells) * 4 <= length;
         i += address_cells + size_cells) {
        struct dtb_window w = {cells(reg + i, address_cells),
                               cells(reg + i + address_cells, size_cells)};

        if (w.size > 0 && dtb_translate(node, &w.address))
            *vec_push(&device->windows) = w;
    }
}

/* type, number, flags of a GIC: 0 shared, 1 private; flags 1 and 2 are edges */
static void add_gic_interrupt(const fdt32_t *at, struct dtb_device *device)
{
    uint32_t type = fdt32_to_cpu(at[0]), flags = fdt32_to_cpu(at[2]) & 15;

    if (type <= 1)
        *vec_push(&device->interrupts) = (struct dtb_interrupt){
            fdt32_to_cpu(at[1]) + (type == 0 ? 32 : 16), flags == 1 || flags == 2};
}

static int interrupt_parent(int node)
{
    for (int depth = 0; node >= 0 && depth < MAX_DEPTH; depth++) {
        uint32_t phandle = property_u32(node, "interrupt-parent", 0);

        if (phandle)
            return fdt_node_offset_by_phandle(tree, phandle);
        node = fdt_parent_offset(tree, node);
    }
    return -1;
}

static void read_extended(int node, struct dtb_device *device)
{
    int length;
    const fdt32_t *p = fdt_getprop(tree, node, "interrupts-extended", &length);

    for (int i = 0; p && (i + 1) * 4 <= length; ) {
        int controller = fdt_node_offset_by_phandle(tree, fdt32_to_cpu(p[i]));
        int count = controller < 0 ? 0
                  : (int)property_u32(controller, "#interrupt-cells", 0) & (CELLS_MAX - 1);

        if (count == 3 && (i + 4) * 4 <= length)
            add_gic_interrupt(p + i + 1, device);
        i += 1 + count;
    }
}

static void read_interrupts(int node, struct dtb_device *device)
{
    int length, controller;
    const fdt32_t *p = fdt_getprop(tree, node, "interrupts", &length);

    read_extended(node, device);
    if (!p || device->interrupts.count > 0)
        return;
    controller = interrupt_parent(node);
    if (controller < 0 || property_u32(controller, "#interrupt-cells", 0) != 3)
        return;
    for (int i = 0; (i + 3) * 4 <= length; i += 3)
        add_gic_interrupt(p + i, device);
}

static bool is_enabled(int node)
{
    const char *status = fdt_stringlist_get(tree, node, "status", 0, NULL);

    return !status || strcmp(status, "okay") == 0 || strcmp(status, "ok") == 0;
}

static void read_memory(void)
{
    int node = -1;

    while ((node = fdt_node_offset_by_prop_value(tree, node, "device_type", "memory", 7)) >= 0) {
        struct dtb_device ram = {0};

        if (is_enabled(node))
            read_windows(node, &ram);
        vec_each(struct dtb_window *, w, &ram.windows)
            *vec_push(&memory) = *w;
    }
}

static void read_reserved(void)
{
    int node, top = fdt_path_offset(tree, "/reserved-memory");
    struct dtb_window w;

    for (int i = 0; fdt_get_mem_rsv(tree, i, &w.address, &w.size) == 0 && w.size; i++)
        *vec_push(&reserved) = w;
    if (top < 0)
        return;
    fdt_for_each_subnode(node, tree, top) {
        struct dtb_device device = {0};

        if (is_enabled(node))
            read_windows(node, &device);
        vec_each(struct dtb_window *, r, &device.windows) {
            *vec_push(&reserved) = *r;
            if (fdt_getprop(tree, node, "no-map", NULL))
                *vec_push(&holes) = *r;
        }
    }
}

void dtb_load(const char *file)
{
    struct strbuf bytes = {0};

    if (!strbuf_read(&bytes, file, MAX_FILE))
        die("cannot read '%s': %s", file, strerror(errno));
    if (bytes.length < sizeof(struct fdt_header) || fdt_check_full(bytes.text, bytes.length) != 0)
        die("'%s' is not a device tree (dtc turns a .dts into one)", file);
    tree = bytes.text;
    file_name = file;
    source_add_input(file);
    read_memory();
    read_reserved();
}

void dtb_reset(void)
{
    free(tree);
    tree = NULL;
    file_name = NULL;
    found = (struct map){0};
    memset(&memory, 0, sizeof memory);
    memset(&reserved, 0, sizeof reserved);
    memset(&holes, 0, sizeof holes);
}

bool dtb_loaded(void)
{
    return tree != NULL;
}

const char *dtb_file(void)
{
    return file_name;
}

const void *dtb_tree(void)
{
    return tree;
}

const char *dtb_path(int node)
{
    char path[1024];

    return fdt_get_path(tree, node, path, sizeof path) == 0 ? intern(path) : "?";
}

static struct dtb_device *device_of(int node, size_t matches)
{
    struct dtb_device *device = arena_alloc(sizeof *device);

    device->path = dtb_path(node);
    device->compatible = fdt_stringlist_get(tree, node, "compatible", 0, NULL);
    device->matches = matches;
    read_windows(node, device);
    read_interrupts(node, device);
    return device;
}

const struct dtb_device *dtb_device_of(int node)
{
    return device_of(node, 1);
}

static struct dtb_device *search(const char *what)
{
    int node, first = -1;
    size_t matches = 0;

    if (*what == '/') {
        node = fdt_path_offset(tree, what);
        return node >= 0 ? device_of(node, 1) : NULL;
    }
    for (node = fdt_node_offset_by_compatible(tree, -1, what); node >= 0;
         node = fdt_node_offset_by_compatible(tree, node, what))
        if (is_enabled(node) && matches++ == 0)
            first = node;
    return first >= 0 ? device_of(first, matches) : NULL;
}

const struct dtb_device *dtb_find(const char *what)
{
    struct dtb_device *device;

    what = intern(what);
    device = map_find(&found, what);
    if (!device && tree) {
        device = search(what);
        if (device)
            map_add(&found, what, device);
    }
    return device;
}

/* "pl011" is "arm,pl011" without who made it */
static void suggest_compatible(struct suggestion *s, int node)
{
    int count = fdt_stringlist_count(tree, node, "compatible");

    for (int i = 0; i < count; i++) {
        const char *name = fdt_stringlist_get(tree, node, "compatible", i, NULL);
        const char *comma = name ? strchr(name, ',') : NULL;

        if (comma && strcmp(comma + 1, s->name) == 0)
            suggest_only(s, name);
        else
            suggest_candidate(s, name);
    }
}

void dtb_suggest(struct suggestion *s, bool paths)
{
    for (int node = fdt_next_node(tree, -1, NULL); node >= 0;
         node = fdt_next_node(tree, node, NULL))
        if (paths)
            suggest_candidate(s, dtb_path(node));
        else
            suggest_compatible(s, node);
}

const struct dtb_window *dtb_memory(size_t *count)
{
    *count = memory.count;
    return memory.at;
}

const struct dtb_window *dtb_reserved(size_t *count, bool unmapped)
{
    *count = unmapped ? holes.count : reserved.count;
    return unmapped ? holes.at : reserved.at;
}

const struct dtb_device *dtb_in(const struct dtb_window *window)
{
    for (int node = tree ? fdt_next_node(tree, -1, NULL) : -1; node >= 0;
         node = fdt_next_node(tree, node, NULL)) {
        struct dtb_device *device;

        if (!fdt_getprop(tree, node, "reg", NULL)
            || !fdt_getprop(tree, node, "compatible", NULL))
            continue;
        device = device_of(node, 1);
        vec_each(struct dtb_window *, w, &device->windows)
            if (window->address - w->address < w->size
                || w->address - window->address < window->size)
                return device;
    }
    return NULL;
}

/* the root of the tree of interrupts: what its devices' interrupts go to */
const struct dtb_window *dtb_controller(size_t *count)
{
    static const char *const known[] = {"arm,gic-v3", "arm,cortex-a15-gic", "arm,gic-400",
                                        "arm,cortex-a9-gic", "arm,cortex-a7-gic"};
    const struct dtb_device *device = NULL;

    for (size_t i = 0; i < sizeof known / sizeof *known && !device; i++)
        device = dtb_find(known[i]);
    *count = device ? device->windows.count : 0;
    return device ? device->windows.at : NULL;
}

const struct dtb_device *dtb_with_interrupt(uint64_t number)
{
    for (int node = tree ? fdt_next_node(tree, -1, NULL) : -1; node >= 0;
         node = fdt_next_node(tree, node, NULL)) {
        const struct dtb_device *device = device_of(node, 1);

        vec_each(const struct dtb_interrupt *, line, &device->interrupts)
            if (line->number == number)
                return device;
    }
    return NULL;
}

/* as the loader finds it */
uint64_t dtb_timer_interrupt(void)
{
    enum { VIRTUAL = 2 };               /* secure, non-secure physical, virtual, hypervisor */
    const struct dtb_device *timer = dtb_find("arm,armv8-timer");

    if (!timer)
        timer = dtb_find("arm,armv7-timer");
    return timer && timer->interrupts.count > VIRTUAL ? timer->interrupts.at[VIRTUAL].number : 0;
}
