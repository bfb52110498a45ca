// link: tests/unit/explore.c tests/unit/sched_model.c tests/unit/sched_model_ipc.c
// link: tests/unit/sched_steps.c @tests/unit/world.link
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * The scheduler of the kernel beside an executable specification of it (sched_model.h): a few
 * threads do all they can do, in every order up to where the limit of states ends it, and more
 * threads do it at random for long. After each entry both must agree on everything.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "explore.h"
#include "sched_steps.h"

#define STEPS_MAX 256
#define OBJECTS_MAX (64u << 10)         /* all objects of a small world */

static struct step all[STEPS_MAX];
static unsigned all_count;

static void add(enum step_kind kind, int a_count, int b_count)
{
    for (int a = 0; a < a_count; a++)
        for (int b = 0; b < b_count; b++) {
            assert_in_range(all_count, 0, STEPS_MAX - 1);
            all[all_count++] = (struct step){(uint8_t)kind, (int8_t)a, (int8_t)b};
        }
}

static void add_pass(int units)
{
    all[all_count++] = (struct step){STEP_PASS, (int8_t)units, 0};
}

static void add_usual(void)
{
    all_count = 0;
    add_pass(1);
    add_pass(2);
    add(STEP_TIMER, 1, 1);
    add(STEP_INTERRUPT, 1, 1);
    add(STEP_YIELD, 1, 1);
}

static void add_stopping(int threads)
{
    add(STEP_SUSPEND, threads, 1);
    add(STEP_RESUME, threads, 1);
}

/* what a server at one endpoint and its clients do */
static void add_service(void)
{
    add(STEP_RECV, 1, 1);
    add(STEP_CALL, 1, 1);
    add(STEP_SEND_RECV, 1, 1);
    add(STEP_REPLY_RECV, 1, 1);
}

static void add_messages(int endpoints, int threads)
{
    for (int kind = STEP_CALL; kind <= STEP_RECV_ONLY; kind++)
        add((enum step_kind)kind, endpoints, 1);
    add(STEP_REPLY, threads, 1);
    add(STEP_REPLY_RECV, endpoints, 1);
    add(STEP_SEND_RECV, endpoints, endpoints);
}

static void add_signals(int notifications)
{
    for (int kind = STEP_SIGNAL; kind <= STEP_NB_WAIT; kind++)
        add((enum step_kind)kind, notifications, 1);
    add(STEP_SIGNAL_RECV, notifications, 1);
}

/* ---- exhaustive ---- */

/* All that a step can change. */
struct snapshot {
    struct model model;
    struct kernel kernel;
    struct fake fake;
    char objects[OBJECTS_MAX];
};

static struct snapshot first, here;
static struct explored states;
static struct { uint32_t from; uint8_t step; } *ways;

static size_t object_bytes(void)
{
    word_t used = cap_untyped_used(world_cap(WORLD_UNTYPED));
    assert_in_range(used, 1, OBJECTS_MAX);
    return used;
}

static void save(struct snapshot *s, const struct model *m)
{
    memcpy(&s->model, m, sizeof *m);
    s->kernel = kernel;
    s->fake = fake;
    memcpy(s->objects, arch_ram_pointer(FAKE_RAM_START), object_bytes());
}

static void restore(const struct snapshot *s, struct model *m)
{
    memcpy(m, &s->model, sizeof *m);
    kernel = s->kernel;
    fake = s->fake;
    memcpy(arch_ram_pointer(FAKE_RAM_START), s->objects, object_bytes());
}

/* Moments relative to now; what nobody decides by is left out. */
static bool visit(const struct model *m)
{
    struct model key;
    memcpy(&key, m, sizeof key);
    key.now = 0;
    key.since -= m->now;
    key.turn_end -= key.turn_end == M_NEVER ? 0 : m->now;
    for (int c = 0; c < m->contexts; c++) {
        key.context[c].consumed = 0;
        for (int i = 0; i < m->context[c].budget; i++)
            key.context[c].token[i] -= m_round_robin(&key.context[c]) ? 0 : m->now;
    }
    return explored_add(&states, &key);
}

/* The steps by which a state was found, in order. */
static void print_way(unsigned at)
{
    if (at == 0)
        return;
    print_way(ways[at].from);
    step_print(all[ways[at].step]);
}

static void walk_to(unsigned at, struct model *m)
{
    if (at == 0) {
        restore(&first, m);
        return;
    }
    walk_to(ways[at].from, m);
    assert_true(step_take(m, all[ways[at].step]));
}

static void try_step(unsigned at, unsigned step, struct model *m)
{
    restore(&here, m);
    if (!step_possible(m, all[step]))
        return;
    states.steps++;
    if (!step_take(m, all[step])) {
        print_way(at);
        step_print(all[step]);
        fail();
    }
    if (visit(m)) {
        ways[states.count - 1].from = at;
        ways[states.count - 1].step = (uint8_t)step;
    }
}

static unsigned length_of_way(unsigned at)
{
    return at == 0 ? 0 : 1 + length_of_way(ways[at].from);
}

