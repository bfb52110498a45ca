// link: kernel/core/pte.c
// cflags: -Ikernel
/*
 * Page-table entries, bit by bit, against values taken from the Arm ARM.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "kernel/abi/layout.h"
#include "kernel/core/pte.h"

struct expectation { struct pte_leaf leaf; uint64_t entry; };

/* paddr 0x40123000 and friends; bits: UXN 54, PXN 53, nG 11, AF 10, SH 9:8, AP 7:6, Attr 4:2 */
static const struct expectation expectations[] = {
    /* read-only data */
    {{0x40123000, 3, true, false, false, false, true}, 0x0060000040123fc3},
    /* read-write data; asking for execute as well changes nothing */
    {{0x40123000, 3, true, true, false, false, true}, 0x0060000040123f43},
    {{0x40123000, 3, true, true, true, false, true}, 0x0060000040123f43},
    /* text */
    {{0x40123000, 3, true, false, true, false, true}, 0x0020000040123fc3},
    /* uncached */
    {{0x40123000, 3, true, true, false, false, false}, 0x0060000040123f4b},
    /* device, also when cacheable or executable is asked for */
    {{0x09000000, 3, true, true, false, true, false}, 0x0060000009000f47},
    {{0x09000000, 3, true, false, true, true, true}, 0x0060000009000fc7},
    /* no right at all: not for EL0, whatever else is asked for */
    {{0x40123000, 3, false, false, true, false, true}, 0x0060000040123f83},
    {{0x40123000, 3, false, true, false, false, true}, 0x0060000040123f83},
    /* blocks */
    {{0x40200000, 2, true, true, false, false, true}, 0x0060000040200f41},
    {{0x40000000, 1, true, false, true, false, true}, 0x0020000040000fc1},
    /* the highest address */
    {{0xfffffffff000, 3, true, false, false, false, true}, 0x0060fffffffffFC3},
};

static void test_bits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof expectations / sizeof expectations[0]; i++)
        assert_int_equal(pte_leaf(expectations[i].leaf), expectations[i].entry);
    assert_int_equal(pte_table(0x40123000), 0x40123003);
}

/* what is read back means the same entry */
static void test_unpack(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof expectations / sizeof expectations[0]; i++) {
        uint64_t entry = expectations[i].entry, level = expectations[i].leaf.level;
        assert_int_equal(pte_leaf(pte_unpack(entry, level)), entry);
    }
}

/* All combinations: W^X, never executable at EL1, address and kind preserved. */
static void test_properties(void **state)
{
    static const uint64_t paddrs[] = {0, 0x40000000, 0x7fc0000000, 0xffffc0000000};
    (void)state;
    for (unsigned flags = 0; flags < 32; flags++) {
        for (unsigned i = 0; i < 12; i++) {
            uint64_t level = i % 3 + 1, paddr = paddrs[i / 3];
            struct pte_leaf leaf = {paddr, level, flags & 1, flags & 2, flags & 4, flags & 8,
                flags & 16};
            uint64_t entry = pte_leaf(leaf);
            bool writable = !(entry >> 7 & 1), executable = !(entry >> 54 & 1);
            bool user = entry >> 6 & 1;
            assert_false(writable && executable);
            assert_false(executable && leaf.device);
            assert_false(executable && !user);
            assert_false(writable && !user);
            assert_true(entry >> 53 & 1);
            assert_true(entry >> 11 & 1);
            assert_int_equal(user, leaf.read);
            assert_int_equal(writable, leaf.read && leaf.write);
            assert_int_equal(entry >> 2 & 7,
                             leaf.device ? PTE_DEVICE : leaf.cached ? PTE_NORMAL : PTE_UNCACHED);
            assert_int_equal(pte_paddr(entry), paddr);
            assert_true(pte_valid(entry));
            assert_false(pte_is_table(entry, level));
        }
    }
}

static void test_kinds(void **state)
{
    (void)state;
    assert_false(pte_valid(0));
    assert_false(pte_valid(2));
    for (uint64_t level = 0; level < 4; level++) {
        assert_false(pte_is_table(0, level));
        assert_false(pte_is_table(0x40000f41, level));
        assert_int_equal(pte_is_table(pte_table(0x40001000), level), level < 3);
    }
    assert_int_equal(pte_paddr(pte_table(0xfffffffff000)), 0xfffffffff000);
}

static void test_indices(void **state)
{
    static const uint64_t bits[] = {39, 30, 21, 12};
    (void)state;
    for (uint64_t level = 0; level < 4; level++) {
        assert_int_equal(pte_bits(level), bits[level]);
        for (uint64_t i = 0; i < 512; i++) {
            assert_int_equal(pte_index(i << bits[level], level), i);
            assert_int_equal(pte_index((i << bits[level]) | ((1ull << bits[level]) - 1), level),
                             i);
        }
        assert_int_equal(pte_index(USER_VADDR_END - 1, level), 511);
    }
}

/* MAIR_EL1, Arm ARM D17.2.97: 0xff write-back, 0x00 nGnRnE, 0x44 non-cacheable */
static void test_mair(void **state)
{
    (void)state;
    assert_int_equal(PTE_MAIR >> (8 * PTE_NORMAL) & 255, 0xff);
    assert_int_equal(PTE_MAIR >> (8 * PTE_DEVICE) & 255, 0x00);
    assert_int_equal(PTE_MAIR >> (8 * PTE_UNCACHED) & 255, 0x44);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bits),
        cmocka_unit_test(test_unpack),
        cmocka_unit_test(test_properties),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_indices),
        cmocka_unit_test(test_mair),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
