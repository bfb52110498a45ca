/* GICv2: memory-mapped CPU interface; lines 0..31 are banked in the distributor. */
#include "gic.h"

#define GICC_CTLR 0x00
#define GICC_PMR  0x04
#define GICC_BPR  0x08

/* banked: one bit means this core, none where there is no other */
static at_boot uint32_t own_number(void)
{
    uint32_t target = 0;

    for (word_t j = 0; j < 32; j += 4)
        target |= mmio_read(gic.distributor, GICD_ITARGETSR + j);
    target |= target >> 16;
    target = (target | target >> 8) & 0xff;
    return target ? (uint32_t)__builtin_ctz(target) : 0;
}

static at_boot void init(void)
{
    gic.interface = aarch64_map_device(kernel.boot.gic_cpu.start, PAGE_SIZE);
    mmio_write(gic.distributor, GICD_CTLR, 1);
}

static at_boot void init_core(void)
{
    volatile char *d = gic.distributor;

    cpu()->arch.gic_target = own_number();
    mmio_write(d, GICD_ICENABLER, ~0u);
    mmio_write(d, GICD_ICACTIVER, ~0u);
    for (word_t j = 0; j < 32; j += 4)
        mmio_write(d, GICD_IPRIORITYR + j, GIC_PRIORITY * 0x01010101u);
    mmio_write(gic.interface, GICC_PMR, 0xff);
    mmio_write(gic.interface, GICC_BPR, 0);
    mmio_write(gic.interface, GICC_CTLR, 1);
}

static void route(word_t irq, uint32_t target)
{
    volatile char *word = gic.distributor + GICD_ITARGETSR + irq / 4 * 4;
    unsigned shift = irq % 4 * 8;

    mmio_write(word, 0, (mmio_read(word, 0) & ~(0xffu << shift)) | 1u << target << shift);
}

static bool names(word_t target)
{
    return target < 8;
}

static void raise(word_t irq, uint32_t target)
{
    mmio_write(gic.distributor, GICD_SGIR, 1u << 16 << target | (uint32_t)irq);
}

const struct gic_ops gic2_ops = {init, init_core, route, names, raise};
