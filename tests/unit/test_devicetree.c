// link: tests/unit/refusal.c runtime/loader/devicetree.c runtime/loader/range.c
// libs: -lfdt
/*
 * The loader reads the device tree of any board: each case is a tree, and what becomes of it. What
 * does not make sense is refused with a reason; nothing outside the tree is ever looked at.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <libfdt.h>
#include "runtime/loader/loader.h"
#include "tests/unit/refusal.h"

#define TREE_BYTES 4096

static struct boot_params params;
static void *block;                     /* that the loader reads */

/* ---- trees ---- */

static void node(void *tree, const char *path)
{
    const char *name = strrchr(path, '/');
    int parent = name == path ? 0 : fdt_path_offset_namelen(tree, path, (int)(name - path));
    assert_true(fdt_add_subnode(tree, parent, name + 1) > 0);
}

static void text(void *tree, const char *path, const char *name, const char *value)
{
    int at = fdt_path_offset(tree, path);
    assert_int_equal(fdt_setprop_string(tree, at, name, value), 0);
}

static void set_cells(void *tree, const char *path, const char *name, unsigned count,
                      const uint32_t *value)
{
    fdt32_t cell[32];
    for (unsigned i = 0; i < count; i++)
        cell[i] = cpu_to_fdt32(value[i]);
    assert_int_equal(fdt_setprop(tree, fdt_path_offset(tree, path), name, cell, (int)count * 4), 0);
}
#define CELLS(tree, path, name, ...) \
    set_cells(tree, path, name, sizeof (uint32_t[]){__VA_ARGS__} / 4, (uint32_t[]){__VA_ARGS__})

/* A board with everything that is needed, 64-bit addresses, devices behind a bus with 32 bits. */
static void *board(void)
{
    void *tree = malloc(TREE_BYTES);
    assert_int_equal(fdt_create_empty_tree(tree, TREE_BYTES), 0);
    CELLS(tree, "/", "#address-cells", 2);
    CELLS(tree, "/", "#size-cells", 2);
    node(tree, "/memory@40000000");
    text(tree, "/memory@40000000", "device_type", "memory");
    CELLS(tree, "/memory@40000000", "reg", 0, 0x40000000, 0, 0x8000000);
    node(tree, "/reserved-memory");
    CELLS(tree, "/reserved-memory", "#address-cells", 2);
    CELLS(tree, "/reserved-memory", "#size-cells", 2);
    CELLS(tree, "/reserved-memory", "ranges");
    node(tree, "/bus");
    CELLS(tree, "/bus", "#address-cells", 1);
    CELLS(tree, "/bus", "#size-cells", 1);
    CELLS(tree, "/bus", "ranges", 0, 0, 0x08000000, 0x2000000);
    node(tree, "/bus/gic");
    text(tree, "/bus/gic", "compatible", "arm,cortex-a15-gic");
    CELLS(tree, "/bus/gic", "reg", 0, 0x10000, 0x10000, 0x10000);
    node(tree, "/bus/serial");
    text(tree, "/bus/serial", "compatible", "arm,pl011");
    CELLS(tree, "/bus/serial", "reg", 0x1000000, 0x1000);
    node(tree, "/psci");
    text(tree, "/psci", "compatible", "arm,psci-0.2");
    text(tree, "/psci", "method", "hvc");
    node(tree, "/timer");
    text(tree, "/timer", "compatible", "arm,armv8-timer");
    CELLS(tree, "/timer", "interrupts", 1, 13, 4, 1, 14, 4, 1, 11, 4, 1, 10, 4);
    node(tree, "/cpus");
    CELLS(tree, "/cpus", "#address-cells", 1);
    CELLS(tree, "/cpus", "#size-cells", 0);
    node(tree, "/cpus/cpu@0");
    text(tree, "/cpus/cpu@0", "device_type", "cpu");
    CELLS(tree, "/cpus/cpu@0", "reg", 0);
    return tree;
}

static void read_block(void)
{
    devicetree_find_console(block, &params);
    devicetree_read(block, &params);
}

/* Read the tree from a block that has not a byte more, as the loader does; NULL, or the reason. */
static const char *read_tree(const void *tree)
{
    size_t bytes = fdt_totalsize(tree), least = sizeof(struct fdt_header);
    block = malloc(bytes < least ? least : bytes);
    memcpy(block, tree, bytes < least ? least : bytes);
    memset(&params, 0, sizeof params);
    const char *reason = refusal_of(read_block);
    free(block);
    return reason;
}

static void expect_reads(void *tree)
{
    const char *said = read_tree(tree);
    if (said)
        fail_msg("refused: %s", said);
    free(tree);
}

static void expect_refused(void *tree, const char *word)
{
    refusal_expect(read_tree(tree), word);
    free(tree);
}
#define REFUSED(word, change) \
    do { void *tree = board(); change; expect_refused(tree, word); } while (0)

static void expect_range(struct boot_range r, uint64_t start, uint64_t end)
{
    assert_int_equal(r.start, start);
    assert_int_equal(r.end, end);
}

/* ---- cases ---- */

