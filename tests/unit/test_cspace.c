// link: tests/unit/fake_arch.c tests/unit/fake_objects.c kernel/kernel.c kernel/cap.c
// link: kernel/cspace.c kernel/derive.c kernel/core/rights.c kernel/core/untyped.c
// link: kernel/core/cnode.c kernel/core/pte.c kernel/core/asid.c kernel/object/object.c
// link: kernel/object/untyped.c kernel/object/cnode.c kernel/object/frame.c
// link: kernel/object/page_table.c kernel/object/vspace.c kernel/object/asid.c
// link: kernel/object/cache.c
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * Capability addresses: guards, depths, several levels, and what is reported when one fails.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "fake_arch.h"
#include "fake_objects.h"
#include "kernel/cspace.h"

static struct slot *const top = (struct slot *)(0x200000000000 + (1 << 20));
static struct slot *const middle = (struct slot *)(0x200000000000 + (2 << 20));
static struct slot *const leaf = (struct slot *)(0x200000000000 + (3 << 20));
static struct lookup_error why;

/* top: 8 slots, guard 0x5 of 4 bits; its slot 3: middle, 16 slots, no guard; its slot 9: leaf,
   4 slots, guard 1 of 1 bit; its slot 2 an endpoint */
static struct cap tree(void)
{
    fake_reset();
    leaf[2].cap = cap_endpoint(leaf + 100, RIGHT_ALL, 77);
    middle[9].cap = cap_cnode(leaf, 2, 1, 1);
    middle[4].cap = cap_endpoint(leaf + 200, RIGHT_ALL, 78);
    top[3].cap = cap_cnode(middle, 4, 0, 0);
    return cap_cnode(top, 3, 4, 5);
}

/* 0101 011 1001 1 10: 14 bits */
#define PATH      0x15ceul
#define PATH_BITS 14

static void test_whole_path(void **state)
{
    (void)state;
    struct lookup found = cspace_resolve(tree(), PATH, PATH_BITS, &why);
    assert_non_null(found.slot);
    assert_ptr_equal(found.slot, &leaf[2]);
    assert_int_equal(found.bits_left, 0);
}

static void test_stops_where_asked(void **state)
{
    (void)state;
    struct cap root = tree();
    assert_ptr_equal(cspace_lookup_slot(root, PATH >> 7, 7, &why), &top[3]);
    assert_ptr_equal(cspace_lookup_slot(root, PATH >> 3, 11, &why), &middle[9]);
    assert_ptr_equal(cspace_lookup_slot(root, PATH, 14, &why), &leaf[2]);
    assert_ptr_equal(cspace_lookup_slot(root, 5 << 3, 7, &why), &top[0]);
}

static void expect_failure(word_t failure, word_t bits_left, word_t detail, word_t detail2)
{
    assert_int_equal(why.failure, failure);
    assert_int_equal(why.bits_left, bits_left);
    assert_int_equal(why.detail, detail);
    assert_int_equal(why.detail2, detail2);
}

static void test_failures(void **state)
{
    (void)state;
    struct cap root = tree();
    assert_null(cspace_lookup_slot(cap_endpoint(leaf, 15, 0), 0, 64, &why));
    expect_failure(LOOKUP_INVALID_ROOT, 0, 0, 0);
    assert_null(cspace_lookup_slot(cap_null(), 0, 64, &why));
    expect_failure(LOOKUP_INVALID_ROOT, 0, 0, 0);
    assert_null(cspace_lookup_slot(root, 4ul << 10, PATH_BITS, &why));
    expect_failure(LOOKUP_GUARD_MISMATCH, 14, 5, 4);
    assert_null(cspace_lookup_slot(root, PATH ^ 4, PATH_BITS, &why));
    expect_failure(LOOKUP_GUARD_MISMATCH, 3, 1, 1);
    assert_null(cspace_lookup_slot(root, 1, 3, &why));      /* the guard alone has 4 */
    expect_failure(LOOKUP_GUARD_MISMATCH, 3, 5, 4);
    assert_null(cspace_lookup_slot(root, 5 << 1, 5, &why));
    expect_failure(LOOKUP_DEPTH_MISMATCH, 5, 7, 0);
    assert_null(cspace_lookup_slot(root, PATH >> 5, 9, &why));  /* two bits for the middle */
    expect_failure(LOOKUP_DEPTH_MISMATCH, 2, 4, 0);
    assert_null(cspace_lookup_slot(root, PATH << 1, 15, &why)); /* one bit too many */
    expect_failure(LOOKUP_DEPTH_MISMATCH, 1, 0, 0);
}

