/* Measurements in which threads meet: messages, signals, interrupts, faults. */
#include "bench.h"

#define R RIGHT_READ
#define W RIGHT_WRITE
#define SHARED_FRAME_RIGHTS (RIGHT_READ | RIGHT_WRITE)

/* ---- one thread ---- */

void measure_calls(void)
{
    cptr_t empty = new_slot(), notification = make(KDL_OBJECT_NOTIFICATION);

    repeat(ROW_yield_alone, sample_yield, (struct call){0}, 0);
    repeat(ROW_poll, sample_nb_wait, (struct call){.word = {notification}}, 0);
    repeat(ROW_null_call, sample_call, (struct call){.word = {empty}}, 0);
    repeat(ROW_signal_idle, sample_send, (struct call){.word = {notification}}, 0);
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
    thread_start(t);
    set_own_priority(254);
    settle();
    if (passive)
        thread_make_passive(t);
    own_clock(false);
    return t;
}

static void exchange(enum row row, uint64_t length, bool passive)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = start_server(ep, length, passive);
    struct call call = {.word = {ep, kdl_info(0, 0, length), 1, 2, 3, 4, 5, 6, 7, 8}};

    repeat(row, sample_call, call, 5);
    own_clock(true);
    set_own_priority(255);
    OK(kdl_tcb_suspend(ipc(), t->tcb));
}

/* The receive slot of the server is emptied after every sample. */
static void exchange_capability(void)
{
    const uint64_t slot = PROCESS_FREE + 4;
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), gift = make(KDL_OBJECT_NOTIFICATION);
    struct thread *t = start_server(ep, 0, true);
    struct call call = {.word = {ep, kdl_info(0, 1, 0)}};
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
    own_clock(true);
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

/* The waiter gets its turn by a yield, which is not measured. */
static void measure_wake_equal(struct call *call)
{
    struct call none = {0};

    series_begin(&series, ROW_signal_equal, 1);
    for (uint64_t i = 0; i < iterations(ROW_signal_equal); i++) {
        series_add(&series, sample_send(call, NOPS(i)));
        sample_yield(&none, 0);
    }
    series_end(&series);
}

/* To the waiter's first instruction, and from there until the signaller is back. */
static void measure_wake(void)
{
    cptr_t notification = make(KDL_OBJECT_NOTIFICATION);
    struct thread *t = process_new(wait_in_process, 0, 255);
    volatile uint64_t *woken = share_page(t);
    struct call call = {.word = {notification}};

    process_give(t, notification, PROCESS_FREE, R, 0);
    thread_start(t);
    set_own_priority(254);
    settle();
    own_clock(false);
    series_begin(&series, ROW_signal_wake, 1);
    series_begin(&series2, ROW_wait_back, 4);
    for (uint64_t i = 0; i < iterations(ROW_signal_wake); i++) {
        uint64_t whole = sample_send(&call, NOPS(i)), back = call.end - *woken;
        series_add(&series, whole - back);
        series_add(&series2, back);
    }
    series_end(&series);
    series_end(&series2);
    set_own_priority(255);
    measure_wake_equal(&call);
    own_clock(true);
}

/* A sample is two yields: to the other thread, and back. */
static void measure_yield(void)
{
    struct thread *t = process_new(yield_in_process, 0, 255);
    struct call call = {0};

    thread_start(t);
    own_clock(false);
    sample_yield(&call, 0);
    series_begin(&series, ROW_yield_pair, 1);
    series.parts = 2;
    for (uint64_t i = 0; i < iterations(ROW_yield_pair); i++)
        series_add(&series, sample_yield(&call, NOPS(i)));
    series_end(&series);
}

void measure_signals(void)
{
    measure_wake();
    measure_yield();
}

/* ---- interrupts ---- */

static void spin_in_process(uint64_t unused)
{
    (void)unused;
    spin_forever();
}

