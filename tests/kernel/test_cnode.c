/* CNodes: copying, moving, badges, guards, deleting and revoking. */
#include "harness.h"

#define R RIGHT_READ
#define W RIGHT_WRITE

void test_cnode_rights_shrink(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reader = new_slot(), more = new_slot();
    OK(copy_slot(ep, reader, R));
    struct kdl_message m = kdl_call(reader, kdl_info(0, 0, 0), NO_WORDS);
    CHECK_EQ(kdl_info_label(m.info), KDL_ERROR_INVALID_CAPABILITY);
    OK(copy_slot(reader, more, RIGHT_ALL));
    m = kdl_call(more, kdl_info(0, 0, 0), NO_WORDS);
    CHECK_EQ(kdl_info_label(m.info), KDL_ERROR_INVALID_CAPABILITY);
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), waiter = new_slot();
    OK(mint_slot(n, waiter, R, 0x55));
    m = kdl_call(waiter, kdl_info(0, 0, 0), NO_WORDS);
    CHECK_EQ(kdl_info_label(m.info), KDL_ERROR_INVALID_CAPABILITY);
    cptr_t other = new_slot();          /* neither all rights nor those that it has */
    OK(copy_slot(waiter, other, R | W));
    kdl_signal(other);
    CHECK_EQ(kdl_poll(n).badge, 0);
}

void test_cnode_move_and_mutate(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), a = new_slot(), b = new_slot();
    OK(mint_slot(n, a, RIGHT_ALL, 0x55));
    OK(move_slot(a, b));
    CHECK(slot_is_empty(a) && !slot_is_empty(b));
    kdl_signal(b);
    CHECK_EQ(kdl_poll(n).badge, 0x55);
    CHECK_EQ(move_slot(a, new_slot()), KDL_ERROR_FAILED_LOOKUP);
    CHECK_EQ(move_slot(b, n), KDL_ERROR_DELETE_FIRST);
    /* an existing badge is not to be changed, and none is given by mutate */
    CHECK(kdl_cnode_mutate(ipc(), ROOT_SLOT_CNODE, a, 64, b, 64, 7, ROOT_SLOT_CNODE) !=
          KDL_ERROR_NONE);
    cptr_t cnode = make_bits(KDL_OBJECT_CNODE, 4);
    OK(kdl_cnode_mutate(ipc(), ROOT_SLOT_CNODE, a, 64, cnode, 64, CNODE_DATA(5, 10),
                        ROOT_SLOT_CNODE));
    CHECK(slot_is_empty(cnode) && !slot_is_empty(a));
}

void test_cnode_rotate_and_swap(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), s = new_slots(3);
    OK(mint_slot(n, s, RIGHT_ALL, 1));
    OK(mint_slot(n, s + 1, RIGHT_ALL, 2));
    /* source to pivot, pivot to destination */
    OK(kdl_cnode_rotate(ipc(), ROOT_SLOT_CNODE, s + 2, 64, 0, s + 1, 64, 0, s, 64,
                        ROOT_SLOT_CNODE, ROOT_SLOT_CNODE));
    CHECK(slot_is_empty(s));
    kdl_signal(s + 1);
    CHECK_EQ(kdl_poll(n).badge, 1);
    kdl_signal(s + 2);
    CHECK_EQ(kdl_poll(n).badge, 2);
    /* destination == source: a swap */
    OK(kdl_cnode_rotate(ipc(), ROOT_SLOT_CNODE, s + 1, 64, 0, s + 2, 64, 0, s + 1, 64,
                        ROOT_SLOT_CNODE, ROOT_SLOT_CNODE));
    kdl_signal(s + 1);
    CHECK_EQ(kdl_poll(n).badge, 2);
    kdl_signal(s + 2);
    CHECK_EQ(kdl_poll(n).badge, 1);
    OK(revoke_slot(n));
    CHECK(slot_is_empty(s + 1) && slot_is_empty(s + 2));
}

