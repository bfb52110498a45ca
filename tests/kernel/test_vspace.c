/* Address spaces: mapping, unmapping, what the TLB must forget. */
#include "harness.h"

#define RW (RIGHT_READ | RIGHT_WRITE)
#define A (WINDOW + 0x4000)
#define FAULT_LABEL_VM 6

uint64_t fault_read(uint64_t address);
void fault_write(uint64_t address, uint64_t value);

static volatile uint64_t step, value_seen;

/* Reads once each time that step has become odd, and makes it even. */
static void read_each_step(uint64_t address)
{
    for (;;) {
        while (step % 2 == 0)
            kdl_yield();
        value_seen = fault_read(address);
        step++;
    }
}

static struct thread *reader(cptr_t *faults, uint64_t address)
{
    struct thread *t = thread_new(read_each_step, address, 100);
    *faults = make(KDL_OBJECT_ENDPOINT);
    thread_handler(t, badged(*faults, RIGHT_ALL, 1));
    step = 0;
    value_seen = 0;
    thread_start(t);
    return t;
}

static void next_step(void)
{
    step++;
    settle();
}

void test_vspace_stale_after_unmap(void)
{
    cptr_t frame = make(KDL_OBJECT_FRAME_4K), faults;
    volatile uint64_t *page = map_here(frame, A);
    *page = 0x11;
    reader(&faults, A);
    next_step();
    CHECK_EQ(value_seen, 0x11);
    OK(kdl_frame_unmap(ipc(), frame));
    OK(kdl_frame_unmap(ipc(), frame));              /* once more does nothing */
    step++;
    struct kdl_message m = kdl_recv(faults, own_reply());
    CHECK_EQ(kdl_info_label(m.info), FAULT_LABEL_VM);
    CHECK_EQ(m.word[1], A);
    map_here(frame, A);
    *page = 0x22;
    kdl_reply(own_reply(), kdl_info(0, 0, 0), NO_WORDS);
    settle();
    CHECK_EQ(value_seen, 0x22);
}

/* Each capability to a frame has a mapping of its own, or none. */
void test_vspace_mappings_of_copies(void)
{
    cptr_t frame = make(KDL_OBJECT_FRAME_4K), copy;
    volatile uint64_t *page = map_here(frame, A);
    copy = copy_of(frame);
    OK(kdl_frame_unmap(ipc(), copy));               /* it maps nothing */
    *page = 1;
    volatile uint64_t *other = map_here(copy, A + PAGE_SIZE);
    OK(delete_slot(frame));
    CHECK_EQ(*other, 1);
    cptr_t next = make(KDL_OBJECT_FRAME_4K);
    map_here(next, A);                              /* where nothing is any more */
    CHECK_EQ(*page, 0);
    *page = 2;
    CHECK_EQ(*other, 1);
}

void test_vspace_remap(void)
{
    cptr_t one = make(KDL_OBJECT_FRAME_4K), two = make(KDL_OBJECT_FRAME_4K);
    volatile uint64_t *page = map_here(one, A);
    *page = 1;
    OK(kdl_frame_unmap(ipc(), one));
    map_here(two, A);
    CHECK_EQ(*page, 0);
    *page = 2;
    for (unsigned i = 0; i < 1000; i++) {
        cptr_t frame = i % 2 ? two : one;
        OK(kdl_frame_unmap(ipc(), i % 2 ? one : two));
        map_here(frame, A);
        CHECK_EQ(*page, i % 2 + 1);
    }
}

/* ---- processes ---- */

static void check_word(uint64_t expected)
{
    CHECK_EQ(fault_read(A), expected);
    fault_write(A, expected + 100);
}

/* The same address means another page in each address space. */
void test_vspace_same_address(void)
{
    cptr_t frame[3];
    for (unsigned i = 0; i < 3; i++) {
        frame[i] = make(KDL_OBJECT_FRAME_4K);
        *(uint64_t *)map_here(frame[i], A) = 50 + i;
        OK(kdl_frame_unmap(ipc(), frame[i]));
        struct thread *t = process_new(check_word, 50 + i, 100);
        OK(map(t->vspace, frame[i], A, RW, false));
        thread_start(t);
    }
    join(3);
    for (unsigned i = 0; i < 3; i++) {
        OK(kdl_frame_unmap(ipc(), frame[i]));
        CHECK_EQ(*(uint64_t *)map_here(frame[i], A), 150 + i);
        OK(kdl_frame_unmap(ipc(), frame[i]));
    }
}

static void exchange_words(uint64_t side)
{
    volatile uint64_t *page = (uint64_t *)(side ? A : A + 0x10000);
    for (uint64_t i = 1; i <= 50; i++) {
        page[side] = i;
        while (page[!side] < i)
            kdl_yield();
    }
}