/* A thread's address may have bits left over behind an object, as in seL4. */
static void test_threads_address(void **state)
{
    (void)state;
    struct cap root = tree();
    assert_ptr_equal(cspace_lookup(root, PATH << 50 | 0x3ffff, &why), &leaf[2]);
    assert_ptr_equal(cspace_lookup(root, (5ul << 7 | 3ul << 4 | 4) << 53, &why), &middle[4]);
    assert_ptr_equal(cspace_lookup(root, 5ul << 60, &why), &top[0]);
    assert_null(cspace_lookup(root, 0, &why));
    expect_failure(LOOKUP_GUARD_MISMATCH, 64, 5, 4);
}

/* One level that takes all 64 bits: what kdlc gives to components. */
static void test_one_level_of_64(void **state)
{
    (void)state;
    for (word_t radix = 1; radix < 20; radix++) {
        struct cap root = cap_cnode(top, radix, 64 - radix > 63 ? 63 : 64 - radix, 0);
        if (radix == 1)
            assert_int_equal(cap_cnode_guard_bits(root), 63);
        assert_ptr_equal(cspace_lookup(root, 1, &why), &top[1]);
        assert_ptr_equal(cspace_lookup(root, (1ul << radix) - 1, &why), &top[(1ul << radix) - 1]);
        assert_null(cspace_lookup(root, 1ul << radix, &why));
        expect_failure(LOOKUP_GUARD_MISMATCH, 64, 0, 64 - radix);
    }
}

/* A CNode that holds itself resolves as far as there are bits. */
static void test_cycle_ends(void **state)
{
    (void)state;
    fake_reset();
    struct cap root = cap_cnode(top, 1, 0, 0);
    top[0].cap = root;
    assert_ptr_equal(cspace_lookup(root, 0, &why), &top[0]);
    assert_ptr_equal(cspace_lookup(root, 1, &why), &top[1]);
    assert_ptr_equal(cspace_lookup_slot(root, 0, 1, &why), &top[0]);
}

static void test_find_slot_errors(void **state)
{
    (void)state;
    struct cap root = tree();
    struct invocation *inv = &fake_objects.inv;
    static const word_t depths[] = {0, 65, 66, 128, 1ul << 32, 1ul << 63, ~0ul};
    for (unsigned i = 0; i < sizeof depths / sizeof depths[0]; i++) {
        assert_null(find_slot(inv, true, root, PATH, depths[i]));
        assert_int_equal(inv->failure, ERR_RANGE);
        assert_int_equal(inv->result[0], 1);
        assert_int_equal(inv->result[1], 64);
    }
    assert_null(find_slot(inv, true, cap_null(), 0, 0));
    assert_int_equal(inv->failure, ERR_FAILED_LOOKUP);
    assert_int_equal(inv->result[0], 1);
    assert_int_equal(fake_objects.why.failure, LOOKUP_INVALID_ROOT);
    assert_null(find_slot(inv, false, root, 0, 64));
    assert_int_equal(inv->failure, ERR_FAILED_LOOKUP);
    assert_int_equal(inv->result[0], 0);
    assert_int_equal(fake_objects.why.failure, LOOKUP_GUARD_MISMATCH);
    assert_null(find_empty_slot(inv, root, PATH, 14));
    assert_int_equal(inv->failure, ERR_DELETE_FIRST);
    assert_ptr_equal(find_empty_slot(inv, root, PATH ^ 1, 14), &leaf[3]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_path),
        cmocka_unit_test(test_stops_where_asked),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_threads_address),
        cmocka_unit_test(test_one_level_of_64),
        cmocka_unit_test(test_cycle_ends),
        cmocka_unit_test(test_find_slot_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
