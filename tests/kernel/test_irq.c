/*
 * Interrupts as notifications, through the line of the physical timer: it is level triggered and
 * stays high until the timer is set anew.
 */
#include "harness.h"

static void drain(void)
{
    clock_off();
    OK(kdl_irq_handler_ack(ipc(), clock_irq()));
    kdl_poll(clock_notification());
}

void test_irq_level(void)
{
    drain();
    uint64_t start = now_us();
    clock_set(3000);
    CHECK_EQ(kdl_poll(clock_notification()).badge, 0);
    kdl_wait(clock_notification());
    CHECK_BETWEEN(now_us() - start, 3000ul, 20000ul);
    /* acknowledged while the line is still high: it comes again at once */
    OK(kdl_irq_handler_ack(ipc(), clock_irq()));
    start = now_us();
    kdl_wait(clock_notification());
    CHECK(now_us() - start < 2000);
    clock_off();
    OK(kdl_irq_handler_ack(ipc(), clock_irq()));
    spin_us(2000);
    CHECK(kdl_poll(clock_notification()).badge == 0);
}

/* One notification at a time: the one that was set last, with its badge. */
void test_irq_notification_replaced(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), other = make(KDL_OBJECT_NOTIFICATION);
    drain();
    OK(kdl_irq_handler_set(ipc(), clock_irq(), n));
    OK(kdl_irq_handler_set(ipc(), clock_irq(), badged(other, RIGHT_WRITE, 0x40)));
    OK(delete_slot(n));
    clock_set(100);
    CHECK_EQ(kdl_wait(other).badge, 0x40);
    CHECK_EQ(kdl_poll(clock_notification()).badge, 0);
    OK(kdl_irq_handler_set(ipc(), clock_irq(), clock_notification()));
    drain();
}

static volatile uint64_t counter[2];

static void count_up(uint64_t i)
{
    for (;;)
        counter[i]++;
}

/* While nobody acknowledges, the line is silent, and the kernel's timer goes on. */
void test_irq_unacknowledged_stays_quiet(void)
{
    drain();
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    OK(kdl_irq_handler_set(ipc(), clock_irq(), badged(n, RIGHT_WRITE, 0x8)));
    clock_set(100);
    CHECK_EQ(kdl_wait(n).badge, 0x8);
    struct thread *a = thread_new(count_up, 0, 254), *b = thread_new(count_up, 1, 254);
    thread_start(a);
    thread_start(b);
    set_own_priority(254);
    spin_us(60000);
    set_own_priority(255);
    CHECK(counter[0] > 0 && counter[1] > 0);        /* slices were cut by the kernel's timer */
    CHECK_EQ(kdl_poll(n).badge, 0);
    OK(kdl_tcb_suspend(ipc(), a->tcb));
    OK(kdl_tcb_suspend(ipc(), b->tcb));
    OK(kdl_irq_handler_set(ipc(), clock_irq(), clock_notification()));
    drain();
}

void test_irq_storm(void)
{
    drain();
    for (unsigned i = 0; i < 3000; i++) {
        clock_set(i % 7);
        kdl_wait(clock_notification());
        clock_off();
        OK(kdl_irq_handler_ack(ipc(), clock_irq()));
    }
    clock_set(0);                                   /* never lowered */
    for (unsigned i = 0; i < 3000; i++) {
        kdl_wait(clock_notification());
        OK(kdl_irq_handler_ack(ipc(), clock_irq()));
    }
    drain();
    OK(kdl_irq_handler_ack(ipc(), clock_irq()));
}

static uint64_t get_irq(uint64_t irq, cptr_t slot)
{
    return kdl_irq_control_get(ipc(), ROOT_SLOT_IRQ_CONTROL, irq, slot, 64, ROOT_SLOT_CNODE);
}

