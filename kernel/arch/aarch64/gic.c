/*
 * The interrupt controller, version 2 or 3: what both have in common. Lines go to
 * the core that boots, all with one priority; a line is masked until somebody unmasks it.
 */
#include "gic.h"
#include "../../panic.h"

struct gic gic;

void arch_boot_irq(void)
{
    const struct boot_range *d = &kernel.boot.gic_distributor;
    volatile char *distributor = aarch64_map_device(
        d->start, d->end - d->start < 0x10000 ? d->end - d->start : 0x10000);
    word_t all;

    gic.ops = kernel.boot.gic_version == 3 ? &gic3_ops : &gic2_ops;
    gic.distributor = distributor;
    gic.timer = kernel.boot.timer_irq;
    all = ((mmio_read(distributor, GICD_TYPER) & 31) + 1) * 32;
    gic.lines = all < MAX_IRQ ? all : MAX_IRQ;
    mmio_write(distributor, GICD_CTLR, 0);
    for (word_t i = 32; i < all; i += 32) {
        mmio_write(distributor, GICD_ICENABLER + i / 8, ~0u);
        mmio_write(distributor, GICD_ICPENDR + i / 8, ~0u);
        mmio_write(distributor, GICD_ICACTIVER + i / 8, ~0u);
        for (word_t j = i; j < i + 32; j += 4)
            mmio_write(distributor, GICD_IPRIORITYR + j, GIC_PRIORITY * 0x01010101u);
    }
    gic.ops->init();
}

void arch_boot_core_irq(void)
{
    gic.ops->init_core();
    if (CONFIG_CORES > 1)
        gic_unmask(GIC_SIGNAL);
    gic_unmask(arch_timer_irq());
}

void arch_core_signal(const struct cpu *c)
{
    barrier_dsb();                      /* what it is about to read comes first */
    gic.ops->signal(c);
}

bool arch_irq_valid(word_t irq)
{
    return irq >= FIRST_USER_IRQ && irq < gic.lines && irq != arch_timer_irq();
}

void arch_irq_mask(word_t irq)
{
    gic_mask(irq);
}

void arch_irq_unmask(word_t irq)
{
    gic_unmask(irq);
}

void arch_irq_set_trigger(word_t irq, bool edge)
{
    word_t offset = GICD_ICFGR + irq / 16 * 4, bit = 2u << irq % 16 * 2;
    volatile char *bank = gic_bank(irq);
    uint32_t value = mmio_read(bank, offset);

    mmio_write(bank, offset, edge ? value | (uint32_t)bit : value & ~(uint32_t)bit);
}

bool arch_irq_edge(word_t irq)
{
    return mmio_read(gic_bank(irq), GICD_ICFGR + irq / 16 * 4) >> (irq % 16 * 2 + 1) & 1;
}

/* ISR_EL1.I shows what the controller signals to this core, masked or not */
bool arch_irq_pending(void)
{
    return sysreg_read(isr_el1) >> 7 & 1;
}

word_t arch_irq_take(void)
{
    return gic_take();
}
