/* The corners: objects that go while somebody uses them, and messages at the edge of memory. */
#include "harness.h"

#define RW (RIGHT_READ | RIGHT_WRITE)
#define FAULT_LABEL_CAP 1
#define FAULT_LABEL_TIMEOUT 5
#define FAULT_LABEL_VM 6

enum lookup { LOOKUP_ROOT = 1, LOOKUP_MISSING, LOOKUP_DEPTH, LOOKUP_GUARD };

uint64_t fault_read(uint64_t address);

static volatile uint64_t reached;

static cptr_t handler_of(struct thread *t)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    thread_handler(t, badged(ep, RIGHT_ALL, 0xfa));
    return ep;
}

static struct kdl_message fault_of(cptr_t ep, uint64_t label)
{
    struct kdl_message m = kdl_recv(ep, own_reply());
    CHECK_EQ(m.badge, 0xfa);
    CHECK_EQ(kdl_info_label(m.info), label);
    return m;
}

/* ---- revoking under somebody ---- */

static void receive(uint64_t packed)
{
    kdl_recv(packed & 0xffff, packed >> 16);
    CHECK(!"a receive from memory that was revoked returns");
}

void test_corner_revoke_memory_of_endpoint(void)
{
    cptr_t memory = new_untyped(12), ep = new_slot(), reply = make(KDL_OBJECT_REPLY);
    OK(retype(memory, KDL_OBJECT_ENDPOINT, 0, ep, 1));
    struct thread *t = thread_new(receive, ep | reply << 16, 100);
    cptr_t faults = handler_of(t);
    thread_start(t);
    settle();
    OK(revoke_slot(memory));
    struct kdl_message m = fault_of(faults, FAULT_LABEL_CAP);
    CHECK_EQ(m.word[1], ep);
    CHECK_EQ(m.word[2], 1);
    CHECK_EQ(m.word[3], LOOKUP_MISSING);
    OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, ep, 1));
}

void test_corner_revoke_reply_of_receiver(void)
{
    cptr_t memory = new_untyped(12), reply = new_slot(), ep = make(KDL_OBJECT_ENDPOINT);
    OK(retype(memory, KDL_OBJECT_REPLY, 0, reply, 1));
    struct thread *t = thread_new(receive, ep | reply << 16, 100);
    thread_handler(t, 0);
    thread_start(t);
    settle();
    OK(revoke_slot(memory));
    kdl_nb_send(ep, kdl_info(0, 0, 0), NO_WORDS);   /* nobody receives any more */
    settle();
    CHECK_EQ(kdl_nb_recv(report_endpoint(), own_reply()).badge, 0);
}

static void delete_own_cspace(uint64_t unused)
{
    (void)unused;
    kdl_cnode_revoke(ipc(), PROCESS_FREE, PROCESS_FREE + 1, PROCESS_CNODE_BITS);
    kdl_send(PROCESS_REPORT, kdl_info(0x100, 0, 0), NO_WORDS);
    CHECK(!"a thread without CSpace sends");
}

/* The thread that asks for it loses the CNode that it names capabilities by. */
void test_corner_thread_deletes_its_cspace(void)
{
    struct thread *t = process_new(delete_own_cspace, 0, 100);
    cptr_t faults = handler_of(t), memory = new_untyped(16), cnode = new_slot();
    OK(retype(memory, KDL_OBJECT_CNODE, PROCESS_CNODE_BITS, cnode, 1));
    OK(kdl_cnode_mint(ipc(), cnode, PROCESS_FREE, PROCESS_CNODE_BITS, cnode, 64, RIGHT_ALL, 0,
                      ROOT_SLOT_CNODE));
    OK(kdl_cnode_move(ipc(), cnode, PROCESS_FREE + 1, PROCESS_CNODE_BITS, memory, 64,
                      ROOT_SLOT_CNODE));
    OK(kdl_tcb_configure(ipc(), t->tcb, CNODE_DATA(0, 64 - PROCESS_CNODE_BITS), 0,
                         (uint64_t)t->ipc, cnode, t->vspace, t->frame));
    thread_start(t);
    struct kdl_message m = fault_of(faults, FAULT_LABEL_CAP);
    CHECK_EQ(m.word[1], PROCESS_REPORT);
    CHECK_EQ(m.word[3], LOOKUP_ROOT);
    CHECK(slot_is_empty(cnode));
}