/* The simulator raises the line at the very instruction that the deadline names. */
static void measure_device(void)
{
    struct thread *t = process_new(spin_in_process, 0, 100);

    thread_start(t);
    series_begin(&series, ROW_interrupt, 0);
    for (uint64_t i = 0; i < iterations(ROW_interrupt); i++) {
        uint64_t deadline;
        clock_set(20);
        __asm__ volatile("mrs %0, cntp_cval_el0" : "=r"(deadline));
        series_add(&series, wait_stamp(clock_notification(), NOPS(i)) - deadline);
        clock_off();
        OK(kdl_irq_handler_ack(ipc(), clock_irq()));
    }
    series_end(&series);
}

/*
 * A thread alone with short slices: what a long loop takes beyond its own
 * instructions is spent in ticks. The time between them is the same for all, so is the mode.
 */
static void count_ticks(uint64_t unused)
{
    (void)unused;
    uint64_t rounds = 60000000, start, end;
    __asm__ volatile("mrs %0, cntvct_el0" : "=r"(start));
    uint64_t gaps = count_gaps(rounds);
    __asm__ volatile("mrs %0, cntvct_el0" : "=r"(end));
    kdl_send(self()->report, kdl_info(0x200, 0, 2),
             WORDS((end - start) * TICK_INSTRUCTIONS - rounds * 8, gaps));
}

static void measure_tick(void)
{
    struct thread *t = thread_new(count_ticks, 0, 200);

    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 40, 40, 0, 0, 0, t->sc));
    thread_start(t);
    struct kdl_message m = kdl_recv(report_endpoint(), own_reply());
    print_row(ROW_tick, m.word[0] * 100 / m.word[1], m.word[0] / m.word[1], 0);
    join(1);
}

void measure_interrupts(void)
{
    measure_device();
    measure_tick();
}

/* ---- faults ---- */

static void touch(uint64_t address)
{
    touch_forever(address);
}

/*
 * Receives the faults of another thread and lets it go on, which faults again. A sample is an
 * answer, the fault, and the way back. Sends the series to the root task by its shared page.
 */
static void handle_faults(uint64_t row)
{
    struct call call = {.word = {PROCESS_FREE, 0, [10] = PROCESS_REPLY}};
    struct series *shared = (struct series *)SHARED;

    kdl_recv(PROCESS_FREE, PROCESS_REPLY);
    sample_reply_recv(&call, 0);
    series_begin(&series, (enum row)row, 1);
    for (uint64_t i = 0; i < iterations(series.row); i++)
        series_add(&series, sample_reply_recv(&call, NOPS(i)));
    for (unsigned i = 0; i < sizeof series / 8; i++)
        ((uint64_t *)shared)[i] = ((uint64_t *)&series)[i];
    kdl_signal(PROCESS_FREE + 1);
    kdl_wait(PROCESS_FREE + 2);
}

static void fault_row(enum row row, bool passive)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), done = make(KDL_OBJECT_NOTIFICATION);
    struct thread *t = process_new(handle_faults, row, 255);
    struct thread *faulter = process_new(touch, SHARED, 200);
    volatile uint64_t *shared = NULL;

    for (unsigned i = 0; i < (sizeof series + PAGE_SIZE - 1) / PAGE_SIZE; i++) {
        cptr_t frame = make(KDL_OBJECT_FRAME_4K);
        uint64_t at = SHARED + i * PAGE_SIZE;
        OK(map(t->vspace, copy_of(frame), at, RIGHT_READ | RIGHT_WRITE, false));
        uint64_t *here = map_here(frame, at);
        shared = shared ? shared : here;
    }
    process_give(t, ep, PROCESS_FREE, R, 0);
    process_give(t, done, PROCESS_FREE + 1, W, 1);
    process_give(t, done, PROCESS_FREE + 2, R, 0);
    thread_handler(faulter, badged(ep, W | RIGHT_GRANT_REPLY, 7));
    thread_start(t);
    settle();
    if (passive)
        thread_make_passive(t);
    thread_start(faulter);
    kdl_wait(done);
    series = *(struct series *)(uintptr_t)shared;
    series_end(&series);
    OK(kdl_tcb_suspend(ipc(), faulter->tcb));
    OK(kdl_tcb_suspend(ipc(), t->tcb));
}

void measure_faults(void)
{
    fault_row(ROW_page_fault, true);
}

void measure_active_faults(void)
{
    fault_row(ROW_page_fault_active, false);
}
