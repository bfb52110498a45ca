/*
 * GICv3: the CPU interface is system registers; lines 0..31 stand in this core's redistributor,
 * the others are routed by affinity.
 */
#include "gic.h"
#include "../../panic.h"

#define CTLR_GROUP1   (1u << 1)
#define CTLR_AFFINITY (1u << 4)
#define GICR_TYPER    0x0008
#define GICR_WAKER    0x0014
#define GICR_BYTES    0x20000
#define GICR_BYTES_V4 0x40000
#define TYPER_VIRTUAL (1u << 1)
#define TYPER_LAST    (1u << 4)
#define WAKER_SLEEP   (1u << 1)
#define WAKER_ASLEEP  (1u << 2)

#define ICC_PMR     s3_0_c4_c6_0
#define ICC_BPR1    s3_0_c12_c12_3
#define ICC_CTLR    s3_0_c12_c12_4
#define ICC_SGI1R   s3_0_c12_c11_5
#define ICC_SRE     s3_0_c12_c12_5
#define ICC_IGRPEN1 s3_0_c12_c12_7

/* this core as GICR_TYPER and GICD_IROUTER have it */
static at_boot uint32_t affinity(void)
{
    word_t a = cpu()->arch.affinity;

    return (uint32_t)(a >> 32 << 24 | (a & 0xffffff));
}

static at_boot void find_redistributor(void)
{
    paddr_t frame = kernel.boot.gic_cpu.start;

    while (frame + GICR_BYTES <= kernel.boot.gic_cpu.end) {
        volatile char *r = aarch64_map_device(frame, GICR_BYTES);
        uint32_t typer = mmio_read(r, GICR_TYPER);

        if (mmio_read(r, GICR_TYPER + 4) == affinity()) {
            cpu()->arch.redistributor = r;
            return;
        }
        aarch64_unmap_device(r);
        if (typer & TYPER_LAST)
            break;
        frame += typer & TYPER_VIRTUAL ? GICR_BYTES_V4 : GICR_BYTES;
    }
    panic("gic: no redistributor for this core");
}

static at_boot void init_private_lines(void)
{
    volatile char *redistributor = cpu()->arch.redistributor;
    volatile char *lines = redistributor + GICR_SGI;

    mmio_write(redistributor, GICR_WAKER, mmio_read(redistributor, GICR_WAKER) & ~WAKER_SLEEP);
    while (mmio_read(redistributor, GICR_WAKER) & WAKER_ASLEEP)
        ;
    mmio_write(lines, GICD_ICENABLER, ~0u);
    mmio_write(lines, GICD_ICACTIVER, ~0u);
    mmio_write(lines, GICD_IGROUPR, ~0u);
    for (word_t j = 0; j < 32; j += 4)
        mmio_write(lines, GICD_IPRIORITYR + j, GIC_PRIORITY * 0x01010101u);
}

static at_boot void init(void)
{
    volatile char *d = gic.distributor;
    word_t lines = ((mmio_read(d, GICD_TYPER) & 31) + 1) * 32;

    gic3_wait_for_write();
    mmio_write(d, GICD_CTLR, CTLR_AFFINITY);
    gic3_wait_for_write();
    for (word_t i = 32; i < lines; i += 32)
        mmio_write(d, GICD_IGROUPR + i / 8, ~0u);
    mmio_write(d, GICD_CTLR, CTLR_AFFINITY | CTLR_GROUP1);
    gic3_wait_for_write();
}

static at_boot void init_core(void)
{
    cpu()->arch.gic_target = affinity();
    find_redistributor();
    init_private_lines();
    icc_write(ICC_SRE, 7);
    barrier_isb();
    if (!(icc_read(ICC_SRE) & 1))
        panic("gic: the firmware does not permit its system registers");
    icc_write(ICC_PMR, 0xff);
    icc_write(ICC_BPR1, 0);
    icc_write(ICC_CTLR, 0);
    icc_write(ICC_IGRPEN1, 1);
    barrier_isb();
}

static void route(word_t irq, uint32_t target)
{
    mmio_write(gic.distributor, GICD_IROUTER + irq * 8, target & 0xffffff);
    mmio_write(gic.distributor, GICD_IROUTER + irq * 8 + 4, target >> 24);
}

static bool names(word_t target)
{
    return target <= UINT32_MAX;
}

static void raise(word_t irq, uint32_t target)
{
    word_t a = target;

    icc_write(ICC_SGI1R, a >> 24 << 48 | (a >> 16 & 0xff) << 32 | (a >> 4 & 15) << 44 | irq << 24 |
              (a >> 8 & 0xff) << 16 | 1ul << (a & 15));
    barrier_isb();
}

const struct gic_ops gic3_ops = {init, init_core, route, names, raise};
