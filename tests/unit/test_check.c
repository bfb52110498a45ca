// link: @tests/unit/world.link
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * The walk over all of the kernel's state: what is in order passes, and each invariant is broken in
 * some way that the walk must report in its own words. Its sources are read for the list of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "kernel/check.h"
#include "kernel/core/pte.h"
#include "kernel/derive.h"
#include "kernel/queue.h"
#include "kernel/sched_queues.h"
#include "kernel/vspace.h"
#include "world.h"

/*
 * Slots; threads have three. Made in this order, so that the walk comes to what is later first. The
 * caller's time has gone to a server, and from there to another.
 */
enum {
    CALLER = 10, SERVER = 13, BACKEND = 16, WAITER = 19, RECEIVER = 22, SECOND = 25, SENDER = 28,
    READY = 31, LATE = 34, BARE = 37,
    EP = 40, EP_BACK, EP_RECEIVE, EP_SEND, NOTE, NOTE_BOUND, NOTE_LENT, NOTE_ACTIVE,
    REPLY_OLDER, REPLY_NEWER, REPLY_RECEIVE, REPLY_FREE, LENT,
    IRQ_CONTROL, HANDLER, ASID_CONTROL, POOL_MEMORY, POOL, ROOT_SPACE, SPACE,
    TABLE_1, TABLE_2, TABLE_3, PAGE, PAGE_UNMAPPED, LARGE, UNUSED, MANY
};
#define LINE  40u
#define VADDR 0x8040201000ul            /* index 1 at every level */
#define LARGE_VADDR (VADDR + (1ul << 22))

#define WORDS(...) ((const word_t[8]){__VA_ARGS__})
#define CAPS(...)  ((const word_t[3]){__VA_ARGS__})

static struct slot *slot(word_t n) { return &world_root[n]; }
static void *object(word_t n) { return cap_pointer(world_cap(n)); }
static struct tcb *thread(word_t n) { return object(n); }
static struct sched_context *context(word_t n) { return object(n); }
static struct notification *note(word_t n) { return object(n); }
static struct reply *reply(word_t n) { return object(n); }

static word_t *entry(vaddr_t vaddr, word_t level)
{
    return vspace_entry(object(SPACE), vaddr, level);
}

static void must(enum err err) { assert_int_equal(err, ERR_NONE); }

static void make_objects(void)
{
    static const struct { uint8_t slot, type, bits; } objects[] = {
        {EP, OBJECT_ENDPOINT, 0}, {EP_BACK, OBJECT_ENDPOINT, 0}, {EP_RECEIVE, OBJECT_ENDPOINT, 0},
        {EP_SEND, OBJECT_ENDPOINT, 0}, {NOTE, OBJECT_NOTIFICATION, 0},
        {NOTE_BOUND, OBJECT_NOTIFICATION, 0}, {NOTE_LENT, OBJECT_NOTIFICATION, 0},
        {NOTE_ACTIVE, OBJECT_NOTIFICATION, 0}, {REPLY_OLDER, OBJECT_REPLY, 0},
        {REPLY_NEWER, OBJECT_REPLY, 0}, {REPLY_RECEIVE, OBJECT_REPLY, 0},
        {REPLY_FREE, OBJECT_REPLY, 0}, {LENT, OBJECT_SCHED_CONTEXT, 8},
        {POOL_MEMORY, OBJECT_UNTYPED, 12}, {ROOT_SPACE, OBJECT_VSPACE, 0},
        {SPACE, OBJECT_VSPACE, 0}, {TABLE_1, OBJECT_PAGE_TABLE, 0},
        {TABLE_2, OBJECT_PAGE_TABLE, 0}, {TABLE_3, OBJECT_PAGE_TABLE, 0},
        {PAGE, OBJECT_FRAME_4K, 0}, {PAGE_UNMAPPED, OBJECT_FRAME_4K, 0},
        {LARGE, OBJECT_FRAME_2M, 0},
    };
    for (unsigned i = 0; i < sizeof objects / sizeof objects[0]; i++)
        world_make((enum object_type)objects[i].type, objects[i].bits, objects[i].slot);
    derive_insert_root(cap_make(CAP_IRQ_CONTROL, 0, 0, 0), slot(IRQ_CONTROL));
    derive_insert_root(cap_make(CAP_ASID_CONTROL, 0, 0, 0), slot(ASID_CONTROL));
}

