/*
 * Slices that end all the time: of threads of one priority, of one alone, and with a thread of a
 * higher priority coming back from the release queue. All registers must keep their values, all
 * time must be charged to somebody, and everybody must get his share. Then two that signal and
 * wait: each pays for what it has used.
 */
#include "differ.h"

#define EQUALS 3u
#define SLICE_US 40u
#define ROUNDS 400000u
#define VISITS 10u
#define SIGNALS 50u
#define WORK 5000u                       /* rounds of two instructions, one for a nanosecond */
#define WORK_US (SIGNALS * WORK * 2 / 1000)

static uint64_t wrong, visits, ended[EQUALS], ends;

static void count(uint64_t number)
{
    wrong |= count_with_registers(ROUNDS * (number + 1), number << 32);
    ended[ends++] = number;
}

static void visit(uint64_t unused)
{
    (void)unused;
    for (; visits < VISITS; visits++) {
        wrong |= count_with_registers(100, visits << 32);
        kdl_yield();
    }
}

static void short_slice(struct thread *t, uint64_t budget, uint64_t period)
{
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, budget, period, 0, 0, 0,
                                   t->sc));
}

static uint64_t consumed_us(struct thread *t)
{
    uint64_t us;
    OK(kdl_sched_context_consumed(ipc(), t->sc, &us));
    return us;
}

static void work_and_signal(cptr_t signalled)
{
    for (unsigned i = 0; i < SIGNALS; i++) {
        wrong |= count_with_registers(WORK, i);
        kdl_signal(signalled);
    }
}

/* twice as much for each signal */
static void wait_and_work(cptr_t signalled)
{
    for (unsigned i = 0; i < SIGNALS; i++) {
        kdl_wait(signalled);
        wrong |= count_with_registers(2 * WORK, i);
    }
}

static void run_pair(void)
{
    cptr_t signalled = badged(make(KDL_OBJECT_NOTIFICATION), RIGHT_ALL, 1);
    struct thread *signaller = thread_new(work_and_signal, signalled, 100);
    struct thread *waiter = thread_new(wait_and_work, signalled, 101);
    thread_start(waiter);
    thread_start(signaller);
    join(2);
    CHECK_BETWEEN(consumed_us(signaller), WORK_US, WORK_US * 120 / 100);
    CHECK_BETWEEN(consumed_us(waiter), 2 * WORK_US, 2 * WORK_US * 120 / 100);
    CHECK_EQ(wrong, 0);
}

void run_ticks(void)
{
    struct thread *t[EQUALS + 1];
    for (unsigned i = 0; i < EQUALS; i++) {
        t[i] = thread_new(count, i, 100);
        short_slice(t[i], SLICE_US, SLICE_US);
    }
    t[EQUALS] = thread_new(visit, 0, 101);
    short_slice(t[EQUALS], 30, 300);
    uint64_t start = now_us(), charged = 0;
    for (unsigned i = 0; i <= EQUALS; i++)
        thread_start(t[i]);
    join(EQUALS + 1);
    uint64_t elapsed = now_us() - start;
    for (unsigned i = 0; i <= EQUALS; i++)
        charged += consumed_us(t[i]);
    CHECK_BETWEEN(charged, elapsed * 95 / 100, elapsed);
    CHECK_EQ(wrong, 0);
    CHECK_EQ(visits, VISITS);
    for (unsigned i = 0; i < EQUALS; i++)
        CHECK_EQ(ended[i], i);
    run_pair();
    say("ticks\n");
}