/* ---- replies ---- */

static void call_once(uint64_t ep)
{
    kdl_call(ep, kdl_info(0, 0, 1), WORDS(5));
    CHECK(!"a dead caller is answered");
}

static void call_and_add(uint64_t ep)
{
    CHECK_EQ(kdl_call(ep, kdl_info(0, 0, 1), WORDS(1)).word[0], 2);
}

void test_corner_reply_after_caller_died(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    struct thread *t = thread_run(call_once, ep, 100);
    CHECK_EQ(kdl_recv(ep, reply).word[0], 5);
    OK(delete_slot(t->tcb));
    kdl_reply(reply, kdl_info(0, 0, 1), WORDS(6));
    settle();
    thread_run(call_and_add, ep, 100);              /* the reply object is as good as new */
    CHECK_EQ(kdl_recv(ep, reply).word[0], 1);
    kdl_reply(reply, kdl_info(0, 0, 1), WORDS(2));
    join(1);
}

void test_corner_reply_after_caller_suspended(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    struct thread *t = thread_run(call_and_add, ep, 100);
    CHECK_EQ(kdl_recv(ep, reply).word[0], 1);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
    kdl_reply(reply, kdl_info(0, 0, 1), WORDS(99));
    OK(kdl_tcb_resume(ipc(), t->tcb));              /* calls again */
    CHECK_EQ(kdl_recv(ep, reply).word[0], 1);
    kdl_reply(reply, kdl_info(0, 0, 1), WORDS(2));
    join(1);
}

/* ---- time ---- */

static cptr_t server_ep, server_reply;

static void serve_slowly(uint64_t us)
{
    kdl_recv(server_ep, server_reply);
    spin_us(us);
    reached = 1;
    kdl_reply(server_reply, kdl_info(0, 0, 1), WORDS(2));
    for (;;)
        kdl_wait(server_ep);
}

static struct thread *passive_server(uint64_t us)
{
    server_ep = make(KDL_OBJECT_ENDPOINT);
    server_reply = make(KDL_OBJECT_REPLY);
    reached = 0;
    struct thread *t = thread_run(serve_slowly, us, 120);
    settle();
    thread_make_passive(t);
    return t;
}

static struct thread *client_with(uint64_t budget, uint64_t period)
{
    struct thread *t = thread_new(call_and_add, server_ep, 100);
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, budget, period, 0, 0xc11, 0,
                                   t->sc));
    thread_start(t);
    return t;
}

/* The caller's budget is used up in the server: the server waits for the next period. */
void test_corner_budget_ends_in_server(void)
{
    passive_server(5000);
    client_with(2000, 20000);
    sleep_us(10000);
    CHECK_EQ(reached, 0);
    sleep_us(70000);
    CHECK_EQ(reached, 1);
    join(1);
}

/* The same with a handler for the server's timeouts, which gives it more time. */
void test_corner_timeout_in_server(void)
{
    struct thread *server = passive_server(5000);
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    OK(kdl_tcb_set_timeout_endpoint(ipc(), server->tcb, badged(ep, RIGHT_ALL, 0xfa)));
    struct thread *client = client_with(2000, 100000);
    struct kdl_message m = fault_of(ep, FAULT_LABEL_TIMEOUT);
    CHECK_EQ(kdl_info_length(m.info), 2);
    CHECK_EQ(m.word[0], 0xc11);
    CHECK(m.word[1] >= 1900);
    CHECK_EQ(reached, 0);
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 20000, 20000, 0, 0xc11, 0,
                                   client->sc));
    kdl_reply(own_reply(), kdl_info(0, 0, 0), NO_WORDS);
    join(1);
    CHECK_EQ(reached, 1);
}

static volatile uint64_t turns;

static void yield_forever(uint64_t unused)
{
    (void)unused;
    for (;;) {
        turns++;
        kdl_yield();
    }
}

