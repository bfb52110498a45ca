/*
 * Four cores: threads that run at once, talk to each other, and change each other while they run.
 * The main thread has core 0. Whoever spins here says so by YIELD, which lets a simulator that runs
 * the cores in turns go on with the next.
 */
#include "harness.h"

#define CORES 4
#define A WINDOW

void fp_fill(uint64_t seed);
uint64_t fp_check(uint64_t seed);

static volatile uint64_t counter[8], stop;

static void relax(void)
{
    __asm__ volatile("yield" : : : "memory");
}

static void pause_us(uint64_t us)
{
    for (uint64_t end = now_us() + us; now_us() < end;)
        relax();
}

static void count_up(uint64_t i)
{
    for (; !stop; relax())
        counter[i]++;
}

static void clear(void)
{
    for (unsigned i = 0; i < LENGTH(counter); i++)
        counter[i] = 0;
    stop = 0;
}

/* wait for something that another core does; main never gives its own core away meanwhile */
#define EVENTUALLY(condition) \
    do { \
        for (uint64_t end_ = now_us() + 20000000; !(condition) && now_us() < end_;) \
            relax(); \
        CHECK(condition); \
    } while (0)

static bool stands_still(const volatile uint64_t *value)
{
    uint64_t before = *value;
    pause_us(3000);
    return *value == before;
}

/* Main spins with the highest priority of all and yet the three others get on. */
void test_cores_run_at_once(void)
{
    clear();
    for (uint64_t i = 1; i < CORES; i++)
        thread_start(thread_on(i, count_up, i, 1));
    thread_start(thread_on(0, count_up, 0, 1));
    for (unsigned round = 0; round < 5; round++)
        for (unsigned i = 1; i < CORES; i++) {
            uint64_t before = counter[i];
            EVENTUALLY(counter[i] > before + 100);
        }
    CHECK_EQ(counter[0], 0);
    sleep_us(20000);
    CHECK(counter[0] > 0);
}

/* ---- messages ---- */

static cptr_t endpoint, server_reply;

static void serve(uint64_t unused)
{
    (void)unused;
    struct kdl_message m = kdl_recv(endpoint, server_reply);
    for (;;) {
        uint64_t answer[8] = {m.word[0] + 1, m.badge};
        m = kdl_reply_recv(endpoint, kdl_info(0, 0, 2), answer, server_reply);
    }
}

static void ask(uint64_t client)
{
    for (uint64_t i = 0; i < 100; i++) {
        struct kdl_message m = kdl_call(client, kdl_info(0, 0, 1), WORDS(i));
        CHECK_EQ(m.word[0], i + 1);
        CHECK_EQ(m.word[1], client);
        counter[client % 8]++;
    }
}

/* One server, a client on each core; passive: it goes where its client is. */
static void call_from_all(bool passive)
{
    clear();
    endpoint = make(KDL_OBJECT_ENDPOINT);
    server_reply = make(KDL_OBJECT_REPLY);
    struct thread *server = thread_on(1, serve, 0, 120);
    thread_start(server);
    settle();
    if (passive)
        thread_make_passive(server);
    for (uint64_t i = 0; i < CORES; i++) {
        cptr_t client = new_slot();
        OK(mint_slot(endpoint, client, RIGHT_ALL, client));
        thread_start(thread_on(i, ask, client, 100));
    }
    join(CORES);
    for (unsigned i = 0; i < CORES; i++)
        CHECK(counter[i] % 100 == 0);
}

void test_cores_call(void) { call_from_all(false); }
void test_cores_call_passive(void) { call_from_all(true); }

static cptr_t ping[2];

static void ping_pong(uint64_t side)
{
    for (unsigned i = 0; i < 200; i++) {
        if (side == 0)
            kdl_signal(ping[1]);
        CHECK_EQ(kdl_wait(ping[side]).badge, 0x10 + side);
        if (side == 1)
            kdl_signal(ping[0]);
        counter[side]++;
    }
}

