/*
 * The processor's generic timer, the physical one (Arm ARM D11.2). It compares one deadline; its
 * interrupt is level sensitive and is withdrawn by moving that. A component that includes this
 * needs the attribute physical_timer.
 */
#pragma once
#include <stdint.h>
#include "alarms.h"

#define ARCH_TIMER_ENABLE UINT64_C(1)

static inline uint64_t arch_timer_counter(void)
{
    uint64_t value;

    __asm__ volatile("isb; mrs %0, cntpct_el0" : "=r"(value) : : "memory");
    return value;
}

/* ticks per second, as the firmware has set it; 0: it has not */
static inline uint64_t arch_timer_frequency(void)
{
    uint64_t value;

    __asm__("mrs %0, cntfrq_el0" : "=r"(value));
    return value;
}

/* Asks for an interrupt at that time; for none when it is ALARM_NEVER. */
static inline void arch_timer_set(uint64_t deadline)
{
    uint64_t control = deadline == ALARM_NEVER ? 0 : ARCH_TIMER_ENABLE;

    __asm__ volatile("msr cntp_cval_el0, %0; msr cntp_ctl_el0, %1; isb"
                     : : "r"(deadline), "r"(control) : "memory");
}
