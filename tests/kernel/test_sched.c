/* Priorities, time slices, budgets. */
#include "harness.h"

static volatile uint64_t counter[8], order[16], order_count;

static void count_up(uint64_t i)
{
    for (;;)
        counter[i]++;
}

static void note_order(uint64_t i)
{
    order[order_count++] = i;
}

static void clear(void)
{
    for (unsigned i = 0; i < LENGTH(counter); i++)
        counter[i] = 0;
    order_count = 0;
}

/* As long as a thread of higher priority runs, one of lower priority does not, not even once. */
void test_sched_strict_priorities(void)
{
    clear();
    struct thread *high = thread_run(count_up, 0, 100);
    thread_run(count_up, 1, 99);
    thread_run(count_up, 2, 1);
    sleep_us(50000);
    CHECK(counter[0] > 0);
    CHECK_EQ(counter[1], 0);
    CHECK_EQ(counter[2], 0);
    OK(kdl_tcb_suspend(ipc(), high->tcb));
    sleep_us(20000);
    CHECK(counter[1] > 0);
    CHECK_EQ(counter[2], 0);
}

/* Three that never yield, of one priority and one slice, get the same share. */
void test_sched_equal_share(void)
{
    clear();
    struct thread *t[3];
    for (unsigned i = 0; i < 3; i++)
        t[i] = thread_new(count_up, i, 100);
    for (unsigned i = 0; i < 3; i++)
        thread_start(t[i]);
    sleep_us(240000);
    uint64_t used[3], sum = 0;
    for (unsigned i = 0; i < 3; i++) {
        OK(kdl_tcb_suspend(ipc(), t[i]->tcb));
        OK(kdl_sched_context_consumed(ipc(), t[i]->sc, &used[i]));
        CHECK(counter[i] > 0);
        sum += used[i];
    }
    CHECK_BETWEEN(sum, 220000ul, 250000ul);
    for (unsigned i = 0; i < 3; i++)
        CHECK_BETWEEN(used[i], sum / 3 - 8000, sum / 3 + 8000);
}

static volatile uint64_t seen;

static void wait_then_look(uint64_t n)
{
    kdl_wait(n);
    seen = counter[0];
}

static void signal_and_count(uint64_t n)
{
    counter[0] = 1;
    kdl_signal(n);
    counter[0] = 2;
}

void test_sched_wake_preempts(void)
{
    clear();
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    thread_run(wait_then_look, n, 120);
    settle();
    thread_run(signal_and_count, n, 100);
    join(2);
    CHECK_EQ(seen, 1);
    CHECK_EQ(counter[0], 2);
}

static void wait_and_note(uint64_t packed)
{
    kdl_recv(packed & 0xffff, packed >> 16 & 0xffff);
    note_order(packed >> 32);
}

/* of threads that are ready, and of threads that wait in a queue */
void test_sched_priority_changes(void)
{
    clear();
    struct thread *t[3];
    for (unsigned i = 0; i < 3; i++)
        t[i] = thread_run(note_order, i, 100);
    OK(kdl_tcb_set_priority(ipc(), t[0]->tcb, 50, ROOT_SLOT_TCB));
    OK(kdl_tcb_set_priority(ipc(), t[2]->tcb, 150, ROOT_SLOT_TCB));
    join(3);
    CHECK(order[0] == 2 && order[1] == 1 && order[2] == 0);

    clear();
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    for (unsigned i = 0; i < 3; i++) {
        uint64_t reply = make(KDL_OBJECT_REPLY);
        t[i] = thread_run(wait_and_note, (uint64_t)i << 32 | reply << 16 | ep, 100);
        settle();
    }
    OK(kdl_tcb_set_priority(ipc(), t[0]->tcb, 50, ROOT_SLOT_TCB));
    OK(kdl_tcb_set_priority(ipc(), t[2]->tcb, 150, ROOT_SLOT_TCB));
    for (unsigned i = 0; i < 3; i++)
        kdl_send(ep, kdl_info(0, 0, 0), NO_WORDS);
    join(3);
    CHECK(order[0] == 2 && order[1] == 1 && order[2] == 0);
}

static cptr_t meeting;
static void send_number(uint64_t number)
{
    kdl_send(meeting, kdl_info(0, 0, 1), WORDS(number));
}

/* Those that wait on an endpoint are taken by the priorities that they have by then. */
void test_sched_priority_of_waiting(void)
{
    struct thread *t[3];
    meeting = make(KDL_OBJECT_ENDPOINT);
    for (uint64_t i = 0; i < 3; i++)
        t[i] = thread_run(send_number, i, 100);
    settle();
    OK(kdl_tcb_set_priority(ipc(), t[0]->tcb, 50, ROOT_SLOT_TCB));
    OK(kdl_tcb_set_priority(ipc(), t[2]->tcb, 150, ROOT_SLOT_TCB));
    for (uint64_t i = 3; i-- > 0;)
        CHECK_EQ(kdl_recv(meeting, own_reply()).word[0], i);
    join(3);
}

