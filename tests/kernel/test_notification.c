/* Notifications: collecting signals, waking in order, binding. */
#include "harness.h"

void test_notification_collects(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    cptr_t bit[4];
    for (unsigned i = 0; i < 4; i++)
        bit[i] = badged(n, RIGHT_WRITE, 1ul << i * 8);
    CHECK_EQ(kdl_poll(n).badge, 0);
    kdl_signal(bit[0]);
    kdl_signal(bit[3]);
    kdl_signal(bit[0]);
    CHECK_EQ(kdl_wait(n).badge, 0x1000001);
    CHECK_EQ(kdl_poll(n).badge, 0);
    kdl_signal(bit[1]);
    kdl_nb_send(bit[3], kdl_info(0, 0, 0), NO_WORDS);  /* by the kernel's long way */
    CHECK_EQ(kdl_poll(n).badge, 0x1000100);
    kdl_signal(bit[2]);
    CHECK_EQ(kdl_nb_recv(n, own_reply()).badge, 0x10000);
}

static volatile uint64_t woken[8], woken_count;

static void wait_and_note(uint64_t packed)
{
    uint64_t badge = kdl_wait(packed & 0xffff).badge;
    woken[woken_count++] = (packed >> 16) * 100 + badge;
}

void test_notification_order(void)
{
    static const unsigned priority[] = {20, 40, 30, 40};
    static const unsigned order[] = {1, 3, 2, 0};
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    woken_count = 0;
    for (unsigned i = 0; i < 4; i++) {
        thread_run(wait_and_note, i << 16 | n, priority[i]);
        settle();
    }
    for (unsigned i = 0; i < 4; i++)
        kdl_signal(badged(n, RIGHT_WRITE, i + 1));
    join(4);
    for (unsigned i = 0; i < 4; i++)
        CHECK_EQ(woken[i], order[i] * 100 + i + 1);
}

/* ---- bound ---- */

static void receive_three(uint64_t packed)
{
    cptr_t ep = packed & 0xffff, reply = packed >> 16;
    struct kdl_message m = kdl_recv(ep, reply);
    CHECK_EQ(m.badge, 0x10);                        /* signal while waiting */
    CHECK_EQ(kdl_info_length(m.info), 0);
    m = kdl_recv(ep, reply);
    CHECK_EQ(m.badge, 3);                           /* message */
    CHECK_EQ(m.word[0], 77);
    kdl_reply(reply, kdl_info(0, 0, 0), NO_WORDS);
    spin_us(3000);
    m = kdl_recv(ep, reply);
    CHECK_EQ(m.badge, 0x30);                        /* signals before the receive */
    CHECK_EQ(kdl_poll(packed & 0xffff).badge, 0);
}

void test_notification_bound(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), ep = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = thread_new(receive_three, make(KDL_OBJECT_REPLY) << 16 | ep, 100);
    OK(kdl_tcb_bind_notification(ipc(), t->tcb, n));
    thread_start(t);
    settle();
    kdl_signal(badged(n, RIGHT_WRITE, 0x10));
    settle();
    kdl_call(badged(ep, RIGHT_ALL, 3), kdl_info(0, 0, 1), WORDS(77));
    kdl_signal(badged(n, RIGHT_WRITE, 0x10));
    kdl_signal(badged(n, RIGHT_WRITE, 0x20));
    join(1);
}

static void wait_on(uint64_t n)
{
    kdl_wait(n);
}

void test_notification_bound_rules(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), other = make(KDL_OBJECT_NOTIFICATION);
    cptr_t faults = make(KDL_OBJECT_ENDPOINT);
    struct thread *a = thread_new(wait_on, n, 100), *b = thread_new(wait_on, n, 100);
    CHECK_EQ(kdl_tcb_unbind_notification(ipc(), a->tcb), KDL_ERROR_ILLEGAL_OPERATION);
    CHECK(kdl_tcb_bind_notification(ipc(), a->tcb, faults) != KDL_ERROR_NONE);
    CHECK(kdl_tcb_bind_notification(ipc(), a->tcb, badged(n, RIGHT_WRITE, 0)) != KDL_ERROR_NONE);
    OK(kdl_tcb_bind_notification(ipc(), a->tcb, n));
    CHECK_EQ(kdl_tcb_bind_notification(ipc(), a->tcb, other), KDL_ERROR_ILLEGAL_OPERATION);
    CHECK_EQ(kdl_tcb_bind_notification(ipc(), b->tcb, n), KDL_ERROR_ILLEGAL_OPERATION);
    /* nobody else may wait on it */
    thread_handler(b, badged(faults, RIGHT_ALL, 0));
    thread_start(b);
    CHECK_EQ(kdl_info_label(kdl_recv(faults, own_reply()).info), 1);
    /* the thread itself may */
    thread_start(a);
    settle();
    kdl_signal(n);
    join(1);
    OK(kdl_tcb_unbind_notification(ipc(), a->tcb));
    OK(kdl_tcb_bind_notification(ipc(), b->tcb, n));
    OK(revoke_slot(n));
    OK(delete_slot(n));                             /* unbinds */
    OK(kdl_tcb_bind_notification(ipc(), b->tcb, other));
}