/* Yielding gives up the budget until it comes back: once in each period. */
void test_corner_yield_waits_for_period(void)
{
    struct thread *t = thread_new(yield_forever, 0, 100);
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 1000, 10000, 0, 0, 0, t->sc));
    turns = 0;
    thread_start(t);
    sleep_us(100000);
    CHECK_BETWEEN(turns, 9, 12);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
}

static void sleep_then_run(uint64_t n)
{
    kdl_wait(n);
    for (;;)
        turns++;
}

/* Time that was not used while a thread slept is not there afterwards. */
void test_corner_budget_does_not_add_up(void)
{
    for (uint64_t sporadic = 0; sporadic < 2; sporadic++) {
        cptr_t n = make(KDL_OBJECT_NOTIFICATION);
        struct thread *t = thread_new(sleep_then_run, n, 100);
        uint64_t used;
        OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 2000, 20000, 4, 0, sporadic,
                                       t->sc));
        thread_start(t);
        sleep_us(100000);
        OK(kdl_sched_context_consumed(ipc(), t->sc, &used));
        kdl_signal(n);
        sleep_us(20000);
        OK(kdl_sched_context_consumed(ipc(), t->sc, &used));
        CHECK_BETWEEN(used, 1900, 4300);
        OK(kdl_tcb_suspend(ipc(), t->tcb));
    }
}

/* A thread that stops itself goes on behind the call when it is resumed. */
static void stop_and_go(uint64_t unused)
{
    (void)unused;
    for (unsigned i = 0; i < 5; i++) {
        OK(kdl_tcb_suspend(ipc(), self()->own));
        reached++;
    }
}

void test_corner_stops_itself(void)
{
    struct thread *t = thread_run(stop_and_go, 0, 100);
    reached = 0;
    for (unsigned i = 0; i < 5; i++) {
        settle();
        CHECK_EQ(reached, i);
        OK(kdl_tcb_resume(ipc(), t->tcb));
    }
    join(1);
}

/* ---- notifications: bound and waited for ---- */

static void wait_both(uint64_t packed)
{
    cptr_t n = packed & 0xffff, ep = packed >> 16 & 0xffff, reply = packed >> 32;
    CHECK_EQ(kdl_wait(n).badge, 4);
    struct kdl_message m = kdl_recv(ep, reply);
    CHECK_EQ(m.badge, 4);
    CHECK_EQ(kdl_nb_recv(ep, reply).badge, 0);
    CHECK_EQ(kdl_poll(n).badge, 0);
}

void test_corner_bound_and_waited_for(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), ep = make(KDL_OBJECT_ENDPOINT);
    cptr_t signal = badged(n, RIGHT_WRITE, 4), reply = make(KDL_OBJECT_REPLY);
    struct thread *t = thread_new(wait_both, n | ep << 16 | reply << 32, 100);
    OK(kdl_tcb_bind_notification(ipc(), t->tcb, n));
    thread_start(t);
    settle();
    kdl_signal(signal);
    settle();
    kdl_signal(signal);
    join(1);
}

/* ---- the IPC buffer at the end of its page ---- */

static void send_all(uint64_t ep)
{
    for (uint64_t i = 8; i < MSG_MAX_LENGTH; i++)
        ipc()->msg[i] = 7000 + i;
    kdl_send(ep, kdl_info(0, 0, MSG_MAX_LENGTH), NO_WORDS);
}

/* The last 1 KiB of a page: the message ends in it, and the page behind stays as it was. */
void test_corner_buffer_at_end_of_page(void)
{
    cptr_t pages = new_slots(2), ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    OK(retype(arena(), KDL_OBJECT_FRAME_4K, 0, pages, 2));      /* next to each other */
    volatile uint64_t *page = map_here(pages, WINDOW), *behind = map_here(pages + 1, WINDOW + 4096);
    for (unsigned i = 0; i < 512; i++)
        page[i] = behind[i] = 0x77;
    struct thread *t = thread_new(receive, ep | reply << 16, 100);
    OK(kdl_tcb_set_ipc_buffer(ipc(), t->tcb, WINDOW + 0xc00, pages));
    thread_handler(t, 0);
    thread_start(t);
    settle();
    struct thread *sender = thread_run(send_all, ep, 90);
    (void)sender;
    settle();
    const volatile struct ipc_buffer *buffer = (const volatile void *)(WINDOW + 0xc00);
    for (uint64_t i = 8; i < MSG_MAX_LENGTH; i++)
        CHECK_EQ(buffer->msg[i], 7000 + i);
    CHECK_EQ(buffer->user_data, 0x77);
    for (unsigned i = 0; i < 384; i++)
        CHECK_EQ(page[i], 0x77);
    for (unsigned i = 0; i < 512; i++)
        CHECK_EQ(behind[i], 0x77);
}

