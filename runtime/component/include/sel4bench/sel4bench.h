/*
 * Time between two places of a program, in ticks of the processor's virtual counter: the counters
 * of the performance monitor belong to the kernel.
 */
#pragma once
#include <stdint.h>

typedef uint64_t ccnt_t;

static inline void sel4bench_init(void)
{
}

static inline void sel4bench_destroy(void)
{
}

static inline ccnt_t sel4bench_get_cycle_count(void)
{
    ccnt_t ticks;

    __asm__ volatile("isb; mrs %0, cntvct_el0" : "=r"(ticks) : : "memory");
    return ticks;
}
