/* How much of 200 ms is mine? Whoever runs sees the clock go on in small steps. */
#include <camkes.h>
#include <stdint.h>
#include <stdio.h>

static uint64_t now(void)
{
    uint64_t ticks;
    __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(ticks));
    return ticks;
}

int run(void)
{
    uint64_t hz, start = now(), before = start, mine = 0;
    __asm__("mrs %0, cntfrq_el0" : "=r"(hz));
    while (before - start < hz / 5) {
        uint64_t t = now();
        if (t - before < hz / 1000)
            mine += t - before;
        before = t;
    }
    printf("%s has %u percent\n", get_instance_name(), (unsigned)((mine * 500 / hz + 2) / 5 * 5));
    return 0;
}