/* Each waits for something else; two are ready, one of them not before its next refill. */
static void make_threads(void)
{
    world_thread(CALLER, 50);
    for (word_t n = SERVER; n <= SENDER; n += 3)
        world_passive(n, (uint8_t)(80 - n));
    world_thread(READY, 10);
    world_thread(LATE, 10);
    world_make(OBJECT_TCB, 0, BARE);
    make_objects();
    endpoint_receive(thread(SERVER), world_cap(EP), true, object(REPLY_OLDER));
    endpoint_receive(thread(BACKEND), world_cap(EP_BACK), true, object(REPLY_NEWER));
    endpoint_receive(thread(RECEIVER), world_cap(EP_RECEIVE), true, object(REPLY_RECEIVE));
    endpoint_receive(thread(SECOND), world_cap(EP_RECEIVE), true, NULL);
    endpoint_send(object(EP_SEND), thread(SENDER), 0, RIGHT_ALL, true, false, false);
    notification_wait(thread(WAITER), world_cap(NOTE), true);
    notification_signal(object(NOTE_ACTIVE), 5);
    sc_bind_notification(context(LENT), object(NOTE_LENT));
    sc_configure(context(LATE + 1), 1000, 100000, REFILL_MIN, 0, false, 0);
    refill_head(&context(LATE + 1)->refills)->time += 1000000;
    thread(READY)->yield_to = context(LATE + 1);
    context(LATE + 1)->yield_from = thread(READY);
    thread_restart(thread(LATE));
    thread_restart(thread(READY));
    thread_restart(thread(CALLER));
    schedule();
}

static void make_space(void)
{
    must(world_invoke(ASID_CONTROL, INV_ASID_CONTROL_MAKE_POOL, WORDS(POOL, 64),
                      CAPS(POOL_MEMORY, WORLD_CNODE)));
    must(world_invoke(POOL, INV_ASID_POOL_ASSIGN, WORDS(0), CAPS(ROOT_SPACE)));
    must(world_invoke(POOL, INV_ASID_POOL_ASSIGN, WORDS(0), CAPS(SPACE)));
    for (word_t n = TABLE_1; n <= TABLE_3; n++)
        must(world_invoke(n, INV_PAGE_TABLE_MAP, WORDS(VADDR, 1), CAPS(SPACE)));
    must(world_invoke(PAGE, INV_FRAME_MAP, WORDS(VADDR, 3, 1), CAPS(SPACE)));
    must(world_invoke(LARGE, INV_FRAME_MAP, WORDS(LARGE_VADDR & ~0x1ffffful, 3, 1), CAPS(SPACE)));
}

static void start(void)
{
    world_init();
    fake.quiet = true;
    make_threads();
    world_expect(thread(CALLER));
    make_space();
    must(world_invoke(IRQ_CONTROL, INV_IRQ_CONTROL_GET, WORDS(LINE, HANDLER, 64),
                      CAPS(WORLD_CNODE)));
    must(world_invoke(HANDLER, INV_IRQ_HANDLER_SET, WORDS(0), CAPS(NOTE_ACTIVE)));
    must(world_invoke(SECOND, INV_TCB_BIND_NOTIFICATION, WORDS(0), CAPS(NOTE_BOUND)));
    world_syscall(SYS_CALL, EP, 0, 0, 0);
    world_expect(thread(SERVER));
    world_syscall(SYS_CALL, EP_BACK, 0, 0, 0);
    world_expect(thread(BACKEND));
    kernel.root_cnode = world_root;
    kernel.boot.root_cnode_bits = WORLD_RADIX;
}

static void test_in_order(void **state)
{
    struct check found;
    (void)state;
    start();
    assert_true(check_kernel(&found));
    assert_int_equal(found.threads, 10);
    assert_int_equal(found.queued, 4);
    assert_int_equal(found.waiting, 4);
    assert_int_equal(found.asids, 2);
    assert_int_equal(found.tables, 3);
    assert_int_equal(found.frames, 2);
    assert_int_equal(found.irqs, 1);
    assert_int_equal(found.capabilities, found.listed);
}