void test_cores_signal(void)
{
    clear();
    for (unsigned i = 0; i < 2; i++)
        ping[i] = badged(make(KDL_OBJECT_NOTIFICATION), RIGHT_ALL, 0x10 + i);
    thread_start(thread_on(1, ping_pong, 0, 100));
    thread_start(thread_on(2, ping_pong, 1, 100));
    join(2);
    CHECK(counter[0] == 200 && counter[1] == 200);
}

static cptr_t alarm;

static void wait_then_hold(uint64_t unused)
{
    (void)unused;
    kdl_wait(alarm);
    uint64_t low = counter[0];
    pause_us(2000);
    CHECK_EQ(counter[0], low);
    counter[1] = 1;
}

/* What main wakes on another core runs there before what has less priority, and alone. */
void test_cores_wake_preempts(void)
{
    clear();
    alarm = make(KDL_OBJECT_NOTIFICATION);
    thread_start(thread_on(2, wait_then_hold, 0, 100));
    sleep_us(5000);
    thread_start(thread_on(2, count_up, 0, 99));
    EVENTUALLY(counter[0] > 100);
    kdl_signal(alarm);
    join(1);
    CHECK_EQ(counter[1], 1);
    uint64_t before = counter[0];
    EVENTUALLY(counter[0] > before);
}

/* ---- changing what runs elsewhere ---- */

void test_cores_suspend_runner(void)
{
    clear();
    struct thread *t = thread_on(3, count_up, 0, 100);
    for (unsigned i = 0; i < 50; i++) {
        uint64_t before = counter[0];
        thread_start(t);
        EVENTUALLY(counter[0] > before);
        OK(kdl_tcb_suspend(ipc(), t->tcb));
        before = counter[0];
        pause_us(50);
        CHECK_EQ(counter[0], before);
    }
    CHECK(stands_still(&counter[0]));
}

/* Its memory is used for something else at once. */
void test_cores_delete_runner(void)
{
    for (unsigned i = 0; i < 20; i++) {
        clear();
        cptr_t memory = new_untyped(14), tcb = new_slot(), sc = new_slot();
        OK(retype(memory, KDL_OBJECT_TCB, 0, tcb, 1));
        OK(retype(memory, KDL_OBJECT_SCHED_CONTEXT, 9, sc, 1));
        struct thread *model = thread_new(count_up, 0, 100);
        uint64_t registers[36];
        OK(kdl_tcb_get_registers(ipc(), model->tcb, false, registers, 36));
        OK(kdl_tcb_configure(ipc(), tcb, 0, 0, 0, ROOT_SLOT_CNODE, ROOT_SLOT_VSPACE, 0));
        OK(kdl_tcb_set_registers(ipc(), tcb, false, registers, 36));
        context_move(sc, 1 + i % 3);
        OK(kdl_tcb_set_sched_params(ipc(), tcb, 255, 100, ROOT_SLOT_TCB, sc, 0));
        OK(kdl_tcb_resume(ipc(), tcb));
        EVENTUALLY(counter[0] > 10);
        if (i % 2)
            OK(delete_slot(sc));
        OK(revoke_slot(memory));
        CHECK(stands_still(&counter[0]));
        cptr_t frame = new_slot();
        OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, frame, 1));
        OK(delete_slot(model->tcb));
        OK(delete_slot(model->sc));
        OK(delete_slot(model->frame));
        OK(revoke_slot(memory));
        OK(delete_slot(memory));
        forget_thread();
    }
}

static void write_up(uint64_t address)
{
    for (uint64_t i = 1;; i++, relax()) {
        *(volatile uint64_t *)address = i;
        counter[1] = i;
    }
}

/* As soon as the frame is unmapped nobody writes to it, whatever another core's TLB has seen. */
void test_cores_unmap_under_runner(void)
{
    cptr_t faults = make(KDL_OBJECT_ENDPOINT);
    for (unsigned i = 0; i < 6; i++) {
        clear();
        cptr_t frame = make(KDL_OBJECT_FRAME_4K), copy = copy_of(frame);
        volatile uint64_t *page = map_here(copy, A + PAGE_SIZE);
        map_here(frame, A);
        struct thread *t = thread_on(1 + i % 3, write_up, A, 100);
        thread_handler(t, badged(faults, RIGHT_ALL, 1));
        thread_start(t);
        EVENTUALLY(counter[1] > 100);
        OK(i % 2 ? delete_slot(frame) : kdl_frame_unmap(ipc(), frame));
        CHECK(stands_still(page));
        struct kdl_message m = kdl_recv(faults, own_reply());
        CHECK_EQ(m.word[1], A);
        OK(delete_slot(copy));
    }
}

