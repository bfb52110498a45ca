// link: tests/unit/cores.c @tests/unit/world.link
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1 -DCONFIG_CORES=4
/*
 * The kernel's lock and what cores ask of each other, on four cores that go on in turns: who asks
 * first is served first, who is stalled has given up its thread, nobody waits for the dead.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "cores.h"
#include "kernel/derive.h"
#include "kernel/smp.h"
#include "world.h"

#define CORES CONFIG_CORES
#define OLD_PC 0x400000ul
#define SYNDROME 0xbe000000ul
#define PRIORITY 50

enum { MAIN = 10, RUNNER = 20, FAULTS = 30, SCHED_CONTROL = 31 };     /* slots */

static struct tcb *runner;              /* on core 1 */

static unsigned any(void) { return (unsigned)random(); }

/* Kernels of four cores, all idle, with the lock free. */
static void start(void)
{
    world_init();
    for (word_t i = 0; i < CORES; i++)
        kernel.cpu[i].online = true;
    fake.quiet = true;
    kernel.lock = (struct smp_lock){65533, 65533};      /* the numbers of tickets end soon */
    cores_reset();
}

static struct tcb *thread_on(word_t slot, word_t core)
{
    struct tcb *t = world_thread(slot, PRIORITY);
    sc_configure(t->sc, sched_ticks(5000), sched_ticks(5000), REFILL_MIN, 0, false, core);
    thread_restart(t);
    fake.core = core;
    schedule();
    fake.core = 0;
    assert_ptr_equal(kernel.cpu[core].current, t);
    return t;
}

/* A thread that runs on core 1, with a handler for its faults, and one on core 0 to disturb it. */
static void start_with_runner(void)
{
    start();
    world_make(OBJECT_ENDPOINT, 0, FAULTS);
    derive_insert_root(cap_make(CAP_SCHED_CONTROL, 0, 0, 0), &world_root[SCHED_CONTROL]);
    thread_on(MAIN, 0);
    runner = thread_on(RUNNER, 1);
    derive_insert(world_cap(FAULTS), &world_root[FAULTS], &runner->slot[TCB_SLOT_FAULT]);
}

/* ---- the lock ---- */

static unsigned asked[100], asked_count, served, inside;
static bool fair, alone;

static void enter_and_leave(void)
{
    for (unsigned i = 0; i < 5; i++) {
        asked[asked_count++] = (unsigned)fake.core;
        smp_lock_enter(false);
        fair = fair && asked[served++] == fake.core;
        alone = alone && ++inside == 1;
        for (unsigned pause = any() % 3; pause > 0; pause--)
            core_pause();
        alone = alone && inside-- == 1;
        smp_lock_leave();
        core_pause();
    }
}

static void test_lock(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 500; seed++) {
        srandom(seed);
        start();
        asked_count = served = inside = 0;
        fair = alone = true;
        for (word_t i = 0; i < CORES; i++)
            core_begin(i, enter_and_leave);
        cores_finish(any);
        assert_int_equal(served, 5 * CORES);
        assert_true(alone);
        assert_true(fair);
    }
}

static void hold(void)
{
    smp_lock_enter(false);
    core_pause();
    smp_lock_leave();
}

/* What is to be told at the end of an entry, to whom, and to nobody twice. */
static void test_pokes(void **state)
{
    (void)state;
    start();
    core_begin(0, hold);
    core_step(0);
    smp_poke(&kernel.cpu[0]);
    smp_poke(&kernel.cpu[3]);
    smp_poke(&kernel.cpu[1]);
    smp_poke(&kernel.cpu[3]);
    assert_int_equal(fake.signalled, 0);
    core_finish(0);
    assert_int_equal(fake.signalled, 1ul << 1 | 1ul << 3);
    assert_int_equal(kernel.cpu[0].poke, 0);
}

/* ---- stalling ---- */

static bool entered;
static unsigned stalls;

static void enter_as_syscall(void)
{
    entered = smp_lock_enter(true);
    smp_lock_leave();
}

static void enter_as_fault(void)
{
    entered = smp_lock_enter(false);
    smp_lock_leave();
}