/* What is not a fault: spaces and tables that have gone before what was mapped in them. */
static void test_remains(void **state)
{
    struct check found;
    (void)state;
    start();
    must(slot_delete(slot(TABLE_3)));
    assert_true(check_kernel(&found));
    assert_int_equal(found.tables, 2);
    assert_int_equal(found.frames, 1);
    must(slot_delete(slot(SPACE)));
    assert_true(check_kernel(&found));
    assert_int_equal(found.asids, 1);
    assert_int_equal(found.tables + found.frames, 0);
    must(slot_delete(slot(HANDLER)));
    must(slot_delete(slot(CALLER)));
    must(slot_delete(slot(REPLY_NEWER)));
    assert_true(check_kernel(&found));
    assert_int_equal(found.irqs, 0);
    assert_int_equal(found.threads, 9);
}

/* ---- breaking things ---- */

#define BREAK(name, ...) static void name(void) { __VA_ARGS__; }

static struct slot stray;

/* capabilities */
BREAK(a_stranger_as_predecessor, slot(EP)->prev = (word_t)slot(UNUSED))
BREAK(a_child_left_out, struct slot *first = (struct slot *)(slot(WORLD_UNTYPED)->next & ~3ul);
      slot(WORLD_UNTYPED)->next = (first->next & ~3ul) | MDB_REVOCABLE)
BREAK(an_empty_slot_in_a_list, slot(UNUSED)->next = (word_t)slot(EP))
BREAK(watermark_too_low, slot(WORLD_UNTYPED)->cap = cap_with_untyped_mark(
      world_cap(WORLD_UNTYPED), (struct untyped_mark){4096, 4096}))
BREAK(watermark_behind_the_end, slot(WORLD_UNTYPED)->cap = cap_with_untyped_mark(
      world_cap(WORLD_UNTYPED), (struct untyped_mark){1 << 25, 1 << 25}))
BREAK(two_objects_in_one_place, slot(EP)->cap = cap_endpoint(note(NOTE), RIGHT_ALL, 0))
BREAK(a_slot_that_nobody_finds, derive_insert(world_cap(EP), slot(EP), &stray))

static void a_circle(void)
{
    struct slot *s = slot(UNUSED);
    derive_insert_root(cap_make(CAP_DOMAIN, 0, 0, 0), &s[0]);
    for (unsigned i = 1; i < 3; i++)
        derive_insert(s[0].cap, &s[i - 1], &s[i]);
    s[2].next = (word_t)&s[1];
}

static void nested_too_deep(void)
{
    struct untyped_mark full = {4096, 4096};
    world_make(OBJECT_UNTYPED, 12, UNUSED);
    for (word_t n = UNUSED + 1; n < UNUSED + 50; n++) {
        derive_insert(world_cap(n - 1), slot(n - 1), slot(n));
        slot(n - 1)->cap = cap_with_untyped_mark(world_cap(n - 1), full);
    }
}

static void too_many_cnodes(void)
{
    struct slot *place = world_make(OBJECT_CNODE, 12, UNUSED);
    for (unsigned i = 0; i < 2048; i++) {
        world_make(OBJECT_CNODE, 1, MANY);
        derive_move(world_cap(MANY), slot(MANY), &place[i]);
    }
}

/* objects */
BREAK(a_queue_one_way, thread(SECOND)->ipc.prev = NULL)
BREAK(waits_elsewhere, thread(RECEIVER)->blocking_on = object(EP))
BREAK(queued_and_runs, thread(WAITER)->state = THREAD_RUNNING)
BREAK(a_queue_out_of_order, thread(RECEIVER)->priority = 1)
BREAK(idle_with_a_queue, note(NOTE)->state = NOTIFICATION_IDLE)
BREAK(waiting_without_a_queue, note(NOTE_BOUND)->state = NOTIFICATION_WAITING)
BREAK(signals_in_idleness, note(NOTE_BOUND)->badge = 3)
BREAK(bound_one_way, thread(SECOND)->bound = NULL)
BREAK(bound_and_waited_for, note(NOTE)->bound = thread(RECEIVER);
      thread(RECEIVER)->bound = note(NOTE))
BREAK(lent_one_way, context(LENT)->notification = NULL)
BREAK(free_and_older, reply(REPLY_FREE)->prev = (word_t)reply(REPLY_NEWER))
BREAK(free_and_newer, reply(REPLY_FREE)->next = (word_t)reply(REPLY_NEWER))
BREAK(reply_of_another, reply(REPLY_OLDER)->tcb = thread(WAITER))
BREAK(reply_of_nobody_who_waits, reply(REPLY_FREE)->tcb = thread(BARE);
      thread(BARE)->reply = reply(REPLY_FREE))
