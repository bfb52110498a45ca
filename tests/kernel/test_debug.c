/* Debug faults: breakpoint instructions, breakpoints, watchpoints, single steps. */
#include "harness.h"
#include "kernel/abi/debug.h"

#define FAULT_LABEL_DEBUG 4

void debug_brk(void);
uint64_t debug_count(uint64_t rounds);
void debug_count_loop(void);
void debug_access(volatile uint64_t *where);
void debug_access_store(void);
void debug_steps(cptr_t notification);
void debug_step_3(void);
void debug_steps_end(void);

static cptr_t faults;
static volatile uint64_t watched[4] __attribute__((aligned(64)));

static struct thread *debugged(void (*run)(uint64_t), uint64_t argument)
{
    struct thread *t = thread_new(run, argument, 100);
    faults = make(KDL_OBJECT_ENDPOINT);
    thread_handler(t, badged(faults, RIGHT_ALL, 0xdb));
    return t;
}

static uint64_t set_instruction(struct thread *t, uint64_t number, uint64_t address)
{
    return kdl_tcb_set_breakpoint(ipc(), t->tcb, number, address, BREAK_INSTRUCTION, 0,
                                  BREAK_ON_READ);
}

static uint64_t set_data(struct thread *t, uint64_t number, volatile void *address,
                         uint64_t size, uint64_t access)
{
    return kdl_tcb_set_breakpoint(ipc(), t->tcb, number, (uint64_t)address, BREAK_DATA, size,
                                  access);
}

static struct kdl_message next_stop(uint64_t reason, uint64_t length, uint64_t pc)
{
    struct kdl_message m = kdl_recv(faults, own_reply());
    CHECK_EQ(m.badge, 0xdb);
    CHECK_EQ(kdl_info_label(m.info), FAULT_LABEL_DEBUG);
    CHECK_EQ(kdl_info_length(m.info), length);
    CHECK_EQ(m.word[1], reason);
    CHECK_EQ(m.word[0], pc);
    return m;
}

static void go_on(void)
{
    kdl_reply(own_reply(), kdl_info(0, 0, 0), NO_WORDS);
}

static void run_brk(uint64_t unused)
{
    (void)unused;
    debug_brk();
}

/* It stays on the instruction; whoever debugs it moves the pc. */
void test_debug_break_instruction(void)
{
    struct thread *t = debugged(run_brk, 0);
    thread_start(t);
    for (unsigned i = 0; i < 2; i++) {
        next_stop(BREAK_SOFTWARE, 2, (uint64_t)debug_brk);
        if (i == 0)
            go_on();
    }
    uint64_t pc = (uint64_t)debug_brk + 4;
    OK(kdl_tcb_set_registers(ipc(), t->tcb, true, &pc, 1));
    join(1);
}

static void run_count(uint64_t rounds)
{
    CHECK_EQ(debug_count(rounds), 0);
}

/* Each of the breakpoints by itself, at an address that is passed several times. */
void test_debug_breakpoints_on_instructions(void)
{
    for (uint64_t number = 0; number < BREAKPOINTS; number++) {
        struct thread *t = debugged(run_count, 3);
        uint64_t at = (uint64_t)debug_count_loop;
        OK(set_instruction(t, number, at));
        thread_start(t);
        struct kdl_message m = next_stop(BREAK_INSTRUCTION, 4, at);
        CHECK_EQ(m.word[2], at);
        CHECK_EQ(m.word[3], number);
        CHECK_EQ(thread_register(t, REG_X(0)), 3);
        OK(set_instruction(t, number, at + 4));         /* elsewhere */
        go_on();
        next_stop(BREAK_INSTRUCTION, 4, at + 4);
        CHECK_EQ(thread_register(t, REG_X(0)), 2);
        OK(kdl_tcb_unset_breakpoint(ipc(), t->tcb, number));
        go_on();
        join(1);
        OK(delete_slot(t->tcb));
    }
}

static void run_access(uint64_t unused)
{
    (void)unused;
    debug_access(watched);
}

void test_debug_breakpoints_on_data(void)
{
    static const struct { unsigned word; uint64_t size, access; bool store, stops; } try[] = {
        {0, 8, BREAK_ON_READ, false, true}, {0, 8, BREAK_ON_WRITE, false, false},
        {0, 1, BREAK_ON_READ_WRITE, false, true}, {1, 4, BREAK_ON_WRITE, true, true},
        {1, 4, BREAK_ON_READ, true, false}, {1, 2, BREAK_ON_READ_WRITE, true, true},
        {2, 8, BREAK_ON_READ_WRITE, false, false}};
    for (unsigned i = 0; i < LENGTH(try); i++) {
        uint64_t number = BREAKPOINTS + i % WATCHPOINTS;
        struct thread *t = debugged(run_access, 0);
        OK(set_data(t, number, &watched[try[i].word], try[i].size, try[i].access));
        thread_start(t);
        if (try[i].stops) {
            uint64_t pc = try[i].store ? (uint64_t)debug_access_store : (uint64_t)debug_access;
            struct kdl_message m = next_stop(BREAK_DATA, 4, pc);
            CHECK_EQ(m.word[2], (uint64_t)&watched[try[i].word]);
            CHECK_EQ(m.word[3], number);
            OK(kdl_tcb_unset_breakpoint(ipc(), t->tcb, number));
            go_on();
        }
        join(1);
        OK(delete_slot(t->tcb));
    }
}

