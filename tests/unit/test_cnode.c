// link: tests/unit/fake_arch.c tests/unit/fake_objects.c kernel/kernel.c kernel/cap.c
// link: kernel/cspace.c kernel/derive.c kernel/core/rights.c kernel/core/untyped.c
// link: kernel/core/cnode.c kernel/core/pte.c kernel/core/asid.c kernel/object/object.c
// link: kernel/object/untyped.c kernel/object/cnode.c kernel/object/frame.c
// link: kernel/object/page_table.c kernel/object/vspace.c kernel/object/asid.c
// link: kernel/object/cache.c tests/unit/derive_check.c
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * The invocations of CNodes: what they do, and each refusal with its details.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include "derive_check.h"
#include "fake_arch.h"
#include "fake_objects.h"
#include "kernel/derive.h"

static struct slot *const root = (struct slot *)(0x200000000000 + (1 << 20));
static struct slot holder;              /* names the CNode of root: 16 slots */
#define DEPTH 4

static void start(void)
{
    fake_reset();
    fake_objects = (struct fake_objects){0};
    holder = (struct slot){cap_null(), 0, 0};
    derive_insert_root(cap_cnode(root, DEPTH, 0, 0), &holder);
    derive_insert_root(cap_endpoint(root + 100, RIGHT_ALL, 0), &root[1]);
    derive_insert_root(cap_cnode(root + 16, 2, 0, 0), &root[2]);
    derive_insert_root(cap_frame(FAKE_RAM_START, FRAME_SIZE_4K, 3, false), &root[3]);
    derive_insert_root(cap_make(CAP_TCB, (word_t)(root + 200), 0, 0), &root[4]);
}

static enum err invoke(word_t label, const word_t args[8], word_t length)
{
    return fake_invoke(&holder, label, args, length, &holder, &holder);
}

static enum err transfer(word_t label, word_t dest, word_t src, word_t a, word_t b, word_t length)
{
    word_t args[] = {dest, DEPTH, src, DEPTH, a, b, 0, 0};
    return invoke(label, args, length);
}

static enum err mint(word_t dest, word_t src, word_t rights, word_t badge)
{
    return transfer(INV_CNODE_MINT, dest, src, rights, badge, 6);
}

static enum err on_slot(word_t label, word_t index)
{
    word_t args[8] = {index, DEPTH};
    return invoke(label, args, 2);
}

static void expect_missing(bool source, word_t depth)
{
    assert_int_equal(fake_objects.inv.result[0], source);
    assert_int_equal(fake_objects.why.failure, LOOKUP_MISSING_CAPABILITY);
    assert_int_equal(fake_objects.why.bits_left, depth);
}

static void test_copy_masks_rights(void **state)
{
    (void)state;
    for (word_t rights = 0; rights < 16; rights++) {
        start();
        assert_int_equal(transfer(INV_CNODE_COPY, 8, 1, rights, 0, 5), ERR_NONE);
        assert_int_equal(cap_rights(root[8].cap), rights);
        assert_int_equal(transfer(INV_CNODE_COPY, 9, 8, RIGHT_ALL, 0, 5), ERR_NONE);
        assert_int_equal(cap_rights(root[9].cap), rights);      /* never more again */
        assert_int_equal(transfer(INV_CNODE_COPY, 10, 3, rights, 0, 5), ERR_NONE);
        assert_int_equal(cap_frame_rights(root[10].cap), rights & RIGHT_READ ? rights & 3 : 0);
    }
}

static void test_copy_of_mapped_frame(void **state)
{
    (void)state;
    start();
    root[3].cap = cap_with_mapping(root[3].cap, 7, 0x123000);
    assert_int_equal(transfer(INV_CNODE_COPY, 8, 3, RIGHT_ALL, 0, 5), ERR_NONE);
    assert_int_equal(cap_mapped_asid(root[8].cap), 0);
    assert_int_equal(cap_mapped_asid(root[3].cap), 7);
    assert_int_equal(transfer(INV_CNODE_MOVE, 9, 3, 0, 0, 4), ERR_NONE);
    assert_int_equal(cap_mapped_vaddr(root[9].cap), 0x123000);
}

