// link: tests/unit/fake_arch.c tests/unit/fake_objects.c kernel/kernel.c kernel/cap.c
// link: kernel/cspace.c kernel/derive.c kernel/core/rights.c kernel/core/untyped.c
// link: kernel/core/cnode.c kernel/core/pte.c kernel/core/asid.c kernel/object/object.c
// link: kernel/object/untyped.c kernel/object/cnode.c kernel/object/frame.c
// link: kernel/object/page_table.c kernel/object/vspace.c kernel/object/asid.c
// link: kernel/object/cache.c
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * Address spaces: frames, page tables, ASIDs, on tables in fake RAM that are read back entry by
 * entry; nothing stale is followed after any of them has gone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "fake_arch.h"
#include "fake_objects.h"
#include "kernel/core/pte.h"
#include "kernel/derive.h"
#include "kernel/vspace.h"

static struct slot *const root = (struct slot *)(0x200000000000 + (3ul << 30));
static struct slot holder;              /* names the CNode of root: 64 slots */

enum {                                  /* slots */
    MEMORY, CONTROL, POOL, SPACE, OTHER, TABLE_1, TABLE_2, TABLE_3, TABLE_4, PAGE, PAGE_B, LARGE,
    HUGE, DEVICE, COPY, POOL_MEMORY, DEVICE_MEMORY
};

#define VADDR 0x8040201000ul            /* index 1 at every level */
#define RW    (RIGHT_READ | RIGHT_WRITE)

static enum err retype(word_t from, word_t type, word_t bits, word_t dest)
{
    word_t args[] = {type, bits, 0, 0, dest, 1};
    return fake_invoke(&root[from], INV_UNTYPED_RETYPE, args, 6, &holder, NULL);
}

static enum err copy_slot(word_t from, word_t to)
{
    word_t args[] = {to, 6, from, 6, RIGHT_ALL};
    return fake_invoke(&holder, INV_CNODE_COPY, args, 5, &holder, NULL);
}

static enum err assign(word_t space)
{
    return fake_invoke(&root[POOL], INV_ASID_POOL_ASSIGN, NULL, 0, &root[space], NULL);
}

static enum err map_table(word_t table, word_t vaddr)
{
    word_t args[] = {vaddr, 1};
    return fake_invoke(&root[table], INV_PAGE_TABLE_MAP, args, 2, &root[SPACE], NULL);
}

static enum err map_frame(word_t frame, word_t vaddr, word_t rights, word_t attributes)
{
    word_t args[] = {vaddr, rights, attributes};
    return fake_invoke(&root[frame], INV_FRAME_MAP, args, 3, &root[SPACE], NULL);
}

static enum err unmap(word_t slot, word_t label)
{
    return fake_invoke(&root[slot], label, NULL, 0, NULL, NULL);
}

/* two address spaces with ASIDs 1 and 2, four tables, frames of every size; nothing mapped */
static void start(void)
{
    fake_reset();
    fake_objects = (struct fake_objects){0};
    holder = (struct slot){cap_null(), 0, 0};
    derive_insert_root(cap_cnode(root, 6, 0, 0), &holder);
    derive_insert_root(cap_untyped(FAKE_RAM_START, 29, UNTYPED_RAM, 0), &root[MEMORY]);
    derive_insert_root(cap_untyped(0x9000000, 12, UNTYPED_DEVICE, 0), &root[DEVICE_MEMORY]);
    derive_insert_root(cap_make(CAP_ASID_CONTROL, 0, 0, 0), &root[CONTROL]);
    assert_int_equal(retype(MEMORY, OBJECT_UNTYPED, 12, POOL_MEMORY), ERR_NONE);
    word_t args[] = {POOL, 6};
    assert_int_equal(fake_invoke(&root[CONTROL], INV_ASID_CONTROL_MAKE_POOL, args, 2,
                                 &root[POOL_MEMORY], &holder), ERR_NONE);
    for (word_t i = SPACE; i <= OTHER; i++) {
        assert_int_equal(retype(MEMORY, OBJECT_VSPACE, 0, i), ERR_NONE);
        assert_int_equal(assign(i), ERR_NONE);
    }
    for (word_t i = TABLE_1; i <= TABLE_4; i++)
        assert_int_equal(retype(MEMORY, OBJECT_PAGE_TABLE, 0, i), ERR_NONE);
    assert_int_equal(retype(MEMORY, OBJECT_FRAME_4K, 0, PAGE), ERR_NONE);
    assert_int_equal(retype(MEMORY, OBJECT_FRAME_4K, 0, PAGE_B), ERR_NONE);
    assert_int_equal(retype(MEMORY, OBJECT_FRAME_2M, 0, LARGE), ERR_NONE);
    derive_insert_root(cap_frame(FAKE_RAM_START + (1ul << 30), FRAME_SIZE_1G, RW, false),
                       &root[HUGE]);
    assert_int_equal(retype(DEVICE_MEMORY, OBJECT_FRAME_4K, 0, DEVICE), ERR_NONE);
}