void test_sched_priority_limits(void)
{
    struct thread *a = thread_new(note_order, 0, 100), *b = thread_new(note_order, 1, 100);
    static const uint64_t too_high[] = {256, 1ul << 32, ~0ul};
    for (unsigned i = 0; i < LENGTH(too_high); i++) {
        CHECK_EQ(kdl_tcb_set_priority(ipc(), a->tcb, too_high[i], ROOT_SLOT_TCB),
                 KDL_ERROR_RANGE);
        CHECK_EQ(kdl_tcb_set_mcpriority(ipc(), a->tcb, too_high[i], ROOT_SLOT_TCB),
                 KDL_ERROR_RANGE);
    }
    OK(kdl_tcb_set_mcpriority(ipc(), a->tcb, 60, ROOT_SLOT_TCB));
    CHECK_EQ(kdl_tcb_set_priority(ipc(), b->tcb, 61, a->tcb), KDL_ERROR_RANGE);
    OK(kdl_tcb_set_priority(ipc(), b->tcb, 60, a->tcb));
    CHECK_EQ(kdl_tcb_set_mcpriority(ipc(), a->tcb, 61, a->tcb), KDL_ERROR_RANGE);
    CHECK_EQ(kdl_tcb_set_sched_params(ipc(), b->tcb, 60, 61, a->tcb, b->sc, ROOT_SLOT_TEMP),
             KDL_ERROR_RANGE);
    CHECK_EQ(kdl_tcb_set_sched_params(ipc(), b->tcb, 61, 60, a->tcb, b->sc, ROOT_SLOT_TEMP),
             KDL_ERROR_RANGE);
    CHECK_EQ(kdl_tcb_set_priority(ipc(), b->tcb, 1, report_endpoint()),
             KDL_ERROR_INVALID_CAPABILITY);
}

/* ---- budgets ---- */

static struct thread *limited(uint64_t i, unsigned priority, uint64_t budget, uint64_t period,
                              uint64_t flags)
{
    struct thread *t = thread_new(count_up, i, priority);
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, budget, period, 4, 0x5c0 + i,
                                   flags, t->sc));
    return t;
}

/* 2 ms in 10: a fifth, the rest goes to the one below. */
void test_sched_budget_holds(void)
{
    for (uint64_t flags = 0; flags < 2; flags++) {
        clear();
        struct thread *t = limited(0, 100, 2000, 10000, flags);
        struct thread *below = thread_run(count_up, 1, 50);
        thread_start(t);
        sleep_us(200000);
        OK(kdl_tcb_suspend(ipc(), t->tcb));
        OK(kdl_tcb_suspend(ipc(), below->tcb));
        uint64_t used, rest;
        OK(kdl_sched_context_consumed(ipc(), t->sc, &used));
        OK(kdl_sched_context_consumed(ipc(), below->sc, &rest));
        CHECK_BETWEEN(used, 34000ul, 46000ul);
        CHECK_BETWEEN(rest, 140000ul, 170000ul);
        OK(kdl_sched_context_consumed(ipc(), t->sc, &used));
        CHECK_EQ(used, 0);
    }
}

void test_sched_budget_many(void)
{
    clear();
    struct thread *t[5];
    for (unsigned i = 0; i < 5; i++)
        t[i] = limited(i, 100, 1000 + 100 * i, 10000 + 1000 * i, i % 2);
    for (unsigned i = 0; i < 5; i++)
        thread_start(t[i]);
    sleep_us(300000);
    for (unsigned i = 0; i < 5; i++)
        OK(kdl_tcb_suspend(ipc(), t[i]->tcb));
    for (unsigned i = 0; i < 5; i++) {
        uint64_t used, expected = 300000ul * (1000 + 100 * i) / (10000 + 1000 * i);
        OK(kdl_sched_context_consumed(ipc(), t[i]->sc, &used));
        CHECK_BETWEEN(used, expected * 8 / 10, expected * 12 / 10);
    }
}

void test_sched_timeout_fault(void)
{
    clear();
    struct thread *t = limited(3, 100, 2000, 100000, 0);
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    OK(kdl_tcb_set_timeout_endpoint(ipc(), t->tcb, badged(ep, RIGHT_ALL, 0xe)));
    uint64_t start = now_us();
    thread_start(t);
    struct kdl_message m = kdl_recv(ep, own_reply());
    uint64_t elapsed = now_us() - start;
    CHECK_EQ(m.badge, 0xe);
    CHECK_EQ(kdl_info_label(m.info), 5);
    CHECK_EQ(kdl_info_length(m.info), 2);
    CHECK_EQ(m.word[0], 0x5c3);
    CHECK_BETWEEN(m.word[1], 1900ul, elapsed);
    uint64_t before = counter[3];
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 5000, 5000, 0, 0, 0, t->sc));
    kdl_reply(own_reply(), kdl_info(0, 0, 0), NO_WORDS);
    sleep_us(10000);
    CHECK(counter[3] > before);
}