/* ---- a scheduling context that comes with the signal ---- */

static volatile uint64_t wakeups;

static void wait_passively(uint64_t n)
{
    for (;;) {
        kdl_wait(n);
        wakeups++;
    }
}

void test_notification_with_context(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    struct thread *t = thread_run(wait_passively, n, 100);
    wakeups = 0;
    settle();
    OK(kdl_sched_context_unbind(ipc(), t->sc));
    kdl_signal(n);
    settle();
    CHECK_EQ(wakeups, 0);                           /* woken, but without time */
    OK(kdl_sched_context_bind(ipc(), t->sc, n));
    CHECK_EQ(kdl_sched_context_bind(ipc(), t->sc, n), KDL_ERROR_ILLEGAL_OPERATION);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
    cptr_t time = new_context(5000, 5000);
    OK(kdl_sched_context_bind(ipc(), time, t->tcb));
    OK(kdl_tcb_resume(ipc(), t->tcb));
    settle();
    uint64_t before = wakeups;
    OK(kdl_sched_context_unbind(ipc(), time));
    for (unsigned i = 0; i < 5; i++) {
        kdl_signal(n);
        settle();
        CHECK_EQ(wakeups, before + 1 + i);
    }
    /* it gave the context back each time */
    OK(kdl_sched_context_unbind_object(ipc(), t->sc, n));
    kdl_signal(n);
    settle();
    CHECK_EQ(wakeups, before + 5);
}

static void receive_passively(uint64_t packed)
{
    for (;;) {
        woken[0] = kdl_recv(packed & 0xffff, packed >> 16).badge;
        wakeups++;
    }
}

/* The context comes with a bound notification's signal to who receives messages, and goes again. */
void test_notification_bound_with_context(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), ep = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = thread_new(receive_passively, make(KDL_OBJECT_REPLY) << 16 | ep, 100);
    OK(kdl_tcb_bind_notification(ipc(), t->tcb, n));
    thread_start(t);
    settle();
    thread_make_passive(t);
    OK(kdl_sched_context_bind(ipc(), t->sc, n));
    wakeups = 0;
    for (unsigned i = 1; i <= 3; i++) {
        kdl_signal(badged(n, RIGHT_WRITE, i));
        settle();
        CHECK_EQ(wakeups, i);
        CHECK_EQ(woken[0], i);
        CHECK_EQ(kdl_sched_context_unbind_object(ipc(), t->sc, t->tcb),
                 KDL_ERROR_ILLEGAL_OPERATION);
    }
    kdl_send(ep, kdl_info(0, 0, 0), NO_WORDS);      /* a message brings none */
    settle();
    CHECK_EQ(wakeups, 3);
}

/* A thread that dies leaves its notification to others, with what was signalled. */
void test_notification_of_dead_thread(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    struct thread *a = thread_new(wait_on, n, 100), *b = thread_new(wait_on, n, 100);
    OK(kdl_tcb_bind_notification(ipc(), a->tcb, n));
    kdl_signal(badged(n, RIGHT_WRITE, 6));
    OK(delete_slot(a->tcb));
    CHECK_EQ(kdl_poll(n).badge, 6);
    OK(kdl_tcb_bind_notification(ipc(), b->tcb, n));
}

/* ---- many times ---- */

static void pong(uint64_t packed)
{
    for (uint64_t i = 0; i < packed >> 32; i++) {
        kdl_wait(packed & 0xffff);
        kdl_signal(packed >> 16 & 0xffff);
    }
}

void test_notification_ping_pong(void)
{
    cptr_t a = make(KDL_OBJECT_NOTIFICATION), b = make(KDL_OBJECT_NOTIFICATION);
    cptr_t to = badged(a, RIGHT_ALL, 1), from = badged(b, RIGHT_ALL, 1);
    uint64_t rounds = 50000;
    thread_run(pong, rounds << 32 | from << 16 | to, 100);
    for (uint64_t i = 0; i < rounds; i++) {
        kdl_signal(to);
        CHECK_EQ(kdl_wait(from).badge, 1);
    }
    join(1);
}

void test_notification_deleted(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), faults = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = thread_new(wait_on, n, 100);
    thread_handler(t, badged(faults, RIGHT_ALL, 0));
    thread_start(t);
    settle();
    OK(delete_slot(n));
    struct kdl_message m = kdl_recv(faults, own_reply());
    CHECK_EQ(kdl_info_label(m.info), 1);
    CHECK_EQ(m.word[1], n);
}
