/* Untyped memory: what can be made of it, and everything that cannot. */
#include "harness.h"

static const uint64_t sizes[] = {
    [KDL_OBJECT_UNTYPED] = 12, [KDL_OBJECT_TCB] = 11, [KDL_OBJECT_ENDPOINT] = 4,
    [KDL_OBJECT_NOTIFICATION] = 6, [KDL_OBJECT_CNODE] = 4 + 5, [KDL_OBJECT_SCHED_CONTEXT] = 8,
    [KDL_OBJECT_REPLY] = 5, [KDL_OBJECT_FRAME_1G] = 30, [KDL_OBJECT_VSPACE] = 12,
    [KDL_OBJECT_FRAME_4K] = 12, [KDL_OBJECT_FRAME_2M] = 21, [KDL_OBJECT_PAGE_TABLE] = 12
};

static uint64_t user_bits(uint64_t type)
{
    return type == KDL_OBJECT_UNTYPED ? 12 : type == KDL_OBJECT_CNODE ? 4 : 8;
}

/* As many of each type as the memory holds, and not one more. */
void test_retype_every_type(void)
{
    for (uint64_t type = 0; type < LENGTH(sizes); type++) {
        if (type == KDL_OBJECT_FRAME_1G)
            continue;
        cptr_t memory = new_untyped((unsigned)sizes[type] + 2), slots = new_slots(5);
        OK(retype(memory, type, user_bits(type), slots, 4));
        CHECK_EQ(retype(memory, type, user_bits(type), slots + 4, 1),
                 KDL_ERROR_NOT_ENOUGH_MEMORY);
        for (unsigned i = 0; i < 4; i++)
            CHECK(!slot_is_empty(slots + i));
        CHECK(slot_is_empty(slots + 4));
        OK(revoke_slot(memory));
        for (unsigned i = 0; i < 4; i++)
            CHECK(slot_is_empty(slots + i));
    }
}

void test_retype_bounds(void)
{
    static const uint64_t bad_untyped[] = {0, 1, 3, 48, 63, 64, 0xffffffefu, ~0ul, ~0ul - 16};
    cptr_t slot = new_slot(), memory = new_untyped(16);
    for (unsigned i = 0; i < LENGTH(bad_untyped); i++)
        CHECK(retype(memory, KDL_OBJECT_UNTYPED, bad_untyped[i], slot, 1) != KDL_ERROR_NONE);
    static const uint64_t bad_cnode[] = {0, 58, 59, 63, 64, 0xffffffefu, ~0ul, ~0ul - 4};
    for (unsigned i = 0; i < LENGTH(bad_cnode); i++)
        CHECK(retype(memory, KDL_OBJECT_CNODE, bad_cnode[i], slot, 1) != KDL_ERROR_NONE);
    static const uint64_t bad_context[] = {0, 6, 48, 64, ~0ul};
    for (unsigned i = 0; i < LENGTH(bad_context); i++)
        CHECK(retype(memory, KDL_OBJECT_SCHED_CONTEXT, bad_context[i], slot, 1) !=
              KDL_ERROR_NONE);
    static const uint64_t bad_type[] = {12, 13, 31, 255, 1ul << 32, ~0ul};
    for (unsigned i = 0; i < LENGTH(bad_type); i++)
        CHECK_EQ(retype(memory, bad_type[i], 12, slot, 1), KDL_ERROR_INVALID_ARGUMENT);
    static const uint64_t bad_count[] = {0, 257, 1ul << 32, ~0ul};
    for (unsigned i = 0; i < LENGTH(bad_count); i++)
        CHECK_EQ(retype(memory, KDL_OBJECT_ENDPOINT, 0, slot, bad_count[i]), KDL_ERROR_RANGE);
    CHECK_EQ(retype(memory, KDL_OBJECT_FRAME_1G, 0, slot, 1), KDL_ERROR_NOT_ENOUGH_MEMORY);
    CHECK(slot_is_empty(slot));
    OK(retype(memory, KDL_OBJECT_UNTYPED, 16, slot, 1));        /* nothing was used up */
}

