// link: kernel/core/refill.c
// cflags: -Itests/unit/fake -Ikernel -DCONFIG_DEBUG=1
/* Refills: the sum stays the budget, and no window of one period sees more than it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>
#include "kernel/core/refill.h"
#include "kernel/core/ticks.h"

#define MIN 1250u               /* ticks in 20 us */
#define RING 16

static struct refill_queue *new_queue(unsigned max, ticks_t budget, ticks_t now)
{
    struct refill_queue *q = calloc(1, sizeof *q + max * sizeof(struct refill));
    refill_init(q, (uint16_t)max, budget, now);
    return q;
}

static void simple_charge(void **state)
{
    (void)state;
    struct refill_queue *q = new_queue(4, 10000, 100);
    assert_true(refill_ready(q, 100));
    assert_false(refill_ready(q, 99));
    assert_int_equal(refill_capacity(q, 4000), 6000);
    assert_int_equal(refill_capacity(q, 10001), 0);
    refill_charge(q, 50000, 4000, MIN);
    assert_int_equal(q->count, 2);
    assert_int_equal(refill_at(q, 0)->time, 4100);
    assert_int_equal(refill_at(q, 0)->amount, 6000);
    assert_int_equal(refill_at(q, 1)->time, 50100);
    assert_int_equal(refill_at(q, 1)->amount, 4000);
    refill_charge(q, 50000, 6000, MIN);
    assert_int_equal(refill_at(q, 0)->time, 50100);
    assert_int_equal(refill_budget(q), 10000);
    free(q);
}

/* Using more than there was puts the next use off. */
static void overrun(void **state)
{
    (void)state;
    struct refill_queue *q = new_queue(3, 2000, 0);
    refill_charge(q, 10000, 5500, MIN);
    assert_true(refill_at(q, 0)->time >= 20000);
    assert_int_equal(refill_budget(q), 2000);
    free(q);
}

static void small_head_is_merged(void **state)
{
    (void)state;
    struct refill_queue *q = new_queue(4, 10000, 0);
    refill_charge(q, 50000, 9000, MIN);         /* leaves 1000, too little to switch for */
    assert_int_equal(q->count, 1);
    assert_int_equal(refill_at(q, 0)->amount, 10000);
    assert_int_equal(refill_at(q, 0)->time, 49000);
    free(q);
}

static void unblocking_forgets_the_past(void **state)
{
    (void)state;
    struct refill_queue *q = new_queue(4, 10000, 0);
    refill_charge(q, 20000, 4000, MIN);
    assert_false(refill_unblock(q, 3999));
    assert_true(refill_unblock(q, 100000));
    assert_int_equal(q->count, 1);
    assert_int_equal(refill_at(q, 0)->time, 100000);
    assert_int_equal(refill_at(q, 0)->amount, 10000);
    free(q);
}

static void update_gives_nothing(void **state)
{
    (void)state;
    struct refill_queue *q = new_queue(4, 10000, 0);
    refill_charge(q, 20000, 6000, MIN);
    refill_update(q, 4, 8000, 30000, 7000);
    assert_int_equal(refill_budget(q), 8000);
    assert_int_equal(refill_at(q, 0)->amount, 4000);
    assert_int_equal(refill_at(q, 1)->time, 37000);
    refill_update(q, 4, 3000, 30000, 7000);
    assert_int_equal(q->count, 1);
    assert_int_equal(refill_budget(q), 3000);
    free(q);
}

static void slices(void **state)
{
    (void)state;
    struct refill_queue *q = new_queue(2, 1, 0);
    refill_slice_init(q, 5000, 10);
    refill_slice_charge(q, 2000);
    assert_int_equal(refill_capacity(q, 0), 3000);
    refill_slice_charge(q, 9000);
    assert_int_equal(refill_capacity(q, 0), 0);
    assert_int_equal(refill_budget(q), 5000);
    refill_slice_end(q);
    assert_int_equal(refill_capacity(q, 0), 5000);
    assert_true(refill_valid(q));
    free(q);
}

/* ---- a thread that runs and blocks at random, against the definition ---- */

struct use { ticks_t from, to; };

static ticks_t used_in(const struct use *u, size_t n, ticks_t from, ticks_t to)
{
    ticks_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        ticks_t a = u[i].from > from ? u[i].from : from, b = u[i].to < to ? u[i].to : to;
        sum += a < b ? b - a : 0;
    }
    return sum;
}

static void random_life(unsigned max, ticks_t budget, ticks_t period)
{
    enum { STEPS = 400 };
    struct use u[STEPS];
    struct refill_queue *q = new_queue(max, budget, 0);
    ticks_t now = 0;
    for (size_t i = 0; i < STEPS; i++) {
        if (random() % 4 == 0) {
            now += (ticks_t)random() % (2 * period);
            refill_unblock(q, now);
        }
        if (now < refill_at(q, 0)->time)
            now = refill_at(q, 0)->time;
        assert_true(refill_at(q, 0)->amount >= MIN);
        ticks_t run = 1 + (ticks_t)random() % refill_at(q, 0)->amount;
        u[i] = (struct use){now, now + run};
        now += run;
        refill_charge(q, period, run, MIN);
        assert_true(refill_valid(q));
        assert_int_equal(refill_budget(q), budget);
        for (size_t k = 0; k <= i; k++)
            assert_true(used_in(u, i + 1, u[k].from, u[k].from + period) <= budget);
        if (refill_at(q, 0)->time > now && random() % 2)
            now = refill_at(q, 0)->time;
    }
    free(q);
}

static void no_window_exceeds_the_budget(void **state)
{
    (void)state;
    srandom(1);
    for (unsigned n = 0; n < 60; n++) {
        ticks_t budget = MIN + (ticks_t)random() % 100000;
        random_life(2 + n % (RING - 1), budget, budget + 1 + (ticks_t)random() % 300000);
    }
}

static void ticks_convert(void **state)
{
    (void)state;
    static const uint64_t rates[] = {1000000, 19200000, 24000000, 54000000, 62500000, 1000000000};
    for (size_t i = 0; i < sizeof rates / sizeof rates[0]; i++) {
        assert_int_equal(ticks_from_us(1000000, rates[i]), rates[i]);
        assert_int_equal(ticks_to_us(rates[i], rates[i]), 1000000);
        for (uint64_t us = 0; us <= TICKS_MAX_US / 3; us = us * 3 + 7) {
            uint64_t ticks = ticks_from_us(us, rates[i]);
            assert_true(ticks < 1ull << 62);
            assert_in_range(us - ticks_to_us(ticks, rates[i]), 0, 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simple_charge), cmocka_unit_test(overrun),
        cmocka_unit_test(small_head_is_merged), cmocka_unit_test(unblocking_forgets_the_past),
        cmocka_unit_test(update_gives_nothing), cmocka_unit_test(slices),
        cmocka_unit_test(no_window_exceeds_the_budget), cmocka_unit_test(ticks_convert),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
