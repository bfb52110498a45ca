// link: @tests/unit/world.link
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * Endpoints, notifications, reply objects and scheduling contexts: what each system call does to
 * the states of threads, and what each fault says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "kernel/derive.h"
#include "world.h"

/* slots */
enum { EP = 10, NTFN, REPLY, REPLY2, EP2, BADGED, HANDLER, A = 20, B = 25, C = 30, SC = 35 };
#define MS(n) sched_ticks((n) * 1000u)

static struct tcb *a, *b, *c;

static int setup(void **state)
{
    (void)state;
    world_init();
    world_make(OBJECT_ENDPOINT, 0, EP);
    world_make(OBJECT_NOTIFICATION, 0, NTFN);
    world_make(OBJECT_REPLY, 0, REPLY);
    world_make(OBJECT_REPLY, 0, REPLY2);
    world_make(OBJECT_ENDPOINT, 0, EP2);
    world_mint(EP, BADGED, RIGHT_ALL, 0xb);
    a = world_thread(A, 100);
    b = world_thread(B, 90);
    c = world_thread(C, 80);
    return 0;
}

static void start(struct tcb *t)
{
    thread_restart(t);
    schedule();
    assert_true(world_check());
}

static void call_and_reply(void **state)
{
    (void)state;
    start(a);
    world_expect(a);
    world_receive(SYS_RECV, EP, REPLY);
    assert_int_equal(a->state, THREAD_BLOCKED_RECEIVE);
    start(b);
    b->context.x[30] = 0x1234;
    world_syscall(SYS_CALL, BADGED, 7, 1, 42);
    world_expect(a);                            /* higher priority, own context */
    assert_int_equal(b->state, THREAD_BLOCKED_REPLY);
    assert_int_equal(a->context.x[0], 0xb);
    assert_int_equal(message_decode(a->context.x[1]).label, 7);
    assert_int_equal(a->context.x[2], 42);
    world_syscall(SYS_SEND, REPLY, 9, 1, 43);
    assert_int_equal(b->state, THREAD_RUNNING);
    assert_int_equal(b->context.x[2], 43);
    assert_int_equal(b->context.x[30], 0x1234);
    assert_int_equal(b->context.pc, 0x400004);
}

/* Suspending a thread that waits lets it execute the system call again. */
static void suspended_receive_is_repeated(void **state)
{
    (void)state;
    start(a);
    word_t pc = a->context.pc;
    world_receive(SYS_RECV, EP, REPLY);
    thread_suspend(a);
    assert_int_equal(a->context.pc, pc);
    assert_null(((struct reply *)cap_pointer(world_cap(REPLY)))->tcb);
    start(a);
    assert_int_equal(a->context.pc, pc);
    thread_suspend(a);                          /* while it runs: it goes on where it was */
    assert_int_equal(a->context.pc, pc);
}

static void context_is_lent_and_returned(void **state)
{
    (void)state;
    struct sched_context *sc = c->sc;
    sc_unbind_tcb(a->sc);
    sc_unbind_tcb(b->sc);
    /* a and b become servers while they borrow a context */
    sc_bind_tcb(cap_pointer(world_cap(A + 1)), a);
    start(a);
    world_receive(SYS_RECV, EP, REPLY);
    sc_unbind_tcb(a->sc);
    sc_bind_tcb(cap_pointer(world_cap(A + 1)), b);
    start(b);
    world_receive(SYS_RECV, EP2, REPLY2);
    sc_unbind_tcb(b->sc);
    start(c);
    world_syscall(SYS_CALL, EP, 0, 0, 0);
    world_expect(a);
    assert_ptr_equal(a->sc, sc);
    assert_null(c->sc);
    world_syscall(SYS_CALL, EP2, 0, 0, 0);
    world_expect(b);
    assert_ptr_equal(b->sc, sc);
    assert_ptr_equal(sc->reply, cap_pointer(world_cap(REPLY2)));
    b->context.x[10] = REPLY2;
    world_receive(SYS_REPLY_RECV, EP2, REPLY2);
    world_expect(a);
    assert_ptr_equal(a->sc, sc);
    world_receive(SYS_REPLY_RECV, EP, REPLY);
    world_expect(c);
    assert_ptr_equal(c->sc, sc);
    assert_null(sc->reply);
}