void test_retype_destination(void)
{
    cptr_t memory = new_untyped(14), cnode = make_bits(KDL_OBJECT_CNODE, 2), slot = new_slots(3);
    /* occupied, in the middle of a row */
    OK(copy_slot(memory, slot + 1, RIGHT_ALL));
    OK(delete_slot(slot + 1));
    OK(retype(memory, KDL_OBJECT_ENDPOINT, 0, slot + 1, 1));
    CHECK_EQ(retype(memory, KDL_OBJECT_ENDPOINT, 0, slot, 3), KDL_ERROR_DELETE_FIRST);
    CHECK(slot_is_empty(slot) && slot_is_empty(slot + 2));
    /* a row that leaves the CNode */
    for (uint64_t offset = 0; offset < 6; offset++) {
        uint64_t error = kdl_untyped_retype(ipc(), memory, KDL_OBJECT_ENDPOINT, 0, 0, 0, offset,
                                            3, cnode);
        CHECK(offset + 3 <= 4 ? error == KDL_ERROR_NONE : error != KDL_ERROR_NONE);
        OK(revoke_slot(memory));
    }
    CHECK(kdl_untyped_retype(ipc(), memory, KDL_OBJECT_ENDPOINT, 0, 0, 0, ~0ul, 2, cnode) !=
          KDL_ERROR_NONE);
    /* the destination is looked up in root when a depth is given */
    OK(kdl_untyped_retype(ipc(), memory, KDL_OBJECT_ENDPOINT, 0, cnode, 64, 1, 2,
                          ROOT_SLOT_CNODE));
    CHECK_EQ(kdl_untyped_retype(ipc(), memory, KDL_OBJECT_ENDPOINT, 0, slot, 64, 1, 2,
                                ROOT_SLOT_CNODE), KDL_ERROR_FAILED_LOOKUP);
    /* the root is no CNode */
    CHECK(kdl_untyped_retype(ipc(), memory, KDL_OBJECT_ENDPOINT, 0, 0, 0, 0, 1, memory) !=
          KDL_ERROR_NONE);
}

void test_retype_memory_runs_out(void)
{
    cptr_t memory = new_untyped(13), slots = new_slots(3);
    OK(retype(memory, KDL_OBJECT_ENDPOINT, 0, slots, 1));
    const uint64_t words[8] = {KDL_OBJECT_FRAME_4K, 0, 0, 0, slots + 1, 2};
    ipc()->caps_or_badges[0] = ROOT_SLOT_CNODE;
    struct kdl_message m = kdl_call(memory, kdl_info(KDL_INVOCATION_UNTYPED_RETYPE, 1, 6), words);
    CHECK_EQ(kdl_info_label(m.info), KDL_ERROR_NOT_ENOUGH_MEMORY);
    CHECK_EQ(kdl_info_length(m.info), 1);
    CHECK_EQ(m.word[0], 8192 - 16);
    OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, slots + 1, 1));
    CHECK_EQ(retype(memory, KDL_OBJECT_FRAME_4K, 0, slots + 2, 1), KDL_ERROR_NOT_ENOUGH_MEMORY);
    OK(delete_slot(slots));
    CHECK_EQ(retype(memory, KDL_OBJECT_FRAME_4K, 0, slots + 2, 1), KDL_ERROR_NOT_ENOUGH_MEMORY);
    OK(delete_slot(slots + 1));         /* the last child: all is free again */
    OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, slots, 2));
}

void test_retype_gives_zeroes(void)
{
    cptr_t memory = new_untyped(12), slot = new_slot();
    for (unsigned round = 0; round < 3; round++) {
        OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, slot, 1));
        volatile uint64_t *page = map_here(slot, WINDOW);
        for (unsigned i = 0; i < 512; i++) {
            CHECK_EQ(page[i], 0);
            page[i] = 0xdeadbeef00000000ul + i;
        }
        OK(delete_slot(slot));
    }
}