/* word of the answer, register it is for (order of read_registers): as seL4 has them */
static const uint8_t timeout_order[] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 19, 20, 21, 32, 33, 12, 13, 14, 15, 16, 17, 18, 22, 23,
    24, 25, 26, 27, 28, 29, 30, 31
};

/* The answer to a timeout gives the thread new registers, as many as it has words. */
void test_sched_timeout_answer(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    for (uint64_t length = 0; length <= 36; length += 6) {
        uint64_t before[36], after[36], words[8] = {0}, part = length < 34 ? length : 34;
        struct thread *t = limited(3, 100, 2000, 100000, 0);
        OK(kdl_tcb_set_timeout_endpoint(ipc(), t->tcb, ep));
        thread_start(t);
        kdl_recv(ep, own_reply());
        OK(kdl_tcb_get_registers(ipc(), t->tcb, false, before, 36));
        for (uint64_t i = 0; i < length; i++) {
            ipc()->msg[i] = 0x1000 + i;
            if (i < 8)
                words[i] = 0x1000 + i;
        }
        kdl_reply(own_reply(), kdl_info(length % 4 ? 1 : 0, 0, length), words);
        OK(kdl_tcb_get_registers(ipc(), t->tcb, true, after, 36));
        for (unsigned i = 0; i < LENGTH(timeout_order); i++)
            if (i != REG_SPSR)
                CHECK_EQ(after[timeout_order[i]], i < part ? 0x1000 + i
                                                           : before[timeout_order[i]]);
        CHECK_EQ(after[REG_SPSR] & ~0xf0000000ul, before[REG_SPSR] & ~0xf0000000ul);
        CHECK_EQ(after[34], before[34]);
        OK(delete_slot(t->tcb));
    }
}

static void jump_here(uint64_t unused)
{
    (void)unused;
    counter[4]++;
}

/* Where the answer says that it is to go on it does. */
void test_sched_timeout_moved(void)
{
    clear();
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = limited(3, 100, 2000, 100000, 0), *model = thread_new(jump_here, 0, 1);
    uint64_t from[36], words[8];
    OK(kdl_tcb_get_registers(ipc(), model->tcb, false, from, 36));
    OK(kdl_tcb_set_timeout_endpoint(ipc(), t->tcb, ep));
    thread_start(t);
    kdl_recv(ep, own_reply());
    for (unsigned i = 0; i < 8; i++)
        words[i] = from[i];
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 5000, 5000, 0, 0, 0, t->sc));
    kdl_reply(own_reply(), kdl_info(0, 0, 8), words);
    settle();
    CHECK_EQ(counter[4], 1);
}

void test_sched_consumed(void)
{
    struct thread *t = thread_run(count_up, 0, 100);
    sleep_us(30000);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
    uint64_t used;
    OK(kdl_sched_context_consumed(ipc(), t->sc, &used));
    CHECK_BETWEEN(used, 25000ul, 33000ul);
    OK(kdl_sched_context_consumed(ipc(), ROOT_SLOT_SCHED_CONTEXT, &used));
    spin_us(4000);
    OK(kdl_sched_context_consumed(ipc(), ROOT_SLOT_SCHED_CONTEXT, &used));
    CHECK_BETWEEN(used, 3900ul, 8000ul);
}

static void yield_to_other(uint64_t sc)
{
    uint64_t used = ~0ul;
    note_order(1);
    OK(kdl_sched_context_yield_to(ipc(), sc, &used));
    note_order(3);
    CHECK(used != ~0ul);
}

void test_sched_yield_to(void)
{
    clear();
    struct thread *b = thread_new(note_order, 2, 100);
    struct thread *a = thread_new(yield_to_other, b->sc, 100);
    struct thread *low = thread_run(count_up, 0, 20);
    thread_start(a);
    thread_start(b);
    join(2);
    CHECK(order[0] == 1 && order[1] == 2 && order[2] == 3);
    uint64_t used;
    OK(kdl_sched_context_yield_to(ipc(), low->sc, &used));      /* lower: returns at once */
    CHECK_EQ(kdl_sched_context_yield_to(ipc(), ROOT_SLOT_SCHED_CONTEXT, &used),
             KDL_ERROR_ILLEGAL_OPERATION);
    CHECK_EQ(kdl_sched_context_yield_to(ipc(), new_context(1000, 1000), &used),
             KDL_ERROR_ILLEGAL_OPERATION);
}