BREAK(receives_in_a_stack, reply(REPLY_RECEIVE)->prev = (word_t)reply(REPLY_FREE))
BREAK(an_older_stranger, reply(REPLY_NEWER)->prev = (word_t)reply(REPLY_FREE))
BREAK(a_newer_stranger, reply(REPLY_NEWER)->prev = 0)
BREAK(no_stack_for_the_newest, thread(BACKEND)->sc->reply = NULL)
BREAK(half_a_slice, context(READY + 1)->refills.count = 1)
BREAK(no_refill, context(LATE + 1)->refills.count = 0)
BREAK(too_many_refills, context(LATE + 1)->refills.count = 77)
BREAK(a_head_outside, context(LATE + 1)->refills.head = 77)
BREAK(too_much_time, context(LATE + 1)->period = 10)
BREAK(thread_of_another, context(READY + 1)->tcb = thread(WAITER))
BREAK(notification_of_another, context(LENT)->notification = note(NOTE))
BREAK(stack_of_another, context(READY + 1)->reply = reply(REPLY_FREE))
BREAK(yield_of_another, context(READY + 1)->yield_from = thread(WAITER))

/* threads */
BREAK(context_of_another, thread(BARE)->sc = context(READY + 1))
BREAK(bound_to_anothers, thread(BARE)->bound = note(NOTE_BOUND))
BREAK(yields_unknown, thread(BARE)->yield_to = context(READY + 1))
BREAK(anothers_reply, thread(BARE)->reply = reply(REPLY_FREE))
BREAK(waits_for_no_reply, thread(BARE)->state = THREAD_BLOCKED_REPLY)
BREAK(noted_otherwise, thread(BACKEND)->spaces_valid ^= SPACES_TIMER)
BREAK(anothers_space, fake.space_of_another = true)
BREAK(fewer_slots_noted, thread(BACKEND)->spaces_slot_count = 3)
BREAK(other_slots_noted, thread(BACKEND)->spaces_slot++)
BREAK(waits_on_and_does_not, thread(BARE)->blocking_on = object(EP))
BREAK(waits_on_nothing, thread(BARE)->state = THREAD_BLOCKED_SEND)
BREAK(queued_and_stopped, thread(BARE)->in_ready_queue = true)
BREAK(queued_without_time, thread(BARE)->in_release_queue = true;
      thread(BARE)->state = THREAD_RUNNING)
BREAK(in_both_queues, thread(READY)->in_release_queue = true)
BREAK(not_listed, queue_remove(&kernel.threads, thread(BARE), LINK_ALL))
BREAK(waits_outside, thread(BARE)->state = THREAD_BLOCKED_SEND;
      thread(BARE)->blocking_on = object(EP))

/* the scheduler's queues */
static struct cpu *core(void) { return &kernel.cpu[0]; }
BREAK(map_without_queue, ready_map_set(&core()->ready_map, 77))
BREAK(queue_without_map, ready_map_clear(&core()->ready_map, 10))
BREAK(ready_elsewhere, thread(READY)->priority = 11)
BREAK(ready_unknown, thread(READY)->in_ready_queue = false)
BREAK(ready_next, core()->next = thread(READY))
BREAK(ready_in_another_domain, thread(READY)->domain = 1)
BREAK(release_unknown, thread(LATE)->in_release_queue = false)
BREAK(release_at_another_time, refill_head(&context(LATE + 1)->refills)->time++)
BREAK(release_in_another_domain, thread(LATE)->domain = 1)
BREAK(an_alarm_too_late, core()->alarm++)
BREAK(anothers_queues, core()->queues = core()->ready[1])
BREAK(quiet_without_a_slice, core()->quiet_until = 1; core()->reprogram = false;
      thread(BACKEND)->sc->period = 1000000)
BREAK(forgotten_by_all, thread(BARE)->state = THREAD_RUNNING; thread(BARE)->sc = context(LENT);
      context(LENT)->tcb = thread(BARE); context(LENT)->period = 0;
      refill_slice_init(&context(LENT)->refills, 100, 0); context(LENT)->refills.max = REFILL_MIN)