static void count_for_ever(uint64_t unused)
{
    (void)unused;
    for (;; relax())
        counter[0]++;
}

/* The same for a whole address space: the table that the core has in its register goes. */
void test_cores_space_deleted_under_runner(void)
{
    cptr_t faults = make(KDL_OBJECT_ENDPOINT);
    for (unsigned i = 0; i < 3; i++) {
        struct thread *t = process_new(count_for_ever, 0, 100);
        context_move(t->sc, 1 + i);
        thread_handler(t, badged(faults, RIGHT_ALL, 3));
        thread_start(t);
        pause_us(3000);
        OK(revoke_slot(t->vspace));
        if (i % 2)
            OK(delete_slot(t->vspace));
        struct kdl_message m = kdl_recv(faults, own_reply());
        CHECK_EQ(m.badge, 3);
        OK(delete_slot(t->tcb));
    }
}

void test_cores_context_moves(void)
{
    clear();
    struct thread *t = thread_on(1, count_up, 0, 100);
    thread_start(t);
    for (unsigned i = 0; i < 60; i++) {
        context_move(t->sc, 1 + i % 3);
        uint64_t before = counter[0];
        EVENTUALLY(counter[0] > before);
    }
    context_move(t->sc, 0);             /* where main is above it */
    CHECK(stands_still(&counter[0]));
    stop = 1;
    join(1);
}

static void move_oneself(uint64_t unused)
{
    (void)unused;
    for (unsigned i = 0; i < 40; i++) {
        context_move(self()->sc, i % CORES);
        counter[2]++;
    }
}

static void calculate(uint64_t seed)
{
    while (!stop) {
        fp_fill(seed);
        for (unsigned i = 0; i < 20; i++, relax())
            CHECK_EQ(fp_check(seed), 0);
        seed += 3;
        counter[seed % 2]++;
    }
}

/* FP registers come along to the next core, and those of who calculates there stay apart. */
void test_cores_fp_follows(void)
{
    clear();
    struct thread *t[3];
    for (unsigned i = 0; i < 3; i++) {
        t[i] = thread_on(1 + i, calculate, 0x100 * (i + 1), 100);
        thread_start(t[i]);
    }
    thread_start(thread_on(2, move_oneself, 0, 101));
    for (unsigned i = 0; i < 45; i++) {
        pause_us(200);
        context_move(t[i % 3]->sc, 1 + i / 3 % 3);
    }
    stop = 1;
    join(4);
    CHECK_EQ(counter[2], 40);
    CHECK(counter[0] > 0 && counter[1] > 0);
}

static void serve_for_ever(uint64_t unused)
{
    (void)unused;
    kdl_recv(endpoint, server_reply);
    for (;; relax())
        counter[0]++;
}

static void call_once(uint64_t ep)
{
    kdl_call(ep, kdl_info(0, 0, 0), NO_WORDS);
    counter[1]++;
    stop = 1;
}

/* A passive server runs on its client's time on core 2; main answers for it, and it stops. */
void test_cores_lent_context_lost(void)
{
    clear();
    endpoint = make(KDL_OBJECT_ENDPOINT);
    server_reply = make(KDL_OBJECT_REPLY);
    struct thread *server = thread_on(1, serve_for_ever, 0, 120);
    thread_start(server);
    settle();
    thread_make_passive(server);
    thread_start(thread_on(2, call_once, endpoint, 100));
    EVENTUALLY(counter[0] > 10);
    kdl_send(server_reply, kdl_info(0, 0, 0), NO_WORDS);
    EVENTUALLY(counter[1] == 1);
    CHECK(stands_still(&counter[0]));
    join(1);
}

