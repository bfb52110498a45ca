/*
 * Calls and counts. Under `-icount shift=0` an instruction takes one nanosecond, and the counter
 * of the generic timer advances with that time: its ticks are a number of instructions.
 * Prints lines "bench NAME TICKS CALLS", the time since reset, the frequency.
 */
#include <camkes.h>
#include <stdio.h>

enum { CALLS = 10000 };

static uint64_t ticks(void)
{
    uint64_t value;
    __asm__ volatile("isb; mrs %0, cntvct_el0" : "=r"(value) : : "memory");
    return value;
}

static uint64_t frequency(void)
{
    uint64_t value;
    __asm__("mrs %0, cntfrq_el0" : "=r"(value));
    return value;
}

static void nothing(void)
{
    worker_nothing();
}

static void add(void)
{
    worker_add(1, 2);
}

static void sum(void)
{
    worker_sum(1, 2, 3, 4, 5, 6);
}

static void text(void)
{
    worker_length("a string of thirty-two bytes....");
}

static void empty(void)
{
    __asm__ volatile("");
}

static void measure(const char *name, void (*call)(void))
{
    call();
    uint64_t start = ticks();
    for (int i = 0; i < CALLS; i++)
        call();
    printf("bench %s %llu %d\n", name, (unsigned long long)(ticks() - start), CALLS);
}

int run(void)
{
    uint64_t start = ticks();
    printf("bench frequency %llu 1\n", (unsigned long long)frequency());
    printf("bench run %llu 1\n", (unsigned long long)start);
    measure("loop", empty);
    measure("call_nothing", nothing);
    measure("call_add", add);
    measure("call_six_words", sum);
    measure("call_string", text);
    printf("bench done 0 1\n");
    return 0;
}
