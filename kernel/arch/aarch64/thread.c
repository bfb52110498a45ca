/* What belongs to a thread besides its general registers: address space, FP registers, timer. */
#include "../../vspace.h"
#include "cpu.h"

#define CPACR_FP_EL1 (1u << 20)         /* EL0 traps */
#define CPACR_FP_ALL (3u << 20)

#define MDSCR_TDCC   (1u << 12)         /* EL0 traps on the debug channel */

/* virtual counter and physical counter are readable by all; EL0PTEN goes by thread */
#define CNTKCTL_ALL   3u
#define CNTKCTL_TIMER (1u << 9)

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

static void set_fp_access(word_t value)
{
    if (sysreg_read(cpacr_el1) != value)
        sysreg_write(cpacr_el1, value);
}

static void install_vspace(const struct tcb *t)
{
    struct cap cap = t->slot[TCB_SLOT_VSPACE].cap;
    word_t asid = cap_type(cap) == CAP_VSPACE ? cap_vspace_asid(cap) : 0;

    if (asid && vspace_find(asid) == cap_pointer(cap))
        aarch64_user_space(cap_pointer(cap), asid);
    else
        aarch64_user_space(NULL, 0);
}

void arch_thread_switch(struct tcb *next)
{
    word_t timer = next->flags & TCB_FLAG_TIMER ? CNTKCTL_ALL | CNTKCTL_TIMER : CNTKCTL_ALL;

    if (next == cpu()->idle) {
        aarch64_user_space(NULL, 0);
        return;
    }
    install_vspace(next);
    set_fp_access(next == cpu()->fpu_owner && !(next->flags & TCB_FLAG_NO_FPU)
                           ? CPACR_FP_ALL : CPACR_FP_EL1);
    if (sysreg_read(cntkctl_el1) != timer)
        sysreg_write(cntkctl_el1, timer);
}

bool aarch64_fpu_take(void)
{
    struct tcb *t = cpu()->current, *owner = cpu()->fpu_owner;

    if (t->flags & TCB_FLAG_NO_FPU)
        return false;
    if (owner != t) {
        if (owner)
            aarch64_fpu_save(&owner->context.fpu);
        aarch64_fpu_load(&t->context.fpu);
        cpu()->fpu_owner = t;
    }
    sysreg_write(cpacr_el1, CPACR_FP_ALL);
    return true;
}

void arch_fpu_release(struct tcb *tcb)
{
    if (cpu()->fpu_owner != tcb)
        return;
    aarch64_fpu_save(&tcb->context.fpu);
    cpu()->fpu_owner = NULL;
    sysreg_write(cpacr_el1, CPACR_FP_EL1);
}