void test_irq_control_rules(void)
{
    static const uint64_t bad[] = {MAX_IRQ, 1024, 1ul << 32, ~0ul, 27, 0,
                                   FIRST_USER_IRQ - 1};
    cptr_t slot = new_slot(), n = make(KDL_OBJECT_NOTIFICATION);
    for (unsigned i = 0; i < LENGTH(bad); i++)
        CHECK(get_irq(bad[i], slot) != KDL_ERROR_NONE);
    CHECK_EQ(get_irq(30, slot), KDL_ERROR_REVOKE_FIRST);
    OK(get_irq(FIRST_USER_IRQ, slot));
    OK(delete_slot(slot));
    OK(get_irq(40, slot));
    CHECK_EQ(get_irq(40, new_slot()), KDL_ERROR_REVOKE_FIRST);
    CHECK_EQ(get_irq(41, slot), KDL_ERROR_DELETE_FIRST);
    cptr_t copy = copy_of(slot);
    OK(delete_slot(slot));
    CHECK_EQ(get_irq(40, slot), KDL_ERROR_REVOKE_FIRST);
    CHECK_EQ(kdl_irq_handler_set(ipc(), copy, report_endpoint()), KDL_ERROR_INVALID_CAPABILITY);
    CHECK_EQ(kdl_irq_handler_set(ipc(), copy, badged(n, RIGHT_READ, 0)),
             KDL_ERROR_INVALID_CAPABILITY);
    OK(kdl_irq_handler_set(ipc(), copy, n));
    OK(kdl_irq_handler_clear(ipc(), copy));
    OK(kdl_irq_handler_clear(ipc(), copy));
    OK(kdl_irq_handler_ack(ipc(), copy));
    OK(kdl_irq_handler_set(ipc(), copy, n));
    OK(delete_slot(n));
    OK(kdl_irq_handler_ack(ipc(), copy));
    OK(delete_slot(copy));
    CHECK(kdl_irq_control_get_trigger(ipc(), ROOT_SLOT_IRQ_CONTROL, 40, 2, slot, 64,
                                      ROOT_SLOT_CNODE) != KDL_ERROR_NONE);
    OK(kdl_irq_control_get_trigger(ipc(), ROOT_SLOT_IRQ_CONTROL, 40, 1, slot, 64,
                                   ROOT_SLOT_CNODE));
    OK(delete_slot(slot));
    /* there is one authority */
    copy_slot(ROOT_SLOT_IRQ_CONTROL, slot, RIGHT_ALL);
    CHECK(slot_is_empty(slot));
}

/* The line of a deleted handler is silent; a new handler works. */
void test_irq_handler_deleted(void)
{
    drain();
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), handler = clock_irq();
    clock_set(0);
    OK(delete_slot(handler));
    spin_us(2000);
    kdl_poll(clock_notification());
    clock_off();
    OK(get_irq(30, handler));
    OK(kdl_irq_handler_set(ipc(), handler, n));
    clock_set(500);
    kdl_wait(n);
    clock_off();
    OK(kdl_irq_handler_ack(ipc(), handler));
    OK(kdl_irq_handler_set(ipc(), handler, clock_notification()));
}

/* ---- raised by software ---- */

/* at this core, which every interrupt controller calls 0 */
static uint64_t issue_sgi(uint64_t irq, cptr_t slot)
{
    return kdl_irq_control_issue_sgi(ipc(), ROOT_SLOT_IRQ_CONTROL, irq, 0, slot, 64,
                                     ROOT_SLOT_CNODE);
}

/* Whatever is sent raises it; the answer to a call says nothing more. */
void test_irq_sgi(void)
{
    cptr_t handler = new_slot(), sgi = new_slot(), n = make(KDL_OBJECT_NOTIFICATION);
    OK(get_irq(5, handler));
    OK(issue_sgi(5, sgi));
    OK(kdl_irq_handler_set(ipc(), handler, badged(n, RIGHT_WRITE, 0x50)));
    for (unsigned i = 0; i < 40; i++) {
        struct kdl_message m = {.info = 0};
        if (i % 4 == 0)
            kdl_signal(sgi);
        else if (i % 4 == 1)
            m = kdl_call(sgi, kdl_info(i, 0, i % 9), NO_WORDS);
        else if (i % 4 == 2)
            kdl_nb_send(sgi, kdl_info(1, 0, 3), NO_WORDS);
        else
            kdl_send(copy_of(sgi), kdl_info(0, 0, 120), NO_WORDS);
        CHECK_EQ(m.info, 0);
        CHECK_EQ(kdl_wait(n).badge, 0x50);
        OK(kdl_irq_handler_ack(ipc(), handler));
        CHECK_EQ(kdl_poll(n).badge, 0);
    }
    OK(delete_slot(handler));
    kdl_signal(sgi);                                /* nobody hears it */
    CHECK_EQ(kdl_poll(n).badge, 0);
    forget_slots(handler);
}

void test_irq_sgi_rules(void)
{
    cptr_t sgi = new_slot(), other = new_slot();
    OK(issue_sgi(5, sgi));
    OK(issue_sgi(6, other));
    cptr_t copy = copy_of(sgi);
    OK(revoke_slot(sgi));                           /* what was copied from it, and no more */
    CHECK(slot_is_empty(copy));
    CHECK(!slot_is_empty(other));
    OK(move_slot(other, copy));
    struct kdl_message m = kdl_call(copy, kdl_info(0, 0, 0), NO_WORDS);
    CHECK_EQ(m.info, 0);
    forget_slots(sgi);
}

/* All that came from the authority goes, and the lines can be handed out again. */
void test_irq_control_revoked(void)
{
    cptr_t handler = new_slot(), sgi = new_slot(), clock = clock_irq();
    drain();
    OK(get_irq(40, handler));
    OK(issue_sgi(5, sgi));
    OK(revoke_slot(ROOT_SLOT_IRQ_CONTROL));
    CHECK(slot_is_empty(handler) && slot_is_empty(sgi) && slot_is_empty(clock));
    OK(get_irq(40, handler));
    OK(delete_slot(handler));
    OK(get_irq(30, clock));
    OK(kdl_irq_handler_set(ipc(), clock, clock_notification()));
}
