/*
 * The kernel's functional tests: a root task that runs every test of tests.def, cases.def and
 * those that follow from kernel/abi/invocations.def, each in a component of its own, and checks
 * after each that nothing of it is left. Ends the simulation with the number of failures.
 *
 * TEST_PATTERN: only those whose names contain it. TEST_REPEAT: each so many times.
 */
#include "internal.h"

#ifndef TEST_PATTERN
#define TEST_PATTERN ""
#endif

#ifndef TEST_REPEAT
#define TEST_REPEAT 1
#endif

#define LABEL_PASSED 0x200
#define LABEL_FAILED 0x201

#define CORES 4                     /* that a TEST_CORES is written for */

static const struct { const char *name; void (*run)(void); uint64_t cores; } tests[] = {
#define TEST(name) {#name, test_##name, 1},
#define TEST_CORES(name) {#name, test_##name, CORES},
#define CASE(name, invocation, error, result) {#name, test_##name, 1},
#define INVOCATION(number, id, stub, type, words, caps, results, text) \
    {"short_" #stub, test_short_##stub, 1}, {"misdirected_" #stub, test_misdirected_##stub, 1},
#include "tests.def"
#include "cases.def"
#include "kernel/abi/invocations.def"
#undef INVOCATION
#undef CASE
#undef TEST
#undef TEST_CORES
};

static bool contains(const char *name, const char *part)
{
    for (;; name++) {
        const char *n = name, *p = part;
        while (*p && *n == *p)
            n++, p++;
        if (!*p)
            return true;
        if (!*name)
            return false;
    }
}

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

static __attribute__((noinline)) bool run_guarded(void (*run)(void))
{
    if (__builtin_setjmp(harness.escape))
        return false;
    run();
    return true;
}

static void begin(void)
{
    harness.next_slot = harness.first_slot;
    harness.thread_count = 0;
}

/* ---- the component that runs a test ---- */

static void clean_up(void)
{
    set_own_priority(255);
    clock_off();
    empty_arena();
    kdl_irq_handler_ack(ipc(), harness.irq);
    kdl_nb_wait(harness.clock);
}

/* Everything of a test is made from the arena, what it is joined through included. */
static void run_in_arena(void)
{
    harness.report = make(KDL_OBJECT_ENDPOINT);
    harness.reply = make(KDL_OBJECT_REPLY);
    harness.run();
}

static bool run_test(void)
{
    begin();
    uint64_t start = now_us();
    bool passed = run_guarded(run_in_arena);
    uint64_t took = now_us() - start;
    passed = run_guarded(clean_up) && passed;
    passed = nothing_left() && passed;
    if (passed)
        say("TEST %s PASS %u us\n", harness.test, took);
    return passed;
}

_Noreturn void component_main(uint64_t i)
{
    harness.arena_bits = COMPONENT_ARENA_BITS;
    harness.test = tests[i].name;
    harness.run = tests[i].run;
    note_occupied();
    bool passed = run_test();
    for (;;)
        kdl_send(harness.supervisor, kdl_info(passed ? LABEL_PASSED : LABEL_FAILED, 0, 0),
                 NO_WORDS);
}

/* ---- the root task ---- */

static uint64_t index_of_test;
static bool component_passed;

static void run_component(void)
{
    struct thread *t = component_new(index_of_test);
    thread_start(t);
    struct kdl_message m = kdl_recv(harness.supervisor, harness.reply);
    uint64_t label = kdl_info_label(m.info);
    if (label != LABEL_PASSED && label != LABEL_FAILED)
        say("TEST %s FAIL its main thread has fault %u: %x %x %x\n", harness.test, label,
            m.word[0], m.word[1], m.word[2]);
    component_end(t);
    component_passed = label == LABEL_PASSED;
}

/* All invariants of the kernel hold; how many capabilities there are, 0 in a release kernel. */
static uint64_t count_capabilities(void)
{
    uint64_t count = 0;
    if (boot->debug)
        kdl_debug_check(ipc(), ROOT_SLOT_DEBUG, 0, &count, NULL);
    return count;
}

static bool run_in_component(unsigned i)
{
    uint64_t before = count_capabilities();
    harness.test = tests[i].name;
    index_of_test = i;
    component_passed = false;
    begin();
    bool passed = run_guarded(run_component) && component_passed;
    empty_arena();
    passed = nothing_left() && passed;
    uint64_t after = count_capabilities();
    if (before != after)
        say("TEST %s FAIL %u capabilities before, %u after\n", harness.test, before, after);
    return passed && before == after;
}

/* The arena and what the harness itself needs share the largest region. */
static void make_harness(void)
{
    harness.pool = largest_untyped();
    harness.arena_bits = COMPONENT_ARENA_BITS + 1;
    harness.probe = ROOT_SLOT_TEMP;
    harness.next_slot = ROOT_SLOT_TEMP + 1;
    harness.clock = new_slot();         /* these two: the component's */
    harness.irq = new_slot();
    harness.arena = new_slot();
    OK(retype(harness.pool, KDL_OBJECT_UNTYPED, harness.arena_bits, harness.arena, 1));
    harness.supervisor = new_slot();
    harness.reply = new_slot();
    OK(retype(harness.pool, KDL_OBJECT_REPLY, 0, harness.reply, 1));
    OK(kdl_tcb_set_flags(ipc(), ROOT_SLOT_TCB, 0, TCB_FLAG_TIMER, NULL));
    harness.first_slot = harness.next_slot;
    note_occupied();
}

_Noreturn void test_main(const struct bootinfo *info, struct ipc_buffer *buffer)
{
    unsigned passed = 0, failed = 0;
    harness_begin(info, buffer, "harness");
    if (!run_guarded(make_harness))
        kdl_debug_exit(ipc(), ROOT_SLOT_DEBUG, 100);
    for (unsigned i = 0; i < LENGTH(tests); i++) {
        if (!contains(tests[i].name, TEST_PATTERN) || tests[i].cores > boot->core_count)
            continue;
        bool good = true;
        for (unsigned n = 0; good && n < TEST_REPEAT; n++)
            good = run_in_component(i);
        if (good)
            passed++;
        else
            failed++;
    }
    say("%u passed, %u failed\n", (uint64_t)passed, (uint64_t)failed);
    kdl_debug_exit(ipc(), ROOT_SLOT_DEBUG, failed < 100 ? failed : 99);
    for (;;)
        kdl_yield();
}
