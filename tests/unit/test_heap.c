// link: kernel/core/heap.c
// cflags: -Ikernel
/*
 * The heap of the release queue: against a plain array, and how many steps it takes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "kernel/core/heap.h"

#define NODES 4096u

static struct heap_node nodes[NODES];
static bool inside[NODES];

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static uint64_t smallest(unsigned count)
{
    uint64_t best = UINT64_MAX;
    for (unsigned i = 0; i < count; i++)
        if (inside[i] && nodes[i].key < best)
            best = nodes[i].key;
    return best;
}

static unsigned walk(const struct heap *heap)
{
    unsigned count = 0;
    for (const struct heap_node *n = heap->top; n; n = heap_next(n))
        count++;
    return count;
}

static unsigned present(unsigned count)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += inside[i];
    return sum;
}

/* any node in or out, in any order, with few keys so that many are equal */
static void test_against_array(void **state)
{
    uint64_t random = 42;
    (void)state;
    for (unsigned count = 1; count <= 40; count++) {
        struct heap heap = {NULL};
        for (unsigned round = 0; round < 2000; round++) {
            unsigned i = (unsigned)(next_random(&random) % count);
            if (inside[i])
                heap_remove(&heap, &nodes[i]);
            else
                heap_insert(&heap, &nodes[i], next_random(&random) % (2 * count));
            inside[i] = !inside[i];
            assert_true(heap_check(&heap));
            assert_int_equal(heap.top ? heap.top->key : UINT64_MAX, smallest(count));
            assert_int_equal(walk(&heap), present(count));
        }
        for (unsigned i = 0; i < count; i++)
            if (inside[i])
                heap_remove(&heap, &nodes[i]);
        assert_null(heap.top);
        for (unsigned i = 0; i < count; i++) {
            inside[i] = false;
            assert_true(!nodes[i].parent && !nodes[i].left && !nodes[i].right);
        }
    }
}

/* The way along right children stays short for ascending, descending and random keys. */
static void test_right_way_is_short(void **state)
{
    uint64_t random = 7;
    (void)state;
    for (unsigned kind = 0; kind < 3; kind++) {
        struct heap heap = {NULL};
        for (unsigned i = 0; i < NODES; i++) {
            uint64_t key = kind == 0 ? i : kind == 1 ? NODES - i : next_random(&random);
            heap_insert(&heap, &nodes[i], key);
            assert_true(heap.top->rank <= 13);          /* log2(4096 + 1) */
        }
        uint64_t before = 0;
        while (heap.top) {
            assert_true(heap.top->key >= before);
            before = heap.top->key;
            heap_remove(&heap, heap.top);
        }
    }
}

/* Of equal keys the one that came first is on top. */
static void test_equal_keys(void **state)
{
    struct heap heap = {NULL};
    (void)state;
    heap_insert(&heap, &nodes[0], 5);
    heap_insert(&heap, &nodes[1], 5);
    assert_ptr_equal(heap.top, &nodes[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_array),
        cmocka_unit_test(test_right_way_is_short),
        cmocka_unit_test(test_equal_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
