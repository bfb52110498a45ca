/* Domains: turns of fixed length, whoever runs. At the end of each test it is domain 0's turn. */
#include "harness.h"

#define SHORT 50                /* microseconds: what a thread that goes on sees pass at most */

static volatile uint64_t seen_us[3], last_us[3];
static volatile uint64_t counter;

static uint64_t entry(uint64_t index, uint64_t domain, uint64_t us)
{
    return kdl_domain_schedule_configure(ipc(), ROOT_SLOT_DOMAIN, index, domain, us);
}

static void only_domain_0(void)
{
    OK(entry(0, 0, 1000000000));
    OK(entry(1, 0, 0));
    OK(kdl_domain_schedule_start(ipc(), ROOT_SLOT_DOMAIN, 0));
}

static void three_domains(uint64_t a, uint64_t b, uint64_t c)
{
    OK(entry(0, 0, a));
    OK(entry(1, 1, b));
    OK(entry(2, 2, c));
    OK(entry(3, 0, 0));
    OK(kdl_domain_schedule_start(ipc(), ROOT_SLOT_DOMAIN, 0));
}

/* Sum up the time in which it runs. */
static void note_time(uint64_t i)
{
    for (uint64_t before = now_us();;) {
        uint64_t now = now_us();
        if (now - before < SHORT)
            seen_us[i] += now - before;
        last_us[i] = before = now;
    }
}

static struct thread *watcher(unsigned i, unsigned priority)
{
    struct thread *t = thread_new(note_time, i, priority);
    OK(kdl_domain_set(ipc(), ROOT_SLOT_DOMAIN, i, t->tcb));
    seen_us[i] = 0;
    thread_start(t);
    return t;
}

/* Each gets its part of a round, whatever the priorities are. */
void test_domain_shares(void)
{
    watcher(0, 1);
    watcher(1, 250);
    watcher(2, 100);
    three_domains(2000, 3000, 5000);
    sleep_us(200000);
    only_domain_0();
    CHECK_BETWEEN(seen_us[0], 33000ul, 41000ul);
    CHECK_BETWEEN(seen_us[1], 53000ul, 62000ul);
    CHECK_BETWEEN(seen_us[2], 91000ul, 102000ul);
}

/* Nobody gets more because another domain has nothing to do, or less because it has. */
void test_domain_leaks_no_time(void)
{
    uint64_t alone;
    watcher(1, 100);
    three_domains(2000, 3000, 5000);
    sleep_us(100000);
    alone = seen_us[1];         /* not set to 0: its thread may be about to add to it */
    for (unsigned i = 0; i < 4; i++)
        watcher(2, 250 + i);
    uint64_t before = seen_us[1];
    sleep_us(100000);
    only_domain_0();
    CHECK_BETWEEN(alone, 25000ul, 31000ul);
    CHECK_BETWEEN(seen_us[1] - before, alone - 1000, alone + 1000);
}

/* A budget is charged for the time of its thread's own turns only, and holds across them. */
void test_domain_budget(void)
{
    uint64_t consumed;
    struct thread *t = watcher(1, 100);
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 4000, 40000, 2, 0, 0, t->sc));
    three_domains(2000, 3000, 5000);
    sleep_us(400000);
    only_domain_0();
    OK(kdl_sched_context_consumed(ipc(), t->sc, &consumed));
    CHECK_BETWEEN(consumed, 36000ul, 45000ul);
    CHECK_BETWEEN(seen_us[1], 25000ul, consumed + 100);
}

static void count_up(uint64_t unused)
{
    (void)unused;
    for (;;)
        counter++;
}

/* A thread in a domain that has no turn does not run, and runs once it is moved. */
void test_domain_without_turn(void)
{
    struct thread *t = thread_run(count_up, 0, 100);
    sleep_us(5000);
    CHECK(counter > 0);
    OK(kdl_domain_set(ipc(), ROOT_SLOT_DOMAIN, 5, t->tcb));
    uint64_t before = counter;
    sleep_us(20000);
    CHECK_EQ(counter, before);
    OK(kdl_tcb_set_priority(ipc(), t->tcb, 101, ROOT_SLOT_TCB));
    OK(kdl_tcb_suspend(ipc(), t->tcb));
    OK(kdl_tcb_resume(ipc(), t->tcb));
    sleep_us(20000);
    CHECK_EQ(counter, before);
    OK(kdl_domain_set(ipc(), ROOT_SLOT_DOMAIN, 0, t->tcb));
    sleep_us(5000);
    CHECK(counter > before);
}

static cptr_t bell;
static volatile uint64_t rung;

static void wait_for_bell(uint64_t unused)
{
    (void)unused;
    kdl_wait(bell);
    rung = now_us();
}

/* Whom main wakes waits for the turn of its domain, however high its priority is. */
void test_domain_wake_waits(void)
{
    bell = make(KDL_OBJECT_NOTIFICATION);
    rung = 0;
    struct thread *t = thread_run(wait_for_bell, 0, 255);
    settle();
    OK(kdl_domain_set(ipc(), ROOT_SLOT_DOMAIN, 1, t->tcb));
    three_domains(4000, 1000, 1000);
    uint64_t start = now_us();
    kdl_signal(bell);
    sleep_us(20000);
    only_domain_0();
    CHECK_BETWEEN(rung - start, 3800ul, 5000ul);
    join(1);
}

/* Two schedules lie behind each other: one is in use, then the other, each from its own start. */
void test_domain_second_schedule(void)
{
    watcher(1, 100);
    watcher(2, 100);
    OK(entry(4, 0, 1000));
    OK(entry(5, 2, 4000));
    OK(entry(6, 0, 0));
    three_domains(1000, 4000, 1000);
    OK(entry(2, 0, 0));
    OK(kdl_domain_schedule_start(ipc(), ROOT_SLOT_DOMAIN, 4));
    CHECK_EQ(entry(4, 0, 0), KDL_ERROR_INVALID_ARGUMENT);
    sleep_us(50000);
    CHECK_EQ(seen_us[1], 0);
    CHECK_BETWEEN(seen_us[2], 30000ul, 42000ul);
    OK(kdl_domain_schedule_start(ipc(), ROOT_SLOT_DOMAIN, 0));
    uint64_t before = seen_us[2];
    sleep_us(50000);
    only_domain_0();
    CHECK_BETWEEN(seen_us[1], 30000ul, 42000ul);
    CHECK(seen_us[2] - before < 100);
    OK(entry(4, 0, 0));
    OK(entry(5, 0, 0));
}

void test_domain_rules(void)
{
    CHECK_EQ(kdl_domain_set(ipc(), ROOT_SLOT_DOMAIN, 8, ROOT_SLOT_TCB),
             KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(kdl_domain_set(ipc(), ROOT_SLOT_DOMAIN, 0, ROOT_SLOT_CNODE),
             KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(entry(32, 0, 1000), KDL_ERROR_RANGE);
    CHECK_EQ(entry(0, 8, 1000), KDL_ERROR_RANGE);
    CHECK_EQ(entry(0, 0, 0), KDL_ERROR_INVALID_ARGUMENT);
    CHECK_EQ(entry(0, 0, 19), KDL_ERROR_INVALID_ARGUMENT);
    OK(entry(31, 7, 1000));
    OK(entry(31, 0, 0));
}