static void run_steps(uint64_t notification)
{
    debug_steps(notification);
}

/* From a breakpoint on, one instruction at a time, a system call among them; then three. */
void test_debug_single_steps(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    struct thread *t = debugged(run_steps, n);
    uint64_t at = (uint64_t)debug_steps, consumed = 9;
    OK(set_instruction(t, 0, at));
    thread_start(t);
    next_stop(BREAK_INSTRUCTION, 4, at);
    OK(kdl_tcb_unset_breakpoint(ipc(), t->tcb, 0));
    OK(kdl_tcb_configure_single_stepping(ipc(), t->tcb, 0, 1, &consumed));
    CHECK_EQ(consumed, 0);
    for (at += 4; at <= (uint64_t)debug_step_3 + 4; at += 4) {
        go_on();
        next_stop(BREAK_STEP, 2, at);
    }
    CHECK_EQ(kdl_poll(n).info, 0);
    kdl_reply(own_reply(), kdl_info(0, 0, 1), WORDS(2));
    next_stop(BREAK_STEP, 2, (uint64_t)debug_steps_end);
    kdl_reply(own_reply(), kdl_info(0, 0, 1), WORDS(0));    /* no more */
    join(1);
}

static volatile uint64_t rounds_of_other;

static void count_beside(uint64_t unused)
{
    (void)unused;
    for (unsigned i = 0; i < 40; i++) {
        rounds_of_other++;
        debug_count(3);
        watched[0] += rounds_of_other;
        kdl_yield();
    }
}

static void answer_calls(uint64_t ep)
{
    cptr_t reply = (cptr_t)(ep >> 32);
    kdl_recv((uint32_t)ep, reply);
    for (;;) {
        debug_count(2);
        kdl_reply_recv((uint32_t)ep, kdl_info(0, 0, 0), NO_WORDS, reply);
    }
}

static void call_and_count(uint64_t ep)
{
    for (unsigned i = 0; i < 10; i++) {
        kdl_call(ep, kdl_info(0, 0, 0), NO_WORDS);
        debug_count(2);
    }
}

/* Nobody else stops at what is set for one thread, however they are switched to. */
void test_debug_spares_others(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    struct thread *server = thread_run(answer_calls, ep | reply << 32, 101);
    struct thread *t = debugged(call_and_count, ep);
    thread_run(count_beside, 0, 100);
    settle();
    thread_make_passive(server);
    OK(set_instruction(t, 2, (uint64_t)debug_count_loop + 4));
    OK(set_data(t, BREAKPOINTS, &watched[0], 8, BREAK_ON_READ_WRITE));
    thread_run(count_beside, 0, 100);
    thread_start(t);
    for (unsigned stop = 0; stop < 20; stop++) {
        uint64_t at = (uint64_t)debug_count_loop + 4;
        next_stop(BREAK_INSTRUCTION, 4, at);
        OK(kdl_tcb_unset_breakpoint(ipc(), t->tcb, 2));
        OK(kdl_tcb_configure_single_stepping(ipc(), t->tcb, 0, 1, NULL));
        go_on();
        next_stop(BREAK_STEP, 2, stop % 2 ? at + 4 : at - 4);
        OK(set_instruction(t, 2, at));
        kdl_reply(own_reply(), kdl_info(0, 0, 1), WORDS(0));
    }
    join(3);
    CHECK_EQ(rounds_of_other, 80);
    rounds_of_other = 0;
    OK(kdl_tcb_suspend(ipc(), server->tcb));
}