static void start_with_tables(void)
{
    start();
    for (word_t i = TABLE_1; i <= TABLE_3; i++)
        assert_int_equal(map_table(i, VADDR), ERR_NONE);
}

/* the entry for an address as the hardware finds it; level is where the walk ended */
static word_t entry_at(word_t space, vaddr_t vaddr, word_t *level)
{
    word_t *table = cap_pointer(root[space].cap);
    for (*level = 0;; ++*level) {
        word_t entry = table[vaddr >> (39 - 9 * *level) & 511];
        if (*level == 3 || (entry & 3) != 3)
            return entry;
        table = arch_ram_pointer(entry & 0xfffffffff000);
    }
}

static word_t leaf_at(word_t space, vaddr_t vaddr)
{
    word_t level, entry = entry_at(space, vaddr, &level);
    return level == 3 ? entry : 0;
}

static void test_asids(void **state)
{
    (void)state;
    start();
    assert_int_equal(cap_vspace_asid(root[SPACE].cap), 1);
    assert_int_equal(cap_vspace_asid(root[OTHER].cap), 2);
    assert_ptr_equal(vspace_find(1), cap_pointer(root[SPACE].cap));
    assert_null(vspace_find(0));
    assert_null(vspace_find(3));
    assert_null(vspace_find(600));
    assert_null(vspace_find(65536));
    assert_null(vspace_find(~0ul));
    assert_int_equal(assign(SPACE), ERR_INVALID_CAPABILITY);
    assert_int_equal(assign(PAGE), ERR_INVALID_CAPABILITY);
    assert_int_equal(fake_objects.inv.result[0], 1);
    assert_int_equal(fake_invoke(&root[POOL], INV_ASID_POOL_ASSIGN, NULL, 0, NULL, NULL),
                     ERR_TRUNCATED_MESSAGE);
    assert_int_equal(fake_invoke(&root[POOL], INV_FRAME_UNMAP, NULL, 0, NULL, NULL),
                     ERR_ILLEGAL_OPERATION);
    assert_int_equal(retype(MEMORY, OBJECT_VSPACE, 0, 40), ERR_NONE);
    assert_int_equal(copy_slot(40, 41), ERR_ILLEGAL_OPERATION);     /* no ASID yet */
    assert_int_equal(copy_slot(SPACE, 41), ERR_NONE);
}

static void test_pool_runs_out(void **state)
{
    (void)state;
    start();
    for (word_t i = 2; i < 511; i++) {
        assert_int_equal(retype(MEMORY, OBJECT_VSPACE, 0, 40), ERR_NONE);
        assert_int_equal(assign(40), ERR_NONE);
        assert_int_equal(cap_vspace_asid(root[40].cap), i + 1);
        derive_move(root[40].cap, &root[40], &root[1000 + i]);
    }
    assert_int_equal(retype(MEMORY, OBJECT_VSPACE, 0, 40), ERR_NONE);
    assert_int_equal(assign(40), ERR_DELETE_FIRST);
    assert_int_equal(slot_delete(&root[1100]), ERR_NONE);
    assert_int_equal(assign(40), ERR_NONE);
    assert_int_equal(cap_vspace_asid(root[40].cap), 101);
}

