/*
 * Several cores: the one lock around the kernel, and what one core asks of another.
 *
 * Whoever executes the kernel holds the lock, from the first use of any state of it to the last.
 * Every other core is in user mode, idle, or waiting for the lock, and all that belongs to it may
 * be read and written except what only its registers hold: those of its current thread, the FP
 * registers, the address space in use. smp_stall brings these into memory.
 *
 * With one core all of this is empty.
 */
#pragma once
#include "kernel.h"

bool smp_lock_enter(bool in_syscall);
void smp_lock_leave(void);

/*
 * The beginning of every kernel entry. False: before it got the lock this core was stalled, so the
 * current thread is no longer the one that entered; in_syscall: which will do its SVC again.
 */
static inline bool smp_enter(bool in_syscall)
{
    return CONFIG_CORES > 1 ? smp_lock_enter(in_syscall) : true;
}

/* The end, after schedule(). Then only cpu()->current may still be looked at. */
static inline void smp_leave(void)
{
    if (CONFIG_CORES > 1)
        smp_lock_leave();
}

/*
 * Afterwards c runs nothing: its thread, registers saved, waits first in its queue, and c looks
 * for another as soon as it gets the lock. Not for use with one core.
 */
void smp_stall(struct cpu *c);

/* Afterwards t does not run on another core. */
static inline void smp_claim(const struct tcb *t)
{
    if (CONFIG_CORES > 1 && cpu_of(t) != cpu() && cpu_of(t)->current == t)
        smp_stall(cpu_of(t));
}

/* c is to look at its queues and deadlines once this entry is over. */
static inline void smp_poke(const struct cpu *c)
{
    if (CONFIG_CORES > 1 && c != cpu())
        cpu()->poke |= 1ul << c->number;
}

void smp_start_cores(void);             /* at boot, by the first core: the others join */
void smp_join(void);                    /* by the others */

/* How many take part. */
static inline word_t smp_core_count(void)
{
    word_t count = 1;
    while (count < CONFIG_CORES && kernel.cpu[count].online)
        count++;
    return count;
}

/* For good: kernel.dying is set. Returns when they have, or after a while when one does not. */
void smp_stop_others(void);
_Noreturn void smp_halt(void);          /* this core */
