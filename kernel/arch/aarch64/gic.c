/*
 * The interrupt controller, version 2 or 3: what both have in common. Lines go to
 * the core that boots, all with one priority; a line is masked until somebody unmasks it.
 */
#include "../../panic.h"
#include "cpu.h"

static const struct gic_ops *gic;
static volatile char *distributor;
static word_t lines;                    /* that user space may own: below this one */

volatile char *gic_distributor(void) { return distributor; }

void arch_boot_irq(void)
{
    const struct boot_range *d = &kernel.boot.gic_distributor;
    word_t all;

    gic = kernel.boot.gic_version == 3 ? &gic3_ops : &gic2_ops;
    distributor = aarch64_map_device(d->start, d->end - d->start < 0x10000 ? d->end - d->start
                                                                           : 0x10000);
    all = ((mmio_read(distributor, GICD_TYPER) & 31) + 1) * 32;
    lines = all < MAX_IRQ ? all : MAX_IRQ;
    mmio_write(distributor, GICD_CTLR, 0);
    for (word_t i = 32; i < all; i += 32) {
        mmio_write(distributor, GICD_ICENABLER + i / 8, ~0u);
        mmio_write(distributor, GICD_ICPENDR + i / 8, ~0u);
        mmio_write(distributor, GICD_ICACTIVER + i / 8, ~0u);
        for (word_t j = i; j < i + 32; j += 4)
            mmio_write(distributor, GICD_IPRIORITYR + j, GIC_PRIORITY * 0x01010101u);
    }
    gic->init();
}

void arch_boot_core_irq(void)
{
    gic->init_core();
    if (CONFIG_CORES > 1)
        gic->unmask(GIC_SIGNAL);
    gic->unmask(arch_timer_irq());
}

void arch_core_signal(const struct cpu *c)
{
    barrier_dsb();                      /* what it is about to read comes first */
    gic->signal(c);
}

bool arch_irq_valid(word_t irq)
{
    return irq >= FIRST_USER_IRQ && irq < lines && irq != arch_timer_irq();
}

void arch_irq_mask(word_t irq)
{
    gic->mask(irq);
}

void arch_irq_unmask(word_t irq)
{
    gic->unmask(irq);
}

void arch_irq_set_trigger(word_t irq, bool edge)
{
    gic->set_trigger(irq, edge);
}

bool arch_irq_edge(word_t irq)
{
    return gic->is_edge(irq);
}

/* ISR_EL1.I shows what the controller signals to this core, masked or not */
bool arch_irq_pending(void)
{
    return sysreg_read(isr_el1) >> 7 & 1;
}

word_t arch_irq_take(void)
{
    word_t irq = gic->take();

    return irq < lines && (CONFIG_CORES == 1 || irq != GIC_SIGNAL) ? irq : ARCH_IRQ_NONE;
}
