// link: tests/unit/fake_arch.c tests/unit/fake_objects.c kernel/kernel.c kernel/cap.c
// link: kernel/cspace.c kernel/derive.c kernel/core/rights.c kernel/core/untyped.c
// link: kernel/core/cnode.c kernel/core/pte.c kernel/core/asid.c kernel/object/object.c
// link: kernel/object/untyped.c kernel/object/cnode.c kernel/object/frame.c
// link: kernel/object/page_table.c kernel/object/vspace.c kernel/object/asid.c
// link: kernel/object/cache.c tests/unit/derive_check.c
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * Retype: every error with its details, zeroing and its preemption, device memory, the pages of
 * the boot image, and arguments from a table of boundary values.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "derive_check.h"
#include "fake_arch.h"
#include "fake_objects.h"
#include "kernel/derive.h"

#define COUNT(array) (sizeof array / sizeof array[0])
#define BASE FAKE_RAM_START
#define RADIX 9
#define SLOTS (1u << RADIX)

static struct slot *const root = (struct slot *)(0x200000000000 + (3ul << 30));
static struct slot holder;              /* names the CNode of root */

static struct slot *start(word_t bits, enum untyped_kind kind)
{
    fake_reset();
    fake_objects = (struct fake_objects){0};
    holder = (struct slot){cap_null(), 0, 0};
    derive_insert_root(cap_cnode(root, RADIX, 0, 0), &holder);
    derive_insert_root(cap_untyped(BASE, bits, kind, 0), &root[0]);
    return &root[0];
}

static enum err retype(struct slot *from, word_t type, word_t bits, word_t dest, word_t count)
{
    word_t args[] = {type, bits, 0, 0, dest, count};
    return fake_invoke(from, INV_UNTYPED_RETYPE, args, 6, &holder, NULL);
}

static void expect_details(word_t a, word_t b)
{
    assert_int_equal(fake_objects.inv.result[0], a);
    assert_int_equal(fake_objects.inv.result[1], b);
}

static bool is_zero(paddr_t start_at, word_t bytes)
{
    const unsigned char *p = arch_ram_pointer(start_at);
    return bytes == 0 || (p[0] == 0 && memcmp(p, p + 1, bytes - 1) == 0);
}

static void test_every_type(void **state)
{
    static const struct { word_t type, bits; enum cap_type cap; word_t size; } all[] = {
        {OBJECT_UNTYPED, 12, CAP_UNTYPED, 12}, {OBJECT_TCB, 0, CAP_TCB, 11},
        {OBJECT_ENDPOINT, 0, CAP_ENDPOINT, 4}, {OBJECT_NOTIFICATION, 0, CAP_NOTIFICATION, 6},
        {OBJECT_CNODE, 4, CAP_CNODE, 9}, {OBJECT_SCHED_CONTEXT, 8, CAP_SCHED_CONTEXT, 8},
        {OBJECT_REPLY, 0, CAP_REPLY, 5}, {OBJECT_FRAME_1G, 0, CAP_FRAME, 30},
        {OBJECT_VSPACE, 0, CAP_VSPACE, 12}, {OBJECT_FRAME_4K, 0, CAP_FRAME, 12},
        {OBJECT_FRAME_2M, 0, CAP_FRAME, 21}, {OBJECT_PAGE_TABLE, 0, CAP_PAGE_TABLE, 12}
    };
    (void)state;
    assert_int_equal(COUNT(all), OBJECT_COUNT);
    for (size_t i = 0; i < COUNT(all); i++) {
        struct region region;
        struct slot *u = start(31, UNTYPED_RAM);
        fake_fill(BASE, 1ul << 16, 0xee);
        assert_int_equal(object_bits((enum object_type)all[i].type, all[i].bits), all[i].size);
        assert_int_equal(retype(u, OBJECT_ENDPOINT, 0, 9, 1), ERR_NONE);    /* shifts the start */
        assert_int_equal(retype(u, all[i].type, all[i].bits, 10, 1), ERR_NONE);
        assert_int_equal(cap_type(root[10].cap), all[i].cap);
        assert_true(cap_region(root[10].cap, &region));
        assert_int_equal(region.bits, all[i].size);
        assert_int_equal(region.start, BASE + (1ul << all[i].size));
        assert_int_equal(cap_untyped_used(u->cap), 2ul << all[i].size);
        assert_true(derive_has_children(u));
        assert_true(derive_check_slots(root, SLOTS));
        if (all[i].type != OBJECT_UNTYPED && all[i].size <= 21)
            assert_true(is_zero(region.start, 1ul << region.bits));
    }
}