static enum err make_pool(word_t untyped, word_t dest)
{
    word_t args[] = {dest, 6};
    return fake_invoke(&root[CONTROL], INV_ASID_CONTROL_MAKE_POOL, args, 2, &root[untyped],
                       &holder);
}

static void test_make_pool(void **state)
{
    (void)state;
    start();
    assert_int_equal(retype(MEMORY, OBJECT_UNTYPED, 12, 40), ERR_NONE);
    assert_int_equal(retype(MEMORY, OBJECT_UNTYPED, 13, 41), ERR_NONE);
    assert_int_equal(make_pool(41, 50), ERR_INVALID_CAPABILITY);
    assert_int_equal(make_pool(PAGE, 50), ERR_INVALID_CAPABILITY);
    assert_int_equal(fake_objects.inv.result[0], 1);
    assert_int_equal(make_pool(POOL_MEMORY, 50), ERR_REVOKE_FIRST);
    assert_int_equal(make_pool(40, POOL), ERR_DELETE_FIRST);
    assert_int_equal(fake_invoke(&root[CONTROL], INV_ASID_CONTROL_MAKE_POOL, NULL, 0, &root[40],
                                 &holder), ERR_TRUNCATED_MESSAGE);
    fake_fill(cap_paddr(root[40].cap), 4096, 0xff);
    assert_int_equal(make_pool(40, 50), ERR_NONE);
    assert_int_equal(cap_asid_pool_index(root[50].cap), 1);
    assert_null(vspace_find(512));
    assert_int_equal(retype(40, OBJECT_ENDPOINT, 0, 51), ERR_NOT_ENOUGH_MEMORY);
    assert_int_equal(slot_revoke(&root[40]), ERR_NONE);
    assert_true(cap_is_null(root[50].cap));
    assert_null(kernel.asid_pool[1]);
    for (int i = 1; i < 128; i++)
        kernel.asid_pool[i] = (void **)root;
    assert_int_equal(make_pool(40, 50), ERR_DELETE_FIRST);
}

static void test_pool_deleted(void **state)
{
    (void)state;
    start_with_tables();
    kernel.cpu[0].asid_active = 2;
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_NONE);
    assert_int_equal(slot_delete(&root[POOL]), ERR_NONE);
    assert_null(vspace_find(1));
    assert_int_equal(fake.asid_flushes, 2);
    assert_int_equal(kernel.cpu[0].asid_active, 0);
    assert_int_equal(map_frame(PAGE_B, VADDR + 4096, RW, 1), ERR_FAILED_LOOKUP);
    assert_int_equal(fake_objects.why.failure, LOOKUP_INVALID_ROOT);
    word_t flushes = fake.page_flushes;
    assert_int_equal(unmap(PAGE, INV_FRAME_UNMAP), ERR_NONE);       /* harmless */
    assert_int_equal(slot_delete(&root[SPACE]), ERR_NONE);
    assert_int_equal(fake.page_flushes, flushes);
}

static void test_tables_from_the_top(void **state)
{
    word_t level;
    (void)state;
    start();
    for (word_t i = 0; i < 3; i++) {
        assert_int_equal(map_table(TABLE_1 + i, VADDR + 0x123), ERR_NONE);
        assert_int_equal(entry_at(SPACE, VADDR, &level), 0);
        assert_int_equal(level, i + 1);
        assert_int_equal(cap_table_level(root[TABLE_1 + i].cap), i + 1);
        assert_int_equal(cap_mapped_asid(root[TABLE_1 + i].cap), 1);
        assert_int_equal(cap_mapped_vaddr(root[TABLE_1 + i].cap),
                         VADDR >> (39 - 9 * i) << (39 - 9 * i));
    }
    assert_int_equal(map_table(TABLE_4, VADDR), ERR_DELETE_FIRST);
    assert_int_equal(map_table(TABLE_1, 0), ERR_INVALID_CAPABILITY);    /* is mapped */
    assert_int_equal(fake_objects.inv.result[0], 0);
    assert_int_equal(map_table(TABLE_4, USER_VADDR_END), ERR_INVALID_ARGUMENT);
    assert_int_equal(map_table(TABLE_4, ~0ul), ERR_INVALID_ARGUMENT);
    assert_int_equal(map_table(TABLE_4, 0xffffff8000000000), ERR_INVALID_ARGUMENT);
    assert_int_equal(map_table(TABLE_4, USER_VADDR_END - 1), ERR_NONE);
}