static void caller_cancelled_leaves_context(void **state)
{
    (void)state;
    start(a);
    world_receive(SYS_RECV, EP, REPLY);
    sc_unbind_tcb(a->sc);
    start(c);
    world_syscall(SYS_CALL, EP, 0, 0, 0);
    world_expect(a);
    struct sched_context *sc = a->sc;
    thread_suspend(c);
    assert_ptr_equal(a->sc, sc);
    assert_null(sc->reply);
    world_syscall(SYS_SEND, REPLY, 0, 0, 0);    /* to nobody */
    world_expect(a);
    assert_int_equal(c->state, THREAD_INACTIVE);
}

static void signal_states(void **state)
{
    struct notification *n = cap_pointer(world_cap(NTFN));
    (void)state;
    world_mint(NTFN, HANDLER, RIGHT_ALL, 6);
    start(a);
    world_syscall(SYS_SEND, HANDLER, 0, 0, 0);
    assert_int_equal(n->state, NOTIFICATION_ACTIVE);
    world_receive(SYS_WAIT, NTFN, 0);
    assert_int_equal(a->context.x[0], 6);
    assert_int_equal(n->state, NOTIFICATION_IDLE);
    world_receive(SYS_NB_WAIT, NTFN, 0);
    assert_int_equal(a->context.x[0], 0);
    world_receive(SYS_WAIT, NTFN, 0);
    assert_int_equal(n->state, NOTIFICATION_WAITING);
    start(b);
    world_syscall(SYS_SEND, HANDLER, 0, 0, 0);
    world_expect(a);
    assert_int_equal(n->state, NOTIFICATION_IDLE);
}

static void bound_notification_ends_a_receive(void **state)
{
    struct notification *n = cap_pointer(world_cap(NTFN));
    (void)state;
    a->bound = n;
    n->bound = a;
    start(a);
    world_receive(SYS_RECV, EP, REPLY);
    start(b);
    world_syscall(SYS_SEND, NTFN, 0, 0, 0);
    world_expect(a);
    assert_null(((struct endpoint *)cap_pointer(world_cap(EP)))->queue.head);
    assert_null(a->reply);
    assert_int_equal(a->context.pc, 0x400004);
}

static void deleted_endpoint_restarts(void **state)
{
    (void)state;
    start(a);
    world_receive(SYS_RECV, EP, REPLY);
    assert_int_equal(slot_delete(&world_root[BADGED]), ERR_NONE);
    assert_int_equal(slot_delete(&world_root[EP]), ERR_NONE);
    schedule();
    world_expect(a);
    assert_int_equal(a->context.pc, 0x400000);
}

static void deleted_reply_stops_the_caller(void **state)
{
    (void)state;
    start(a);
    world_receive(SYS_RECV, EP, REPLY);
    start(b);
    world_syscall(SYS_CALL, EP, 0, 0, 0);
    assert_int_equal(slot_delete(&world_root[REPLY]), ERR_NONE);
    assert_int_equal(b->state, THREAD_INACTIVE);
    assert_int_equal(b->context.pc, 0x400000);
    assert_true(world_check());
}

/* ---- time ---- */

static void slices_alternate(void **state)
{
    (void)state;
    thread_set_priority(b, 100);
    start(a);
    thread_restart(b);
    schedule();
    world_expect(a);
    world_pass(MS(4));
    world_expect(a);
    world_pass(MS(1));
    world_expect(b);
    world_pass(MS(5));
    world_expect(a);
    world_syscall(SYS_YIELD, 0, 0, 0, 0);
    world_expect(b);
}

static void budget_runs_out(void **state)
{
    (void)state;
    sc_configure(a->sc, MS(2), MS(10), 4, 0x77, true, 0);
    start(a);
    thread_restart(b);
    schedule();
    world_expect(a);
    assert_int_equal(fake.deadline, fake.now + MS(2));
    world_pass(MS(2));
    world_expect(b);
    assert_true(a->in_release_queue);
    assert_true(fake.deadline <= fake.now + MS(8));
    world_pass(MS(8));
    world_expect(a);
    /* an entry without budget is repeated later */
    fake.now += MS(2);
    world_syscall(SYS_SEND, NTFN, 0, 0, 0);
    world_expect(b);
    assert_int_equal(a->context.pc, 0x400000);
    assert_int_equal(((struct notification *)cap_pointer(world_cap(NTFN)))->state,
                     NOTIFICATION_IDLE);
}