static void test_plain(void **state)
{
    (void)state;
    expect_reads(board());
    assert_int_equal(params.memory_count, 1);
    expect_range(params.memory[0], 0x40000000, 0x48000000);
    assert_int_equal(params.reserved_count, 0);
    assert_int_equal(params.gic_version, 2);
    expect_range(params.gic_distributor, 0x8000000, 0x8010000);
    expect_range(params.gic_cpu, 0x8010000, 0x8020000);
    assert_int_equal(params.console, BOOT_CONSOLE_PL011);
    expect_range(params.console_registers, 0x9000000, 0x9001000);
    assert_int_equal(params.psci, BOOT_PSCI_HVC);
    assert_int_equal(params.timer_irq, 27);
    assert_int_equal(params.core_count, 1);
}

static void test_memory(void **state)
{
    void *tree = board();
    (void)state;
    /* unsorted, adjoining, overlapping, empty, less than a page, beyond 64 bits, cut off */
    CELLS(tree, "/memory@40000000", "reg", 0, 0x60000000, 0, 0x1000000, 0, 0x40000000, 0, 0x8000000,
          0, 0x48000000, 0, 0x1000000, 0, 0x47000000, 0, 0x800000, 0, 0x70000000, 0, 0, 0,
          0x71000001, 0, 0x1ffe, 0xffffffff, 0xfffff000, 0, 0x2000);
    expect_reads(tree);
    assert_int_equal(params.memory_count, 2);
    expect_range(params.memory[0], 0x40000000, 0x49000000);
    expect_range(params.memory[1], 0x60000000, 0x61000000);
    tree = board();
    CELLS(tree, "/memory@40000000", "reg", 0, 0x40000000, 0, 0x8000000, 0, 0x60000000, 0);
    expect_reads(tree);
    assert_int_equal(params.memory_count, 1);
    tree = board();                     /* up to the last page that there can be */
    CELLS(tree, "/memory@40000000", "reg", 0, 0x40000000, 0xffffffff, 0xbfffffff);
    expect_reads(tree);
    expect_range(params.memory[0], 0x40000000, ~0xffful);
    tree = board();
    text(tree, "/memory@40000000", "status", "disabled");
    expect_reads(tree);                 /* memory_check refuses a board without any */
    assert_int_equal(params.memory_count, 0);
    tree = board();
    CELLS(tree, "/memory@40000000", "reg", 0, 0x10000, 0, 0x1000, 0, 0x20000, 0, 0x1000, 0, 0x30000,
          0, 0x1000, 0, 0x40000, 0, 0x1000, 0, 0x50000, 0, 0x1000, 0, 0x60000, 0, 0x1000,
          0, 0x70000, 0, 0x1000, 0, 0x80000, 0, 0x1000);
    assert_int_equal(BOOT_MAX_MEMORY, 8);
    expect_reads(tree);
    assert_int_equal(params.memory_count, 8);
}

static void test_reserved(void **state)
{
    void *tree = board();
    (void)state;
    node(tree, "/reserved-memory/a");
    CELLS(tree, "/reserved-memory/a", "reg", 0, 0x41000800, 0, 0x1000, 0, 0x42000000, 0, 0x1000);
    node(tree, "/reserved-memory/b");
    CELLS(tree, "/reserved-memory/b", "reg", 0, 0x44000000, 0, 0x100000);
    CELLS(tree, "/reserved-memory/b", "no-map");
    node(tree, "/reserved-memory/without");
    node(tree, "/reserved-memory/off");
    CELLS(tree, "/reserved-memory/off", "reg", 0, 0x45000000, 0, 0x1000);
    text(tree, "/reserved-memory/off", "status", "disabled");
    assert_int_equal(fdt_add_mem_rsv(tree, 0x43000001, 1), 0);
    assert_int_equal(fdt_add_mem_rsv(tree, ~0xffful, 0x2000), 0);    /* beyond 64 bits */
    expect_reads(tree);
    assert_int_equal(params.memory_count, 2);
    expect_range(params.memory[0], 0x40000000, 0x44000000);
    expect_range(params.memory[1], 0x44100000, 0x48000000);
    assert_int_equal(params.reserved_count, 4);
    expect_range(params.reserved[0], 0x41000000, 0x41002000);
    expect_range(params.reserved[1], 0x42000000, 0x42001000);
    expect_range(params.reserved[2], 0x43000000, 0x43001000);
    expect_range(params.reserved[3], 0x44000000, 0x44100000);
}

/* A region that ends with the last byte there can be is reserved like any other. */
static void test_last_byte(void **state)
{
    void *tree = board();
    (void)state;
    CELLS(tree, "/memory@40000000", "reg", 0, 0x40000000, 0xffffffff, 0xbfffffff);
    node(tree, "/reserved-memory/top");
    CELLS(tree, "/reserved-memory/top", "reg", 0xffffffff, 0xff000000, 0, 0xffffff);
    CELLS(tree, "/reserved-memory/top", "no-map");
    expect_reads(tree);
    assert_int_equal(params.memory_count, 1);
    expect_range(params.memory[0], 0x40000000, 0xffffffffff000000);
    assert_int_equal(params.reserved_count, 1);
    expect_range(params.reserved[0], 0xffffffffff000000, ~0xffful);
}

