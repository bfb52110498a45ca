/* GICv2: memory-mapped CPU interface; lines 0..31 are banked in the distributor. */
#include "cpu.h"

#define GICC_CTLR 0x00
#define GICC_PMR  0x04
#define GICC_BPR  0x08
#define GICC_IAR  0x0c
#define GICC_EOIR 0x10
#define IAR_INTID 0x3ff

static volatile char *interface;

/* banked: the bit that means this core; 0 where there is no other */
static uint32_t own_target(void)
{
    uint32_t target = 0;

    for (word_t j = 0; j < 32; j += 4)
        target |= mmio_read(gic_distributor(), GICD_ITARGETSR + j);
    target |= target >> 16;
    return (target | target >> 8) & 0xff;
}

static void init(void)
{
    volatile char *d = gic_distributor();
    word_t lines = ((mmio_read(d, GICD_TYPER) & 31) + 1) * 32;
    uint32_t target = own_target();

    interface = aarch64_map_device(kernel.boot.gic_cpu.start, PAGE_SIZE);
    if (target)
        for (word_t j = 32; j < lines; j += 4)
            mmio_write(d, GICD_ITARGETSR + j, target * 0x01010101u);
    mmio_write(d, GICD_CTLR, 1);
}

static void init_core(void)
{
    volatile char *d = gic_distributor();

    cpu()->arch.gic_target = own_target();
    mmio_write(d, GICD_ICENABLER, ~0u);
    mmio_write(d, GICD_ICACTIVER, ~0u);
    for (word_t j = 0; j < 32; j += 4)
        mmio_write(d, GICD_IPRIORITYR + j, GIC_PRIORITY * 0x01010101u);
    mmio_write(interface, GICC_PMR, 0xff);
    mmio_write(interface, GICC_BPR, 0);
    mmio_write(interface, GICC_CTLR, 1);
}

static void signal(const struct cpu *c)
{
    mmio_write(gic_distributor(), GICD_SGIR, c->arch.gic_target << 16 | GIC_SIGNAL);
}

static void mask(word_t irq)
{
    mmio_write(gic_distributor(), GICD_ICENABLER + irq / 32 * 4, 1u << irq % 32);
    barrier_dsb();
}

static void unmask(word_t irq)
{
    barrier_dsb();
    mmio_write(gic_distributor(), GICD_ISENABLER + irq / 32 * 4, 1u << irq % 32);
}

static void set_trigger(word_t irq, bool edge)
{
    gic_configure(gic_distributor(), irq, edge);
}

static bool is_edge(word_t irq)
{
    return gic_edge(gic_distributor(), irq);
}

static word_t take(void)
{
    uint32_t iar = mmio_read(interface, GICC_IAR);

    if ((iar & IAR_INTID) < 1020)
        mmio_write(interface, GICC_EOIR, iar);
    return iar & IAR_INTID;
}

const struct gic_ops gic2_ops = {
    init, init_core, signal, mask, unmask, set_trigger, is_edge, take
};
