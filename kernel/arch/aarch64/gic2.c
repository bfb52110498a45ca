/* GICv2: memory-mapped CPU interface; lines 0..31 are banked in the distributor. */
#include "cpu.h"

#define GICC_CTLR 0x00
#define GICC_PMR  0x04
#define GICC_BPR  0x08
#define GICC_IAR  0x0c
#define GICC_EOIR 0x10
#define IAR_INTID 0x3ff

static volatile char *interface;

static void init(void)
{
    volatile char *d = gic_distributor();
    word_t lines = ((mmio_read(d, GICD_TYPER) & 31) + 1) * 32;
    uint32_t target = 0;

    interface = aarch64_map_device(kernel.boot.gic_cpu.start, PAGE_SIZE);
    mmio_write(d, GICD_ICENABLER, ~0u);
    mmio_write(d, GICD_ICACTIVER, ~0u);
    for (word_t j = 0; j < 32; j += 4) {
        mmio_write(d, GICD_IPRIORITYR + j, GIC_PRIORITY * 0x01010101u);
        target |= mmio_read(d, GICD_ITARGETSR + j);     /* banked: this core's number */
    }
    target |= target >> 16;
    target = (target | target >> 8) & 0xff;
    if (target)                                         /* 0: the only core there is */
        for (word_t j = 32; j < lines; j += 4)
            mmio_write(d, GICD_ITARGETSR + j, target * 0x01010101u);
    mmio_write(d, GICD_CTLR, 1);
    mmio_write(interface, GICC_PMR, 0xff);
    mmio_write(interface, GICC_BPR, 0);
    mmio_write(interface, GICC_CTLR, 1);
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

static word_t take(void)
{
    uint32_t iar = mmio_read(interface, GICC_IAR);

    if ((iar & IAR_INTID) < 1020)
        mmio_write(interface, GICC_EOIR, iar);
    return iar & IAR_INTID;
}

const struct gic_ops gic2_ops = {init, mask, unmask, set_trigger, take};
