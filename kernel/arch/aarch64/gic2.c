/* GICv2: memory-mapped CPU interface; lines 0..31 are banked in the distributor. */
#include "gic.h"

#define GICC_CTLR 0x00
#define GICC_PMR  0x04
#define GICC_BPR  0x08

/* banked: the bit that means this core; 0 where there is no other */
static uint32_t own_target(void)
{
    uint32_t target = 0;

    for (word_t j = 0; j < 32; j += 4)
        target |= mmio_read(gic.distributor, GICD_ITARGETSR + j);
    target |= target >> 16;
    return (target | target >> 8) & 0xff;
}

static void init(void)
{
    volatile char *d = gic.distributor;
    word_t lines = ((mmio_read(d, GICD_TYPER) & 31) + 1) * 32;
    uint32_t target = own_target();

    gic.interface = aarch64_map_device(kernel.boot.gic_cpu.start, PAGE_SIZE);
    if (target)
        for (word_t j = 32; j < lines; j += 4)
            mmio_write(d, GICD_ITARGETSR + j, target * 0x01010101u);
    mmio_write(d, GICD_CTLR, 1);
}

static void init_core(void)
{
    volatile char *d = gic.distributor;

    cpu()->arch.gic_target = own_target();
    mmio_write(d, GICD_ICENABLER, ~0u);
    mmio_write(d, GICD_ICACTIVER, ~0u);
    for (word_t j = 0; j < 32; j += 4)
        mmio_write(d, GICD_IPRIORITYR + j, GIC_PRIORITY * 0x01010101u);
    mmio_write(gic.interface, GICC_PMR, 0xff);
    mmio_write(gic.interface, GICC_BPR, 0);
    mmio_write(gic.interface, GICC_CTLR, 1);
}

static void signal(const struct cpu *c)
{
    mmio_write(gic.distributor, GICD_SGIR, c->arch.gic_target << 16 | GIC_SIGNAL);
}

const struct gic_ops gic2_ops = {init, init_core, signal};
