/*
 * The interrupt controller, version 2 or 3: what both have in common. All lines have one priority;
 * a line is masked until somebody unmasks it, and goes to a core from when it is handed out.
 */
#include "gic.h"
#include "../../panic.h"
#include "../../smp.h"

struct gic gic;

at_boot void arch_boot_irq(void)
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

at_boot void arch_boot_core_irq(void)
{
    word_t core = cpu()->number;

    gic.ops->init_core();
    if (CONFIG_CORES > 1)
        gic_unmask(irq_line(GIC_SIGNAL, core));
    gic_unmask(irq_line(arch_timer_irq(), core));
}

void arch_core_signal(const struct cpu *c)
{
    barrier_dsb();                      /* what it is about to read comes first */
    gic.ops->raise(GIC_SIGNAL, c->arch.gic_target);
}

bool arch_irq_valid(word_t irq)
{
    return irq >= FIRST_USER_IRQ && irq < gic.lines && irq != arch_timer_irq();
}

/*
 * Does only another core reach the registers of this line? Then it is told what they are to be, and
 * sees to it when this entry is over.
 */
static struct cpu *ask(word_t line)
{
    struct cpu *c = &kernel.cpu[irq_owner(line)];

    if (CONFIG_CORES == 1 || !gic.interface || !irq_is_private(line) || c == cpu())
        return NULL;
    c->arch.irq_changed |= 1u << irq_number(line);
    smp_poke(c);
    return c;
}

static void put_bit(uint32_t *word, word_t bit, bool value)
{
    *word = value ? *word | 1u << bit : *word & ~(1u << bit);
}

static void set_on(word_t line, bool on)
{
    struct cpu *other = ask(line);

    if (other)
        put_bit(&other->arch.irq_on, irq_number(line), on);
    else if (on)
        gic_unmask(line);
    else
        gic_mask(line);
}

void arch_irq_mask(word_t line)
{
    set_on(line, false);
}

void arch_irq_unmask(word_t line)
{
    set_on(line, true);
}

static void set_edge(word_t line, bool edge)
{
    word_t irq = irq_number(line), offset = GICD_ICFGR + irq / 16 * 4;
    volatile char *bank = gic_bank(line);
    uint32_t value = mmio_read(bank, offset);

    put_bit(&value, irq % 16 * 2 + 1, edge);
    mmio_write(bank, offset, value);
}

void arch_irq_set_trigger(word_t line, bool edge)
{
    if (irq_is_private(line))
        put_bit(&kernel.cpu[irq_owner(line)].arch.irq_edge, irq_number(line), edge);
    if (!ask(line))
        set_edge(line, edge);
}

void arch_irq_settle(void)
{
    struct cpu *c = cpu();

    for (word_t irq = 0; c->arch.irq_changed; irq++) {
        word_t line = irq_line(irq, c->number);
        if (c->arch.irq_changed >> irq & 1) {
            set_edge(line, c->arch.irq_edge >> irq & 1);
            set_on(line, c->arch.irq_on >> irq & 1);
        }
        put_bit(&c->arch.irq_changed, irq, false);
    }
}

bool arch_irq_edge(word_t line)
{
    word_t irq = irq_number(line);

    if (irq_is_private(line) && irq >= MAX_SGI)
        return kernel.cpu[irq_owner(line)].arch.irq_edge >> irq & 1;
    return mmio_read(gic_bank(line), GICD_ICFGR + irq / 16 * 4) >> (irq % 16 * 2 + 1) & 1;
}

void arch_irq_route(word_t irq, word_t core)
{
    gic.ops->route(irq, kernel.cpu[core].arch.gic_target);
}

bool arch_sgi_valid(word_t target)
{
    return gic.ops->names(target);
}

void arch_sgi_raise(word_t irq, word_t target)
{
    barrier_dsb();
    gic.ops->raise(irq, (uint32_t)target);
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
