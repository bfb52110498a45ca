/*
 * Where no firmware ran before (entry at EL3) every interrupt belongs to the secure side and the
 * kernel could not see it. Hand them all over.
 */
#include "loader.h"

#define GICD_CTLR       0x000
#define GICD_TYPER      0x004
#define GICD_IGROUPR    0x080
#define GICC_PMR        0x004
#define GICR_TYPER      0x008
#define GICR_WAKER      0x014
#define GICR_SGI        0x10000
#define GICR_FRAME      0x20000
#define GICR_FRAME_V4   0x40000

#define CTLR_ARE_S      (1u << 4)
#define CTLR_ARE_NS     (1u << 5)
#define WAKER_SLEEP     (1u << 1)
#define WAKER_ASLEEP    (1u << 2)
#define TYPER_LAST      (1u << 4)
#define TYPER_VIRTUAL   (1u << 1)

static volatile uint32_t *at(uint64_t base, uint64_t offset)
{
    return (volatile uint32_t *)(base + offset);
}

static void open_lines(uint64_t distributor, unsigned first)
{
    unsigned words = (*at(distributor, GICD_TYPER) & 31) + 1;

    for (unsigned i = first; i < words; i++)
        *at(distributor, GICD_IGROUPR + 4 * i) = ~0u;
}

static uint64_t own_redistributor(struct boot_range range)
{
    uint64_t mpidr, frame = range.start;

    __asm__("mrs %0, mpidr_el1" : "=r"(mpidr));
    mpidr = (mpidr >> 32 & 0xff) << 24 | (mpidr & 0xffffff);
    while (frame < range.end) {
        uint32_t typer = *at(frame, GICR_TYPER);

        if (*at(frame, GICR_TYPER + 4) == mpidr)
            return frame;
        if (typer & TYPER_LAST)
            break;
        frame += typer & TYPER_VIRTUAL ? GICR_FRAME_V4 : GICR_FRAME;
    }
    refuse("no GIC redistributor for this core");
}

static void open_v3(const struct boot_params *params)
{
    uint64_t distributor = params->gic_distributor.start;
    uint64_t redistributor = own_redistributor(params->gic_cpu);
    uint64_t enable = 15;

    *at(distributor, GICD_CTLR) = CTLR_ARE_S | CTLR_ARE_NS;
    open_lines(distributor, 1);
    *at(redistributor, GICR_WAKER) &= ~WAKER_SLEEP;
    while (*at(redistributor, GICR_WAKER) & WAKER_ASLEEP)
        ;
    *at(redistributor + GICR_SGI, GICD_IGROUPR) = ~0u;
    __asm__ volatile("msr s3_6_c12_c12_5, %0; isb" :: "r"(enable));     /* ICC_SRE_EL3 */
}

void gic_open(const struct boot_params *params)
{
    if (params->gic_version == 3) {
        open_v3(params);
        return;
    }
    open_lines(params->gic_distributor.start, 0);
    *at(params->gic_cpu.start, GICC_PMR) = 0xff;
}
