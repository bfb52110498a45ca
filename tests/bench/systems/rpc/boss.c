/*
 * Calls and counts. Under `-icount shift=0` an instruction takes one nanosecond, and the counter
 * of the generic timer advances with that time: its ticks are a number of instructions.
 * Prints lines "bench NAME TICKS TIMES", the time since reset, the frequency. It does so at the
 * end: printing uses FP registers, and who used them last pays for them at each switch.
 */
#include <camkes.h>
#include <stdio.h>
#include <stdlib.h>

enum { TIMES = 512 };

static char block[4096];
static char text[100 + 1];

static uint64_t frequency(void)
{
    uint64_t value;
    __asm__("mrs %0, cntfrq_el0" : "=r"(value));
    return value;
}

static void empty(void)
{
    __asm__ volatile("");
}

/* one function for each call, to a server on its own time and to a passive one */
#define BOTH(name, call_own, call_passive)            \
    static void name##_own(void) { call_own; }        \
    static void name##_passive(void) { call_passive; }
BOTH(add, adding_own_add(1, 2), adding_passive_add(1, 2))
BOTH(nothing, small_own_nothing(), small_passive_nothing())
BOTH(sum, small_own_sum(1, 2, 3, 4, 5, 6), small_passive_sum(1, 2, 3, 4, 5, 6))
BOTH(string, small_own_length(text), small_passive_length(text))
BOTH(take, blocks_own_take(sizeof block, block), blocks_passive_take(sizeof block, block))

static void give(void (*call)(size_t *, char **))
{
    size_t size = 0;
    char *data = NULL;

    call(&size, &data);
    free(data);
}
BOTH(give, give(blocks_own_give), give(blocks_passive_give))

/* a loop of two instructions, by which tests/bench/glue/user.awk knows where it is */
static void mark(void)
{
    for (int i = 0; i < 1000; i++)
        __asm__ volatile("");
}

static struct { const char *name; uint64_t sum; int times; } reports[32];
static unsigned reported;

static void report(const char *name, uint64_t sum, int times)
{
    reports[reported].name = name;
    reports[reported].sum = sum;
    reports[reported++].times = times;
}

static void print_reports(void)
{
    for (unsigned i = 0; i < reported; i++)
        printf("bench %s %llu %d\n", reports[i].name, (unsigned long long)reports[i].sum,
               reports[i].times);
    printf("bench done 0 1\n");
}

/* from here on this thread has FP registers */
static void use_fp(void)
{
    __asm__ volatile("movi v0.4s, #0" : : : "v0");
}

static void measure(const char *name, void (*call)(void))
{
    call();
    mark();
    uint64_t start = ticks();
    for (int i = 0; i < TIMES; i++)
        call();
    uint64_t end = ticks();
    mark();
    report(name, end - start, TIMES);
}

/* the wakes start at all times between two ticks of the counter, which has 16 instructions each */
static void measure_event(const char *name, void (*emit)(void))
{
    uint64_t sum = 0;

    for (int i = 0; i < TIMES; i++) {
        for (int wait = i % 61; wait > 0; wait--)
            __asm__ volatile("");
        uint64_t start = ticks();
        emit();
        sum += woken->ticks - start;
    }
    report(name, sum, TIMES);
}

/* not as the compiler would do it, which takes FP registers for it */
static void fill_text(void)
{
    for (size_t i = 0; i < sizeof text - 1; i++)
        ((volatile char *)text)[i] = 'x';
}

int run(void)
{
    uint64_t start = ticks();
    report("frequency", frequency(), 1);
    report("run", start, 1);
    fill_text();
    measure("loop", empty);
    measure("add_own", add_own);
    measure("add_passive", add_passive);
    measure("nothing_own", nothing_own);
    measure("nothing_passive", nothing_passive);
    measure("sum_own", sum_own);
    measure("sum_passive", sum_passive);
    measure("string_own", string_own);
    measure("string_passive", string_passive);
    measure("take_own", take_own);
    measure("take_passive", take_passive);
    measure("give_own", give_own);
    measure("give_passive", give_passive);
    measure_event("wake_native", native_emit);
    measure_event("wake_event", event_emit);
    measure("cycle_native", native_emit);
    measure("cycle_event", event_emit);
    use_fp();
    measure("fp_own", add_own);
    measure("fp_passive", add_passive);
    print_reports();
    return 0;
}