static void test_mint_badge(void **state)
{
    (void)state;
    start();
    assert_int_equal(mint(8, 1, RIGHT_WRITE, 0xfedcba9876543210), ERR_NONE);
    assert_int_equal(cap_badge(root[8].cap), 0xfedcba9876543210);
    assert_int_equal(cap_rights(root[8].cap), RIGHT_WRITE);
    assert_int_equal(mint(9, 8, RIGHT_ALL, 5), ERR_ILLEGAL_OPERATION);
    assert_int_equal(mint(9, 8, RIGHT_ALL, 0), ERR_ILLEGAL_OPERATION);
    assert_int_equal(transfer(INV_CNODE_COPY, 9, 8, RIGHT_ALL, 0, 5), ERR_NONE);
    assert_int_equal(cap_badge(root[9].cap), 0xfedcba9876543210);
    assert_int_equal(transfer(INV_CNODE_MUTATE, 10, 1, 5, 0, 5), ERR_ILLEGAL_OPERATION);
    assert_int_equal(transfer(INV_CNODE_MUTATE, 10, 8, 5, 0, 5), ERR_ILLEGAL_OPERATION);
    assert_int_equal(transfer(INV_CNODE_MUTATE, 11, 8, 0, 0, 5), ERR_NONE);     /* 0: as it was */
    assert_int_equal(cap_badge(root[11].cap), 0xfedcba9876543210);
    assert_int_equal(mint(10, 4, RIGHT_ALL, 99), ERR_NONE);     /* data means nothing to a TCB */
}

static void test_mint_guard(void **state)
{
    (void)state;
    start();
    assert_int_equal(mint(8, 2, RIGHT_ALL, CNODE_DATA(0x2a, 62)), ERR_NONE);
    assert_int_equal(cap_cnode_guard(root[8].cap), 0x2a);
    assert_int_equal(cap_cnode_guard_bits(root[8].cap), 62);
    assert_int_equal(cap_cnode_radix(root[8].cap), 2);
    assert_int_equal(mint(9, 2, RIGHT_ALL, CNODE_DATA(0, 63)), ERR_ILLEGAL_OPERATION);
    assert_int_equal(mint(9, 8, RIGHT_ALL, CNODE_DATA(7, 2)), ERR_NONE);
    assert_int_equal(cap_cnode_guard(root[9].cap), 3);          /* cut to its size */
    assert_int_equal(transfer(INV_CNODE_MUTATE, 10, 2, CNODE_DATA(1, 5), 0, 5), ERR_NONE);
    assert_int_equal(cap_cnode_guard_bits(root[10].cap), 5);
    assert_true(cap_is_null(root[2].cap));
}

static void test_transfer_refusals(void **state)
{
    static const word_t labels[] = {INV_CNODE_COPY, INV_CNODE_MINT, INV_CNODE_MOVE,
        INV_CNODE_MUTATE};
    static const word_t needed[] = {5, 6, 4, 5};
    (void)state;
    start();
    for (int i = 0; i < 4; i++) {
        word_t args[8] = {8, DEPTH, 1, DEPTH, RIGHT_ALL, 0};
        assert_int_equal(invoke(labels[i], args, needed[i] - 1), ERR_TRUNCATED_MESSAGE);
        assert_int_equal(fake_invoke(&holder, labels[i], args, needed[i], NULL, NULL),
                         ERR_TRUNCATED_MESSAGE);
        assert_int_equal(transfer(labels[i], 4, 1, RIGHT_ALL, 0, 6), ERR_DELETE_FIRST);
        assert_int_equal(transfer(labels[i], 8, 9, RIGHT_ALL, 0, 6), ERR_FAILED_LOOKUP);
        expect_missing(true, DEPTH);
        args[3] = 0;
        assert_int_equal(invoke(labels[i], args, 6), ERR_RANGE);
        args[3] = 65;
        assert_int_equal(invoke(labels[i], args, 6), ERR_RANGE);
        args[3] = DEPTH + 60;
        assert_int_equal(invoke(labels[i], args, 6), ERR_FAILED_LOOKUP);
        assert_int_equal(fake_objects.inv.result[0], 1);
        args[1] = 3;
        assert_int_equal(invoke(labels[i], args, 6), ERR_FAILED_LOOKUP);
        assert_int_equal(fake_objects.inv.result[0], 0);
        assert_int_equal(fake_objects.why.failure, LOOKUP_DEPTH_MISMATCH);
        assert_true(cap_is_null(root[8].cap));
    }
}

