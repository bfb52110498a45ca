/*
 * What every interrupt needs of the controller, version 2 or 3: taking it, masking and unmasking
 * its line. Inline, because the short ways do it without a stack. The rest is in gic*.c.
 */
#pragma once
#include "cpu.h"

#define GICC_IAR      0x0c
#define GICC_EOIR     0x10
#define GIC_INTIDS    1020              /* from here on a number says that there is none */
#define ICC_IAR1      s3_0_c12_c12_0
#define ICC_EOIR1     s3_0_c12_c12_1
#define GICR_SGI      0x10000           /* second frame: lines 0..31 */
#define CTLR_PENDING  (1u << 31)        /* RWP: a write is under way */

#define GIC_INLINE static inline __attribute__((always_inline))

struct gic {
    volatile char *distributor;
    volatile char *interface;           /* version 2: that of the core; version 3: NULL */
    word_t timer;                       /* the line of the kernel's own timer */
    word_t lines;                       /* that user space may own: below this one; the others
                                           stay masked */
    const struct gic_ops *ops;
};
extern struct gic gic;

/* ICC_...: an argument that is a macro becomes the name of a register */
#define icc_read(name) sysreg_read_(name)
#define icc_write(name, value) sysreg_write_(name, value)
#define sysreg_read_(name) sysreg_read(name)
#define sysreg_write_(name, value) sysreg_write(name, value)

GIC_INLINE word_t gic3_take(void)
{
    word_t irq = icc_read(ICC_IAR1) & 0xffffff;

    barrier_dsb();
    if (irq < GIC_INTIDS) {
        icc_write(ICC_EOIR1, irq);
        barrier_isb();
    }
    return irq;
}

GIC_INLINE word_t gic2_take(void)
{
    uint32_t iar = mmio_read(gic.interface, GICC_IAR);

    if (__builtin_expect((iar & 0x3ff) < GIC_INTIDS, 1))
        mmio_write(gic.interface, GICC_EOIR, iar);
    return iar & 0x3ff;
}

GIC_INLINE const struct cpu *gic_cpu(void)
{
    return (const struct cpu *)sysreg_read(tpidr_el1);
}

/* arch_irq_take */
GIC_INLINE word_t gic_take(void)
{
    word_t irq = gic.interface ? gic2_take() : gic3_take();

    if (CONFIG_CORES == 1 || irq == gic.timer)
        return irq;
    return irq != GIC_SIGNAL ? irq_line(irq, gic_cpu()->number) : ARCH_IRQ_NONE;
}

/*
 * The registers of the line: version 3 has those of private lines in the redistributor; version 2
 * has them for the core that asks only.
 */
GIC_INLINE volatile char *gic_bank(word_t line)
{
    volatile char *interface = gic.interface, *distributor = gic.distributor;

    if (__builtin_expect(interface != NULL, 1) || !irq_is_private(line))
        return distributor;
    return (CONFIG_CORES == 1 ? gic_cpu() : &kernel.cpu[irq_owner(line)])->arch.redistributor +
           GICR_SGI;
}

GIC_INLINE void gic3_wait_for_write(void)
{
    while (mmio_read(gic.distributor, GICD_CTLR) & CTLR_PENDING)
        ;
}

GIC_INLINE void gic_mask(word_t line)
{
    word_t irq = irq_number(line);

    mmio_write(gic_bank(line), GICD_ICENABLER + irq / 32 * 4, 1u << irq % 32);
    if (!gic.interface && irq >= 32)
        gic3_wait_for_write();
    barrier_dsb();
}

GIC_INLINE void gic_unmask(word_t line)
{
    word_t irq = irq_number(line);

    barrier_dsb();
    mmio_write(gic_bank(line), GICD_ISENABLER + irq / 32 * 4, 1u << irq % 32);
}
