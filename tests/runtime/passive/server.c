#include <camkes.h>

static uint64_t counter(const char *which)
{
    uint64_t value;

    if (*which == 'f')
        __asm__ volatile("mrs %0, cntfrq_el0" : "=r"(value));
    else
        __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(value));
    return value;
}

int work_spin(unsigned milliseconds)
{
    uint64_t end = counter("count") + counter("frequency") * milliseconds / 1000;

    while (counter("count") < end)
        ;
    return 7;
}

int more_spin(unsigned milliseconds)
{
    return (int)milliseconds;
}
