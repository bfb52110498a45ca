// link: kdlc/reach.c kdlc/knots.c kdlc/arena.c kdlc/text.c
// cflags: -iquote kdlc
/* The closure of random relations is what walking them from each instance finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kdlc/reach.h"

#define INSTANCES 20
#define NODES     70

static uint32_t seed;

static uint32_t number_below(uint32_t end)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % end;
}

static bool leads[NODES][NODES], stop[INSTANCES];

/* edges lead from instances to others and back, as in flow.h */
static struct flow random_flow(uint32_t edges)
{
    struct flow flow = {.instances = INSTANCES, .nodes = NODES};

    memset(leads, 0, sizeof leads);
    for (uint32_t i = 0; i < edges; i++) {
        uint32_t instance = number_below(INSTANCES);
        uint32_t object = INSTANCES + number_below(NODES - INSTANCES);

        if (number_below(2))
            leads[instance][object] = true;
        else
            leads[object][instance] = true;
    }
    for (uint32_t i = 0; i < INSTANCES; i++)
        stop[i] = number_below(10) == 0;
    flow.first = arena_alloc((NODES + 1) * sizeof *flow.first);
    for (uint32_t from = 0; from < NODES; from++) {
        flow.first[from] = (uint32_t)flow.edges.count;
        for (uint32_t to = 0; to < NODES; to++)
            if (leads[from][to])
                *vec_push(&flow.edges) = (struct flow_edge){.from = from, .to = to};
    }
    flow.first[NODES] = (uint32_t)flow.edges.count;
    return flow;
}

static void walk(uint32_t node, bool *seen)
{
    for (uint32_t to = 0; to < NODES; to++)
        if (leads[node][to] && !seen[to]) {
            seen[to] = true;
            if (to >= INSTANCES || !stop[to])
                walk(to, seen);
        }
}

static void closes(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < 300; round++) {
        struct flow flow = random_flow(10 + round);
        const struct reach *reach = reach_make(&flow, stop);

        for (uint32_t i = 0; i < INSTANCES; i++) {
            bool seen[NODES] = {false};

            if (stop[i])
                continue;
            walk(i, seen);
            for (uint32_t to = 0; to < INSTANCES; to++)
                assert_int_equal(reach_has(reach->sets[i], to), seen[to]);
        }
    }
}

static void knows_one_step(void **state)
{
    struct flow flow = random_flow(150);

    (void)state;
    for (uint32_t i = 0; i < INSTANCES; i++) {
        uint64_t set[1] = {0};

        reach_direct(&flow, i, set);
        for (uint32_t to = 0; to < INSTANCES; to++) {
            bool direct = false;

            for (uint32_t object = INSTANCES; object < NODES; object++)
                direct = direct || (leads[i][object] && leads[object][to]);
            assert_int_equal(reach_has(set, to), direct);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(closes), cmocka_unit_test(knows_one_step)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