static void test_errors(void **state)
{
    (void)state;
    struct slot *u = start(16, UNTYPED_RAM);
    word_t args[] = {OBJECT_ENDPOINT, 0, 0, 0, 1, 1};
    assert_int_equal(fake_invoke(u, INV_CNODE_COPY, args, 6, &holder, NULL),
                     ERR_ILLEGAL_OPERATION);
    assert_int_equal(fake_invoke(u, INV_UNTYPED_RETYPE, args, 5, &holder, NULL),
                     ERR_TRUNCATED_MESSAGE);
    assert_int_equal(fake_invoke(u, INV_UNTYPED_RETYPE, args, 6, NULL, NULL),
                     ERR_TRUNCATED_MESSAGE);
    assert_int_equal(retype(u, OBJECT_COUNT, 0, 1, 1), ERR_INVALID_ARGUMENT);
    expect_details(0, 0);
    assert_int_equal(retype(u, ~0ul, 0, 1, 1), ERR_INVALID_ARGUMENT);
    assert_int_equal(retype(u, OBJECT_ENDPOINT, 64, 1, 1), ERR_RANGE);
    expect_details(0, UNTYPED_OBJECT_BITS);
    assert_int_equal(retype(u, OBJECT_UNTYPED, 48, 1, 1), ERR_RANGE);
    expect_details(0, UNTYPED_MAX_BITS);
    assert_int_equal(retype(u, OBJECT_CNODE, 0, 1, 1), ERR_INVALID_ARGUMENT);
    expect_details(1, 0);
    assert_int_equal(retype(u, OBJECT_UNTYPED, 3, 1, 1), ERR_INVALID_ARGUMENT);
    assert_int_equal(retype(u, OBJECT_SCHED_CONTEXT, 6, 1, 1), ERR_INVALID_ARGUMENT);
    assert_int_equal(retype(u, OBJECT_ENDPOINT, 0, SLOTS, 1), ERR_RANGE);
    expect_details(0, SLOTS - 1);
    assert_int_equal(retype(u, OBJECT_ENDPOINT, 0, 1, 0), ERR_RANGE);
    expect_details(1, MAX_RETYPE);
    assert_int_equal(retype(u, OBJECT_ENDPOINT, 0, 1, MAX_RETYPE + 1), ERR_RANGE);
    assert_int_equal(retype(u, OBJECT_ENDPOINT, 0, SLOTS - 2, 3), ERR_RANGE);
    expect_details(1, 2);
    assert_int_equal(retype(u, OBJECT_ENDPOINT, 0, 0, 1), ERR_DELETE_FIRST);
    assert_int_equal(retype(u, OBJECT_FRAME_4K, 0, 1, 17), ERR_NOT_ENOUGH_MEMORY);
    expect_details(65536, 0);
    assert_int_equal(retype(u, OBJECT_FRAME_4K, 0, 1, 16), ERR_NONE);
    assert_int_equal(retype(u, OBJECT_ENDPOINT, 0, 30, 1), ERR_NOT_ENOUGH_MEMORY);
    expect_details(0, 0);
    assert_int_equal(fake.errors, 15);          /* every refusal explains itself */
}

static void test_destination(void **state)
{
    (void)state;
    struct slot *u = start(16, UNTYPED_RAM);
    assert_int_equal(retype(u, OBJECT_CNODE, 3, 5, 1), ERR_NONE);
    word_t inside[] = {OBJECT_ENDPOINT, 0, 5, RADIX, 6, 2};
    assert_int_equal(fake_invoke(u, INV_UNTYPED_RETYPE, inside, 6, &holder, NULL), ERR_NONE);
    struct slot *inner = cap_pointer(root[5].cap);
    assert_int_equal(cap_type(inner[7].cap), CAP_ENDPOINT);
    word_t no_cnode[] = {OBJECT_ENDPOINT, 0, 0, RADIX, 6, 1};
    assert_int_equal(fake_invoke(u, INV_UNTYPED_RETYPE, no_cnode, 6, &holder, NULL),
                     ERR_FAILED_LOOKUP);
    expect_details(0, LOOKUP_MISSING_CAPABILITY);
    assert_int_equal(fake_objects.why.bits_left, RADIX);
    word_t deep[] = {OBJECT_ENDPOINT, 0, 5, 65, 6, 1};
    assert_int_equal(fake_invoke(u, INV_UNTYPED_RETYPE, deep, 6, &holder, NULL), ERR_RANGE);
    expect_details(1, 64);
    word_t direct[] = {OBJECT_ENDPOINT, 0, 0, 0, 6, 1};
    assert_int_equal(fake_invoke(u, INV_UNTYPED_RETYPE, direct, 6, &root[0], NULL),
                     ERR_FAILED_LOOKUP);
}