/* One page seen by two, at different addresses. */
void test_vspace_shared_frame(void)
{
    cptr_t frame = make(KDL_OBJECT_FRAME_4K), copy = copy_of(frame);
    struct thread *a = process_new(exchange_words, 0, 100);
    struct thread *b = process_new(exchange_words, 1, 100);
    OK(map(a->vspace, frame, A + 0x10000, RW, false));
    OK(map(b->vspace, copy, A, RW, false));
    thread_start(a);
    thread_start(b);
    join(2);
    cptr_t third = copy_of(frame);
    volatile uint64_t *page = map_here(third, A);
    CHECK(page[0] == 50 && page[1] == 50);
}

/* ---- rules ---- */

void test_vspace_map_rules(void)
{
    cptr_t frame = make(KDL_OBJECT_FRAME_4K), other = make(KDL_OBJECT_FRAME_4K);
    cptr_t vspace = new_vspace(), bare = make(KDL_OBJECT_VSPACE);
    static const uint64_t bad[] = {
        A + 1, A + 0x800, 1ul << 48, 0xffffff8000000000ul, ~0xffful, (1ul << 48) - 1
    };
    for (unsigned i = 0; i < LENGTH(bad); i++)
        CHECK(kdl_frame_map(ipc(), frame, bad[i], RW, 1, ROOT_SLOT_VSPACE) != KDL_ERROR_NONE);
    CHECK(kdl_frame_map(ipc(), frame, A, RW, 1, bare) != KDL_ERROR_NONE);
    CHECK(kdl_frame_map(ipc(), frame, A, RW, 1, frame) != KDL_ERROR_NONE);
    CHECK_EQ(kdl_frame_map(ipc(), frame, A, RW, 1, vspace), KDL_ERROR_FAILED_LOOKUP);
    OK(map(ROOT_SLOT_VSPACE, frame, A, RW, false));
    CHECK_EQ(kdl_frame_map(ipc(), other, A, RW, 1, ROOT_SLOT_VSPACE), KDL_ERROR_DELETE_FIRST);
    CHECK(kdl_frame_map(ipc(), frame, A + 0x1000, RW, 1, ROOT_SLOT_VSPACE) != KDL_ERROR_NONE);
    CHECK(kdl_frame_map(ipc(), frame, A, RW, 1, vspace) != KDL_ERROR_NONE);
    /* page tables */
    cptr_t table = make(KDL_OBJECT_PAGE_TABLE);
    CHECK(kdl_page_table_map(ipc(), table, A, 1, ROOT_SLOT_VSPACE) != KDL_ERROR_NONE);
    CHECK(kdl_page_table_map(ipc(), table, 1ul << 48, 1, vspace) != KDL_ERROR_NONE);
    OK(kdl_page_table_map(ipc(), table, A, 1, vspace));
    CHECK(kdl_page_table_map(ipc(), table, A, 1, vspace) != KDL_ERROR_NONE);
    OK(map(vspace, other, A, RW, false));
    OK(kdl_page_table_unmap(ipc(), table));
    CHECK_EQ(kdl_frame_map(ipc(), make(KDL_OBJECT_FRAME_4K), A, RW, 1, vspace),
             KDL_ERROR_FAILED_LOOKUP);
    /* rights are those of the capability at most */
    cptr_t reader = new_slot();
    OK(copy_slot(other, reader, RIGHT_READ));
    OK(map(ROOT_SLOT_VSPACE, reader, A + 0x1000, RW, false));
    /* an ASID is given once */
    CHECK(kdl_asid_pool_assign(ipc(), ROOT_SLOT_ASID_POOL, vspace) != KDL_ERROR_NONE);
    CHECK(kdl_asid_pool_assign(ipc(), ROOT_SLOT_ASID_POOL, frame) != KDL_ERROR_NONE);
}

void test_vspace_large_page(void)
{
    cptr_t frame = make(KDL_OBJECT_FRAME_2M), small = make(KDL_OBJECT_FRAME_4K);
    CHECK_EQ(kdl_frame_map(ipc(), frame, WINDOW + 0x1000, RW, 1, ROOT_SLOT_VSPACE),
             KDL_ERROR_ALIGNMENT);
    volatile uint64_t *page = map_here(frame, WINDOW + (4ul << 20));
    for (unsigned i = 0; i < 1ul << 18; i += 512) {
        CHECK_EQ(page[i], 0);
        page[i] = i;
    }
    for (unsigned i = 0; i < 1ul << 18; i += 512)
        CHECK_EQ(page[i], i);
    CHECK(kdl_frame_map(ipc(), small, WINDOW + (4ul << 20) + 0x3000, RW, 1, ROOT_SLOT_VSPACE) !=
          KDL_ERROR_NONE);
    OK(kdl_frame_unmap(ipc(), frame));
    map_here(small, WINDOW + (4ul << 20) + 0x3000);
}