static void test_table_needs_address_space(void **state)
{
    word_t args[] = {VADDR, 1};
    (void)state;
    start();
    assert_int_equal(retype(MEMORY, OBJECT_VSPACE, 0, 40), ERR_NONE);
    struct slot *bad[] = {&root[40], &root[PAGE], &root[63], &root[TABLE_2]};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(fake_invoke(&root[TABLE_1], INV_PAGE_TABLE_MAP, args, 2, bad[i], NULL),
                         ERR_INVALID_CAPABILITY);
        assert_int_equal(fake_objects.inv.result[0], 1);
    }
    assert_int_equal(fake_invoke(&root[TABLE_1], INV_PAGE_TABLE_MAP, args, 2, NULL, NULL),
                     ERR_TRUNCATED_MESSAGE);
    assert_int_equal(fake_invoke(&root[TABLE_1], INV_FRAME_UNMAP, args, 2, NULL, NULL),
                     ERR_ILLEGAL_OPERATION);
    kernel.asid_pool[0][1] = cap_pointer(root[OTHER].cap);      /* stale: means another now */
    assert_int_equal(map_table(TABLE_1, VADDR), ERR_INVALID_CAPABILITY);
}

static void test_table_unmap(void **state)
{
    word_t level;
    (void)state;
    start_with_tables();
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_NONE);
    assert_int_equal(copy_slot(TABLE_4, COPY), ERR_ILLEGAL_OPERATION);
    assert_int_equal(copy_slot(TABLE_3, COPY), ERR_NONE);
    assert_int_equal(unmap(TABLE_3, INV_PAGE_TABLE_UNMAP), ERR_REVOKE_FIRST);
    assert_int_equal(slot_delete(&root[COPY]), ERR_NONE);       /* not final: stays mapped */
    assert_int_not_equal(leaf_at(SPACE, VADDR), 0);
    word_t flushes = fake.asid_flushes;
    assert_int_equal(unmap(TABLE_3, INV_PAGE_TABLE_UNMAP), ERR_NONE);
    assert_int_equal(fake.asid_flushes, flushes + 1);
    assert_int_equal(entry_at(SPACE, VADDR, &level), 0);
    assert_int_equal(level, 2);
    assert_int_equal(((word_t *)cap_pointer(root[TABLE_3].cap))[1], 0);     /* cleared */
    assert_int_equal(map_table(TABLE_3, VADDR), ERR_NONE);
    assert_int_equal(leaf_at(SPACE, VADDR), 0);
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_NONE);  /* where it believes to be */
    assert_int_equal(unmap(TABLE_4, INV_PAGE_TABLE_UNMAP), ERR_NONE);   /* never was: fine */
}

/* A table deleted above others: what hangs below is out of reach and comes away harmlessly. */
static void test_table_deleted_above(void **state)
{
    word_t level;
    (void)state;
    start_with_tables();
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_NONE);
    assert_int_equal(slot_delete(&root[TABLE_1]), ERR_NONE);
    assert_int_equal(entry_at(SPACE, VADDR, &level), 0);
    assert_int_equal(level, 0);
    assert_int_equal(unmap(PAGE, INV_FRAME_UNMAP), ERR_NONE);
    assert_int_equal(unmap(TABLE_3, INV_PAGE_TABLE_UNMAP), ERR_NONE);
    assert_int_equal(unmap(TABLE_2, INV_PAGE_TABLE_UNMAP), ERR_NONE);
    assert_int_equal(map_table(TABLE_3, VADDR), ERR_NONE);
    assert_int_equal(cap_table_level(root[TABLE_3].cap), 1);
}