void test_cnode_bad_addresses(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), s = new_slot();
    static const uint64_t bad_depths[] = {0, 65, 1ul << 32, ~0ul};
    for (unsigned i = 0; i < LENGTH(bad_depths); i++) {
        CHECK(kdl_cnode_copy(ipc(), ROOT_SLOT_CNODE, s, bad_depths[i], ep, 64, RIGHT_ALL,
                             ROOT_SLOT_CNODE) != KDL_ERROR_NONE);
        CHECK(kdl_cnode_copy(ipc(), ROOT_SLOT_CNODE, s, 64, ep, bad_depths[i], RIGHT_ALL,
                             ROOT_SLOT_CNODE) != KDL_ERROR_NONE);
        CHECK(kdl_cnode_delete(ipc(), ROOT_SLOT_CNODE, ep, bad_depths[i]) != KDL_ERROR_NONE);
        CHECK(kdl_cnode_revoke(ipc(), ROOT_SLOT_CNODE, ep, bad_depths[i]) != KDL_ERROR_NONE);
    }
    CHECK_EQ(kdl_cnode_delete(ipc(), ROOT_SLOT_CNODE, ep, 63), KDL_ERROR_FAILED_LOOKUP);
    CHECK_EQ(kdl_cnode_copy(ipc(), ROOT_SLOT_CNODE, s, 64, ep, 64, RIGHT_ALL, ep),
             KDL_ERROR_FAILED_LOOKUP);
    CHECK_EQ(kdl_cnode_copy(ipc(), ROOT_SLOT_CNODE, ~0ul, 64, ep, 64, RIGHT_ALL,
                            ROOT_SLOT_CNODE), KDL_ERROR_FAILED_LOOKUP);
    CHECK_EQ(kdl_cnode_copy(ipc(), ROOT_SLOT_CNODE, s, 64, s, 64, RIGHT_ALL, ROOT_SLOT_CNODE),
             KDL_ERROR_FAILED_LOOKUP);
    CHECK(!slot_is_empty(ep) && slot_is_empty(s));
}

/* cptr = guard 5 in 10 bits, index in 4; below it a second level */
void test_cnode_guards_and_levels(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    cptr_t lower = make_bits(KDL_OBJECT_CNODE, 4), upper = make_bits(KDL_OBJECT_CNODE, 3);
    OK(kdl_cnode_mint(ipc(), upper, 6, 3, lower, 64, RIGHT_ALL, CNODE_DATA(5, 10),
                      ROOT_SLOT_CNODE));
    OK(kdl_cnode_mint(ipc(), lower, 9, 4, n, 64, RIGHT_ALL, 0x99, ROOT_SLOT_CNODE));
    cptr_t root = new_slot(), out = new_slot();
    OK(mint_slot(upper, root, RIGHT_ALL, CNODE_DATA(0, 64 - 3 - 10 - 4)));
    uint64_t address = (6ul << 10 | 5) << 4 | 9;
    OK(kdl_cnode_copy(ipc(), ROOT_SLOT_CNODE, out, 64, address, 64, RIGHT_ALL, root));
    kdl_signal(out);
    CHECK_EQ(kdl_poll(n).badge, 0x99);
    OK(delete_slot(out));
    uint64_t wrong = (6ul << 10 | 4) << 4 | 9;
    CHECK_EQ(kdl_cnode_copy(ipc(), ROOT_SLOT_CNODE, out, 64, wrong, 64, RIGHT_ALL, root),
             KDL_ERROR_FAILED_LOOKUP);
    const uint64_t words[8] = {out, 64, wrong, 64, RIGHT_ALL};
    ipc()->caps_or_badges[0] = root;
    struct kdl_message m = kdl_call(ROOT_SLOT_CNODE, kdl_info(KDL_INVOCATION_CNODE_COPY, 1, 5),
                                    words);
    CHECK_EQ(kdl_info_label(m.info), KDL_ERROR_FAILED_LOOKUP);
    CHECK_EQ(m.word[0], 1);                         /* the source */
    CHECK_EQ(m.word[1], 4);                         /* guard mismatch */
    CHECK_EQ(m.word[2], 14);                        /* bits left */
    CHECK_EQ(m.word[3], 5);
    CHECK_EQ(m.word[4], 10);
    /* a guard that does not fit */
    CHECK(mint_slot(lower, out, RIGHT_ALL, CNODE_DATA(5, 61)) != KDL_ERROR_NONE);
}

void test_cnode_badges(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), a = new_slot(), b = new_slot();
    OK(mint_slot(n, a, RIGHT_ALL, ~0ul));
    kdl_signal(a);
    CHECK_EQ(kdl_poll(n).badge, ~0ul);
    CHECK(mint_slot(a, b, RIGHT_ALL, 1) != KDL_ERROR_NONE);     /* a badge is for good */
    OK(copy_slot(a, b, RIGHT_ALL));
    kdl_signal(b);
    CHECK_EQ(kdl_poll(n).badge, ~0ul);
    OK(revoke_slot(n));
    CHECK(slot_is_empty(a) && slot_is_empty(b) && !slot_is_empty(n));
}

