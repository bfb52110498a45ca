/* Measurements in which threads meet: messages, signals, interrupts, faults. */
#include "bench.h"

#define R RIGHT_READ
#define W RIGHT_WRITE
#define SHARED_FRAME_RIGHTS (RIGHT_READ | RIGHT_WRITE)

/* ---- one thread ---- */

void measure_calls(void)
{
    cptr_t empty = new_slot(), notification = make(KDL_OBJECT_NOTIFICATION);

    repeat(ROW_yield_alone, sample_yield, (struct call){{0}}, 0);
    repeat(ROW_poll, sample_nb_wait, (struct call){{notification}}, 0);
    repeat(ROW_null_call, sample_call, (struct call){{empty}}, 0);
    repeat(ROW_signal_idle, sample_send, (struct call){{notification}}, 0);
    repeat(ROW_irq_ack, sample_call,
           invocation(clock_irq(), KDL_INVOCATION_IRQ_HANDLER_ACK, 0, 0, NO_WORDS), 0);
}

/* ---- messages ---- */

static void serve(uint64_t length)
{
    serve_forever(PROCESS_FREE, kdl_info(0, 0, length), PROCESS_REPLY);
}

/* A server in an address space of its own, waiting. */
static struct thread *start_server(cptr_t ep, uint64_t length, bool passive)
{
    struct thread *t = process_new(serve, length, 255);
    process_give(t, ep, PROCESS_FREE, R, 0);
    process_give(t, ROOT_SLOT_CONSOLE, PROCESS_FREE + 1, RIGHT_ALL, 0);
    thread_start(t);
    set_own_priority(254);
    settle();
    if (passive)
        thread_make_passive(t);
    return t;
}

static void exchange(enum row row, uint64_t length, bool passive)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = start_server(ep, length, passive);
    struct call call = {{ep, kdl_info(0, 0, length), 1, 2, 3, 4, 5, 6, 7, 8}};

    repeat(row, sample_call, call, 5);
    set_own_priority(255);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
}

/* The receive slot of the server is emptied after every sample. */
static void exchange_capability(void)
{
    const uint64_t slot = PROCESS_FREE + 4;
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), gift = make(KDL_OBJECT_NOTIFICATION);
    struct thread *t = start_server(ep, 0, true);
    struct call call = {{ep, kdl_info(0, 1, 0)}};
    struct ipc_buffer *its = map_here(copy_of(t->frame), SHARED);

    process_give(t, t->cnode, PROCESS_FREE + 3, RIGHT_ALL, CNODE_DATA(0, 64 - PROCESS_CNODE_BITS));
    its->receive_root = PROCESS_FREE + 3;
    its->receive_index = slot;
    its->receive_depth = 64;
    series_begin(&series, ROW_ipc_cap, 6);
    for (uint64_t i = 0; i < iterations(ROW_ipc_cap); i++) {
        ipc()->caps_or_badges[0] = gift;
        series_add(&series, sample_call(&call, NOPS(i)));
        OK(kdl_cnode_delete(ipc(), t->cnode, slot, PROCESS_CNODE_BITS));
    }
    series_end(&series);
    set_own_priority(255);
}

void measure_messages(void)
{
    exchange(ROW_ipc_0, 0, true);
    exchange(ROW_ipc_4, 4, true);
    exchange(ROW_ipc_8, 8, true);
    exchange(ROW_ipc_20, 20, true);
    exchange_capability();
    exchange(ROW_ipc_active, 4, false);
}

/* ---- signals, yield ---- */

static void wait_in_process(uint64_t unused)
{
    (void)unused;
    wait_forever(PROCESS_FREE, (uint64_t *)SHARED);
}

static void yield_in_process(uint64_t unused)
{
    (void)unused;
    yield_forever();
}

static volatile uint64_t *share_page(struct thread *t)
{
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    OK(map(t->vspace, copy_of(frame), SHARED, SHARED_FRAME_RIGHTS, false));
    return map_here(frame, SHARED);
}

/* To the waiter's first instruction, and from there until the signaller is back. */
static void measure_wake(void)
{
    cptr_t notification = make(KDL_OBJECT_NOTIFICATION);
    struct thread *t = process_new(wait_in_process, 0, 255);
    volatile uint64_t *woken = share_page(t);
    struct call call = {{notification}};

    process_give(t, notification, PROCESS_FREE, R, 0);
    thread_start(t);
    set_own_priority(254);
    settle();
    series_begin(&series, ROW_signal_wake, 1);
    series_begin(&series2, ROW_wait_back, 4);
    for (uint64_t i = 0; i < iterations(ROW_signal_wake); i++) {
        uint64_t whole = sample_send(&call, NOPS(i)), now;
        __asm__ volatile("mrs %0, tpidrro_el0" : "=r"(now));
        uint64_t second = call.word[13];
        series_add(&series, second - *woken > 0 ? whole : whole);
    }
    set_own_priority(255);
}

void measure_signals(void)
{
    measure_wake();
    struct thread *t = process_new(yield_in_process, 0, 255);
    thread_start(t);
    repeat(ROW_yield_pair, sample_yield, (struct call){{0}}, 2);
}
