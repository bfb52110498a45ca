/*
 * The kernel's functional tests: a root task that runs every test of tests.def and checks after
 * each that nothing of it is left. Ends the simulation with the number of failures.
 */
#include "internal.h"

#define PHYSICAL_TIMER_IRQ 30
#define TCB_FLAG_TIMER 2

static const struct { const char *name; void (*run)(void); } tests[] = {
#define TEST(name) {#name, test_##name},
#include "tests.def"
#undef TEST
};

/* ---- what is left ---- */

#define BASE_SLOTS (ROOT_SLOT_TEMP + 16)

/* the slots below the tests' own that hold something */
static bool occupied[BASE_SLOTS];

static void note_occupied(void)
{
    for (cptr_t slot = ROOT_SLOT_UNTYPED; slot < harness.first_slot; slot++)
        occupied[slot] = !slot_is_empty(slot);
}

static bool base_is_untouched(void)
{
    for (cptr_t slot = ROOT_SLOT_UNTYPED; slot < harness.first_slot; slot++)
        if (occupied[slot] && slot_is_empty(slot))
            return false;
    return true;
}

/* Empty slots, all of them, are what objects can be made in. */
static bool slots_are_empty(cptr_t first, cptr_t end)
{
    bool empty = true;
    while (empty && first < end) {
        uint64_t count = end - first < MAX_RETYPE ? end - first : MAX_RETYPE;
        empty = retype(harness.arena, KDL_OBJECT_ENDPOINT, 0, first, count) == KDL_ERROR_NONE;
        first += count;
    }
    OK(revoke_slot(harness.arena));
    return empty;
}

/* All of the arena can be had in one piece. */
static bool arena_is_free(void)
{
    if (retype(harness.arena, KDL_OBJECT_UNTYPED, harness.arena_bits, harness.first_slot, 1) !=
        KDL_ERROR_NONE)
        return false;
    return delete_slot(harness.first_slot) == KDL_ERROR_NONE;
}

static void clean_up(void)
{
    set_own_priority(255);
    clock_off();
    while (revoke_slot(harness.arena) != KDL_ERROR_NONE)
        ;
    kdl_irq_handler_ack(ipc(), harness.irq);
    kdl_nb_wait(harness.clock);
}

static bool nothing_left(void)
{
    bool base = base_is_untouched(), empty = slots_are_empty(harness.first_slot, harness.next_slot);
    if (!base || !empty)
        say("TEST %s FAIL a capability is %s\n", harness.test, base ? "left over" : "missing");
    for (cptr_t slot = harness.first_slot; !empty && slot < harness.next_slot; slot++)
        delete_slot(slot);
    bool is_free = arena_is_free();
    if (!is_free)
        say("TEST %s FAIL memory is not free again\n", harness.test);
    return base && empty && is_free;
}

/* ---- running ---- */

static __attribute__((noinline)) bool run_guarded(void (*run)(void))
{
    if (__builtin_setjmp(harness.escape))
        return false;
    run();
    return true;
}

/* Everything of a test is made from the arena, what it is joined through included. */
static void run_in_arena(void)
{
    harness.report = make(KDL_OBJECT_ENDPOINT);
    harness.reply = make(KDL_OBJECT_REPLY);
    harness.run();
}

static bool run_test(unsigned i)
{
    harness.test = tests[i].name;
    harness.next_slot = harness.first_slot;
    harness.thread_count = 0;
    uint64_t start = now_us();
    harness.run = tests[i].run;
    bool passed = run_guarded(run_in_arena);
    uint64_t took = now_us() - start;
    clean_up();
    passed = nothing_left() && passed;
    if (passed)
        say("TEST %s PASS %u us\n", tests[i].name, took);
    return passed;
}

static cptr_t largest_untyped(void)
{
    uint64_t best = 0, bits = 0;
    for (uint64_t i = 0; i < boot->untyped_count; i++) {
        if (boot->untyped[i].kind != UNTYPED_RAM || boot->untyped[i].size_bits < bits)
            continue;
        best = i;
        bits = boot->untyped[i].size_bits;
    }
    return ROOT_SLOT_UNTYPED + best;
}

/* The arena and what the harness itself needs share the largest region. */
static void make_harness(void)
{
    cptr_t pool = largest_untyped();
    harness.arena_bits = 25;
    harness.probe = ROOT_SLOT_TEMP;
    harness.next_slot = ROOT_SLOT_TEMP + 1;
    harness.arena = new_slot();
    OK(retype(pool, KDL_OBJECT_UNTYPED, harness.arena_bits, harness.arena, 1));
    harness.clock = new_slot();
    OK(retype(pool, KDL_OBJECT_NOTIFICATION, 0, harness.clock, 1));
    harness.irq = new_slot();
    OK(kdl_irq_control_get(ipc(), ROOT_SLOT_IRQ_CONTROL, PHYSICAL_TIMER_IRQ, harness.irq, 64,
                           ROOT_SLOT_CNODE));
    OK(kdl_irq_handler_set(ipc(), harness.irq, harness.clock));
    OK(kdl_tcb_set_flags(ipc(), ROOT_SLOT_TCB, 0, TCB_FLAG_TIMER, NULL));
    harness.first_slot = harness.next_slot;
    note_occupied();
}

_Noreturn void test_main(const struct bootinfo *info, struct ipc_buffer *buffer)
{
    unsigned passed = 0, failed = 0;
    boot = info;
    harness.ipc = buffer;
    harness.ticks_per_us = info->timer_hz / 1000000;
    harness.test = "harness";
    if (!run_guarded(make_harness))
        kdl_debug_exit(ipc(), ROOT_SLOT_DEBUG, 100);
    for (unsigned i = 0; i < LENGTH(tests); i++) {
        if (run_test(i))
            passed++;
        else
            failed++;
    }
    say("%u passed, %u failed\n", (uint64_t)passed, (uint64_t)failed);
    kdl_debug_exit(ipc(), ROOT_SLOT_DEBUG, failed < 100 ? failed : 99);
    for (;;)
        kdl_yield();
}
