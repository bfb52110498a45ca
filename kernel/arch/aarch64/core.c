/* A processor core as the kernel takes it over: what is set once and for all threads. */
#include "../../panic.h"
#include "cpu.h"

#define MPIDR_AFFINITY 0xff00fffffful
#define PSCI_CPU_ON    0xc4000003ul     /* DEN 0022, 5.1.4 */

at_boot const struct boot_params *arch_boot_params(void)
{
    return &boot_params_copy;
}

/* Debug registers, counters and everything else optional is closed to EL0. */
at_boot void arch_boot_core(void)
{
    word_t monitors = sysreg_read(id_aa64dfr0_el1) >> 8 & 15;

    cpu()->arch.affinity = sysreg_read(mpidr_el1) & MPIDR_AFFINITY;
    sysreg_write(cpacr_el1, CPACR_FP_EL1);
    sysreg_write(cntkctl_el1, CNTKCTL_ALL);
    aarch64_debug_init();
    sysreg_write(contextidr_el1, 0);
    if (monitors != 0 && monitors != 15)
        sysreg_write(pmuserenr_el0, 0);
    if (sysreg_read(id_aa64mmfr1_el1) >> 20 & 15)
        __asm__ volatile(".inst 0xd500419f");      /* PSTATE.PAN = 1 */
    barrier_isb();
}

struct cpu *arch_cpu(void)
{
    struct cpu *this;

    __asm__("mrs %0, tpidr_el1" : "=r"(this));
    return this;
}

/* ---- other cores ---- */

/* The number-th of the device tree's cores besides this one; BOOT_MAX_CORES: there is none. */
static at_boot word_t other_core(word_t number)
{
    const struct boot_params *b = &kernel.boot;
    word_t self = 0;

    while (self < b->core_count && b->core_mpidr[self] != cpu()->arch.affinity)
        self++;
    if (self == b->core_count || number >= b->core_count)
        return BOOT_MAX_CORES;
    return number <= self ? number - 1 : number;
}

/* Everything that it reads before its caches are on is written to memory. */
at_boot bool arch_core_start(struct cpu *c)
{
    word_t number = (word_t)(c - kernel.cpu), core = other_core(number), out[4];
    char *stack = kernel_stack_top + number * KERNEL_STACK_STEP;

    if (core == BOOT_MAX_CORES)
        return false;
    c->kernel_stack = (word_t)stack;
    c->emergency_stack = (word_t)emergency_stack_top - number * EMERGENCY_STACK_BYTES;
    aarch64_unmap_page(stack - KERNEL_STACK_STEP);
    c->arch.start[0] = arch_ram_paddr(boot_core_start);
    c->arch.start[1] = (word_t)c;
    arch_cache_clean_invalidate(c->arch.start, sizeof c->arch.start);
    arch_smc((word_t[8]){PSCI_CPU_ON, kernel.boot.core_mpidr[core], kernel.boot.core_entry,
                         arch_ram_paddr(c->arch.start)}, out);
    if (out[0] != 0)
        return false;
    ticks_t limit = arch_timer_now() + arch_timer_hz();
    while (!__atomic_load_n(&c->online, __ATOMIC_ACQUIRE)) {
        if (arch_timer_now() > limit)
            panic("core %lu was started and does not come", number);
        arch_relax();
    }
    return true;
}

void arch_relax(void)
{
    __asm__ volatile("yield" ::: "memory");
}
