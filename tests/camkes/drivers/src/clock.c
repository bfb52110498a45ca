/* PL031: counter at 0, match at 4, mask at 0x10, raw status at 0x14, clear at 0x1c. */
#include <camkes.h>
#include <camkes/dma.h>
#include <camkes/io.h>
#include <platsupport/fdt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "offers.h"

static volatile uint32_t *clock_registers;
static ps_irq_acknowledge_fn_t later;
static void *later_data;
static volatile int alarms;

static void on_alarm(void *name, ps_irq_acknowledge_fn_t acknowledge, void *data)
{
    write_bits(&clock_registers[4], 0, 1, 0);
    clock_registers[7] = 1;
    later = acknowledge;
    later_data = data;
    printf("alarm of %s\n", (const char *)name);
    alarms++;
}

static void set_alarm(void)
{
    clock_registers[1] = clock_registers[0] + 1;
    clock_registers[4] = 1;
}

static void wait_for_alarm(void)
{
    int before = alarms;

    set_alarm();
    for (int i = 0; i < 500 && alarms == before; i++)
        usleep(10000);
}

/* nothing is registered: the interface's thread says so, and the line stays silent */
static void wait_for_nobody(void)
{
    set_alarm();
    while (!(clock_registers[5] & 1))
        usleep(10000);
    usleep(10000);
    clock_registers[4] = 0;
}

static int count_window(pmem_region_t region, unsigned number, size_t count, void *token)
{
    printf("window %u of %zu: %#lx, %#lx bytes\n", number, count,
           (unsigned long)region.base_addr, (unsigned long)region.length);
    return *(int *)token;
}

static int show_line(ps_irq_t irq, unsigned number, size_t count, void *token)
{
    printf("line %u of %zu: %ld, %s\n", number, count, irq.trigger.number,
           irq.trigger.trigger == PS_EDGE_TRIGGERED ? "edge" : "level");
    return *(int *)token;
}

static ps_fdt_cookie_t *find_device(ps_io_ops_t *ops)
{
    ps_fdt_cookie_t *device = NULL;
    int stop = 7;

    printf("tree: %d, no such path: %d\n", fdt_check_header(ps_io_fdt_get(&ops->io_fdt)),
           ps_fdt_read_path(&ops->io_fdt, &ops->malloc_ops, "/nothing", &device)
           == -FDT_ERR_NOTFOUND);
    printf("path: %d\n",
           ps_fdt_read_path(&ops->io_fdt, &ops->malloc_ops, "/pl031@9010000", &device));
    printf("%d\n", ps_fdt_walk_registers(&ops->io_fdt, device, count_window, &stop));
    printf("%d\n", ps_fdt_walk_irqs(&ops->io_fdt, device, show_line, &stop));
    return device;
}

static void try_registers(ps_io_ops_t *ops, ps_fdt_cookie_t *device)
{
    ps_fdt_cookie_t *foreign = NULL;

    clock_registers = ps_fdt_index_map_register(ops, device, 0, NULL);
    printf("mapped: %d, a second window: %d\n", (volatile void *)clock_registers == rtc_0,
           ps_fdt_index_map_register(ops, device, 1, NULL) != NULL);
    (void)ps_fdt_read_path(&ops->io_fdt, &ops->malloc_ops, "/pl011@9000000", &foreign);
    printf("of another's device: %d, its line: %d\n",
           ps_fdt_index_map_register(ops, foreign, 0, NULL) != NULL,
           ps_fdt_index_register_irq(ops, foreign, 0, on_alarm, NULL) == -ENOENT);
    (void)ps_fdt_cleanup_cookie(&ops->malloc_ops, foreign);
}