static void test_frame_entry_bits(void **state)
{
    (void)state;
    start_with_tables();
    for (word_t rights = 0; rights < 16; rights++) {
        for (word_t attributes = 0; attributes < 8; attributes++) {
            assert_int_equal(map_frame(PAGE, VADDR, rights, attributes), ERR_NONE);
            word_t entry = leaf_at(SPACE, VADDR);
            bool write = !(entry >> 7 & 1), execute = !(entry >> 54 & 1), user = entry >> 6 & 1;
            assert_int_equal(entry & 0xfffffffff000, cap_paddr(root[PAGE].cap));
            assert_int_equal(user, (rights & RIGHT_READ) != 0);
            assert_int_equal(write, (rights & RW) == RW);
            assert_int_equal(execute, user && !write && !(attributes & ATTR_EXECUTE_NEVER));
            assert_int_equal(entry >> 2 & 7, attributes & 1 ? PTE_NORMAL : PTE_UNCACHED);
            assert_true(entry >> 53 & 1);
        }
    }
    assert_int_equal(map_frame(DEVICE, VADDR + 4096, RW, ATTR_CACHEABLE), ERR_NONE);
    assert_int_equal(leaf_at(SPACE, VADDR + 4096), 0x0060000009000f47);
}

/* The rights of the capability bound those of the mapping. */
static void test_frame_rights_of_capability(void **state)
{
    (void)state;
    start_with_tables();
    root[PAGE].cap = derive_mask(root[PAGE].cap, RIGHT_READ);
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_NONE);
    assert_true(leaf_at(SPACE, VADDR) >> 7 & 1);
    root[PAGE_B].cap = derive_mask(root[PAGE_B].cap, RIGHT_WRITE);
    assert_int_equal(map_frame(PAGE_B, VADDR + 4096, RW, 1), ERR_NONE);
    assert_false(leaf_at(SPACE, VADDR + 4096) >> 6 & 1);
}

static void test_frame_refusals(void **state)
{
    word_t args[] = {VADDR, RW, 1};
    (void)state;
    start();
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_FAILED_LOOKUP);
    assert_int_equal(fake_objects.why.failure, LOOKUP_MISSING_CAPABILITY);
    assert_int_equal(fake_objects.why.bits_left, 39);
    assert_int_equal(map_table(TABLE_1, VADDR), ERR_NONE);
    assert_int_equal(map_frame(LARGE, 0x8040200000, RW, 1), ERR_FAILED_LOOKUP);
    assert_int_equal(fake_objects.why.bits_left, 30);
    assert_int_equal(map_frame(PAGE, VADDR + 1, RW, 1), ERR_ALIGNMENT);
    assert_int_equal(map_frame(PAGE, VADDR + 2048, RW, 1), ERR_ALIGNMENT);
    assert_int_equal(map_frame(LARGE, VADDR, RW, 1), ERR_ALIGNMENT);
    assert_int_equal(map_frame(HUGE, 0x200000, RW, 1), ERR_ALIGNMENT);
    assert_int_equal(map_frame(PAGE, USER_VADDR_END, RW, 1), ERR_INVALID_ARGUMENT);
    assert_int_equal(map_frame(PAGE, 0xfffffffffffff000, RW, 1), ERR_INVALID_ARGUMENT);
    assert_int_equal(map_frame(PAGE, 0xffffff8040000000, RW, 1), ERR_INVALID_ARGUMENT);
    assert_int_equal(map_frame(PAGE, 0, RW, 1), ERR_INVALID_ARGUMENT);
    assert_int_equal(fake_objects.inv.result[0], 0);
    assert_int_equal(fake_invoke(&root[PAGE], INV_FRAME_MAP, args, 2, &root[SPACE], NULL),
                     ERR_TRUNCATED_MESSAGE);
    assert_int_equal(fake_invoke(&root[PAGE], INV_FRAME_MAP, args, 3, NULL, NULL),
                     ERR_TRUNCATED_MESSAGE);
    assert_int_equal(fake_invoke(&root[PAGE], INV_FRAME_MAP, args, 3, &root[PAGE], NULL),
                     ERR_INVALID_CAPABILITY);
    assert_int_equal(fake_invoke(&root[PAGE], INV_PAGE_TABLE_MAP, args, 3, &root[SPACE], NULL),
                     ERR_ILLEGAL_OPERATION);
    assert_int_equal(cap_mapped_asid(root[PAGE].cap), 0);
}