/* Steps of all kinds in every order, as many as the limit of states permits. */
static void explore(struct model *m, const char *what, unsigned limit)
{
    unsigned length = 0;
    explored_init(&states, sizeof *m, limit);
    ways = calloc(states.limit, sizeof *ways);
    save(&first, m);
    visit(m);
    for (unsigned at = 0; at < states.count; at++) {
        walk_to(at, m);
        save(&here, m);
        if (states.complete)
            length = length_of_way(at);
        for (unsigned step = 0; step < all_count; step++)
            try_step(at, step, m);
    }
    printf("EXPLORED every sequence of %u steps\n", length);
    explored_end(&states, what);
    free(ways);
}

/* Steps that lead to where it becomes interesting. */
static void take_all(struct model *m, const struct step *steps, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        assert_true(step_take(m, steps[i]));
}
#define STEPS(...) (const struct step[]){__VA_ARGS__}
#define TAKE(m, ...) \
    take_all(m, STEPS(__VA_ARGS__), sizeof(STEPS(__VA_ARGS__)) / sizeof(struct step))

/* Priorities, slices, budgets, refills, domains, contexts: everything that needs no message. */
static void test_time(void **unused)
{
    struct model m;
    (void)unused;
    add_usual();
    add_signals(1);
    add_stopping(2);
    add(STEP_PRIORITY, 2, 2);
    add(STEP_UNBIND_THREAD, 2, 2);
    add(STEP_BIND, 2, 2);
    add(STEP_CONFIGURE, 2, 4);
    add(STEP_YIELD_TO, 2, 1);
    add(STEP_CONSUMED, 2, 1);
    steps_begin(&m, 2, 2);
    assert_true(steps_start(&m, 0));
    explore(&m, "two threads and their time", 4000);
}

static void test_domains(void **unused)
{
    struct model m;
    (void)unused;
    add_usual();
    add_signals(1);
    add_stopping(2);
    add(STEP_DOMAIN, 2, 2);
    add(STEP_PRIORITY, 2, 2);
    add(STEP_TURNS, 1, 1);
    steps_begin(&m, 2, 2);
    assert_true(steps_start(&m, 0));
    TAKE(&m, {STEP_RESUME, 1, 0}, {STEP_PRIORITY, 1, 1});
    explore(&m, "two threads and two domains", 4000);
}

/* A passive server waits for two clients, one of whose timeouts it hears. */
static void test_messages(void **unused)
{
    struct model m;
    (void)unused;
    add_usual();
    add_messages(1, 3);
    add_stopping(3);
    add(STEP_PRIORITY, 3, 2);
    add(STEP_BIND, 3, 3);
    add(STEP_UNBIND, 3, 1);
    steps_begin(&m, 3, 3);
    steps_hear_timeout(&m, 1);
    assert_true(steps_start(&m, 2));
    TAKE(&m, {STEP_PRIORITY, 2, 1}, {STEP_RECV, 0, 0});
    assert_true(steps_start(&m, 1));
    assert_true(steps_start(&m, 0));
    TAKE(&m, {STEP_UNBIND, 2, 0});
    explore(&m, "two clients and a server", 4000);
}

/* A call through two passive servers, and whoever gives up or gets time of his own meanwhile. */
static void test_chains(void **unused)
{
    struct model m;
    (void)unused;
    all_count = 0;
    add_pass(2);
    add(STEP_TIMER, 1, 1);
    add(STEP_CALL, 2, 1);
    add(STEP_RECV, 2, 1);
    add(STEP_REPLY, 3, 1);
    add(STEP_REPLY_RECV, 2, 1);
    add_stopping(4);
    add(STEP_BIND, 3, 4);
    add(STEP_UNBIND, 3, 1);
    steps_begin(&m, 4, 4);
    for (int t = 1; t < 3; t++) {
        assert_true(steps_start(&m, t));
        TAKE(&m, {STEP_PRIORITY, (int8_t)t, 1}, {STEP_RECV, (int8_t)(t - 1), 0});
    }
    assert_true(steps_start(&m, 3));
    TAKE(&m, {STEP_UNBIND, 1, 0}, {STEP_UNBIND, 2, 0}, {STEP_RESUME, 0, 0},
         {STEP_YIELD, 0, 0}, {STEP_CALL, 0, 0});
    explore(&m, "a chain of calls", 4000);
}

/* Two that run on a context that the notification lends, and one that signals. */
static void test_signals(void **unused)
{
    struct model m;
    (void)unused;
    add_usual();
    add_signals(1);
    add_service();
    add_stopping(3);
    add(STEP_LEND, 4, 1);
    add(STEP_UNBIND, 4, 1);
    add(STEP_BIND, 4, 2);
    add(STEP_LISTEN, 2, 1);
    add(STEP_LISTEN_NO_MORE, 2, 1);
    steps_begin(&m, 3, 4);
    for (int t = 1; t < 3; t++) {
        assert_true(steps_start(&m, t));
        TAKE(&m, {STEP_WAIT, 0, 0});
    }
    assert_true(steps_start(&m, 0));
    TAKE(&m, {STEP_PRIORITY, 0, 1}, {STEP_UNBIND, 1, 0}, {STEP_UNBIND, 2, 0}, {STEP_LEND, 3, 0});
    explore(&m, "signals and lent time", 4000);
}

