/* The counter of the generic timer, and memory in which another component leaves a value of it. */
#pragma once
#include <stdint.h>

typedef struct { volatile uint64_t ticks; } stamp_t;

static inline uint64_t ticks(void)
{
    uint64_t value;

    __asm__ volatile("isb; mrs %0, cntvct_el0" : "=r"(value) : : "memory");
    return value;
}