static void test_other_refusals(void **state)
{
    (void)state;
    start();
    word_t args[8] = {1, DEPTH};
    assert_int_equal(invoke(INV_TCB_RESUME, args, 2), ERR_ILLEGAL_OPERATION);
    assert_int_equal(invoke(INV_IRQ_HANDLER_ACK, args, 2), ERR_ILLEGAL_OPERATION);
    assert_int_equal(invoke(0, args, 2), ERR_ILLEGAL_OPERATION);
    assert_int_equal(invoke(~0ul, args, 2), ERR_ILLEGAL_OPERATION);
    assert_int_equal(invoke(INV_CNODE_DELETE, args, 1), ERR_TRUNCATED_MESSAGE);
    assert_int_equal(on_slot(INV_CNODE_DELETE, 9), ERR_NONE);       /* an empty slot is fine */
    assert_int_equal(on_slot(INV_CNODE_REVOKE, 9), ERR_NONE);
}

/* Each argument of revoke matters: only what was derived from that slot goes. */
static void test_revoke(void **state)
{
    (void)state;
    start();
    assert_int_equal(mint(8, 1, RIGHT_ALL, 5), ERR_NONE);
    assert_int_equal(mint(9, 1, RIGHT_ALL, 5), ERR_NONE);
    assert_int_equal(transfer(INV_CNODE_COPY, 10, 8, RIGHT_ALL, 0, 5), ERR_NONE);
    assert_int_equal(transfer(INV_CNODE_COPY, 11, 9, RIGHT_ALL, 0, 5), ERR_NONE);
    assert_int_equal(on_slot(INV_CNODE_REVOKE, 8), ERR_NONE);
    assert_true(cap_is_null(root[10].cap));
    assert_false(cap_is_null(root[8].cap) || cap_is_null(root[9].cap) || cap_is_null(root[11].cap));
    assert_int_equal(on_slot(INV_CNODE_DELETE, 9), ERR_NONE);
    assert_int_equal(on_slot(INV_CNODE_REVOKE, 8), ERR_NONE);
    assert_false(cap_is_null(root[11].cap));        /* not a child of its namesake */
    assert_int_equal(on_slot(INV_CNODE_REVOKE, 1), ERR_NONE);
    assert_true(cap_is_null(root[8].cap) && cap_is_null(root[11].cap));
    assert_int_equal(fake_objects.deaths, 0);
    assert_int_equal(on_slot(INV_CNODE_DELETE, 1), ERR_NONE);
    assert_int_equal(fake_objects.deaths, 1);
}

static enum err rotate(word_t dest, word_t pivot, word_t src, word_t dest_data, word_t pivot_data)
{
    word_t args[] = {dest, DEPTH, dest_data, pivot, DEPTH, pivot_data, src, DEPTH};
    return invoke(INV_CNODE_ROTATE, args, 8);
}