/* A listener gives its context away and gets one that a notification lends, with no time left. */
static void test_listener(void **unused)
{
    struct model m;
    (void)unused;
    add_usual();
    add_signals(1);
    add_service();
    add(STEP_BIND, 2, 3);
    steps_begin(&m, 3, 3);
    assert_true(steps_start(&m, 2));
    TAKE(&m, {STEP_RECV, 0, 0});
    assert_true(steps_start(&m, 1));
    TAKE(&m, {STEP_PASS, 2, 0}, {STEP_TIMER, 0, 0});
    assert_true(steps_start(&m, 0));
    TAKE(&m, {STEP_UNBIND, 1, 0}, {STEP_UNBIND, 2, 0}, {STEP_LEND, 1, 0}, {STEP_LISTEN, 0, 0});
    explore(&m, "a listener", 4000);
}

/* Three threads let each other go first. */
static void test_yields(void **unused)
{
    struct model m;
    (void)unused;
    all_count = 0;
    add_pass(2);
    add(STEP_TIMER, 1, 1);
    add(STEP_YIELD, 1, 1);
    add(STEP_YIELD_TO, 3, 1);
    add(STEP_CONSUMED, 3, 1);
    add_stopping(3);
    add(STEP_PRIORITY, 3, 2);
    add(STEP_UNBIND, 3, 1);
    steps_begin(&m, 3, 3);
    assert_true(steps_start(&m, 0));
    TAKE(&m, {STEP_RESUME, 1, 0}, {STEP_RESUME, 2, 0});
    explore(&m, "three that yield to each other", 4000);
}

/* ---- at random ---- */

#define RUNS 60u
#define RUN_STEPS 1500u

static unsigned pick(unsigned n) { return (unsigned)random() % n; }

/* Half of the steps are of those that keep a system going. */
static struct step random_step(void)
{
    static const uint8_t usual[] = {
        STEP_PASS, STEP_PASS, STEP_TIMER, STEP_TIMER, STEP_CALL, STEP_REPLY_RECV, STEP_RECV,
        STEP_RESUME, STEP_SIGNAL, STEP_WAIT, STEP_SEND_RECV, STEP_BIND
    };
    struct step s = all[pick(all_count)];
    enum step_kind wanted = (enum step_kind)usual[pick(sizeof usual)];
    for (unsigned tries = 0; pick(2) && tries < 1000 && s.kind != wanted; tries++)
        s = all[pick(all_count)];
    return s;
}

static void add_everything(const struct model *m)
{
    add_usual();
    add_messages(M_ENDPOINTS, m->threads);
    add_signals(M_NOTIFICATIONS);
    for (int kind = STEP_SUSPEND; kind <= STEP_RESUME; kind++)
        add((enum step_kind)kind, m->threads, 1);
    add(STEP_PRIORITY, m->threads, M_PRIORITIES);
    add(STEP_DOMAIN, m->threads, M_DOMAINS);
    add(STEP_BIND, m->contexts, m->threads);
    add(STEP_UNBIND_THREAD, m->contexts, 2);
    add(STEP_LEND, m->contexts, M_NOTIFICATIONS);
    for (int kind = STEP_UNBIND; kind <= STEP_CONSUMED; kind++)
        add((enum step_kind)kind, m->contexts, 1);
    add(STEP_CONFIGURE, m->contexts, STEP_PARAMETERS);
    add(STEP_LISTEN, 2, M_NOTIFICATIONS);
    add(STEP_LISTEN_NO_MORE, 2, 1);
    add(STEP_TURNS, 1, 1);
}

static void test_long_runs(void **unused)
{
    unsigned long taken = 0, idle = 0;
    (void)unused;
    const char *times = getenv("EXPLORE");
    unsigned runs = RUNS * (times ? (unsigned)atoi(times) : 1);
    for (unsigned run = 1; run <= runs; run++) {
        struct model m;
        srandom(run);
        steps_begin(&m, 5, 6);
        steps_hear_timeout(&m, 0);
        steps_hear_timeout(&m, 1);
        steps_make_passive(&m, 4);
        add_everything(&m);
        for (unsigned i = 0; i < RUN_STEPS; i++) {
            struct step s;
            if (m.running == M_NOBODY && pick(3) == 0)
                assert_true(steps_start(&m, (int)pick(5)));
            do
                s = random_step();
            while (!step_possible(&m, s));
            taken++;
            idle += m.running == M_NOBODY;
            if (!step_take(&m, s) || !world_check()) {
                printf("run %u, step %u\n", run, i);
                step_print(s);
                fail();
            }
        }
    }
    printf("EXPLORED long runs: %lu steps, idle before %lu\n", taken, idle);
    assert_true(idle < taken / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time), cmocka_unit_test(test_domains),
        cmocka_unit_test(test_messages), cmocka_unit_test(test_signals),
        cmocka_unit_test(test_chains), cmocka_unit_test(test_listener),
        cmocka_unit_test(test_yields), cmocka_unit_test(test_long_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