static void try_interrupt(ps_io_ops_t *ops, ps_fdt_cookie_t *device)
{
    ps_irq_t per_core = {.type = PS_MSI};
    irq_id_t id = ps_fdt_index_register_irq(ops, device, 0, on_alarm, "the clock");

    printf("registered: %d, twice: %d, nothing to call: %d, a message: %d\n", id >= 0,
           ps_fdt_index_register_irq(ops, device, 0, on_alarm, NULL) == -EBUSY,
           ps_fdt_index_register_irq(ops, device, 0, NULL, NULL) == -EINVAL,
           ps_irq_register(&ops->irq_ops, per_core, on_alarm, NULL) == -ENOENT);
    wait_for_alarm();
    printf("acknowledged later: %d\n", later(later_data));
    wait_for_alarm();
    (void)later(later_data);
    printf("alarms: %d\n", alarms);
    printf("unregistered: %d\n", ps_irq_unregister(&ops->irq_ops, id));
    printf("twice: %d\n", ps_irq_unregister(&ops->irq_ops, id) == -EINVAL);
    wait_for_nobody();
}

static void try_memory(ps_io_ops_t *ops)
{
    void *piece = ps_dma_alloc(&ops->dma_manager, 100, 64, 1, PS_MEM_NORMAL), *heap = NULL;

    printf("pinned: %d\n",
           ps_dma_pin(&ops->dma_manager, piece, 100) == camkes_dma_get_paddr(piece));
    ps_dma_cache_clean_invalidate(&ops->dma_manager, piece, 100);
    ps_dma_unpin(&ops->dma_manager, piece, 100);
    ps_dma_free(&ops->dma_manager, piece, 100);
    printf("heap: %d\n", ps_calloc(&ops->malloc_ops, 4, 4, &heap));
    printf("cleared: %d\n", ((int *)heap)[3]);
    printf("given back: %d\n", ps_free(&ops->malloc_ops, 16, heap));
    printf("too much: %d, ports: %d\n", ps_malloc(&ops->malloc_ops, SIZE_MAX / 2, &heap) == ENOMEM,
           ps_io_port_in(&ops->io_port_ops, 0x60, 1, NULL) == -ENOSYS);
}

/* connections are not measured here */
static void try_timing(void)
{
    char **points;
    size_t count = 1;

    rtc_timing_reset();
    rtc_timing_get_points(&points, &count);
    printf("points: %zu, entry: %lu\n", count, (unsigned long)rtc_timing_get_entry(0, "call"));
}

/* each part of the operations by itself is what all of them at once have: how many are */
static int try_parts(void)
{
    ps_io_ops_t all, part;

    memset(&part, 0, sizeof part);
    if (camkes_io_ops(&all) || camkes_io_mapper(&part.io_mapper) || camkes_io_fdt(&part.io_fdt)
        || camkes_malloc_ops(&part.malloc_ops) || camkes_irq_ops(&part.irq_ops)
        || camkes_dma_manager(&part.dma_manager)
        || camkes_interface_registration_ops(&part.interface_registration_ops,
                                             &part.malloc_ops))
        return -1;
    return (part.io_mapper.io_map_fn == all.io_mapper.io_map_fn)
        + (ps_io_fdt_get(&part.io_fdt) == ps_io_fdt_get(&all.io_fdt))
        + (part.malloc_ops.calloc == all.malloc_ops.calloc)
        + (part.irq_ops.irq_register_fn == all.irq_ops.irq_register_fn)
        + (part.dma_manager.dma_alloc_fn == all.dma_manager.dma_alloc_fn)
        + (part.interface_registration_ops.interface_find_fn
           == all.interface_registration_ops.interface_find_fn);
}

int run(void)
{
    ps_fdt_cookie_t *device;
    ps_io_ops_t ops;

    printf("operations: %d\n", camkes_io_ops(&ops));
    printf("one by one: %d\n", try_parts());
    device = find_device(&ops);
    try_registers(&ops, device);
    try_interrupt(&ops, device);
    try_memory(&ops);
    try_offers(&ops);
    try_timing();
    go_emit();
    return 0;
}