/* user mode: until a signal comes */
static void run_until_signalled(void)
{
    while (!(fake.signalled >> fake.core & 1))
        core_pause();
    enter_as_fault();
}

static void stall_core_1(void)
{
    smp_lock_enter(false);
    core_pause();
    for (unsigned i = 0; i < stalls; i++)
        smp_stall(&kernel.cpu[1]);
    core_pause();
    smp_lock_leave();
}

/* Core 0 has the lock; core 1 does `body`, and is stalled so many times. */
static void stall(void (*body)(void), unsigned times)
{
    start_with_runner();
    runner->context.pc = OLD_PC;
    kernel.cpu[1].fpu_owner = runner;
    entered = true;
    stalls = times;
    core_begin(0, stall_core_1);
    core_step(0);
    core_begin(1, body);
    core_step(1);
    core_step(0);
    while (kernel.cpu[1].stalling) {
        core_step(1);
        core_step(0);
    }
}

/* From here on it belongs to nobody: it waits in front of its queue. */
static void expect_stalled(void)
{
    const struct cpu *c = &kernel.cpu[1];
    assert_ptr_equal(c->current, c->idle);
    assert_null(c->sc);
    assert_null(c->fpu_owner);          /* its registers are in memory */
    assert_ptr_equal(c->ready[0][PRIORITY].head, runner);
    assert_true(c->choose);
    assert_false(core_done(1));         /* nor does it get on before the lock is free */
    core_finish(0);
    core_finish(1);
    assert_false(entered);
    assert_false(c->stalling);
}

static void test_stall_in_user_mode(void **state)
{
    (void)state;
    stall(run_until_signalled, 1);
    expect_stalled();
    assert_int_equal(runner->context.pc, OLD_PC);
}

/* A system call is made again, but a second stall finds another thread, which made none. */
static void test_stall_in_syscall(void **state)
{
    (void)state;
    for (unsigned times = 1; times <= 3; times++) {
        stall(enter_as_syscall, times);
        expect_stalled();
        assert_int_equal(runner->context.pc, OLD_PC - 4);
        assert_int_equal(kernel.idle[1].context.pc, 0);
    }
}

static void test_stall_in_fault(void **state)
{
    (void)state;
    stall(enter_as_fault, 1);
    expect_stalled();
    assert_int_equal(runner->context.pc, OLD_PC);
}

/* Its time until then is its own. */
static void test_stall_accounts(void **state)
{
    (void)state;
    start_with_runner();
    ticks_t consumed = runner->sc->consumed;
    stalls = 1;
    fake.now += 1000;
    core_begin(0, stall_core_1);
    core_step(0);
    core_begin(1, enter_as_fault);
    cores_finish(any);
    assert_int_equal(runner->sc->consumed - consumed, 1000);
}

static void stall_oneself(void)
{
    smp_lock_enter(true);
    smp_stall(cpu());
    smp_lock_leave();
}

static void test_stall_of_oneself(void **state)
{
    (void)state;
    start_with_runner();
    core_begin(1, stall_oneself);
    core_finish(1);
    assert_ptr_equal(kernel.cpu[1].current, kernel.cpu[1].idle);
    assert_ptr_equal(kernel.cpu[1].ready[0][PRIORITY].head, runner);
    assert_int_equal(fake.signalled, 0);
}

/* ---- a system error on core 1 while core 0 does something to its thread ---- */

static word_t label, word[8], capability[3];
static word_t target;

static void invoke(void) { world_invoke(target, label, word, capability); }
static void system_error(void) { fault_entry_once(SYNDROME >> 26, SYNDROME); }

static void interrupted(void)
{
    fake.irq_next = ARCH_IRQ_NONE;
    interrupt_entry(arch_irq_take());
}


/* Core 3 keeps the lock until core 0 has asked for it, and behind it core 1. */
static void meet(void)
{
    core_begin(3, hold);
    core_step(3);
    core_begin(0, invoke);
    core_step(0);
    core_begin(1, system_error);
    core_step(1);
    core_finish(3);
    cores_finish(any);
    assert_true(core_done(0) && core_done(1));
}

