// link: tests/unit/refusal.c runtime/loader/range.c
/* The loader's sets of memory ranges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "runtime/loader/loader.h"
#include "tests/unit/refusal.h"

static struct boot_params params;

static void add(uint64_t start, uint64_t end)
{
    memory_add(&params, (struct boot_range){start, end});
}

static void cut(uint64_t start, uint64_t end)
{
    memory_remove(&params, (struct boot_range){start, end});
}

static int reset(void **state)
{
    (void)state;
    memset(&params, 0, sizeof params);
    return 0;
}

static void expect(uint64_t index, uint64_t start, uint64_t end)
{
    assert_true(index < params.memory_count);
    assert_int_equal(params.memory[index].start, start);
    assert_int_equal(params.memory[index].end, end);
}

static void test_add(void **state)
{
    (void)state;
    add(0x8000, 0xa000);
    add(0x1000, 0x3000);
    add(0x5001, 0x6fff);                    /* not one whole page */
    assert_int_equal(params.memory_count, 2);
    expect(0, 0x1000, 0x3000);
    expect(1, 0x8000, 0xa000);
    add(0x3000, 0x5800);                    /* adjoins, ends inside a page */
    assert_int_equal(params.memory_count, 2);
    expect(0, 0x1000, 0x5000);
    add(0x2000, 0x9000);                    /* joins both */
    assert_int_equal(params.memory_count, 1);
    expect(0, 0x1000, 0xa000);
    add(0x4000, 0x5000);                    /* inside */
    assert_int_equal(params.memory_count, 1);
    expect(0, 0x1000, 0xa000);
}

static void test_remove(void **state)
{
    (void)state;
    add(0x10000, 0x20000);
    add(0x30000, 0x40000);
    cut(0x14001, 0x14002);                  /* the whole page goes */
    assert_int_equal(params.memory_count, 3);
    expect(0, 0x10000, 0x14000);
    expect(1, 0x15000, 0x20000);
    cut(0x1f000, 0x31000);                  /* the end of one, the start of the next */
    expect(1, 0x15000, 0x1f000);
    expect(2, 0x31000, 0x40000);
    cut(0x15000, 0x1f000);                  /* exactly one */
    assert_int_equal(params.memory_count, 2);
    expect(1, 0x31000, 0x40000);
    cut(0, UINT64_MAX - PAGE_SIZE);
    assert_int_equal(params.memory_count, 0);
}

static void test_reserved(void **state)
{
    (void)state;
    reserved_add(&params, (struct boot_range){0x5008, 0x5010});
    reserved_add(&params, (struct boot_range){0x1000, 0x1000});
    reserved_add(&params, (struct boot_range){0x6000, 0x6001});
    assert_int_equal(params.reserved_count, 1);
    assert_int_equal(params.reserved[0].start, 0x5000);
    assert_int_equal(params.reserved[0].end, 0x7000);
}

static void check(void) { memory_check(&params); }

static void refused(const char *text) { refusal_expect(refusal_of(check), text); }

static void test_check(void **state)
{
    (void)state;
    params.image = (struct boot_range){0x14000, 0x18000};
    params.dtb = (struct boot_range){0x20000, 0x21000};
    refused("no memory");
    add(0x15000, 0x40000);
    refused("not in memory");
    add(0x10000, 0x16000);
    memory_check(&params);
    params.dtb = (struct boot_range){0x17000, 0x18000};
    refused("inside the image");
    params.dtb = (struct boot_range){0x18000, 0x19000};
    reserved_add(&params, (struct boot_range){0x17fff, 0x19000});
    refused("overlaps reserved memory at 0x");
}

static void add_100(void)
{
    for (uint64_t i = 0; i < 100; i++)
        add(i * 0x10000, i * 0x10000 + 0x1000);
}

static void test_full(void **state)
{
    (void)state;
    refusal_expect(refusal_of(add_100), "ranges");
    assert_int_equal(params.memory_count, BOOT_MAX_MEMORY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_add, reset), cmocka_unit_test_setup(test_remove, reset),
        cmocka_unit_test_setup(test_reserved, reset), cmocka_unit_test_setup(test_check, reset),
        cmocka_unit_test_setup(test_full, reset)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
