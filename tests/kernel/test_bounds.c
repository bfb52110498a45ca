/*
 * Long operations: an interrupt that arrives in the middle of one is served at once, and what was
 * interrupted is complete afterwards.
 */
#include "harness.h"

#ifndef INSTRUCTION_NS
#define INSTRUCTION_NS 16
#endif
/* at 16 ns for an instruction, and as many instructions at another number of them */
#define DELAY_US   (20u * INSTRUCTION_NS / 16)
#define LATENCY_US (150u * INSTRUCTION_NS / 16)         /* of a debug kernel */

static volatile uint64_t tick_at;
static uint64_t started;

static void note_tick(uint64_t unused)
{
    (void)unused;
    kdl_wait(clock_notification());
    tick_at = now_us();
}

/* The operation between these two takes longer than the interrupt that arrives during it. */
static void watch(void)
{
    thread_run(note_tick, 0, 255);
    set_own_priority(100);                      /* it runs until it waits */
    started = now_us();
    clock_set(DELAY_US);
}

static void watched(void)
{
    uint64_t end = now_us();
    join(1);
    clock_off();
    CHECK_BETWEEN(tick_at - started, DELAY_US, DELAY_US + LATENCY_US);
    CHECK(end - started > DELAY_US + 2 * LATENCY_US);       /* or this says nothing */
}

void test_bounds_endpoint_deleted(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    crowd(800, crowd_send, &ep, 1, 3);
    watch();
    OK(delete_slot(ep));
    watched();
    CHECK(slot_is_empty(ep));
}

void test_bounds_notification_deleted(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    crowd(800, crowd_wait, &n, 1, 3);
    watch();
    OK(delete_slot(n));
    watched();
    CHECK(slot_is_empty(n));
}

/* The last capability hangs in the kernel's own slot: the handler's deletion takes it along. */
void test_bounds_irq_notification_deleted(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), handler = new_slot();
    OK(kdl_irq_control_get(ipc(), ROOT_SLOT_IRQ_CONTROL, 100, handler, 64, ROOT_SLOT_CNODE));
    OK(kdl_irq_handler_set(ipc(), handler, n));
    crowd(800, crowd_wait, &n, 1, 1);
    OK(delete_slot(n));
    watch();
    OK(delete_slot(handler));
    watched();
    OK(kdl_irq_control_get(ipc(), ROOT_SLOT_IRQ_CONTROL, 100, handler, 64, ROOT_SLOT_CNODE));
    OK(delete_slot(handler));
}

static void check_waiting(cptr_t ep, unsigned count, uint64_t badge)
{
    for (unsigned i = 0; i < count; i++)
        CHECK_EQ(kdl_nb_recv(ep, own_reply()).badge, badge);
    CHECK_EQ(kdl_nb_recv(ep, own_reply()).badge, 0);
}

void test_bounds_cancel_badged_sends(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), cap[2];
    for (unsigned i = 0; i < 2; i++)
        cap[i] = badged(ep, RIGHT_ALL, i + 1);
    crowd(1200, crowd_send, cap, 2, 5);
    watch();
    OK(kdl_cnode_cancel_badged_sends(ipc(), ROOT_SLOT_CNODE, cap[0], 64));
    watched();
    check_waiting(ep, 600, 2);
}

static void cancel(uint64_t cap)
{
    OK(kdl_cnode_cancel_badged_sends(ipc(), ROOT_SLOT_CNODE, cap, 64));
}

/* 1200 senders with badges 1 to 3; a thread cancels those with badge 1 and has not come far. */
static cptr_t cancelling(cptr_t ep, cptr_t cap[3])
{
    for (unsigned i = 0; i < 3; i++)
        cap[i] = badged(ep, RIGHT_ALL, i + 1);
    cptr_t first = crowd(1200, crowd_send, cap, 3, 1);
    thread_run(cancel, cap[0], 90);
    set_own_priority(100);
    sleep_us(100);
    return first;
}

/* Victims that leave, or go to where the cancelling has been, are not missed. */
void test_bounds_cancel_while_they_move(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), cap[3], first = cancelling(ep, cap);
    for (unsigned i = 0; i < 100; i++)
        CHECK(kdl_nb_recv(ep, own_reply()).badge != 0);
    OK(kdl_tcb_set_priority(ipc(), first + 1197, 200, ROOT_SLOT_TCB));
    OK(kdl_tcb_suspend(ipc(), first + 1194));
    join(1);
    uint64_t badge;
    while ((badge = kdl_nb_recv(ep, own_reply()).badge) != 0)
        CHECK_BETWEEN(badge, 2, 3);
}

/* Each of two that cancel at the same time comes to its end. */
void test_bounds_cancel_twice(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), cap[3];
    cancelling(ep, cap);
    cancel(cap[1]);
    join(1);
    check_waiting(ep, 400, 3);
}