/* The signal that other cores have got, if any, brings them into the kernel. */
static void let_others_choose(void)
{
    for (word_t i = 0; i < CORES; i++) {
        core_begin(i, interrupted);
        core_finish(i);
    }
    assert_true(sched_check(true));
}

static void expect_told(void)
{
    let_others_choose();
    assert_int_equal(runner->state, THREAD_BLOCKED_SEND);
    assert_int_equal(runner->fault.type, FAULT_USER_EXCEPTION);
    assert_int_equal(runner->fault.word[0], 0x2f);
    assert_int_equal(runner->fault.word[1], SYNDROME);
    assert_int_equal(runner->untold.number, 0);
    assert_ptr_equal(((struct endpoint *)cap_pointer(world_cap(FAULTS)))->queue.head, runner);
}

static void on_thread(word_t which, word_t word0)
{
    target = RUNNER;
    label = which;
    word[0] = word0;
    capability[0] = MAIN;
}

static void test_error_alone(void **state)
{
    (void)state;
    start_with_runner();
    core_begin(1, system_error);
    core_finish(1);
    expect_told();
}

static void test_error_of_another_priority(void **state)
{
    (void)state;
    start_with_runner();
    on_thread(INV_TCB_SET_PRIORITY, 7);
    meet();
    assert_int_equal(runner->priority, 7);
    expect_told();
}

/* Without any time left, and nobody to hear of that */
static void test_error_out_of_time(void **state)
{
    (void)state;
    start_with_runner();
    on_thread(INV_TCB_SET_PRIORITY, 7);
    fake.now += sched_ticks(20000);
    meet();
    fake.now += sched_ticks(20000);
    expect_told();
}

static void test_error_while_suspended(void **state)
{
    (void)state;
    start_with_runner();
    on_thread(INV_TCB_SUSPEND, 0);
    meet();
    let_others_choose();
    assert_int_equal(runner->state, THREAD_INACTIVE);
    on_thread(INV_TCB_RESUME, 0);
    core_begin(0, invoke);
    core_finish(0);
    expect_told();
}

static void test_error_while_moved(void **state)
{
    (void)state;
    for (word_t to = 0; to < CORES; to += 2) {
        start_with_runner();
        world_root[SCHED_CONTROL].cap = cap_make(CAP_SCHED_CONTROL, 0, 0, to);
        target = SCHED_CONTROL;
        label = INV_SCHED_CONTROL_CONFIGURE;
        word[0] = word[1] = 5000;
        word[2] = word[3] = word[4] = 0;
        capability[0] = RUNNER + 1;
        meet();
        assert_int_equal(runner->core, to);
        if (to == 0) {                  /* where what runs is of the same priority */
            on_thread(INV_TCB_SUSPEND, 0);
            target = MAIN;
            core_begin(0, invoke);
            core_finish(0);
        }
        expect_told();
    }
}

static void test_error_while_deleted(void **state)
{
    (void)state;
    start_with_runner();
    target = WORLD_CNODE;
    label = INV_CNODE_DELETE;
    word[0] = RUNNER;
    word[1] = 64;
    meet();
    let_others_choose();
    assert_true(cap_is_null(world_cap(RUNNER)));
    assert_null(((struct endpoint *)cap_pointer(world_cap(FAULTS)))->queue.head);
    assert_ptr_equal(kernel.cpu[1].current, kernel.cpu[1].idle);
}

/* ---- coming and going ---- */

static void test_starting(void **state)
{
    static const struct { word_t in_tree, refused, taken; } cases[] = {
        {4, 0, 4}, {2, 0, 2}, {8, 0, 4}, {4, 2, 2}, {4, 1, 1}, {1, 0, 1},
    };
    (void)state;
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fake_reset();
        kernel.boot.core_count = (uint32_t)cases[i].in_tree;
        fake.core_refused = cases[i].refused;
        smp_start_cores();
        for (word_t core = cases[i].taken; core < CORES; core++)
            assert_false(kernel.cpu[core].online);
        assert_int_equal(smp_core_count(), cases[i].taken);
    }
}