static void test_frame_only_one_place(void **state)
{
    word_t args[] = {VADDR, RW, 1};
    (void)state;
    start_with_tables();
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_NONE);
    assert_int_equal(map_frame(PAGE, VADDR + 4096, RW, 1), ERR_INVALID_ARGUMENT);
    assert_int_equal(fake_invoke(&root[PAGE], INV_FRAME_MAP, args, 3, &root[OTHER], NULL),
                     ERR_INVALID_CAPABILITY);
    assert_int_equal(map_frame(PAGE_B, VADDR, RW, 1), ERR_DELETE_FIRST);
    assert_int_equal(copy_slot(PAGE, COPY), ERR_NONE);
    assert_int_equal(map_frame(COPY, VADDR, RW, 1), ERR_DELETE_FIRST);
    assert_int_equal(map_frame(COPY, VADDR + 4096, RIGHT_READ, 1), ERR_NONE);
    assert_int_equal(slot_delete(&root[COPY]), ERR_NONE);       /* only its own mapping */
    assert_int_equal(leaf_at(SPACE, VADDR + 4096), 0);
    assert_int_not_equal(leaf_at(SPACE, VADDR), 0);
}

static void test_remap_and_unmap(void **state)
{
    (void)state;
    start_with_tables();
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_NONE);
    assert_int_equal(fake.page_flushes, 0);                     /* nothing was there */
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_NONE);
    assert_int_equal(fake.page_flushes, 0);                     /* nothing changed */
    assert_int_equal(map_frame(PAGE, VADDR, RIGHT_READ, 1), ERR_NONE);
    assert_int_equal(fake.page_flushes, 1);
    assert_int_equal(fake.last_asid, 1);
    assert_int_equal(fake.last_vaddr, VADDR);
    assert_int_equal(fake.cleaned, 1ul << 21);                  /* when the large one was made */
    fake.cleaned = 0;
    assert_int_equal(map_frame(PAGE, VADDR, RIGHT_READ, 0), ERR_NONE);
    assert_int_equal(fake.cleaned, 4096);                       /* leaves the cache */
    assert_int_equal(unmap(PAGE, INV_FRAME_UNMAP), ERR_NONE);
    assert_int_equal(fake.page_flushes, 3);
    assert_int_equal(leaf_at(SPACE, VADDR), 0);
    assert_int_equal(cap_mapped_asid(root[PAGE].cap), 0);
    assert_int_equal(unmap(PAGE, INV_FRAME_UNMAP), ERR_NONE);   /* again: nothing */
    assert_int_equal(fake.page_flushes, 3);
}

/* A capability whose mapping has gone with its table does not take away what came after it. */
static void test_frame_stale_mapping(void **state)
{
    (void)state;
    start_with_tables();
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_NONE);
    assert_int_equal(unmap(TABLE_3, INV_PAGE_TABLE_UNMAP), ERR_NONE);
    assert_int_equal(map_table(TABLE_3, VADDR), ERR_NONE);
    assert_int_equal(map_frame(PAGE_B, VADDR, RW, 1), ERR_NONE);
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_DELETE_FIRST);
    word_t flushes = fake.page_flushes;
    assert_int_equal(unmap(PAGE, INV_FRAME_UNMAP), ERR_NONE);
    assert_int_equal(leaf_at(SPACE, VADDR) & 0xfffffffff000, cap_paddr(root[PAGE_B].cap));
    assert_int_equal(fake.page_flushes, flushes);
    assert_int_equal(cap_mapped_asid(root[PAGE].cap), 0);
}