void test_debug_rules(void)
{
    struct thread *t = debugged(run_brk, 0);
    uint64_t at = (uint64_t)debug_brk, vaddr, type, size, access, enabled;
    CHECK_EQ(set_instruction(t, BREAKPOINTS + WATCHPOINTS, at), KDL_ERROR_RANGE);
    CHECK_EQ(set_instruction(t, ~0ul, at), KDL_ERROR_RANGE);
    CHECK_EQ(set_instruction(t, BREAKPOINTS, at), KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(set_instruction(t, 0, at + 2), KDL_ERROR_ALIGNMENT);
    CHECK_EQ(set_instruction(t, 0, USER_VADDR_END), KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(kdl_tcb_set_breakpoint(ipc(), t->tcb, 0, at, BREAK_INSTRUCTION, 4, 0),
             KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(kdl_tcb_set_breakpoint(ipc(), t->tcb, 0, at, BREAK_INSTRUCTION, 0, BREAK_ON_WRITE),
             KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(kdl_tcb_set_breakpoint(ipc(), t->tcb, 0, at, BREAK_STEP, 0, 0),
             KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(set_data(t, 0, watched, 8, 0), KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(set_data(t, BREAKPOINTS, watched, 3, 0), KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(set_data(t, BREAKPOINTS, watched, 0, 0), KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(set_data(t, BREAKPOINTS, watched, 8, 3), KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(set_data(t, BREAKPOINTS, (char *)watched + 4, 8, 0), KDL_ERROR_ALIGNMENT);
    CHECK_EQ(kdl_tcb_unset_breakpoint(ipc(), t->tcb, 10), KDL_ERROR_RANGE);
    CHECK_EQ(kdl_tcb_get_breakpoint(ipc(), t->tcb, 10, NULL, NULL, NULL, NULL, NULL),
             KDL_ERROR_RANGE);
    CHECK_EQ(kdl_tcb_configure_single_stepping(ipc(), t->tcb, 10, 1, NULL), KDL_ERROR_RANGE);
    OK(kdl_tcb_get_breakpoint(ipc(), t->tcb, 3, &vaddr, &type, &size, &access, &enabled));
    CHECK_EQ(enabled, 0);
    OK(set_data(t, BREAKPOINTS + 3, (char *)watched + 6, 2, BREAK_ON_WRITE));
    OK(kdl_tcb_get_breakpoint(ipc(), t->tcb, BREAKPOINTS + 3, &vaddr, &type, &size, &access,
                              &enabled));
    CHECK(enabled && vaddr == (uint64_t)watched + 6 && type == BREAK_DATA && size == 2 &&
          access == BREAK_ON_WRITE);
    OK(kdl_tcb_unset_breakpoint(ipc(), t->tcb, BREAKPOINTS + 3));
}

static void stop_itself(uint64_t unused)
{
    (void)unused;
    OK(kdl_tcb_set_breakpoint(ipc(), self()->own, 1, (uint64_t)debug_count_loop,
                              BREAK_INSTRUCTION, 0, BREAK_ON_READ));
    debug_count(1);
    OK(kdl_tcb_unset_breakpoint(ipc(), self()->own, 1));
    debug_count(1);
}

/* A thread may set its own: they hold at once. */
void test_debug_of_itself(void)
{
    struct thread *t = debugged(stop_itself, 0);
    thread_start(t);
    next_stop(BREAK_INSTRUCTION, 4, (uint64_t)debug_count_loop);
    OK(kdl_tcb_configure_single_stepping(ipc(), t->tcb, 0, 1, NULL));
    OK(kdl_tcb_unset_breakpoint(ipc(), t->tcb, 1));
    go_on();
    next_stop(BREAK_STEP, 2, (uint64_t)debug_count_loop + 4);
    kdl_reply(own_reply(), kdl_info(0, 0, 1), WORDS(0));
    join(1);
}

/* ---- on another core ---- */

#define FAULT_LABEL_USER 3
#define FLAG_TIMER 2

static volatile uint64_t spun, turns;

static void spin_forever(uint64_t unused)
{
    (void)unused;
    for (;; spun++)
        __asm__ volatile("yield" : : : "memory");
}

/* Twice, woken by somebody: touch what another thread has a watchpoint on. Then use the timer. */
static void touch_and_time(uint64_t n)
{
    for (unsigned i = 0; i < 2; i++) {
        kdl_wait(n);
        watched[0] = i;
        turns++;
    }
    uint64_t control;
    __asm__ volatile("mrs %0, cntp_ctl_el0" : "=r"(control));
}

static void wait_until(const volatile uint64_t *value, uint64_t at_least)
{
    for (uint64_t end = now_us() + 20000000; *value < at_least && now_us() < end;)
        __asm__ volatile("yield" : : : "memory");
    CHECK(*value >= at_least);
}

/*
 * A thread that is stopped from another core leaves nothing to the one that runs there next: no
 * watchpoint, no use of the timer.
 */
void test_cores_leave_nothing(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    struct thread *other = thread_on(1, touch_and_time, n, 100);
    struct thread *runner = thread_on(1, spin_forever, 0, 110);
    faults = make(KDL_OBJECT_ENDPOINT);
    thread_handler(other, badged(faults, RIGHT_ALL, 0xdb));
    OK(set_data(runner, BREAKPOINTS, &watched[0], 8, BREAK_ON_WRITE));
    OK(kdl_tcb_set_flags(ipc(), runner->tcb, 0, FLAG_TIMER, NULL));
    spun = turns = 0;
    thread_start(other);
    kdl_signal(n);
    wait_until(&turns, 1);
    sleep_us(2000);                                 /* now that core is idle */
    thread_start(runner);
    wait_until(&spun, 10);
    kdl_signal(n);
    OK(kdl_tcb_suspend(ipc(), runner->tcb));
    CHECK_EQ(kdl_info_label(kdl_recv(faults, own_reply()).info), FAULT_LABEL_USER);
    CHECK_EQ(turns, 2);
}