/* ---- deleting and revoking while threads wait ---- */

static void receive_once(uint64_t ep)
{
    cptr_t reply = self()->argument >> 32;
    kdl_recv(ep & 0xffffffff, reply);
    CHECK(!"a receive from a deleted endpoint returns");
}

static cptr_t fault_endpoint(struct thread *t)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    thread_handler(t, badged(ep, RIGHT_ALL, 77));
    return ep;
}

void test_cnode_delete_wakes_waiter(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    struct thread *t = thread_new(receive_once, ep | reply << 32, 100);
    cptr_t faults = fault_endpoint(t);
    thread_start(t);
    settle();
    OK(delete_slot(ep));
    struct kdl_message m = kdl_recv(faults, own_reply());
    CHECK_EQ(m.badge, 77);
    CHECK_EQ(kdl_info_label(m.info), 1);            /* capability fault */
    CHECK_EQ(m.word[1], ep);
    CHECK_EQ(m.word[2], 1);                         /* while receiving */
    CHECK_EQ(m.word[3], 2);                         /* missing capability */
}

static void send_once(uint64_t ep)
{
    kdl_send(ep, kdl_info(1, 0, 1), WORDS(ep));
}

void test_cnode_revoke_with_waiters(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), cap[3];
    struct thread *t[3];
    for (unsigned i = 0; i < 3; i++) {
        cap[i] = badged(ep, W, i + 1);
        t[i] = thread_new(send_once, cap[i], 100);
        thread_handler(t[i], 0);
        thread_start(t[i]);
    }
    settle();
    OK(revoke_slot(ep));                            /* the messages that wait stay */
    for (unsigned i = 0; i < 3; i++) {
        CHECK(slot_is_empty(cap[i]));
        CHECK_EQ(kdl_recv(ep, own_reply()).badge, i + 1);
    }
    join(3);
}

static void call_refused(uint64_t ep)
{
    struct kdl_message m = kdl_call(ep, kdl_info(0, 0, 0), NO_WORDS);
    CHECK_EQ(kdl_info_label(m.info), KDL_ERROR_INVALID_CAPABILITY);
}

void test_cnode_cancel_badged_sends(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), cap[2];
    for (unsigned i = 0; i < 2; i++)
        cap[i] = badged(ep, RIGHT_ALL, i + 1);
    cptr_t copy = copy_of(cap[0]);
    thread_run(call_refused, cap[0], 100);
    thread_run(send_once, cap[1], 100);
    settle();
    OK(delete_slot(cap[0]));
    OK(kdl_cnode_cancel_badged_sends(ipc(), ROOT_SLOT_CNODE, copy, 64));
    join(1);                                        /* it tried again, its capability gone */
    CHECK_EQ(kdl_recv(ep, own_reply()).badge, 2);
    CHECK_EQ(kdl_nb_recv(ep, own_reply()).badge, 0);
    join(1);
}

/* Without a badge there is nothing to tell senders by: all stay. */
void test_cnode_cancel_unbadged_sends(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), same = copy_of(ep), other = badged(ep, RIGHT_ALL, 2);
    thread_run(send_once, same, 100);
    thread_run(send_once, other, 99);
    settle();
    OK(delete_slot(same));                          /* it could not send again */
    OK(kdl_cnode_cancel_badged_sends(ipc(), ROOT_SLOT_CNODE, ep, 64));
    settle();
    CHECK_EQ(kdl_recv(ep, own_reply()).word[0], same);
    CHECK_EQ(kdl_recv(ep, own_reply()).badge, 2);
    join(2);
}

static void call_until_refused(uint64_t unused)
{
    (void)unused;
    kdl_send(PROCESS_FREE, kdl_info(0, 0, 0), NO_WORDS);
    spin_us(3000);
    struct kdl_message m = kdl_call(PROCESS_FREE, kdl_info(0, 0, 0), NO_WORDS);
    CHECK_EQ(kdl_info_label(m.info), KDL_ERROR_INVALID_CAPABILITY);
}