static void test_rotate(void **state)
{
    (void)state;
    start();
    struct cap cnode = root[2].cap, tcb = root[4].cap;
    assert_int_equal(rotate(8, 2, 4, CNODE_DATA(1, 1), 0), ERR_NONE);
    assert_int_equal(cap_cnode_guard_bits(root[8].cap), 1);
    assert_int_equal(root[2].cap.w[0], tcb.w[0]);
    assert_true(cap_is_null(root[4].cap));
    assert_int_equal(rotate(2, 8, 2, 0, 0), ERR_NONE);              /* swap */
    assert_int_equal(root[2].cap.w[0], cnode.w[0]);
    assert_int_equal(root[8].cap.w[0], tcb.w[0]);
    assert_true(derive_check_slots(root, 16));

    assert_int_equal(rotate(9, 2, 2, 0, 0), ERR_ILLEGAL_OPERATION); /* pivot is source */
    assert_int_equal(rotate(2, 2, 8, 0, 0), ERR_ILLEGAL_OPERATION); /* pivot is destination */
    assert_int_equal(rotate(3, 2, 8, 0, 0), ERR_DELETE_FIRST);
    assert_int_equal(rotate(9, 2, 10, 0, 0), ERR_FAILED_LOOKUP);
    expect_missing(true, DEPTH);
    assert_int_equal(rotate(9, 10, 2, 0, 0), ERR_FAILED_LOOKUP);
    expect_missing(false, DEPTH);
    assert_int_equal(rotate(9, 2, 8, CNODE_DATA(0, 63), 0), ERR_ILLEGAL_OPERATION);
    word_t args[] = {9, DEPTH, 0, 2, DEPTH, 0, 8, DEPTH};
    assert_int_equal(invoke(INV_CNODE_ROTATE, args, 7), ERR_TRUNCATED_MESSAGE);
    assert_int_equal(fake_invoke(&holder, INV_CNODE_ROTATE, args, 8, &holder, NULL),
                     ERR_TRUNCATED_MESSAGE);
}

static void test_cancel_badged_sends(void **state)
{
    (void)state;
    start();
    assert_int_equal(mint(8, 1, RIGHT_ALL, 42), ERR_NONE);
    assert_int_equal(mint(9, 1, RIGHT_ALL - RIGHT_GRANT, 43), ERR_NONE);
    assert_int_equal(on_slot(INV_CNODE_CANCEL_BADGED_SENDS, 9), ERR_ILLEGAL_OPERATION);
    assert_int_equal(on_slot(INV_CNODE_CANCEL_BADGED_SENDS, 3), ERR_ILLEGAL_OPERATION);
    assert_int_equal(on_slot(INV_CNODE_CANCEL_BADGED_SENDS, 12), ERR_ILLEGAL_OPERATION);
    assert_int_equal(on_slot(INV_CNODE_CANCEL_BADGED_SENDS, 1), ERR_NONE);
    assert_int_equal(fake_objects.cancelled_badge, 0);
    assert_int_equal(on_slot(INV_CNODE_CANCEL_BADGED_SENDS, 8), ERR_NONE);
    assert_int_equal(fake_objects.cancelled_badge, 42);
}

static void test_across_cnodes(void **state)
{
    (void)state;
    start();
    struct slot *inner = root + 16;
    word_t into[] = {3, 2, 1, DEPTH, RIGHT_ALL};
    assert_int_equal(fake_invoke(&root[2], INV_CNODE_COPY, into, 5, &holder, NULL), ERR_NONE);
    assert_int_equal(cap_type(inner[3].cap), CAP_ENDPOINT);
    assert_int_equal(on_slot(INV_CNODE_REVOKE, 1), ERR_NONE);
    assert_true(cap_is_null(inner[3].cap));
    /* destination and source through one path of two levels */
    word_t path[8] = {2 << 2 | 1, DEPTH + 2, 1, DEPTH, RIGHT_ALL};
    assert_int_equal(invoke(INV_CNODE_COPY, path, 5), ERR_NONE);
    assert_int_equal(cap_type(inner[1].cap), CAP_ENDPOINT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copy_masks_rights),
        cmocka_unit_test(test_copy_of_mapped_frame),
        cmocka_unit_test(test_mint_badge),
        cmocka_unit_test(test_mint_guard),
        cmocka_unit_test(test_transfer_refusals),
        cmocka_unit_test(test_other_refusals),
        cmocka_unit_test(test_revoke),
        cmocka_unit_test(test_rotate),
        cmocka_unit_test(test_cancel_badged_sends),
        cmocka_unit_test(test_across_cnodes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
