/* What belongs to a thread besides its general registers: address space, FP registers, timer. */
#include "../../sched.h"
#include "../../smp.h"
#include "../../vspace.h"
#include "cpu.h"

/* 0: it has no address space in which anything is mapped. */
static word_t asid_of(const struct tcb *t)
{
    struct cap cap = t->slot[TCB_SLOT_VSPACE].cap;
    word_t asid = cap_type(cap) == CAP_VSPACE ? cap_vspace_asid(cap) : 0;

    return asid && vspace_find(asid) == cap_pointer(cap) ? asid : 0;
}

static void install_vspace(const struct tcb *t)
{
    word_t asid = asid_of(t);

    aarch64_user_space(asid ? cap_pointer(t->slot[TCB_SLOT_VSPACE].cap) : NULL, asid);
}

bool arch_space_is_noted(const struct tcb *t)
{
    word_t asid = asid_of(t);
    paddr_t root = arch_ram_paddr(cap_pointer(t->slot[TCB_SLOT_VSPACE].cap));

    return asid ? t->context.space == (root | asid << 48) : t->context.space >> 48 == 0;
}

/*
 * Note what the fast path may rely on. The address space of t is installed. One that is flushed
 * at each switch stays with the slow path: its thread never becomes valid. So does a thread with
 * breakpoints, which has no way out by the fast path either.
 */
static void note_spaces(struct tcb *t)
{
    struct cap cspace = tcb_cspace(t);

    t->context.space = sysreg_read(ttbr0_el1);
    t->spaces_slot = cap_pointer(cspace);
    t->spaces_slot_count = 0;
    t->spaces_valid = (word_t)t | t->priority;
    if (t->context.space >> 48 != cpu()->asid_active || aarch64_is_debugged(&t->context))
        return;
    t->spaces_valid = cpu()->spaces_valid | spaces_kind(t);
    if (cap_is_flat_cnode(cspace))
        t->spaces_slot_count = 1ul << cap_cnode_radix(cspace);
}

void arch_thread_save(struct tcb *current)
{
    current->context.sp = sysreg_read(sp_el0);
    current->context.tpidr = sysreg_read(tpidr_el0);
}

void arch_thread_load(const struct tcb *current)
{
    sysreg_write(sp_el0, current->context.sp);
    sysreg_write(tpidr_el0, current->context.tpidr);
    sysreg_write(tpidrro_el0, current->context.tpidrro);
}

void arch_spaces_changed(void)
{
    for (word_t i = 0; i < CONFIG_CORES; i++) {
        kernel.cpu[i].spaces_valid += SPACES_STEP;
        kernel.cpu[i].unsettled = true;
    }
}

static void set_timer_access(const struct tcb *t)
{
    bool timer = (t->flags & TCB_FLAG_TIMER) != 0;

    sysreg_write(cntkctl_el1, timer ? CNTKCTL_ALL | CNTKCTL_TIMER : CNTKCTL_ALL);
}

void arch_thread_install(struct tcb *current)
{
    aarch64_debug_switch(current);
    set_timer_access(current);
    if (current == cpu()->idle) {
        aarch64_user_space(NULL, 0);
        current->context.space = sysreg_read(ttbr0_el1);
        current->spaces_valid = cpu()->spaces_valid | spaces_kind(current);
        return;
    }
    install_vspace(current);
    note_spaces(current);
}

/* FP registers: the current thread has access to them while it owns them, else it traps. */
void arch_thread_switch(struct tcb *from, struct tcb *to)
{
    struct tcb *owner = cpu()->fpu_owner;

    arch_thread_save(from);
    arch_thread_load(to);
    if (owner) {
        if (owner == from)
            sysreg_write(cpacr_el1, CPACR_FP_EL1);
        else if (owner == to)
            sysreg_write(cpacr_el1, CPACR_FP_ALL);
    }
    if (!spaces_noted(cpu(), to)) {
        arch_thread_install(to);
        return;
    }
    sysreg_write(ttbr0_el1, to->context.space);
    if ((to->spaces_valid ^ from->spaces_valid) & ~(SPACES_PRIORITY | SPACES_FPU)) {
        set_timer_access(to);
        aarch64_debug_switch(to);
    }
}

/* It has got or lost the FP registers. */
static void renew_kind(struct tcb *t)
{
    if (spaces_noted(cpu(), t))
        t->spaces_valid = cpu()->spaces_valid | spaces_kind(t);
}

static bool take(struct tcb *t)
{
    struct tcb *owner = cpu()->fpu_owner;

    if (t->flags & TCB_FLAG_NO_FPU)
        return false;
    if (owner != t) {
        if (owner)
            aarch64_fpu_save(&owner->fpu);
        aarch64_fpu_load(&t->fpu);
        cpu()->fpu_owner = t;
        if (owner)
            renew_kind(owner);
        renew_kind(t);
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
    aarch64_fpu_save(&tcb->fpu);
    c->fpu_owner = NULL;
    renew_kind(tcb);
    sysreg_write(cpacr_el1, CPACR_FP_EL1);
}

void arch_core_drop(void)
{
    arch_thread_save(cpu()->current);
    if (cpu()->fpu_owner)
        arch_fpu_release(cpu()->fpu_owner);
    arch_thread_install(cpu()->idle);
    barrier_isb();
}