void test_cnode_revoke_across_cspaces(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = process_new(call_until_refused, 0, 100);
    process_give(t, ep, PROCESS_FREE, W, 0x123);
    thread_start(t);
    CHECK_EQ(kdl_recv(ep, own_reply()).badge, 0x123);
    OK(revoke_slot(ep));
    join(1);
}

void test_cnode_revoke_spares_others(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), other = make(KDL_OBJECT_ENDPOINT), s[6];
    for (unsigned i = 0; i < 3; i++) {
        s[i] = badged(ep, RIGHT_ALL, i + 1);
        s[3 + i] = badged(other, RIGHT_ALL, i + 1);
    }
    cptr_t child = copy_of(s[1]);
    OK(revoke_slot(s[1]));                          /* copies of a badged one are siblings or go */
    CHECK(!slot_is_empty(s[0]) && !slot_is_empty(s[1]) && !slot_is_empty(s[2]));
    (void)child;
    OK(revoke_slot(ep));
    for (unsigned i = 0; i < 3; i++) {
        CHECK(slot_is_empty(s[i]));
        CHECK(!slot_is_empty(s[3 + i]));
    }
    CHECK(!slot_is_empty(ep) && !slot_is_empty(other));
}

static volatile uint64_t tick_at;

static void note_tick(uint64_t unused)
{
    (void)unused;
    kdl_wait(clock_notification());
    tick_at = now_us();
}

/* Deleting 4096 capabilities takes a while; interrupts are served meanwhile. */
void test_cnode_large_delete_is_preemptible(void)
{
    cptr_t cnode = make_bits(KDL_OBJECT_CNODE, 12), n = make(KDL_OBJECT_NOTIFICATION);
    for (unsigned i = 0; i < 4096; i++)
        OK(kdl_cnode_mint(ipc(), cnode, i, 12, n, 64, RIGHT_ALL, i + 1, ROOT_SLOT_CNODE));
    thread_run(note_tick, 0, 255);
    set_own_priority(100);                          /* it runs until it waits */
    clock_set(20);
    OK(delete_slot(cnode));
    uint64_t end = now_us();
    CHECK(slot_is_empty(cnode));
    CHECK(!slot_is_empty(n));
    join(1);
    CHECK(tick_at < end);
}

void test_cnode_derive_and_revoke_many_times(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), s = new_slots(4);
    for (unsigned round = 0; round < 5000; round++) {
        OK(mint_slot(n, s, RIGHT_ALL, round + 1));
        OK(copy_slot(s, s + 1, R));
        OK(copy_slot(s, s + 2, W));
        OK(move_slot(s + 1, s + 3));
        if (round % 2) {
            OK(revoke_slot(n));
        } else {
            OK(delete_slot(s));
            OK(delete_slot(s + 2));
            OK(delete_slot(s + 3));
        }
    }
    for (unsigned i = 0; i < 4; i++)
        CHECK(slot_is_empty(s + i));
}

void test_cnode_slots_are_reused(void)
{
    cptr_t a = make(KDL_OBJECT_NOTIFICATION), b = make(KDL_OBJECT_NOTIFICATION), s = new_slot();
    OK(mint_slot(a, s, RIGHT_ALL, 1));
    OK(delete_slot(s));
    OK(delete_slot(s));                             /* deleting nothing succeeds */
    OK(mint_slot(b, s, RIGHT_ALL, 2));
    OK(revoke_slot(a));
    CHECK(!slot_is_empty(s));
    kdl_signal(s);
    CHECK_EQ(kdl_poll(a).badge, 0);
    CHECK_EQ(kdl_poll(b).badge, 2);
}

/* A CNode that holds the last capability to itself dies with its memory. */
void test_cnode_of_itself(void)
{
    cptr_t memory = new_untyped(16), cnode = new_slot(), ep = new_slot();
    OK(retype(memory, KDL_OBJECT_CNODE, 4, cnode, 1));
    OK(retype(memory, KDL_OBJECT_ENDPOINT, 0, ep, 1));
    OK(kdl_cnode_move(ipc(), cnode, 3, 4, ep, 64, ROOT_SLOT_CNODE));
    OK(kdl_cnode_copy(ipc(), cnode, 5, 4, cnode, 64, RIGHT_ALL, ROOT_SLOT_CNODE));
    OK(delete_slot(cnode));
    OK(revoke_slot(memory));
    OK(retype(memory, KDL_OBJECT_UNTYPED, 16, ep, 1));
}
