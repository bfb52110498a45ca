/* What belongs to a thread besides its general registers: address space, FP registers, timer. */
#include "../../core/cnode.h"
#include "../../vspace.h"
#include "../../sched.h"
#include "../../smp.h"
#include "cpu.h"

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

/*
 * Note what the fast path may rely on. The address space of t is installed. One that is flushed
 * at each switch stays with the slow path: its thread never becomes valid. So does a thread with
 * breakpoints, which has no way out by the fast path either.
 */
static void note_spaces(struct tcb *t)
{
    struct cap cspace = tcb_cspace(t);
    word_t radix = cap_cnode_radix(cspace);
    bool debugged = aarch64_is_debugged(&t->context);
    bool flat = cap_type(cspace) == CAP_CNODE && cap_cnode_guard(cspace) == 0 &&
                radix + cap_cnode_guard_bits(cspace) == CNODE_INDEX_BITS;

    t->spaces_slot = cap_pointer(cspace);
    t->spaces_slot_count = flat && !debugged ? 1ul << radix : 0;
    t->spaces_user = sysreg_read(ttbr0_el1);
    t->spaces_valid = t->spaces_user >> 48 == cpu()->asid_active && !debugged
                      ? cpu()->spaces_valid : 0;
}

void arch_spaces_changed(void)
{
    for (word_t i = 0; i < CONFIG_CORES; i++)
        kernel.cpu[i].spaces_valid++;
}

void arch_thread_switch(struct tcb *next)
{
    word_t timer = next->flags & TCB_FLAG_TIMER ? CNTKCTL_ALL | CNTKCTL_TIMER : CNTKCTL_ALL;

    if (next == cpu()->idle) {
        aarch64_user_space(NULL, 0);
        next->spaces_valid = cpu()->spaces_valid;
        return;
    }
    if (next->spaces_valid == cpu()->spaces_valid) {
        sysreg_write(ttbr0_el1, next->spaces_user);
    } else {
        install_vspace(next);
        note_spaces(next);
    }
    aarch64_debug_switch(next);
    set_fp_access(next == cpu()->fpu_owner && !(next->flags & TCB_FLAG_NO_FPU)
                  ? CPACR_FP_ALL : CPACR_FP_EL1);
    if (sysreg_read(cntkctl_el1) != timer)
        sysreg_write(cntkctl_el1, timer);
}

static bool take(struct tcb *t)
{
    struct tcb *owner = cpu()->fpu_owner;

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

bool aarch64_fpu_take(void)
{
    bool entered = smp_enter(false), taken = true;

    if (entered)
        taken = take(cpu()->current);
    else
        schedule();
    smp_leave();
    return taken;
}

/* Its FP registers can only be where it runs, or ran last. */
void arch_fpu_release(struct tcb *tcb)
{
    struct cpu *c = cpu_of(tcb);

    if (c->fpu_owner != tcb)
        return;
    if (CONFIG_CORES > 1 && c != cpu()) {
        smp_stall(c);
        return;
    }
    aarch64_fpu_save(&tcb->context.fpu);
    c->fpu_owner = NULL;
    sysreg_write(cpacr_el1, CPACR_FP_EL1);
}

void arch_core_drop(void)
{
    if (cpu()->fpu_owner)
        arch_fpu_release(cpu()->fpu_owner);
    aarch64_user_space(NULL, 0);
    barrier_isb();
}