/* address spaces */
BREAK(no_such_pool, kernel.asid_pool[0] = NULL)
BREAK(another_pool, kernel.asid_pool[0] = object(TABLE_1))
BREAK(a_line_given_back, kernel.irq_issued[LINE] = false)
BREAK(one_identifier_too_many, kernel.asid_pool[0][7] = object(SPACE))
BREAK(one_in_another_pool, kernel.asid_pool[5] = kernel.asid_pool[0])
BREAK(another_identifier, slot(SPACE)->cap = cap_vspace(object(SPACE), 9))
BREAK(identifiers_changed, kernel.asid_pool[0][2] = object(TABLE_1))
BREAK(a_page_twice, entry(VADDR, 3)[1] = *entry(VADDR, 3))
BREAK(a_block_twice, entry(LARGE_VADDR, 2)[1] = *entry(LARGE_VADDR, 2))
BREAK(a_page_of_another, *entry(VADDR, 3) ^= 0x1000)
BREAK(a_frame_that_says_elsewhere, slot(PAGE)->cap = cap_with_mapping(world_cap(PAGE), 2,
                                                                      VADDR + PAGE_SIZE))
BREAK(a_frame_that_says_nothing, slot(LARGE)->cap = cap_with_mapping(world_cap(LARGE), 0, 0))
BREAK(a_table_twice, *entry(VADDR + (1ul << 39), 0) = *entry(VADDR, 0))
BREAK(a_table_that_says_nothing, slot(TABLE_2)->cap = cap_with_mapping(world_cap(TABLE_2), 0, 0))
BREAK(a_table_of_another, *entry(VADDR, 2) = (*entry(VADDR, 2) & 0xfff) |
      cap_paddr(world_cap(PAGE_UNMAPPED)))
BREAK(signals_without_a_handler, derive_insert(world_cap(NOTE), slot(NOTE), &kernel.irq_slot[41]))
BREAK(a_line_too_many, kernel.irq_issued[50] = true)

static const struct { const char *reported; void (*break_it)(void); } faults[] = {
    {"its predecessor does not know it", a_stranger_as_predecessor},
    {"its successor does not know it", a_child_left_out},
    {"empty, but in a list", an_empty_slot_in_a_list},
    {"in the free part of its untyped", watermark_too_low},
    {"its watermark is behind its end", watermark_behind_the_end},
    {"overlaps another object, or apart from its parent", two_objects_in_one_place},
    {"capabilities in slots and in lists differ in number", a_slot_that_nobody_finds},
    {"a list without an end", a_circle},
    {"untyped memory is nested too deep to check", nested_too_deep},
    {"more CNodes than the check has room for", too_many_cnodes},

    {"its queue is not linked both ways", a_queue_one_way},
    {"in a queue without waiting there", waits_elsewhere},
    {"in a queue without waiting there", queued_and_runs},
    {"waits in front of a higher priority", a_queue_out_of_order},
    {"waited for without anybody waiting, or the other way round", idle_with_a_queue},
    {"waited for without anybody waiting, or the other way round", waiting_without_a_queue},
    {"has signals and is not active", signals_in_idleness},
    {"bound to a thread that does not know it", bound_one_way},
    {"bound, and others wait for it", bound_and_waited_for},
    {"has a scheduling context that does not know it", lent_one_way},
    {"unused, but in a call stack", free_and_older},
    {"unused, but in a call stack", free_and_newer},
    {"belongs to a thread that does not know it", reply_of_another},
    {"belongs to a thread that waits for nothing", reply_of_nobody_who_waits},
    {"in a call stack while its thread receives", receives_in_a_stack},
    {"the older reply does not know it", an_older_stranger},
    {"the newer reply does not know it", a_newer_stranger},
    {"newest of a context that does not know it", no_stack_for_the_newest},
    {"a slice without two parts", half_a_slice},
    {"its refills are out of order", no_refill},
    {"its refills are out of order", too_many_refills},
    {"its refills are out of order", a_head_outside},
    {"more time than the period has", too_much_time},
    {"has a thread that does not know it", thread_of_another},
    {"has a notification that does not know it", notification_of_another},
    {"the newest of its call stack does not know it", stack_of_another},
    {"yielded to by a thread that does not know it", yield_of_another},

    {"its scheduling context does not know it", context_of_another},
    {"its bound notification does not know it", bound_to_anothers},
    {"it yields to a context that does not know it", yields_unknown},
    {"its reply object does not know it", anothers_reply},
    {"waits for a reply that nobody can give", waits_for_no_reply},
    {"noted as of another kind", noted_otherwise},
    {"the address space noted for it is not its own", anothers_space},
    {"the CSpace noted for it is not its own", fewer_slots_noted},
    {"the CSpace noted for it is not its own", other_slots_noted},
    {"what it waits on does not fit its state", waits_on_and_does_not},
    {"what it waits on does not fit its state", waits_on_nothing},
    {"queued to run, and cannot", queued_and_stopped},
    {"queued to run, and cannot", queued_without_time},
    {"in two queues of the scheduler", in_both_queues},
    {"threads in the list and by capability differ in number", not_listed},
    {"threads that wait and threads in queues differ in number", waits_outside},

    {"the scheduler's queues", map_without_queue},
    {"the scheduler's queues", queue_without_map},
    {"the scheduler's queues", ready_elsewhere},
    {"the scheduler's queues", ready_unknown},
    {"the scheduler's queues", ready_next},
    {"the scheduler's queues", ready_in_another_domain},
    {"the scheduler's queues", release_unknown},
    {"the scheduler's queues", release_at_another_time},
    {"the scheduler's queues", release_in_another_domain},
    {"the scheduler's queues", an_alarm_too_late},
    {"the scheduler's queues", anothers_queues},
    {"the scheduler's queues", quiet_without_a_slice},
    {"the scheduler's queues", forgotten_by_all},

    {"a pool that is not in the table", no_such_pool},
    {"a pool that is not in the table", another_pool},
    {"handler of a line that was not handed out", a_line_given_back},
    {"identifiers in use and address spaces differ in number", one_identifier_too_many},
    {"identifiers in use and address spaces differ in number", one_in_another_pool},
    {"identifiers in use and address spaces differ in number", another_identifier},
    {"identifiers in use and address spaces differ in number", identifiers_changed},
    {"pages are mapped that no capability stands for", a_page_twice},
    {"pages are mapped that no capability stands for", a_block_twice},
    {"pages are mapped that no capability stands for", a_page_of_another},
    {"pages are mapped that no capability stands for", a_frame_that_says_elsewhere},
    {"pages are mapped that no capability stands for", a_frame_that_says_nothing},
    {"page tables in use and their capabilities differ in number", a_table_that_says_nothing},
    {"page tables in use and their capabilities differ in number", a_table_of_another},
    {"pages are mapped that no capability stands for", a_table_twice},
    {"signals for a line without a handler", signals_without_a_handler},
    {"handlers and lines handed out", a_line_too_many},
};
#define FAULTS (sizeof faults / sizeof faults[0])