void test_bounds_retype_many(void)
{
    cptr_t memory = new_untyped(20), first = new_slots(2 * MAX_RETYPE);
    watch();
    for (unsigned i = 0; i < 2; i++)
        OK(retype(memory, KDL_OBJECT_TCB, 0, first + i * MAX_RETYPE, MAX_RETYPE));
    watched();
    for (unsigned i = 0; i < 2 * MAX_RETYPE; i++)
        CHECK(!slot_is_empty(first + i));
    CHECK_EQ(retype(memory, KDL_OBJECT_ENDPOINT, 0, new_slot(), 1), KDL_ERROR_NOT_ENOUGH_MEMORY);
}

/* Whenever the interrupt arrives: all objects are there, each with its own memory. */
void test_bounds_retype_restarts(void)
{
    cptr_t memory = new_untyped(14), first = new_slots(256);
    thread_run(note_tick, 0, 255);
    for (unsigned us = 1; us < 250; us += 3) {
        clock_set(us);
        OK(retype(memory, KDL_OBJECT_NOTIFICATION, 0, first, 256));
        clock_off();
        OK(kdl_irq_handler_ack(ipc(), clock_irq()));
        for (unsigned i = 0; i < 256; i++)
            kdl_signal(first + i);
        for (unsigned i = 0; i < 256; i++) {
            CHECK(kdl_poll(first + i).info == 0);
            OK(delete_slot(first + i));
        }
    }
    join(1);
}

/* tests/kernel/run looks for the line: no byte of it is lost or written twice */
void test_bounds_console(void)
{
    static char line[900];
    uint64_t words = (sizeof line + 7) / 8, first[8] = {sizeof line};
    for (unsigned i = 0; i < sizeof line - 1; i++)
        line[i] = (char)('a' + i % 26);
    line[sizeof line - 1] = '\n';
    for (unsigned i = 0; i < words; i++)
        kdl_set_word(ipc(), first, i + 1, kdl_pack(line + 8 * i, sizeof line - 8 * i));
    thread_run(note_tick, 0, 255);
    set_own_priority(100);
    started = now_us();
    clock_set(DELAY_US);
    kdl_invoke_long(ROOT_SLOT_CONSOLE, KDL_INVOCATION_CONSOLE_WRITE, 0, words + 1, first);
    uint64_t end = now_us();
    join(1);
    /* it asks after every 256 bytes */
    CHECK(tick_at - started < DELAY_US + 2 * LATENCY_US);
    CHECK(end - started > DELAY_US + 2 * LATENCY_US);       /* or this says nothing */
}

void test_bounds_asid_pool_deleted(void)
{
    cptr_t memory = new_untyped(12), pool = new_slot();
    OK(kdl_asid_control_make_pool(ipc(), ROOT_SLOT_ASID_CONTROL, pool, 64, memory,
                                  ROOT_SLOT_CNODE));
    cptr_t vspace = make_many(KDL_OBJECT_VSPACE, 500);
    for (unsigned i = 0; i < 500; i++)
        OK(kdl_asid_pool_assign(ipc(), pool, vspace + i));
    watch();
    OK(delete_slot(pool));
    watched();
    CHECK_EQ(kdl_page_table_map(ipc(), make(KDL_OBJECT_PAGE_TABLE), WINDOW, 0, vspace + 499),
             KDL_ERROR_FAILED_LOOKUP);
}

/* Highest first, and of one priority in the order of arrival, whatever comes and goes between. */
void test_bounds_queue_order(void)
{
    enum { COUNT = 120, PRIORITIES = 7 };
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), cap[COUNT];
    for (unsigned i = 0; i < COUNT; i++)
        cap[i] = badged(ep, RIGHT_WRITE, i + 1);
    cptr_t first = crowd(COUNT, crowd_send, cap, COUNT, PRIORITIES);
    /* the highest become the lowest */
    for (unsigned i = PRIORITIES - 1; i < COUNT; i += PRIORITIES)
        OK(kdl_tcb_set_priority(ipc(), first + i, 105, ROOT_SLOT_TCB));
    for (unsigned i = 0; i < COUNT; i += 2 * PRIORITIES)    /* some of the lowest leave */
        OK(kdl_tcb_suspend(ipc(), first + i));
    for (unsigned p = PRIORITIES - 1; p-- > 0;)
        for (unsigned i = p; i < COUNT; i += PRIORITIES)
            if (i % (2 * PRIORITIES) != 0)
                CHECK_EQ(kdl_nb_recv(ep, own_reply()).badge, i + 1);
    for (unsigned i = PRIORITIES - 1; i < COUNT; i += PRIORITIES)
        CHECK_EQ(kdl_nb_recv(ep, own_reply()).badge, i + 1);
    CHECK_EQ(kdl_nb_recv(ep, own_reply()).badge, 0);
}

void test_bounds_refills(void)
{
    cptr_t sc = make_bits(KDL_OBJECT_SCHED_CONTEXT, 14);
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 1000, 2000, 126, 0, 0, sc));
    CHECK_EQ(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 1000, 2000, 127, 0, 0, sc),
             KDL_ERROR_RANGE);
}
