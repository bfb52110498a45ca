/* A processor core as the kernel takes it over: what is set once and for all threads. */
#include "cpu.h"

#define MDSCR_TDCC (1u << 12)           /* EL0 traps on the debug channel */

const struct boot_params *arch_boot_params(void)
{
    return &boot_params_copy;
}

/* Debug registers, counters and everything else optional is closed to EL0. */
void arch_boot_core(struct cpu *cpu)
{
    word_t monitors = sysreg_read(id_aa64dfr0_el1) >> 8 & 15;

    cpu->kernel_stack = (word_t)kernel_stack_top;
    sysreg_write(tpidr_el1, cpu);
    sysreg_write(cpacr_el1, CPACR_FP_EL1);
    sysreg_write(cntkctl_el1, CNTKCTL_ALL);
    sysreg_write(mdscr_el1, MDSCR_TDCC);
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