/* Who is due while others get their budget back does not keep interrupts away any longer. */
static void due_one_after_the_other(void **state)
{
    (void)state;
    sc_configure(a->sc, MS(2), MS(10), 4, 0x77, true, 0);
    sc_configure(b->sc, MS(2), MS(12), 4, 0x77, true, 0);
    start(a);
    thread_restart(b);
    schedule();
    world_pass(MS(2));
    world_pass(MS(2));
    assert_true(a->in_release_queue && b->in_release_queue);
    ticks_t first = a->release.key, second = b->release.key;
    assert_true(first < second);
    fake.pace = second - first + 1;
    world_pass(first - fake.now);
    world_expect(a);
    assert_true(b->in_release_queue);
    assert_true(fake.deadline > second + 1);
    fake.pace = 0;
    world_pass(fake.deadline - fake.now);
    assert_false(b->in_release_queue);
}

static void timeout_is_told(void **state)
{
    (void)state;
    start(b);
    world_receive(SYS_RECV, EP, REPLY);
    sc_configure(a->sc, MS(2), MS(10), 4, 0x77, true, 0);
    derive_insert(world_cap(BADGED), &world_root[BADGED], &a->slot[TCB_SLOT_TIMEOUT]);
    start(a);
    world_pass(MS(3));
    world_expect(b);
    assert_int_equal(b->context.x[0], 0xb);
    assert_int_equal(message_decode(b->context.x[1]).label, FAULT_TIMEOUT);
    assert_int_equal(message_decode(b->context.x[1]).length, 2);
    assert_int_equal(b->context.x[2], 0x77);
    assert_in_range(b->context.x[3], 2990, 3000);
    world_syscall(SYS_SEND, REPLY, 0, 0, 0);
    assert_int_equal(a->state, THREAD_RESTART);
    assert_true(a->in_release_queue);
}

/* ---- faults ---- */

/* a faults, b is its handler with a lower priority */
static void make_handler(void)
{
    start(b);
    world_receive(SYS_RECV, EP, REPLY);
    derive_insert(world_cap(BADGED), &world_root[BADGED], &a->slot[TCB_SLOT_FAULT]);
    start(a);
    for (unsigned i = 0; i < 31; i++)
        a->context.x[i] = 0x1000 + i;
    a->context.sp = 0x2000;
    a->context.spsr = 0x60000000;
}

static void expect_fault(word_t label, word_t length)
{
    assert_true(world_check());
    world_expect(b);
    assert_int_equal(b->context.x[0], 0xb);
    assert_int_equal(message_decode(b->context.x[1]).label, label);
    assert_int_equal(message_decode(b->context.x[1]).length, length);
}

static void vm_fault(void **state)
{
    (void)state;
    make_handler();
    fault_entry_vm(0xdead, true, 0x82000006);
    expect_fault(FAULT_VM, 4);
    assert_int_equal(b->context.x[2], 0x400000);
    assert_int_equal(b->context.x[3], 0xdead);
    assert_int_equal(b->context.x[4], 1);
    assert_int_equal(b->context.x[5], 0x82000006);
    world_syscall(SYS_SEND, REPLY, 0, 0, 0);
    world_expect(a);
    assert_int_equal(a->context.pc, 0x400000);
}