static unsigned joined;

static void join(void)
{
    smp_join();
    joined++;
    core_pause();
    smp_lock_leave();
}

/* Whoever joins waits for the end of the first entry, and then for each other. */
static void test_joining(void **state)
{
    (void)state;
    start();
    for (word_t i = 1; i < CORES; i++)
        kernel.cpu[i].online = false;
    kernel.lock = (struct smp_lock){0, 0};
    kernel.boot.core_count = 1;
    smp_start_cores();                  /* the lock is taken by it */
    joined = 0;
    for (word_t i = 1; i < CORES; i++) {
        core_begin(i, join);
        core_step(i);
        assert_true(kernel.cpu[i].online);
    }
    assert_int_equal(joined, 0);
    smp_lock_leave();
    for (word_t i = 1; i < CORES; i++) {
        core_step(i);
        assert_int_equal(joined, i);
        for (word_t later = i + 1; later < CORES; later++)
            core_step(later);
        assert_int_equal(joined, i);
        core_finish(i);
    }
}

static void die(void)
{
    smp_lock_enter(false);
    core_pause();
    kernel.dying = cpu();
    smp_stop_others();
    smp_halt();
}

/* One core dies with the lock; one waits for it, one is in user mode, one has never come. */
static void test_dying(void **state)
{
    (void)state;
    start();
    kernel.cpu[3].online = false;
    fake.pace = 1;
    core_begin(0, die);
    core_step(0);
    core_begin(1, enter_as_syscall);
    core_step(1);
    core_begin(2, run_until_signalled);
    core_step(2);
    fake.signalled = 0;
    cores_finish(any);
    for (word_t i = 0; i < 3; i++)
        assert_true(core_halted(i));
    assert_int_equal(fake.signalled, 1ul << 1 | 1ul << 2);
    for (word_t i = 0; i < CORES; i++)
        assert_false(kernel.cpu[i].online);
}

static void never_answers(void)
{
    while (!kernel.cpu[0].poke)
        core_pause();
}

/* A core that does not answer is not waited for for ever: a fiftieth of a second. */
static void test_dying_beside_the_dead(void **state)
{
    (void)state;
    start();
    kernel.cpu[2].online = kernel.cpu[3].online = false;
    fake.pace = arch_timer_hz() / 1000;
    core_begin(1, never_answers);
    core_begin(0, die);
    ticks_t before = fake.now;
    core_finish(0);
    assert_true(core_halted(0));
    assert_true(kernel.cpu[1].online);
    assert_in_range(fake.now - before, arch_timer_hz() / 50, arch_timer_hz() / 20);
}

/* Who waits for a core to stall does not wait any more when another one dies. */
static void test_stall_while_dying(void **state)
{
    (void)state;
    start_with_runner();
    stalls = 1;
    core_begin(1, never_answers);
    core_begin(0, stall_core_1);
    for (unsigned i = 0; i < 10; i++) {
        core_step(0);
        core_step(1);
    }
    assert_true(kernel.cpu[1].stalling);
    kernel.dying = &kernel.cpu[2];
    core_finish(0);
    assert_true(core_halted(0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lock), cmocka_unit_test(test_pokes),
        cmocka_unit_test(test_stall_in_user_mode), cmocka_unit_test(test_stall_in_syscall),
        cmocka_unit_test(test_stall_in_fault), cmocka_unit_test(test_stall_accounts),
        cmocka_unit_test(test_stall_of_oneself), cmocka_unit_test(test_error_alone),
        cmocka_unit_test(test_error_of_another_priority), cmocka_unit_test(test_error_out_of_time),
        cmocka_unit_test(test_error_while_suspended), cmocka_unit_test(test_error_while_moved),
        cmocka_unit_test(test_error_while_deleted), cmocka_unit_test(test_starting),
        cmocka_unit_test(test_joining), cmocka_unit_test(test_dying),
        cmocka_unit_test(test_dying_beside_the_dead), cmocka_unit_test(test_stall_while_dying),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