void test_vspace_rights_change(void)
{
    cptr_t frame = make(KDL_OBJECT_FRAME_4K), faults;
    *(uint64_t *)map_here(frame, A) = 0x77;
    reader(&faults, A);
    next_step();
    CHECK_EQ(value_seen, 0x77);
    OK(map(ROOT_SLOT_VSPACE, frame, A, RIGHT_READ, false));
    next_step();
    CHECK_EQ(value_seen, 0x77);
    struct thread *t = thread_new((void (*)(uint64_t))(uintptr_t)fault_write, A, 100);
    thread_handler(t, badged(faults, RIGHT_ALL, 2));
    thread_start(t);
    struct kdl_message m = kdl_recv(faults, own_reply());
    CHECK_EQ(m.badge, 2);
    CHECK_EQ(m.word[1], A);
}

static void loop_reading(uint64_t expected)
{
    for (unsigned i = 0; i < 100; i++) {
        CHECK_EQ(fault_read(A), expected);
        kdl_yield();
    }
}

/* New address spaces take over the identifiers of old ones, and see nothing of theirs. */
void test_vspace_asid_reuse(void)
{
    for (unsigned round = 0; round < 6; round++) {
        cptr_t memory = new_untyped(14), frame = new_slot();
        OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, frame, 1));
        *(uint64_t *)map_here(frame, A) = 1000 + round;
        OK(kdl_frame_unmap(ipc(), frame));
        struct thread *t = process_new(loop_reading, 1000 + round, 100);
        OK(map(t->vspace, frame, A, RW, false));
        thread_start(t);
        join(1);
        OK(delete_slot(t->tcb));
        OK(delete_slot(t->vspace));
        OK(revoke_slot(memory));
    }
    /* as many as the pool has, and one more */
    cptr_t many = new_slots(256);
    unsigned assigned = 0;
    OK(retype(arena(), KDL_OBJECT_VSPACE, 0, many, 256));
    while (assigned < 256 && kdl_asid_pool_assign(ipc(), ROOT_SLOT_ASID_POOL, many + assigned) ==
           KDL_ERROR_NONE)
        assigned++;
    CHECK_EQ(assigned, 256);
}

static void count_forever(uint64_t unused)
{
    (void)unused;
    for (;;)
        ;
}

/* A thread whose address space goes faults; the others run on. */
void test_vspace_deleted_under_thread(void)
{
    struct thread *t = process_new(count_forever, 0, 100);
    thread_start(t);
    settle();
    cptr_t faults = make(KDL_OBJECT_ENDPOINT);
    thread_handler(t, badged(faults, RIGHT_ALL, 3));
    settle();
    OK(revoke_slot(t->vspace));
    OK(delete_slot(t->vspace));
    struct kdl_message m = kdl_recv(faults, own_reply());
    CHECK_EQ(m.badge, 3);
    CHECK_EQ(kdl_info_label(m.info), FAULT_LABEL_VM);
}

static void touch_forever(uint64_t unused)
{
    (void)unused;
    for (;;)
        fault_read(A);
}

void test_vspace_frame_revoked(void)
{
    cptr_t memory = new_untyped(12), frame = new_slot(), faults = make(KDL_OBJECT_ENDPOINT);
    OK(retype(memory, KDL_OBJECT_FRAME_4K, 0, frame, 1));
    struct thread *t = process_new(touch_forever, 0, 100);
    thread_handler(t, badged(faults, RIGHT_ALL, 4));
    OK(map(t->vspace, frame, A, RW, false));
    thread_start(t);
    settle();
    OK(revoke_slot(memory));
    struct kdl_message m = kdl_recv(faults, own_reply());
    CHECK_EQ(m.badge, 4);
    CHECK_EQ(m.word[1], A);
}

void test_vspace_cache_bounds(void)
{
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    map_here(frame, A);
    static const struct { uint64_t start, end; bool ok; } range[] = {
        {0, 4096, true}, {0, 1, true}, {64, 128, true}, {0, 4097, false}, {4096, 4097, false},
        {10, 5, false}, {0, ~0ul, false}, {~0ul, 10, false}, {1ul << 63, (1ul << 63) + 64, false}
    };
    for (unsigned i = 0; i < LENGTH(range); i++) {
        uint64_t s = range[i].start, e = range[i].end;
        CHECK_EQ(kdl_frame_clean(ipc(), frame, s, e) == 0, range[i].ok);
        CHECK_EQ(kdl_frame_invalidate(ipc(), frame, s, e) == 0, range[i].ok);
        CHECK_EQ(kdl_frame_clean_invalidate(ipc(), frame, s, e) == 0, range[i].ok);
        CHECK_EQ(kdl_frame_unify_instruction(ipc(), frame, s, e) == 0, range[i].ok);
    }
}