/* To a thread of another core one cannot yield: the answer comes at once, and it goes on. */
void test_cores_yield_to(void)
{
    clear();
    struct thread *t = thread_on(1, count_up, 0, 255);
    uint64_t consumed;
    thread_start(t);
    EVENTUALLY(counter[0] > 10);
    pause_us(5000);
    OK(kdl_sched_context_yield_to(ipc(), t->sc, &consumed));
    CHECK(consumed >= 4000);
    uint64_t before = counter[0];
    EVENTUALLY(counter[0] > before);
}

/* On every core a budget of a fifth is a fifth, consumed and not. */
void test_cores_budgets(void)
{
    struct thread *t[CORES];
    clear();
    for (unsigned i = 0; i < CORES; i++) {
        t[i] = thread_on(i, count_up, i, 100);
        OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL + i, 4000, 20000, 2, 0, 0,
                                       t[i]->sc));
        thread_start(t[i]);
    }
    sleep_us(400000);
    for (unsigned i = 0; i < CORES; i++) {
        uint64_t consumed;
        OK(kdl_tcb_suspend(ipc(), t[i]->tcb));
        OK(kdl_sched_context_consumed(ipc(), t[i]->sc, &consumed));
        CHECK_BETWEEN(consumed, 60000ul, 90000ul);
        CHECK(counter[i] > 0);
    }
}

static void hold_value(uint64_t value)
{
    __asm__ volatile("mov x19, %0\n1: yield\n b 1b" : : "r"(value) : "x19");
}

void test_cores_registers_of_runner(void)
{
    struct thread *t = thread_on(2, hold_value, 0x1234567, 100);
    thread_start(t);
    pause_us(2000);
    for (unsigned i = 0; i < 20; i++)
        CHECK_EQ(thread_register(t, REG_X(19)), 0x1234567);
    uint64_t pc = thread_register(t, REG_PC);
    CHECK(*(uint32_t *)pc == 0x17ffffff || *(uint32_t *)pc == 0xd503203f);
}

/* One capability for each core and no more. */
void test_cores_rules(void)
{
    CHECK_EQ(boot->core_count, CORES);
    for (unsigned i = 0; i < CORES; i++)
        CHECK(!slot_is_empty(ROOT_SLOT_SCHED_CONTROL + i));
    CHECK(slot_is_empty(ROOT_SLOT_SCHED_CONTROL + CORES));
}

/* ---- everything at once ---- */

static struct thread *victim[2];

static void disturb(uint64_t seed)
{
    while (!stop) {
        seed = seed * 6364136223846793005ul + 1442695040888963407ul;
        struct thread *t = victim[seed >> 40 & 1];
        switch (seed >> 33 & 3) {
        case 0:
            OK(kdl_tcb_suspend(ipc(), t->tcb));
            break;
        case 1:
            context_move(t->sc, seed >> 50 & 3);
            break;
        case 2:
            OK(kdl_tcb_set_priority(ipc(), t->tcb, 90 + (seed >> 50 & 15), ROOT_SLOT_TCB));
            break;
        default:
            thread_register(t, REG_PC);
            break;
        }
        OK(kdl_tcb_resume(ipc(), t->tcb));
        counter[5]++;
    }
}

static void ask_until(uint64_t client)
{
    while (!stop) {
        CHECK_EQ(kdl_call(client, kdl_info(0, 0, 1), WORDS(41)).word[0], 42);
        counter[4]++;
    }
}

/* Calls, movers and what they move, for a second; the kernel looks for broken queues by itself. */
void test_cores_stress(void)
{
    clear();
    endpoint = make(KDL_OBJECT_ENDPOINT);
    server_reply = make(KDL_OBJECT_REPLY);
    struct thread *server = thread_on(1, serve, 0, 110);
    thread_start(server);
    settle();
    thread_make_passive(server);
    for (unsigned i = 0; i < 2; i++) {
        victim[i] = thread_on(1 + i, calculate, 0x1000 * i, 100);
        thread_start(victim[i]);
    }
    for (uint64_t i = 0; i < CORES; i++)
        thread_start(thread_on(i, ask_until, endpoint, 100));
    for (uint64_t i = 0; i < 2; i++)
        thread_start(thread_on(2 + i, disturb, i + 1, 101));
    sleep_us(1000000);
    stop = 1;
    join(8);
    CHECK(counter[4] > 100 && counter[5] > 20);
}
