/*
 * The kernel's costs: a root task that measures every row of rows.def, prints one line for each,
 * and switches the machine off.
 *     bench ID MEAN-IN-HUNDREDTHS MODE USER SAMPLES
 */
#include "bench.h"

/* tests/bench/trace does less of it, because it writes down every instruction */
#ifndef PARTS
#define ROUNDS(iterations) iterations
#define PARTS measure_calls, measure_messages, measure_signals, measure_interrupts, \
    measure_faults, measure_active_faults, measure_retype, measure_objects
#endif

struct series series, series2;
uint64_t overhead;

static const struct { const char *id; uint64_t iterations; } rows[] = {
#define ROW(id, text, reference, aim, iterations) {#id, ROUNDS(iterations)},
#include "rows.def"
#undef ROW
};

uint64_t iterations(enum row row) { return rows[row].iterations; }

/* ---- series ---- */

void series_begin(struct series *s, enum row row, uint64_t user)
{
    s->row = row;
    s->user = user;
    s->parts = 1;
    s->ticks = s->block = s->samples = s->blocks = 0;
    s->distinct = 0;
}

static void note_block(struct series *s)
{
    unsigned i = 0;
    while (i < s->distinct && s->seen[i] != s->block)
        i++;
    if (i == s->distinct && i < LENGTH(s->seen)) {
        s->seen[s->distinct++] = s->block;
        s->times[i] = 0;
    }
    if (i < s->distinct)
        s->times[i]++;
    s->block = 0;
    s->blocks++;
}

void series_add(struct series *s, uint64_t ticks)
{
    s->ticks += ticks;
    s->block += ticks;
    if (++s->samples % BLOCK == 0)
        note_block(s);
}

static uint64_t mode(const struct series *s)
{
    unsigned best = 0;
    for (unsigned i = 1; i < s->distinct; i++)
        if (s->times[i] > s->times[best])
            best = i;
    return s->seen[best] * TICK_INSTRUCTIONS / BLOCK;
}

/* the end of a row in a trace */
__attribute__((noinline)) void
print_row(enum row row, uint64_t hundredths, uint64_t most, uint64_t user)
{
    say("bench %s %u %u %u %u\n", rows[row].id, hundredths, most, user, rows[row].iterations);
}

void series_end(const struct series *s)
{
    uint64_t mean = s->ticks * TICK_INSTRUCTIONS * 100 / s->samples;
    print_row(s->row, (mean - overhead * 100) / s->parts, (mode(s) - overhead) / s->parts,
              s->user);
}

struct call invocation(cptr_t cap, uint64_t label, unsigned extra, unsigned length,
                       const uint64_t words[8])
{
    struct call call = {.word = {cap, kdl_info(label, extra, length)}};
    for (unsigned i = 0; i < 8; i++)
        call.word[2 + i] = words[i];
    return call;
}

void repeat(enum row row, sample_fn *sample, struct call call, uint64_t user)
{
    sample(&call, 0);
    series_begin(&series, row, user + 1);
    for (uint64_t i = 0; i < iterations(row); i++)
        series_add(&series, sample(&call, NOPS(i)));
    series_end(&series);
}

static void measure_overhead(void)
{
    struct call none = {0};
    uint64_t ticks = 0;
    for (unsigned i = 0; i < 1024; i++)
        ticks += sample_nothing(&none, NOPS(i));
    overhead = ticks * TICK_INSTRUCTIONS / 1024;
}

void own_clock(bool on)
{
    OK(kdl_tcb_set_flags(ipc(), ROOT_SLOT_TCB, TCB_FLAG_TIMER, on ? TCB_FLAG_TIMER : 0, NULL));
}

/* ---- the program ---- */

/* Each part begins without any other thread and with all memory free. */
static void run_part(void (*part)(void))
{
    harness.next_slot = harness.first_slot;
    harness.thread_count = 0;
    harness.report = make(KDL_OBJECT_ENDPOINT);
    harness.reply = make(KDL_OBJECT_REPLY);
    own_clock(true);
    part();
    own_clock(true);
    clock_off();
    empty_arena();
}

static __attribute__((noinline)) bool run_guarded(void)
{
    static void (*const parts[])(void) = {PARTS};
    if (__builtin_setjmp(harness.escape))
        return false;
    harness_alone(largest_untyped(), 25);
    measure_overhead();
    for (unsigned i = 0; i < LENGTH(parts); i++)
        run_part(parts[i]);
    return true;
}

_Noreturn void test_main(const struct bootinfo *info, struct ipc_buffer *buffer)
{
    harness_begin(info, buffer, "bench");
    say(run_guarded() ? "bench done\n" : "bench failed\n");
    power_off();
}