static void test_large_frames(void **state)
{
    word_t level;
    (void)state;
    start();
    assert_int_equal(map_table(TABLE_1, 0x8040000000), ERR_NONE);
    assert_int_equal(map_frame(HUGE, 0x8040000000, RW, 1), ERR_NONE);
    assert_int_equal(entry_at(SPACE, 0x8040000000, &level) & 3, 1);
    assert_int_equal(level, 1);
    assert_int_equal(map_table(TABLE_2, VADDR), ERR_DELETE_FIRST);  /* a block is there */
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_FAILED_LOOKUP);
    assert_int_equal(slot_delete(&root[HUGE]), ERR_NONE);
    assert_int_equal(map_table(TABLE_2, VADDR), ERR_NONE);
    assert_int_equal(map_frame(LARGE, 0x8040200000, RW, 1), ERR_NONE);
    assert_int_equal(entry_at(SPACE, VADDR, &level) & 3, 1);
    assert_int_equal(level, 2);
    assert_int_equal(unmap(LARGE, INV_FRAME_UNMAP), ERR_NONE);
    assert_int_equal(map_table(TABLE_3, VADDR), ERR_NONE);
    assert_int_equal(map_frame(LARGE, 0x8040200000, RW, 1), ERR_FAILED_LOOKUP);
    assert_int_equal(fake_objects.why.bits_left, 12);
}

static void test_vspace_deleted(void **state)
{
    (void)state;
    start_with_tables();
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_NONE);
    assert_int_equal(copy_slot(SPACE, COPY), ERR_NONE);
    kernel.cpu[0].asid_active = 1;
    assert_int_equal(slot_delete(&root[SPACE]), ERR_NONE);
    assert_non_null(vspace_find(1));                            /* a copy is left */
    assert_int_equal(slot_delete(&root[COPY]), ERR_NONE);
    assert_null(vspace_find(1));
    assert_int_equal(kernel.cpu[0].asid_active, 0);
    assert_int_equal(fake.last_asid, 1);
    /* the ASID comes back with another address space: what was mapped in the old one stays away */
    assert_int_equal(retype(MEMORY, OBJECT_VSPACE, 0, SPACE), ERR_NONE);
    assert_int_equal(assign(SPACE), ERR_NONE);
    assert_int_equal(cap_vspace_asid(root[SPACE].cap), 1);
    word_t written = fake.tables_written;
    assert_int_equal(slot_delete(&root[PAGE]), ERR_NONE);
    assert_int_equal(slot_delete(&root[TABLE_3]), ERR_NONE);
    assert_int_equal(fake.tables_written, written);
}

static enum err cache(word_t frame, word_t label, word_t start_at, word_t end)
{
    word_t args[] = {start_at, end};
    return fake_invoke(&root[frame], label, args, 2, NULL, NULL);
}

static void test_cache_operations(void **state)
{
    (void)state;
    start_with_tables();
    assert_int_equal(cache(PAGE, INV_FRAME_CLEAN, 0, 64), ERR_ILLEGAL_OPERATION);   /* unmapped */
    assert_int_equal(map_frame(PAGE, VADDR, RW, 1), ERR_NONE);
    assert_int_equal(map_frame(DEVICE, VADDR + 4096, RW, 0), ERR_NONE);
    assert_int_equal(cache(DEVICE, INV_FRAME_CLEAN, 0, 64), ERR_ILLEGAL_OPERATION);
    fake.cleaned = 0;
    assert_int_equal(cache(PAGE, INV_FRAME_CLEAN, 64, 192), ERR_NONE);
    assert_int_equal(fake.cleaned, 128);
    assert_int_equal(fake.invalidated, 0);
    assert_int_equal(cache(PAGE, INV_FRAME_INVALIDATE, 0, 4096), ERR_NONE);
    assert_int_equal(fake.invalidated, 4096);
    assert_int_equal(fake.cleaned, 128 + 4096);                 /* never uncovers old memory */
    assert_int_equal(cache(PAGE, INV_FRAME_CLEAN_INVALIDATE, 4032, 4096), ERR_NONE);
    assert_int_equal(cache(PAGE, INV_FRAME_UNIFY_INSTRUCTION, 0, 4), ERR_NONE);
    assert_int_equal(fake.unified, 4);
    assert_int_equal(cache(PAGE, INV_FRAME_CLEAN, 64, 64), ERR_INVALID_ARGUMENT);
    assert_int_equal(fake_objects.inv.result[0], 1);
    assert_int_equal(cache(PAGE, INV_FRAME_CLEAN, 64, 0), ERR_INVALID_ARGUMENT);
    assert_int_equal(cache(PAGE, INV_FRAME_CLEAN, 0, 4097), ERR_INVALID_ARGUMENT);
    assert_int_equal(fake_objects.inv.result[0], 0);
    assert_int_equal(cache(PAGE, INV_FRAME_CLEAN, 5000, ~0ul), ERR_INVALID_ARGUMENT);
    assert_int_equal(cache(PAGE, INV_FRAME_CLEAN, -64ul, -1ul), ERR_INVALID_ARGUMENT);
    assert_int_equal(fake_invoke(&root[PAGE], INV_FRAME_GET_ADDRESS, NULL, 0, NULL, NULL),
                     ERR_NONE);
    assert_int_equal(fake_objects.inv.result[0], cap_paddr(root[PAGE].cap));
    assert_int_equal(fake_objects.inv.result_count, 1);
}