void test_retype_aligns(void)
{
    cptr_t memory = new_untyped(16), slots = new_slots(8);
    uint64_t paddr[4];
    for (unsigned i = 0; i < 4; i++) {
        OK(retype(memory, KDL_OBJECT_ENDPOINT, 0, slots + 2 * i, 1));
        OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, slots + 2 * i + 1, 1));
        OK(kdl_frame_get_address(ipc(), slots + 2 * i + 1, &paddr[i]));
        CHECK_EQ(paddr[i] % 4096, 0);
        if (i > 0)
            CHECK(paddr[i] >= paddr[i - 1] + 8192);
    }
    cptr_t large = make(KDL_OBJECT_FRAME_2M);
    OK(kdl_frame_get_address(ipc(), large, &paddr[0]));
    CHECK_EQ(paddr[0] % (1ul << 21), 0);
}

static cptr_t device_untyped(void)
{
    for (uint64_t i = 0; i < boot->untyped_count; i++)
        if (boot->untyped[i].kind == UNTYPED_DEVICE && boot->untyped[i].size_bits >= 14)
            return ROOT_SLOT_UNTYPED + i;
    return 0;
}

void test_retype_device(void)
{
    static const uint64_t refused[] = {
        KDL_OBJECT_TCB, KDL_OBJECT_ENDPOINT, KDL_OBJECT_NOTIFICATION, KDL_OBJECT_CNODE,
        KDL_OBJECT_SCHED_CONTEXT, KDL_OBJECT_REPLY, KDL_OBJECT_VSPACE, KDL_OBJECT_PAGE_TABLE
    };
    cptr_t slot = new_slots(2), device = device_untyped();
    CHECK(device != 0);
    for (unsigned i = 0; i < LENGTH(refused); i++)
        CHECK(retype(device, refused[i], user_bits(refused[i]), slot, 1) != KDL_ERROR_NONE);
    OK(retype(device, KDL_OBJECT_UNTYPED, 13, slot, 1));
    CHECK(retype(slot, KDL_OBJECT_ENDPOINT, 0, slot + 1, 1) != KDL_ERROR_NONE);
    OK(retype(slot, KDL_OBJECT_FRAME_4K, 0, slot + 1, 1));
    CHECK(kdl_tcb_set_ipc_buffer(ipc(), make(KDL_OBJECT_TCB), 0x1000, slot + 1) !=
          KDL_ERROR_NONE);
    OK(revoke_slot(device));
    CHECK(slot_is_empty(slot) && slot_is_empty(slot + 1));
}

void test_retype_nested(void)
{
    cptr_t slots = new_slots(12), outer = new_untyped(20);
    OK(retype(outer, KDL_OBJECT_UNTYPED, 19, slots, 2));
    for (unsigned i = 0; i < 5; i++)
        OK(retype(slots + i, KDL_OBJECT_UNTYPED, 18 - i, slots + 2 + i, 1));
    for (unsigned i = 0; i < 5; i++)
        OK(retype(slots + 1, KDL_OBJECT_ENDPOINT, 0, slots + 7 + i, 1));
    OK(revoke_slot(slots + 2));
    CHECK(slot_is_empty(slots + 4) && !slot_is_empty(slots + 2) && !slot_is_empty(slots + 3));
    OK(revoke_slot(outer));
    for (unsigned i = 0; i < 12; i++)
        CHECK(slot_is_empty(slots + i));
}

void test_retype_untyped_with_children(void)
{
    cptr_t memory = new_untyped(14), slots = new_slots(3);
    OK(retype(memory, KDL_OBJECT_ENDPOINT, 0, slots, 1));
    CHECK_EQ(copy_slot(memory, slots + 1, RIGHT_ALL), KDL_ERROR_REVOKE_FIRST);
    OK(delete_slot(slots));
    OK(copy_slot(memory, slots + 1, RIGHT_ALL));
    /* both mean the same memory: only one of them may give it out */
    uint64_t first = retype(slots + 1, KDL_OBJECT_UNTYPED, 14, slots, 1);
    uint64_t second = retype(memory, KDL_OBJECT_UNTYPED, 14, slots + 2, 1);
    CHECK((first == KDL_ERROR_NONE) != (second == KDL_ERROR_NONE));
}