static void test_reuse_after_revoke(void **state)
{
    (void)state;
    struct slot *u = start(14, UNTYPED_RAM);
    for (int round = 0; round < 5; round++) {
        fake_fill(BASE, 1u << 14, 0x77);        /* what the last owner left */
        assert_int_equal(retype(u, OBJECT_FRAME_4K, 0, 1, 4), ERR_NONE);
        assert_true(is_zero(BASE, 1u << 14));
        assert_int_equal(retype(u, OBJECT_REPLY, 0, 9, 1), ERR_NOT_ENOUGH_MEMORY);
        assert_int_equal(slot_revoke(u), ERR_NONE);
        assert_true(cap_is_null(root[1].cap));
    }
    /* one child left keeps all of it */
    assert_int_equal(retype(u, OBJECT_FRAME_4K, 0, 1, 4), ERR_NONE);
    for (int i = 1; i < 4; i++)
        assert_int_equal(slot_delete(&root[i]), ERR_NONE);
    assert_int_equal(retype(u, OBJECT_REPLY, 0, 9, 1), ERR_NOT_ENOUGH_MEMORY);
    assert_int_equal(slot_delete(&root[4]), ERR_NONE);
    assert_int_equal(retype(u, OBJECT_REPLY, 0, 9, 1), ERR_NONE);
}

/* Zeroing goes on where it was interrupted, also when somebody else retypes in between. */
static void test_preempted_zeroing(void **state)
{
    (void)state;
    struct slot *u = start(23, UNTYPED_RAM);
    fake_fill(BASE, 1u << 23, 0x5a);
    unsigned preempted = 0;
    enum err err;
    do {
        fake.pending_after = 1;
        err = retype(u, OBJECT_FRAME_2M, 0, 1, 3);
        preempted += err == ERR_PREEMPTED;
        assert_true(derive_check_slots(root, SLOTS));
        assert_true(err == ERR_NONE || cap_is_null(root[1].cap));
    } while (err == ERR_PREEMPTED);
    assert_int_equal(err, ERR_NONE);
    assert_int_equal(preempted, 3 * 128 - 1);
    assert_true(is_zero(BASE, 6u << 20));
    assert_false(is_zero(BASE + (6u << 20), 1));
    assert_int_equal(fake.cleaned, 6u << 20);   /* large frames leave the cache at once */

    fake.pending_after = 2;
    assert_int_equal(retype(u, OBJECT_FRAME_2M, 0, 10, 1), ERR_PREEMPTED);
    fake.pending_after = 0;
    assert_int_equal(retype(u, OBJECT_TCB, 0, 11, 1), ERR_NONE);    /* uses the start of it */
    fake_fill(BASE + (6u << 20), 2048, 0x33);
    assert_int_equal(retype(u, OBJECT_FRAME_4K, 0, 12, 255), ERR_NONE);
    assert_true(is_zero(BASE + (6u << 20) + 4096, 255 * 4096));
    assert_true(derive_check_slots(root, SLOTS));
}

static void test_device(void **state)
{
    (void)state;
    for (word_t type = 0; type < OBJECT_COUNT; type++) {
        struct slot *u = start(31, UNTYPED_DEVICE);
        fake_fill(BASE, 4096, 0x99);
        bool frame = type == OBJECT_FRAME_4K || type == OBJECT_FRAME_2M || type == OBJECT_FRAME_1G;
        bool good = frame || type == OBJECT_UNTYPED;
        enum err err = retype(u, type, 12, 1, 1);
        assert_int_equal(err, good ? ERR_NONE : ERR_INVALID_ARGUMENT);
        if (!good)
            expect_details(1, 0);
        if (frame)
            assert_true(cap_frame_device(root[1].cap));
        if (type == OBJECT_UNTYPED)
            assert_int_equal(cap_untyped_kind(root[1].cap), UNTYPED_DEVICE);
        assert_int_equal(*(unsigned char *)arch_ram_pointer(BASE), 0x99);   /* never touched */
        assert_int_equal(slot_revoke(u), ERR_NONE);
    }
}

static void test_image(void **state)
{
    (void)state;
    for (word_t type = 0; type < OBJECT_COUNT; type++) {
        struct slot *u = start(31, UNTYPED_IMAGE);
        fake_fill(BASE, 4096, 0x99);
        bool good = type == OBJECT_FRAME_4K || type == OBJECT_UNTYPED;
        assert_int_equal(retype(u, type, 12, 1, 1), good ? ERR_NONE : ERR_INVALID_ARGUMENT);
        if (type == OBJECT_FRAME_4K)
            assert_false(cap_frame_device(root[1].cap));
        if (type == OBJECT_UNTYPED)
            assert_int_equal(cap_untyped_kind(root[1].cap), UNTYPED_IMAGE);
        assert_int_equal(*(unsigned char *)arch_ram_pointer(BASE), 0x99);
    }
}