static void test_broken(void **state)
{
    unsigned wrong = 0;
    (void)state;
    for (unsigned i = 0; i < FAULTS; i++) {
        struct check found;
        start();
        assert_true(check_kernel(&found));
        memset(fake.printed, 0, sizeof fake.printed);
        faults[i].break_it();
        if (!check_kernel(&found) && strstr(fake.printed, faults[i].reported))
            continue;
        printf("%u, not reported: %s; but: %s\n", i, faults[i].reported, fake.printed);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static bool is_tried(const char *text, size_t length)
{
    for (unsigned i = 0; i < FAULTS; i++)
        if (strlen(faults[i].reported) == length && !memcmp(faults[i].reported, text, length))
            return true;
    return false;
}

/* The reports in a source, last arguments of check_broken: how many are not in the table? */
static unsigned untried(const char *source)
{
    static char text[32 << 10];
    unsigned count = 0, found = 0;
    FILE *f = fopen(source, "r");
    assert_non_null(f);
    text[fread(text, 1, sizeof text - 1, f)] = '\0';
    fclose(f);
    for (const char *p = text; (p = strstr(p, "check_broken(")); p++) {
        const char *start = strchr(p, '"'), *end = strchr(p, ';');
        if (!start || start > end || (strchr(p, '{') && strchr(p, '{') < start))
            continue;
        size_t length = strcspn(++start, "\"");
        found++;
        if (is_tried(start, length))
            continue;
        printf("%s: nothing breaks '%.*s'\n", source, (int)length, start);
        count++;
    }
    assert_true(found > 5);
    return count;
}

static void test_all_are_tried(void **state)
{
    (void)state;
    assert_int_equal(untried("kernel/check.c") + untried("kernel/check_objects.c") +
                         untried("kernel/check_spaces.c"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_in_order), cmocka_unit_test(test_remains),
        cmocka_unit_test(test_broken), cmocka_unit_test(test_all_are_tried),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
