// link: stdlib-components/timer/alarms.c
// cflags: -Istdlib-components/timer
/* Alarms: order, periods without drift, overflow; random operations against a plain list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "alarms.h"

static void check(const struct alarms *alarms)
{
    for (size_t i = 0; i < alarms->count; i++) {
        assert_int_equal(alarms->heap[i]->position, i);
        if (i > 0)
            assert_true(alarms->heap[(i - 1) / 2]->deadline <= alarms->heap[i]->deadline);
    }
}

static void one_alarm(void **state)
{
    struct alarms alarms = {.count = 0};
    struct alarm alarm;
    (void)state;
    alarm_init(&alarm);
    assert_int_equal(alarms_next(&alarms), ALARM_NEVER);
    assert_true(alarms_reserve(&alarms, 1));
    alarms_set(&alarms, &alarm, 100, 0);
    assert_int_equal(alarms_next(&alarms), 100);
    assert_false(alarms_expire(&alarms, 99));
    assert_true(alarms_expire(&alarms, 100));
    assert_int_equal(alarm.expired, 1);
    assert_false(alarms_expire(&alarms, 1000));
    alarms_stop(&alarms, &alarm);
    alarms_set(&alarms, &alarm, ALARM_NEVER, 0);
    assert_int_equal(alarms.count, 0);
    free(alarms.heap);
}

static void no_drift(void **state)
{
    struct alarms alarms = {.count = 0};
    struct alarm alarm;
    uint64_t total = 0;
    (void)state;
    alarm_init(&alarm);
    assert_true(alarms_reserve(&alarms, 1));
    alarms_set(&alarms, &alarm, 10, 10);
    for (uint64_t now = 0; now < 100000; now += 7) {
        alarms_expire(&alarms, now);
        total += alarm.expired;
        alarm.expired = 0;
        assert_int_equal(total, now / 10);
        assert_true(alarms_next(&alarms) > now);
    }
    alarms_expire(&alarms, 1000000);            /* nobody came for a long time */
    assert_int_equal(total + alarm.expired, 100000);
    free(alarms.heap);
}

static void end_of_time(void **state)
{
    struct alarms alarms = {.count = 0};
    struct alarm alarm;
    (void)state;
    alarm_init(&alarm);
    assert_true(alarms_reserve(&alarms, 1));
    alarms_set(&alarms, &alarm, UINT64_MAX - 5, 10);
    assert_true(alarms_expire(&alarms, UINT64_MAX - 5));
    assert_int_equal(alarms_next(&alarms), ALARM_NEVER);
    alarms_set(&alarms, &alarm, 1, 1);
    assert_true(alarms_expire(&alarms, UINT64_MAX - 1));
    assert_int_equal(alarm.expired, UINT64_MAX - 1);
    free(alarms.heap);
}

static void conversions(void **state)
{
    static const uint64_t frequencies[] = {1, 1000000, 24000000, 62500000, 1000000000};
    (void)state;
    for (size_t i = 0; i < sizeof frequencies / sizeof frequencies[0]; i++) {
        uint64_t frequency = frequencies[i];
        assert_int_equal(ticks_to_ns(frequency * 1000, frequency), 1000000000000);
        assert_int_equal(ns_to_ticks(1000000000000, frequency), frequency * 1000);
        assert_int_equal(ns_to_ticks(0, frequency), 0);
        assert_int_equal(ns_to_ticks(1, frequency), 1);
        assert_true(ticks_to_ns(UINT64_MAX, frequency) >= UINT64_MAX / 2);
    }
    assert_int_equal(ticks_to_ns(62500001, 62500000), 1000000016);
    assert_int_equal(ticks_to_ns(UINT64_MAX, 1), UINT64_MAX);
    assert_int_equal(ns_to_ticks(UINT64_MAX, 1000000000), UINT64_MAX);
    assert_int_equal(time_add(UINT64_MAX, 1), ALARM_NEVER);
}

static void random_operations(void **state)
{
    enum { COUNT = 40 };
    static struct alarm alarm[COUNT], model[COUNT];
    struct alarms alarms = {.count = 0};
    uint64_t now = 0;
    (void)state;
    srand(1);
    for (int i = 0; i < COUNT; i++) {
        alarm_init(&alarm[i]);
        model[i] = (struct alarm){.deadline = ALARM_NEVER};
        assert_true(alarms_reserve(&alarms, (size_t)i + 1));
    }
    for (int step = 0; step < 100000; step++) {
        int which = rand() % COUNT;
        uint64_t deadline = now + (uint64_t)(rand() % 200), period = (uint64_t)(rand() % 3) * 17;
        if (rand() % 4 == 0) {
            alarms_stop(&alarms, &alarm[which]);
            model[which].deadline = ALARM_NEVER;
        } else {
            alarms_set(&alarms, &alarm[which], deadline, period);
            model[which] = (struct alarm){.deadline = deadline, .period = period};
        }
        now += (uint64_t)(rand() % 20);
        alarms_expire(&alarms, now);
        uint64_t next = ALARM_NEVER;
        for (int i = 0; i < COUNT; i++) {
            while (model[i].deadline <= now) {
                model[i].expired++;
                model[i].deadline = model[i].period > 0 ? model[i].deadline + model[i].period
                                                        : ALARM_NEVER;
            }
            next = model[i].deadline < next ? model[i].deadline : next;
            assert_int_equal(alarm[i].expired, model[i].expired);
        }
        assert_int_equal(alarms_next(&alarms), next);
        check(&alarms);
    }
    free(alarms.heap);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_alarm), cmocka_unit_test(no_drift), cmocka_unit_test(end_of_time),
        cmocka_unit_test(conversions), cmocka_unit_test(random_operations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