static void test_refusals(void **state)
{
    (void)state;
    REFUSED("GICv2 or GICv3", text(tree, "/bus/gic", "compatible", "arm,gic"));
    REFUSED("GICv2 or GICv3", text(tree, "/bus/gic", "status", "disabled"));
    REFUSED("no registers", CELLS(tree, "/bus/gic", "reg", 0, 0x10000));
    REFUSED("no registers", CELLS(tree, "/bus/gic", "reg", 0, 0x10000, 0x10000, 0x800));
    REFUSED("no registers", CELLS(tree, "/bus", "ranges", 0x10000, 0, 0x08000000, 0x2000000));
    REFUSED("no registers", fdt_delprop(tree, fdt_path_offset(tree, "/bus"), "ranges"));
    REFUSED("no registers", CELLS(tree, "/bus", "ranges", 0, 0));
    REFUSED("no registers", CELLS(tree, "/bus", "ranges", 0, 0, 0x08000000);    /* cut off */
        CELLS(tree, "/bus/gic", "reg", 0, 0x10000, 0, 0x10000));
    REFUSED("no registers", CELLS(tree, "/bus", "ranges");      /* beyond 64 bits */
        CELLS(tree, "/bus", "#address-cells", 2); CELLS(tree, "/bus", "#size-cells", 2);
        CELLS(tree, "/bus/gic", "reg", ~0u, ~0xfffu, 0, 0x2000, 0, 0x10000, 0, 0x2000));
    REFUSED("no registers", CELLS(tree, "/bus", "#address-cells", 0));
    REFUSED("no registers", CELLS(tree, "/bus", "#address-cells", 9));
    REFUSED("virtual timer", text(tree, "/timer", "compatible", "arm,timer"));
    REFUSED("virtual timer", CELLS(tree, "/timer", "interrupts", 1, 13, 4, 1, 14, 4));
    REFUSED("virtual timer", CELLS(tree, "/timer", "interrupts", 1, 1, 4, 1, 1, 4, 0, 11, 4));
    REFUSED("no /cpus", fdt_del_node(tree, fdt_path_offset(tree, "/cpus")));
    REFUSED("no processor", text(tree, "/cpus/cpu@0", "device_type", "cache"));
    REFUSED("no number", CELLS(tree, "/cpus", "#address-cells", 2));
    REFUSED("more than 8 memory", CELLS(tree, "/memory@40000000", "reg",
        0, 0x10000, 0, 4096, 0, 0x20000, 0, 4096, 0, 0x30000, 0, 4096, 0, 0x40000, 0, 4096,
        0, 0x50000, 0, 4096, 0, 0x60000, 0, 4096, 0, 0x70000, 0, 4096, 0, 0x80000, 0, 4096);
        node(tree, "/memory@0"); text(tree, "/memory@0", "device_type", "memory");
        CELLS(tree, "/memory@0", "reg", 0, 0x90000, 0, 4096));
    REFUSED("damaged", fdt_set_totalsize(tree, 40));
    REFUSED("damaged", fdt_set_version(tree, 1));
    REFUSED("damaged", memset((char *)tree + fdt_off_dt_struct(tree), 0xff, 4));
}

static void check_set(const struct boot_range *set, uint64_t count, uint64_t room)
{
    assert_true(count <= room);
    for (uint64_t i = 0; i < count; i++) {
        assert_true(set[i].start < set[i].end);
        assert_int_equal((set[i].start | set[i].end) % PAGE_SIZE, 0);
        assert_true(i == 0 || set[i - 1].end < set[i].start);
    }
}

/* Each byte of the tree in turn is something else: refused, or read without a step outside. */
static void test_any_byte(void **state)
{
    static const uint8_t values[] = {0, 1, 0x7f, 0xff};
    void *tree = board();
    unsigned read = 0, refused = 0;
    (void)state;
    assert_int_equal(fdt_pack(tree), 0);
    for (size_t at = 0; at < fdt_totalsize(tree); at++)
        for (size_t i = 0; i < sizeof values; i++) {
            char *copy = malloc(TREE_BYTES);
            memcpy(copy, tree, TREE_BYTES);
            copy[at] = (char)values[i];
            if (fdt_totalsize(copy) > fdt_totalsize(tree))
                fdt_set_totalsize(copy, fdt_totalsize(tree));   /* map.c has that much mapped */
            if (read_tree(copy)) {
                refused++;
            } else {
                read++;
                check_set(params.memory, params.memory_count, BOOT_MAX_MEMORY);
                check_set(params.reserved, params.reserved_count, BOOT_MAX_RESERVED);
                assert_in_range(params.core_count, 1, BOOT_MAX_CORES);
            }
            free(copy);
        }
    assert_true(read > 1000 && refused > 1000);
    free(tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain), cmocka_unit_test(test_memory),
        cmocka_unit_test(test_reserved), cmocka_unit_test(test_last_byte),
        cmocka_unit_test(test_refusals), cmocka_unit_test(test_any_byte)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
