// link: tests/unit/explore.c kernel/core/heap.c kernel/queue.c
// cflags: -Itests/unit/fake -Itests/unit -Ikernel -DCONFIG_DEBUG=1
/*
 * What the kernel keeps threads in, every state of a few of them, against references that are plain
 * lists: queues of endpoints and notifications, the release heap, the map of ready priorities.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "explore.h"
#include "kernel/core/heap.h"
#include "kernel/core/ready_map.h"
#include "kernel/queue.h"

/* ---- threads that wait, highest priority first, each behind those of its own ---- */

#define THREADS    5
#define PRIORITIES_USED 3
#define ABSENT     0xff

struct waiting_state {
    struct { struct tcb_link ipc, group; uint64_t priority; } thread[THREADS];
    struct tcb_queue queue;
    uint8_t order[THREADS], count, pad[2];      /* the reference */
};

static struct tcb thread[THREADS];
static struct tcb_queue queue;
static struct waiting_state reference;          /* order and count are used */
static struct explored states;

static void waiting_visit(void)
{
    struct waiting_state s = reference;
    for (unsigned i = 0; i < THREADS; i++) {
        s.thread[i].ipc = thread[i].ipc;
        s.thread[i].group = thread[i].group;
        s.thread[i].priority = thread[i].priority;
    }
    s.queue = queue;
    explored_add(&states, &s);
}

static void waiting_restore(const struct waiting_state *s)
{
    reference = *s;
    queue = s->queue;
    for (unsigned i = 0; i < THREADS; i++) {
        thread[i].ipc = s->thread[i].ipc;
        thread[i].group = s->thread[i].group;
        thread[i].priority = (uint8_t)s->thread[i].priority;
    }
}

static unsigned place_of(unsigned t)
{
    for (unsigned i = 0; i < reference.count; i++)
        if (reference.order[i] == t)
            return i;
    return ABSENT;
}

static void reference_insert(unsigned t)
{
    unsigned at = reference.count++;
    for (; at > 0 && thread[reference.order[at - 1]].priority < thread[t].priority; at--)
        reference.order[at] = reference.order[at - 1];
    reference.order[at] = (uint8_t)t;
}

static void reference_remove(unsigned place)
{
    reference.count--;
    for (unsigned i = place; i < reference.count; i++)
        reference.order[i] = reference.order[i + 1];
    reference.order[reference.count] = 0;
}

static void waiting_check(void)
{
    struct tcb *t = queue.head;
    assert_true(queue_check(&queue, LINK_IPC));
    assert_true(wait_check(&queue));
    for (unsigned i = 0; i < reference.count; i++, t = t->ipc.next)
        assert_ptr_equal(t, &thread[reference.order[i]]);
    assert_null(t);
    for (unsigned i = 0; i < THREADS; i++)
        if (place_of(i) == ABSENT)
            assert_true(!thread[i].ipc.next && !thread[i].ipc.prev && !thread[i].group.next &&
                        !thread[i].group.prev);
}

/* A thread joins, leaves, or gets another priority. */
static void waiting_step(unsigned t, unsigned priority)
{
    unsigned place = place_of(t);
    bool leaves = place != ABSENT;
    if (leaves) {
        wait_remove(&queue, &thread[t]);
        reference_remove(place);
    }
    if (!leaves || priority != thread[t].priority) {
        thread[t].priority = (uint8_t)priority;
        wait_insert(&queue, &thread[t]);
        reference_insert(t);
    } else {
        thread[t].priority = 0;
    }
    states.steps++;
    waiting_check();
    waiting_visit();
}

static void test_waiting(void **unused)
{
    (void)unused;
    explored_init(&states, sizeof(struct waiting_state), 100000);
    waiting_visit();
    for (unsigned at = 0; at < states.count; at++)
        for (unsigned step = 0; step < THREADS * PRIORITIES_USED; step++) {
            waiting_restore(explored_at(&states, at));
            waiting_step(step / PRIORITIES_USED, step % PRIORITIES_USED);
        }
    assert_true(states.complete);
    explored_end(&states, "threads that wait");
}

/* ---- the release heap ---- */

#define NODES 6
#define KEYS  3

struct heap_state { struct heap heap; struct heap_node node[NODES]; };

static struct heap_state live;

static bool heap_holds(const struct heap_node *wanted)
{
    for (struct heap_node *n = live.heap.top; n; n = heap_next(n))
        if (n == wanted)
            return true;
    return false;
}

/* rank is 0 exactly outside of the heap */
static void heap_verify(void)
{
    uint64_t least = UINT64_MAX;
    assert_true(heap_check(&live.heap));
    for (unsigned i = 0; i < NODES; i++) {
        assert_int_equal(heap_holds(&live.node[i]), live.node[i].rank != 0);
        if (live.node[i].rank && live.node[i].key < least)
            least = live.node[i].key;
    }
    assert_int_equal(live.heap.top ? live.heap.top->key : UINT64_MAX, least);
}

static void heap_step(struct heap_node *node, uint64_t key)
{
    if (node->rank)
        heap_remove(&live.heap, node);
    else
        heap_insert(&live.heap, node, key);
    states.steps++;
    heap_verify();
    explored_add(&states, &live);
}

static void test_release_heap(void **unused)
{
    (void)unused;
    explored_init(&states, sizeof(struct heap_state), 30000);
    explored_add(&states, &live);
    for (unsigned at = 0; at < states.count; at++)
        for (unsigned step = 0; step < NODES * KEYS; step++) {
            memcpy(&live, explored_at(&states, at), sizeof live);
            heap_step(&live.node[step / KEYS], step % KEYS);
        }
    explored_end(&states, "release heap");
}

/* ---- which priorities have somebody ready ---- */

static void test_ready_map(void **unused)
{
    static const unsigned priority[] = {0, 1, 31, 63, 64, 100, 127, 128, 191, 192, 254, 255};
    enum { COUNT = sizeof priority / sizeof priority[0] };
    (void)unused;
    explored_init(&states, sizeof(struct ready_map), 1u << COUNT);
    explored_add(&states, &(struct ready_map){0});
    for (unsigned at = 0; at < states.count; at++)
        for (unsigned i = 0; i < COUNT; i++) {
            struct ready_map map = *(const struct ready_map *)explored_at(&states, at);
            bool set = map.bits[priority[i] / 64] >> priority[i] % 64 & 1;
            int highest = -1;
            if (set)
                ready_map_clear(&map, priority[i]);
            else
                ready_map_set(&map, priority[i]);
            for (unsigned p = 0; p < 256; p++)
                if (map.bits[p / 64] >> p % 64 & 1)
                    highest = (int)p;
            assert_int_equal(map.bits[priority[i] / 64] >> priority[i] % 64 & 1, !set);
            assert_int_equal(ready_map_highest(&map), highest);
            states.steps++;
            explored_add(&states, &map);
        }
    assert_int_equal(states.count, 1u << COUNT);
    explored_end(&states, "map of ready priorities");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waiting), cmocka_unit_test(test_release_heap),
        cmocka_unit_test(test_ready_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