static void unknown_syscall_fault(void **state)
{
    (void)state;
    make_handler();
    a->context.pc += 4;
    syscall_entry(77);
    expect_fault(FAULT_UNKNOWN_SYSCALL, 13);
    for (unsigned i = 0; i < 8; i++)
        assert_int_equal(b->context.x[2 + i], 0x1000 + i);
    const struct ipc_buffer *buffer = ipc_buffer(b, RIGHT_READ);
    assert_int_equal(buffer->msg[8], 0x400000);
    assert_int_equal(buffer->msg[9], 0x2000);
    assert_int_equal(buffer->msg[10], 0x1000 + 30);
    assert_int_equal(buffer->msg[11], 0x60000000);
    assert_int_equal(buffer->msg[12], 77);
    b->context.x[3] = 0x5555;                   /* x1 of the answer, and the pc */
    ((struct ipc_buffer *)buffer)->msg[8] = 0x400004;
    world_syscall(SYS_SEND, REPLY, 0, 9, 0x4444);
    world_expect(a);
    assert_int_equal(a->context.x[0], 0x4444);
    assert_int_equal(a->context.x[1], 0x5555);
    assert_int_equal(a->context.pc, 0x400004);
    assert_int_equal(a->context.sp, 0x2000);    /* not in the answer */
}

static void exception_fault(void **state)
{
    (void)state;
    make_handler();
    fault_entry_user(0x3c, 0xf2000007);
    expect_fault(FAULT_USER_EXCEPTION, 5);
    assert_int_equal(b->context.x[2], 0x400000);
    assert_int_equal(b->context.x[3], 0x2000);
    assert_int_equal(b->context.x[4], 0x60000000);
    assert_int_equal(b->context.x[5], 0x3c);
    assert_int_equal(b->context.x[6], 0xf2000007);
    world_syscall(SYS_SEND, REPLY, 1, 0, 0);    /* refused: it stays stopped */
    world_expect(b);
    assert_int_equal(a->state, THREAD_INACTIVE);
}

/* Told at once, also when the budget is exhausted. */
static void system_error(void **state)
{
    (void)state;
    make_handler();
    sc_configure(a->sc, MS(2), MS(10), 4, 0x77, true, 0);
    derive_insert(world_cap(BADGED), &world_root[BADGED], &a->slot[TCB_SLOT_TIMEOUT]);
    fake.now += MS(3);
    fault_entry_once(0x2f, 0xbe000000);
    expect_fault(FAULT_USER_EXCEPTION, 5);
    assert_int_equal(b->context.x[5], 0x2f);
    assert_int_equal(b->context.x[6], 0xbe000000);
    assert_int_equal(a->state, THREAD_BLOCKED_REPLY);
    world_syscall(SYS_SEND, REPLY, 0, 0, 0);    /* and when that is answered the timeout */
    assert_int_equal(a->state, THREAD_BLOCKED_SEND);
    assert_int_equal(a->fault.type, FAULT_TIMEOUT);
}

static void cap_fault(void **state)
{
    (void)state;
    make_handler();
    world_syscall(SYS_SEND, 1ul << 20, 0, 0, 0);
    expect_fault(FAULT_CAP, 7);
    assert_int_equal(b->context.x[2], 0x400000);
    assert_int_equal(b->context.x[3], 1ul << 20);
    assert_int_equal(b->context.x[4], 0);
    assert_int_equal(b->context.x[5], LOOKUP_GUARD_MISMATCH);
    assert_int_equal(b->context.x[6], 64);
    assert_int_equal(b->context.x[8], 64 - WORLD_RADIX);
    world_syscall(SYS_SEND, REPLY, 0, 0, 0);
    world_expect(a);
    world_syscall(SYS_NB_SEND, 1ul << 20, 0, 0, 0);     /* no fault */
    world_expect(a);
}

static void fault_without_handler(void **state)
{
    (void)state;
    start(a);
    fault_entry_vm(8, false, 0x92000006);
    world_expect(NULL);
    assert_int_equal(a->state, THREAD_INACTIVE);
    assert_int_equal(a->fault.type, FAULT_NONE);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup(name, setup)
    const struct CMUnitTest tests[] = {
        CASE(call_and_reply), CASE(suspended_receive_is_repeated),
        CASE(context_is_lent_and_returned), CASE(caller_cancelled_leaves_context),
        CASE(signal_states), CASE(bound_notification_ends_a_receive),
        CASE(deleted_endpoint_restarts), CASE(deleted_reply_stops_the_caller),
        CASE(slices_alternate), CASE(budget_runs_out),
        CASE(due_one_after_the_other), CASE(timeout_is_told), CASE(vm_fault),
        CASE(unknown_syscall_fault), CASE(exception_fault), CASE(system_error), CASE(cap_fault),
        CASE(fault_without_handler),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