/* ---- why a capability was not found ---- */

static void send_to(uint64_t cptr)
{
    kdl_send(cptr, kdl_info(0, 0, 0), NO_WORDS);
}

static void receive_from(uint64_t cptr)
{
    kdl_wait(cptr);
}

static void check_cap_fault(void (*run)(uint64_t), uint64_t cptr, uint64_t receiving,
                            uint64_t failure)
{
    struct thread *t = process_new(run, cptr, 100);
    cptr_t inner = make_bits(KDL_OBJECT_CNODE, 2);
    process_give(t, inner, PROCESS_FREE, RIGHT_ALL, 0);
    cptr_t faults = handler_of(t);
    thread_start(t);
    struct kdl_message m = fault_of(faults, FAULT_LABEL_CAP);
    CHECK_EQ(m.word[1], cptr);
    CHECK_EQ(m.word[2], receiving);
    CHECK_EQ(m.word[3], failure);
    OK(delete_slot(t->tcb));
}

void test_corner_cap_fault_missing(void)
{
    check_cap_fault(receive_from, PROCESS_FREE + 1, 1, LOOKUP_MISSING);
}

void test_corner_cap_fault_guard(void)
{
    check_cap_fault(send_to, 1ul << 60 | PROCESS_REPORT, 0, LOOKUP_GUARD);
    check_cap_fault(receive_from, 1ul << PROCESS_CNODE_BITS, 1, LOOKUP_GUARD);
}

/* ---- devices ---- */

/* While one line is never acknowledged another goes on, again and again, and time does too. */
void test_corner_unacknowledged_beside_device(void)
{
    cptr_t first = new_slot(), handler = new_slot(), n = make(KDL_OBJECT_NOTIFICATION);
    volatile uint32_t *uart = map_here(device_page_at(UART_PADDR), WINDOW);
    clock_set(1);
    kdl_wait(clock_notification());                 /* never acknowledged, and stays high */
    OK(kdl_irq_control_get(ipc(), ROOT_SLOT_IRQ_CONTROL, UART_IRQ, handler, 64, ROOT_SLOT_CNODE));
    OK(kdl_irq_handler_set(ipc(), handler, badged(n, RIGHT_WRITE, 0x20)));
    for (unsigned i = 0; i < 50; i++) {
        uart[UART_MASK] = UART_TX;
        say("\n");                                  /* the line rises when something was sent */
        CHECK_EQ(kdl_wait(n).badge, 0x20);
        uart[UART_MASK] = 0;
        uart[UART_CLEAR] = UART_TX;
        OK(kdl_irq_handler_ack(ipc(), handler));
        CHECK_EQ(kdl_poll(clock_notification()).badge, 0);
    }
    uint64_t start = now_us();
    spin_us(1000);
    CHECK(now_us() - start >= 1000);
    OK(delete_slot(handler));
    clock_off();
    OK(kdl_irq_handler_ack(ipc(), clock_irq()));
    forget_slots(first);
}

/* Nothing answers at this address: the bus says so, and the thread has the fault. */
#define NOBODY_PADDR 0xb000000ul

static void read_there(uint64_t address)
{
    fault_read(address);
}

void test_corner_external_abort(void)
{
    cptr_t first = new_slot();
    cptr_t frame = device_page_at(NOBODY_PADDR);
    map_here(frame, WINDOW);
    struct thread *t = thread_new(read_there, WINDOW, 100);
    cptr_t faults = handler_of(t);
    thread_start(t);
    struct kdl_message m = fault_of(faults, FAULT_LABEL_VM);
    CHECK_EQ(m.word[1], WINDOW);
    CHECK_EQ(m.word[3] & 63, 0x10);                 /* external abort, not on a walk */
    OK(delete_slot(t->tcb));
    forget_slots(first);
}
