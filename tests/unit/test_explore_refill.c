// link: tests/unit/explore.c kernel/core/refill.c
// cflags: -Itests/unit/fake -Itests/unit -Ikernel -DCONFIG_DEBUG=1
/*
 * Refills, every state: a thread that runs and blocks for whole units of time, with budgets and
 * periods of a few units. The reference is the definition: which of the last units it ran in. In no
 * window of one period may it run longer than its budget, and no time may get lost. The kernel may
 * notice the end of a budget late, by one unit here; that is owed, so it never adds up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>
#include "explore.h"
#include "kernel/core/refill.h"

#define MAX_REFILLS 4
#define NOW         1000u

/* The present is always NOW. */
struct state {
    struct { uint32_t time, amount; } refill[MAX_REFILLS];
    uint32_t count, ran;        /* ran: bit i: in the unit that ended i units ago, of two periods */
};

static struct { ticks_t budget, period, late; uint16_t max; } limits;
static struct explored states;
static union {
    struct refill_queue q;
    char room[sizeof(struct refill_queue) + MAX_REFILLS * sizeof(struct refill)];
} live;
static uint32_t ran;

static void restore(const struct state *s)
{
    refill_init(&live.q, limits.max, 1, 0);
    live.q.count = (uint16_t)s->count;
    for (unsigned i = 0; i < s->count; i++)
        live.q.ring[i] = (struct refill){s->refill[i].time, s->refill[i].amount};
    ran = s->ran;
}

static unsigned ones(uint32_t bits) { return (unsigned)__builtin_popcount(bits); }

/* Time goes on by `units`, in which the thread ran or did not. */
static void pass(ticks_t units, bool running)
{
    for (ticks_t i = 0; i < units; i++) {
        ran = (ran << 1 | running) & ((1u << 2 * limits.period) - 1);
        assert_true(ones(ran & ((1u << limits.period) - 1)) <= limits.budget + limits.late);
        assert_true(ones(ran) <= 2 * limits.budget + limits.late);
    }
    for (unsigned i = 0; i < live.q.count; i++) {
        struct refill *r = refill_at(&live.q, i);
        r->time -= units;
    }
}

static void check(void)
{
    assert_true(refill_valid(&live.q));
    assert_int_equal(refill_budget(&live.q), limits.budget);
    assert_true(refill_head(&live.q)->amount > 0);
    /* all of it comes back within a period of having been used, or of the debt's being paid */
    for (unsigned i = 0; i < live.q.count; i++)
        assert_true(refill_at(&live.q, i)->time <= NOW + limits.period * (1 + limits.late));
    if (!(limits.late ? ran : ran & ((1u << limits.period) - 1)))
        assert_true(refill_ready(&live.q, NOW));
}

/* A head that is ready counts from the moment when the thread gets to run (switch_context). */
static void visit(void)
{
    struct state s = {.count = 0};
    check();
    refill_unblock(&live.q, NOW);
    check();
    s.count = live.q.count;
    s.ran = ran;
    for (unsigned i = 0; i < live.q.count; i++) {
        s.refill[i].time = (uint32_t)refill_at(&live.q, i)->time;
        s.refill[i].amount = (uint32_t)refill_at(&live.q, i)->amount;
    }
    explored_add(&states, &s);
}

/* Run for so long, as the scheduler lets it: only on a head that is ready, and about to its end. */
static bool run(ticks_t units)
{
    if (!refill_ready(&live.q, NOW) || units > refill_head(&live.q)->amount + limits.late)
        return false;
    refill_charge(&live.q, limits.period, units, 1);
    pass(units, true);
    return true;
}

static void explore(void)
{
    char name[64];
    explored_init(&states, sizeof(struct state), 20000);
    refill_init(&live.q, limits.max, limits.budget, NOW);
    ran = 0;
    visit();
    for (unsigned at = 0; at < states.count; at++) {
        for (ticks_t units = 1; units <= limits.period; units++) {
            restore(explored_at(&states, at));
            states.steps++;
            pass(units, false);
            visit();
            restore(explored_at(&states, at));
            if (run(units)) {
                states.steps++;
                visit();
            }
        }
    }
    snprintf(name, sizeof name, "%u refills, %lu units in %lu, late by %lu", limits.max,
             limits.budget, limits.period, limits.late);
    explored_end(&states, name);
}

static void explore_all(void)
{
    for (limits.max = REFILL_MIN; limits.max <= MAX_REFILLS; limits.max++)
        for (limits.period = 2; limits.period <= 7; limits.period++)
            for (limits.budget = 1; limits.budget < limits.period; limits.budget++)
                explore();
}

static void test_in_time(void **unused)
{
    (void)unused;
    limits.late = 0;
    explore_all();
}

static void test_late(void **unused)
{
    (void)unused;
    limits.late = 1;
    explore_all();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_time),
        cmocka_unit_test(test_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