static void test_copied_untyped(void **state)
{
    (void)state;
    struct slot *u = start(14, UNTYPED_RAM);
    struct cap cap;
    assert_int_equal(derive_copy(u, u->cap, &cap), ERR_NONE);
    derive_insert(cap, u, &root[1]);
    assert_int_equal(retype(u, OBJECT_ENDPOINT, 0, 5, 1), ERR_NOT_ENOUGH_MEMORY);
    expect_details(0, 0);
    assert_int_equal(derive_copy(u, u->cap, &cap), ERR_REVOKE_FIRST);
    assert_int_equal(retype(&root[1], OBJECT_ENDPOINT, 0, 5, 1), ERR_NONE);
    assert_int_equal(slot_revoke(u), ERR_NONE);
    assert_true(cap_is_null(root[1].cap) && cap_is_null(root[5].cap));
    assert_int_equal(retype(u, OBJECT_ENDPOINT, 0, 5, 1), ERR_NONE);
}

/* Nothing that a caller passes makes an object overlap another or leave its untyped. */
static void check_fuzzed(const struct slot *u, word_t before)
{
    struct region whole, object;
    paddr_t low = ~0ul, high = 0;
    assert_true(cap_region(u->cap, &whole));
    for (unsigned i = 100; i < SLOTS; i++) {
        if (cap_is_null(root[i].cap))
            continue;
        assert_true(cap_region(root[i].cap, &object));
        assert_int_equal(object.start % (1ul << object.bits), 0);
        low = object.start < low ? object.start : low;
        high = object.start + (1ul << object.bits) > high ? object.start + (1ul << object.bits)
            : high;
    }
    if (high == 0)
        return;
    assert_true(low >= whole.start + before);
    assert_int_equal(high, whole.start + cap_untyped_used(u->cap));
    assert_true(high <= whole.start + (1ul << whole.bits));
}

static void test_boundary_values(void **state)
{
    static const word_t values[] = {0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 16, 22, 23, 31, 63, 64,
        65, 99, 100, 255, 256, 257, SLOTS - 100, SLOTS - 1, SLOTS, 1ul << 31, 1ul << 32, 1ul << 63,
        (1ul << 63) - 1, ~0ul, ~0ul - 1, -256ul, -4096ul, 0xffffffefu};
    uint64_t seed = 88172645463325252u;
    unsigned accepted = 0;
    (void)state;
    struct slot *u = start(22, UNTYPED_RAM);
    for (int i = 0; i < 300000; i++) {
        word_t args[6];
        for (int j = 0; j < 6; j++) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            args[j] = values[(seed >> 20) % COUNT(values)];
        }
        if (i % 2 == 0) {                       /* half of them a little sensible */
            args[0] %= OBJECT_COUNT;
            args[3] = 0;
            args[4] = 100 + args[4] % 400;
            args[5] = i % 4 == 0 ? 1 + args[5] % 8 : args[5];
        }
        if (args[4] < 100)
            args[4] = ~0ul - args[4];           /* the low slots are ours */
        word_t before = derive_has_children(u) ? cap_untyped_used(u->cap) : 0;
        enum err err = fake_invoke(u, INV_UNTYPED_RETYPE, args, 6, &holder, NULL);
        assert_true(err != ERR_PREEMPTED);
        if (err == ERR_NOT_ENOUGH_MEMORY && i % 8 == 0) {
            assert_true(derive_check_slots(root, SLOTS));
            assert_int_equal(slot_revoke(u), ERR_NONE);
        }
        if (err != ERR_NONE)
            continue;
        accepted++;
        check_fuzzed(u, before);
        for (unsigned s = 100; s < SLOTS; s++) {
            if (seed % 5 != 0)                  /* leave some, so that it fills up */
                assert_int_equal(slot_delete(&root[s]), ERR_NONE);
            else if (!cap_is_null(root[s].cap) && cap_is_null(root[1 + s % 99].cap))
                derive_move(root[s].cap, &root[s], &root[1 + s % 99]);
            else
                assert_int_equal(slot_delete(&root[s]), ERR_NONE);
        }
    }
    print_message("%u accepted\n", accepted);
    assert_true(accepted > 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_type),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_destination),
        cmocka_unit_test(test_reuse_after_revoke),
        cmocka_unit_test(test_preempted_zeroing),
        cmocka_unit_test(test_device),
        cmocka_unit_test(test_image),
        cmocka_unit_test(test_copied_untyped),
        cmocka_unit_test(test_boundary_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