/* Whose budget is spent cannot be yielded to, whatever its priority: the answer comes at once. */
void test_sched_yield_to_spent(void)
{
    clear();
    struct thread *t = limited(3, 255, 2000, 1000000, 0);
    uint64_t used;
    thread_start(t);
    kdl_yield();
    settle();
    uint64_t before = counter[3];
    CHECK(before > 0);
    OK(kdl_sched_context_yield_to(ipc(), t->sc, &used));
    CHECK_BETWEEN(used, 1900ul, 2200ul);
    OK(kdl_sched_context_yield_to(ipc(), t->sc, &used));
    CHECK_EQ(used, 0);                              /* told once */
    CHECK_EQ(counter[3], before);
}

void test_sched_bind_unbind(void)
{
    clear();
    struct thread *t = thread_run(count_up, 0, 100);
    settle();
    OK(kdl_sched_context_unbind(ipc(), t->sc));
    uint64_t before = counter[0];
    CHECK(before > 0);
    settle();
    CHECK_EQ(counter[0], before);
    OK(kdl_sched_context_bind(ipc(), t->sc, t->tcb));
    CHECK_EQ(kdl_sched_context_bind(ipc(), t->sc, t->tcb), KDL_ERROR_ILLEGAL_OPERATION);
    CHECK_EQ(kdl_sched_context_bind(ipc(), new_context(1000, 1000), t->tcb),
             KDL_ERROR_ILLEGAL_OPERATION);
    settle();
    CHECK(counter[0] > before);
    OK(kdl_sched_context_unbind_object(ipc(), t->sc, t->tcb));
    CHECK_EQ(kdl_sched_context_unbind_object(ipc(), t->sc, t->tcb), KDL_ERROR_ILLEGAL_OPERATION);
    CHECK_EQ(kdl_sched_context_unbind(ipc(), ROOT_SLOT_SCHED_CONTEXT),
             KDL_ERROR_ILLEGAL_OPERATION);
    CHECK_EQ(kdl_sched_context_bind(ipc(), t->sc, report_endpoint()),
             KDL_ERROR_INVALID_CAPABILITY);
}

void test_sched_configure_bounds(void)
{
    cptr_t sc = make_bits(KDL_OBJECT_SCHED_CONTEXT, 7);
    cptr_t big = make_bits(KDL_OBJECT_SCHED_CONTEXT, 9);
    static const struct { uint64_t budget, period, extra, flags; } bad[] = {
        {0, 0, 0, 0}, {0, 1000, 0, 0}, {19, 1000, 0, 0}, {1001, 1000, 0, 0}, {1000, 0, 0, 0},
        {1000, ~0ul, 0, 0}, {~0ul, ~0ul, 0, 0}, {1000, 2000, 100, 0}, {1000, 2000, ~0ul, 0},
        {1000, 1ul << 45, 0, 0}
    };
    for (unsigned i = 0; i < LENGTH(bad); i++)
        CHECK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, bad[i].budget,
                                          bad[i].period, bad[i].extra, 0, bad[i].flags, sc) !=
              KDL_ERROR_NONE);
    for (uint64_t extra = 0; extra < 40; extra++)
        if (kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 1000, 2000, extra, 0, 0,
                                        big) != KDL_ERROR_NONE)
            CHECK(extra > 20);
    CHECK_EQ(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 1000, 2000, 0, 0, 0,
                                         report_endpoint()), KDL_ERROR_INVALID_CAPABILITY);
    /* a thread on a context that was never configured does not run */
    clear();
    struct thread *t = thread_new(count_up, 0, 100);
    OK(kdl_sched_context_unbind(ipc(), t->sc));
    OK(kdl_sched_context_bind(ipc(), sc, t->tcb));
    thread_start(t);
    settle();
    CHECK_EQ(counter[0], 0);
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 1000, 1000, 0, 0, 0, sc));
    settle();
    CHECK(counter[0] > 0);
}

static void note_and_yield(uint64_t i)
{
    for (unsigned n = 0; n < 3; n++) {
        note_order(i);
        kdl_yield();
    }
}

void test_sched_yield_rotates(void)
{
    clear();
    thread_run(note_and_yield, 0, 100);
    thread_run(note_and_yield, 1, 100);
    join(2);
    CHECK_EQ(order_count, 6);
    for (unsigned i = 0; i < 6; i++)
        CHECK_EQ(order[i], i % 2);
}

void test_sched_context_deleted(void)
{
    clear();
    struct thread *t = thread_run(count_up, 0, 100);
    settle();
    OK(delete_slot(t->sc));
    uint64_t before = counter[0];
    settle();
    CHECK_EQ(counter[0], before);
    cptr_t sc = new_context(1000, 1000);
    OK(kdl_sched_context_bind(ipc(), sc, t->tcb));
    settle();
    CHECK(counter[0] > before);
}