static void test_cache_operation_preempted(void **state)
{
    (void)state;
    start_with_tables();
    assert_int_equal(unmap(TABLE_3, INV_PAGE_TABLE_UNMAP), ERR_NONE);
    assert_int_equal(map_frame(LARGE, 0x8040200000, RW, 1), ERR_NONE);
    fake.cleaned = 0;
    word_t from = 100, rounds = 0;
    enum err err;
    do {
        fake.pending_after = 1;
        err = cache(LARGE, INV_FRAME_CLEAN, from, 2u << 20);
        from = fake_objects.progress;
        rounds++;
    } while (err == ERR_PREEMPTED);
    assert_int_equal(err, ERR_NONE);
    assert_int_equal(rounds, 128);
    assert_int_equal(fake.cleaned, (2u << 20) - 100);
}

static paddr_t next_table;

static paddr_t table_for_boot(void)
{
    paddr_t table = next_table;
    if (next_table != 0)
        next_table += 4096;
    return table;
}

static void test_map_boot(void **state)
{
    (void)state;
    start();
    void *space = cap_pointer(root[OTHER].cap);
    next_table = FAKE_RAM_START + (3ul << 30) + (512ul << 20);
    fake_fill(next_table, 16 * 4096, 0xff);
    assert_true(vspace_map_boot(space, VADDR, 0x40123000, RIGHT_READ, true, table_for_boot));
    assert_true(vspace_map_boot(space, VADDR + 4096, 0x40124000, RW, true, table_for_boot));
    assert_true(vspace_map_boot(space, VADDR + (1ul << 21), 0x40125000, RIGHT_READ, false,
                                table_for_boot));
    assert_int_equal(next_table, FAKE_RAM_START + (3ul << 30) + (512ul << 20) + 4 * 4096);
    assert_int_equal(leaf_at(OTHER, VADDR), 0x0020000040123fc3);
    assert_int_equal(leaf_at(OTHER, VADDR + 4096), 0x0060000040124f43);
    assert_int_equal(leaf_at(OTHER, VADDR + (1ul << 21)), 0x0060000040125fc3);
    assert_int_equal(leaf_at(OTHER, VADDR + 2 * 4096), 0);
    next_table = 0;
    assert_false(vspace_map_boot(space, 1ul << 40, 0x40123000, RW, false, table_for_boot));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_asids),
        cmocka_unit_test(test_pool_runs_out),
        cmocka_unit_test(test_make_pool),
        cmocka_unit_test(test_pool_deleted),
        cmocka_unit_test(test_tables_from_the_top),
        cmocka_unit_test(test_table_needs_address_space),
        cmocka_unit_test(test_table_unmap),
        cmocka_unit_test(test_table_deleted_above),
        cmocka_unit_test(test_frame_entry_bits),
        cmocka_unit_test(test_frame_rights_of_capability),
        cmocka_unit_test(test_frame_refusals),
        cmocka_unit_test(test_frame_only_one_place),
        cmocka_unit_test(test_remap_and_unmap),
        cmocka_unit_test(test_frame_stale_mapping),
        cmocka_unit_test(test_large_frames),
        cmocka_unit_test(test_vspace_deleted),
        cmocka_unit_test(test_cache_operations),
        cmocka_unit_test(test_cache_operation_preempted),
        cmocka_unit_test(test_map_boot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
