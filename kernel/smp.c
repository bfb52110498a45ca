/* The kernel's lock, and stopping other cores for a moment or for good. */
#include "smp.h"
#include "panic.h"
#include "sched.h"

#define STOP_FRACTION 50        /* of a second in which other cores must have stopped */

/* Another core wants what is in this one's registers. */
static void obey(struct cpu *c, bool rewind)
{
    if (rewind)
        context_rewind(&c->current->context);
    arch_core_drop();
    __atomic_store_n(&c->stalling, false, __ATOMIC_RELEASE);
}

static uint16_t take_ticket(void)
{
    return __atomic_fetch_add(&kernel.lock.next, 1, __ATOMIC_RELAXED);
}

/* True: this core was stalled meanwhile. */
static bool wait_for(uint16_t ticket, bool in_syscall)
{
    struct cpu *c = cpu();
    bool stalled = false;

    for (;;) {
        bool mine = __atomic_load_n(&kernel.lock.owner, __ATOMIC_ACQUIRE) == ticket;
        if (__atomic_load_n(&kernel.dying, __ATOMIC_RELAXED))
            smp_halt();
        if (__atomic_load_n(&c->stalling, __ATOMIC_ACQUIRE)) {
            obey(c, in_syscall && !stalled);
            stalled = true;
        }
        if (mine)
            return stalled;
        arch_relax();
    }
}

bool smp_lock_enter(bool in_syscall)
{
    bool stalled = wait_for(take_ticket(), in_syscall);
    if (stalled)
        sched_account(cpu());
    return !stalled;
}

void smp_lock_leave(void)
{
    struct cpu *c = cpu();
    for (word_t i = 0; c->poke; i++) {
        if (c->poke >> i & 1)
            arch_core_signal(&kernel.cpu[i]);
        c->poke &= ~(1ul << i);
    }
    __atomic_store_n(&kernel.lock.owner, (uint16_t)(kernel.lock.owner + 1), __ATOMIC_RELEASE);
}

void smp_stall(struct cpu *c)
{
    if (c == cpu()) {
        arch_core_drop();
    } else {
        __atomic_store_n(&c->stalling, true, __ATOMIC_RELEASE);
        arch_core_signal(c);
        while (__atomic_load_n(&c->stalling, __ATOMIC_ACQUIRE)) {
            if (__atomic_load_n(&kernel.dying, __ATOMIC_RELAXED))
                smp_halt();
            arch_relax();
        }
        sched_account(c);
    }
    sched_preempt(c);
}

/*
 * A further core, ready but for what needs the lock. The first kernel entry of the core that boots
 * ends when it is done; those that wait then go on one by one, before anybody can enter again.
 */
at_boot void smp_join(void)
{
    uint16_t ticket = take_ticket();
    __atomic_store_n(&cpu()->online, true, __ATOMIC_RELEASE);
    wait_for(ticket, false);
}

/* One after the other. A core that the firmware does not give is left out, with all behind it. */
at_boot void smp_start_cores(void)
{
    struct cpu *self = cpu();
    self->online = true;
    kernel.lock.next = 1;
    for (word_t i = 1; i < CONFIG_CORES && i < kernel.boot.core_count; i++)
        if (!arch_core_start(&kernel.cpu[i]))
            break;
}

void smp_halt(void)
{
    __atomic_store_n(&cpu()->online, false, __ATOMIC_RELEASE);
    arch_halt();
}

/* Whoever is in the kernel sees it when that entry is over, whoever waits for the lock at once. */
void smp_stop_others(void)
{
    if (CONFIG_CORES == 1)
        return;
    ticks_t limit = arch_timer_now() + arch_timer_hz() / STOP_FRACTION;
    for (word_t i = 0; i < CONFIG_CORES; i++) {
        struct cpu *c = &kernel.cpu[i];
        if (c == cpu() || !__atomic_load_n(&c->online, __ATOMIC_ACQUIRE))
            continue;
        arch_core_signal(c);
        while (__atomic_load_n(&c->online, __ATOMIC_ACQUIRE) && arch_timer_now() < limit)
            arch_relax();
    }
}
