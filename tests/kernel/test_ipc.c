/* Messages through endpoints: words, order, badges, capabilities. */
#include "harness.h"

#define R RIGHT_READ
#define W RIGHT_WRITE

/* ---- words between address spaces ---- */

static uint64_t pattern(uint64_t round, uint64_t i)
{
    return (round << 32 | i) * 0x9e3779b97f4a7c15ul;
}

/* Sends `length` words, expects each of them plus 1 back. */
static void call_server(uint64_t length)
{
    uint64_t words[8] = {0};
    for (uint64_t round = 0; round < 3; round++) {
        for (uint64_t i = 0; i < length; i++)
            kdl_set_word(ipc(), words, i, pattern(round, i));
        struct kdl_message m = kdl_call(PROCESS_FREE, kdl_info(round, 0, length), words);
        CHECK_EQ(kdl_info_length(m.info), length);
        CHECK_EQ(kdl_info_label(m.info), round + 1000);
        for (uint64_t i = 0; i < length; i++)
            CHECK_EQ(i < 8 ? m.word[i] : ipc()->msg[i], pattern(round, i) + 1);
    }
}

static void serve(uint64_t length)
{
    uint64_t words[8] = {0};
    struct kdl_message m = kdl_recv(PROCESS_FREE, PROCESS_REPLY);
    for (uint64_t round = 0; round < 3; round++) {
        CHECK_EQ(m.badge, 0xb0b);
        CHECK_EQ(kdl_info_label(m.info), round);
        CHECK_EQ(kdl_info_length(m.info), length);
        for (uint64_t i = 0; i < length; i++)
            kdl_set_word(ipc(), words, i, (i < 8 ? m.word[i] : ipc()->msg[i]) + 1);
        if (round == 2)
            kdl_reply(PROCESS_REPLY, kdl_info(round + 1000, 0, length), words);
        else
            m = kdl_reply_recv(PROCESS_FREE, kdl_info(round + 1000, 0, length), words,
                               PROCESS_REPLY);
    }
}

static void exchange(uint64_t length)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    struct thread *server = process_new(serve, length, 110);
    struct thread *client = process_new(call_server, length, 100);
    process_give(server, ep, PROCESS_FREE, R, 0);
    process_give(client, ep, PROCESS_FREE, W | RIGHT_GRANT_REPLY, 0xb0b);
    thread_start(server);
    thread_start(client);
    join(2);
}

void test_ipc_between_processes_0(void) { exchange(0); }
void test_ipc_between_processes_4(void) { exchange(4); }
void test_ipc_between_processes_8(void) { exchange(8); }
void test_ipc_between_processes_20(void) { exchange(20); }
void test_ipc_between_processes_120(void) { exchange(120); }

/* ---- limits ---- */

static void send_overlong(uint64_t ep)
{
    for (unsigned i = 8; i < 120; i++)
        ipc()->msg[i] = i;
    ipc()->user_data = 0x5ec4e7;                    /* behind word 119 */
    kdl_send(ep, 127, NO_WORDS);
}

void test_ipc_length_is_limited(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    ipc()->user_data = 1;
    thread_run(send_overlong, ep, 100);
    struct kdl_message m = kdl_recv(ep, own_reply());
    CHECK_EQ(kdl_info_length(m.info), 120);
    CHECK_EQ(ipc()->msg[119], 119);
    CHECK_EQ(ipc()->user_data, 1);
    join(1);
}

static void send_twenty(uint64_t ep)
{
    kdl_send(ep, kdl_info(0, 0, 20), WORDS(1, 2, 3, 4, 5, 6, 7, 8));
}

void test_ipc_without_buffer(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = thread_new(send_twenty, ep, 100);
    OK(kdl_tcb_set_ipc_buffer(ipc(), t->tcb, 0, t->frame));
    thread_start(t);
    struct kdl_message m = kdl_recv(ep, own_reply());
    CHECK_EQ(kdl_info_length(m.info), 8);
    CHECK_EQ(m.word[7], 8);
    join(1);
}

static cptr_t prioritised;

static void prioritise(uint64_t expected)
{
    CHECK_EQ(kdl_tcb_set_priority(ipc(), prioritised, 90, ROOT_SLOT_TCB), expected);
}

/* Capabilities are named in a buffer that the kernel may read; it need not be able to write it. */
void test_ipc_capabilities_from_buffer(void)
{
    struct thread *t = thread_new(prioritise, KDL_ERROR_NONE, 100);
    cptr_t readable = new_slot(), writable = new_slot();
    prioritised = make(KDL_OBJECT_TCB);
    OK(copy_slot(t->frame, readable, RIGHT_READ));
    OK(kdl_tcb_set_ipc_buffer(ipc(), t->tcb, (uint64_t)t->ipc, readable));
    thread_start(t);
    join(1);
    t = thread_new(prioritise, KDL_ERROR_TRUNCATED_MESSAGE, 100);
    OK(copy_slot(t->frame, writable, RIGHT_WRITE));
    OK(kdl_tcb_set_ipc_buffer(ipc(), t->tcb, (uint64_t)t->ipc, writable));
    thread_start(t);
    join(1);
}

/* Whoever a call has reached waits for nothing any more, whichever way the call took. */
static cptr_t walked_reply;

static void walk_while_called(uint64_t ep)
{
    struct kdl_message m = kdl_recv(ep, walked_reply);
    for (unsigned i = 0; i < 2; i++) {
        OK(kdl_debug_check(ipc(), ROOT_SLOT_DEBUG, 0, NULL, NULL));
        CHECK_EQ(m.word[0], i);
        m = kdl_reply_recv(ep, kdl_info(0, 0, 1), WORDS(i + 1), walked_reply);
    }
}

static void call_twice(uint64_t ep)
{
    for (uint64_t i = 0; i < 2; i++)
        CHECK_EQ(kdl_call(ep, kdl_info(0, 0, 1), WORDS(i)).word[0], i + 1);
}

void test_ipc_called_waits_no_more(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    walked_reply = make(KDL_OBJECT_REPLY);
    struct thread *server = thread_run(walk_while_called, ep, 110);
    settle();
    OK(kdl_sched_context_unbind(ipc(), server->sc));
    thread_run(call_twice, ep, 100);            /* not from here: this thread has a timer */
    join(1);
}

/* Words that were not sent leave the receiver's own values in place. */
static void send_two(uint64_t ep)
{
    kdl_send(ep, kdl_info(3, 0, 2), WORDS(11, 22, 0x5ec, 0x5ec, 0x5ec, 0x5ec, 0x5ec, 0x5ec));
}

void test_ipc_words_do_not_leak(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    thread_run(send_two, ep, 100);
    uint64_t w[12] = {ep, 0, 102, 103, 104, 105, 106, 107, 108, 109, own_reply(), 111};
    for (unsigned i = 8; i < 120; i++)
        ipc()->msg[i] = 4000 + i;
    system_call(w, CALL_RECV);
    CHECK_EQ(kdl_info_length(w[1]), 2);
    CHECK_EQ(w[2], 11);
    CHECK_EQ(w[3], 22);
    for (unsigned i = 4; i < 10; i++)
        CHECK_EQ(w[i], 100 + i);
    CHECK(w[10] != 0x5ec && w[11] != 0x5ec);
    for (unsigned i = 8; i < 120; i++)
        CHECK_EQ(ipc()->msg[i], 4000 + i);
    join(1);
}

/* ---- order ---- */

static void send_badge(uint64_t cap)
{
    kdl_send(cap, kdl_info(0, 0, 0), NO_WORDS);
}

/* Senders are served by priority, those of one priority in the order of arrival. */
void test_ipc_send_order(void)
{
    static const unsigned priority[] = {50, 70, 60, 70, 50, 80};
    static const unsigned order[] = {5, 1, 3, 2, 0, 4};
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    for (unsigned i = 0; i < 6; i++) {
        thread_run(send_badge, badged(ep, W, i + 1), priority[i]);
        settle();
    }
    for (unsigned i = 0; i < 6; i++)
        CHECK_EQ(kdl_recv(ep, own_reply()).badge, order[i] + 1);
    join(6);
}

static void receive_word(uint64_t packed)
{
    cptr_t ep = packed & 0xffff, reply = packed >> 16 & 0xffff;
    struct kdl_message m = kdl_recv(ep, reply);
    CHECK_EQ(m.word[0], packed >> 32);
}

void test_ipc_nb_send(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    kdl_nb_send(ep, kdl_info(0, 0, 1), WORDS(1));   /* nobody: dropped */
    thread_run(receive_word, 2ul << 32 | reply << 16 | ep, 100);
    settle();
    kdl_nb_send(ep, kdl_info(0, 0, 1), WORDS(2));
    join(1);
    kdl_nb_send(ROOT_SLOT_TEMP, kdl_info(0, 0, 1), WORDS(1));   /* no capability: no fault */
}

void test_ipc_nb_recv(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    struct kdl_message m = kdl_nb_recv(ep, own_reply());
    CHECK_EQ(m.badge, 0);
    CHECK_EQ(kdl_info_length(m.info), 0);
    thread_run(send_badge, badged(ep, W, 9), 100);
    settle();
    CHECK_EQ(kdl_nb_recv(ep, own_reply()).badge, 9);
    CHECK_EQ(kdl_nb_recv(ep, own_reply()).badge, 0);
    join(1);
}

void test_ipc_badge(void)
{
    static const uint64_t badges[] = {1, 0, ~0ul, 1ul << 63, 0x123456789abcdef0ul};
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    for (unsigned i = 0; i < LENGTH(badges); i++) {
        thread_run(send_badge, badged(ep, W, badges[i]), 100);
        CHECK_EQ(kdl_recv(ep, own_reply()).badge, badges[i]);
        join(1);
    }
}

/* ---- capabilities ---- */

struct offer { cptr_t ep, cap[3]; uint64_t count; bool call; };
static struct offer offer;

static void send_caps(uint64_t unused)
{
    (void)unused;
    for (unsigned i = 0; i < 3; i++)
        ipc()->caps_or_badges[i] = offer.cap[i];
    kdl_send(offer.ep, kdl_info(0, offer.count, 1), WORDS(42));
}

static void accept_in(cptr_t slot)
{
    ipc()->receive_root = ROOT_SLOT_CNODE;
    ipc()->receive_index = slot;
    ipc()->receive_depth = 64;
}

static struct kdl_message receive_offer(void)
{
    thread_run(send_caps, 0, 100);
    struct kdl_message m = kdl_recv(offer.ep, own_reply());
    CHECK_EQ(m.word[0], 42);
    join(1);
    return m;
}

void test_ipc_cap_transfer(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), slot = new_slot();
    offer = (struct offer){make(KDL_OBJECT_ENDPOINT), {badged(n, W, 5)}, 1, false};
    accept_in(slot);
    struct kdl_message m = receive_offer();
    CHECK_EQ(kdl_info_extra(m.info), 1);
    CHECK_EQ(kdl_info_unwrapped(m.info), 0);
    kdl_signal(slot);
    CHECK_EQ(kdl_poll(n).badge, 5);
    OK(delete_slot(offer.cap[0]));                  /* a copy: it stays */
    kdl_signal(slot);
    CHECK_EQ(kdl_poll(n).badge, 5);
    OK(revoke_slot(n));
    CHECK(slot_is_empty(slot));
}

/* Capabilities to the endpoint itself arrive as their badges; one other may come with them. */
void test_ipc_cap_unwrapped(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), slot = new_slot(), ep = make(KDL_OBJECT_ENDPOINT);
    offer = (struct offer){ep, {badged(ep, W, 0x31), n, badged(ep, W, 0x33)}, 3, false};
    accept_in(slot);
    struct kdl_message m = receive_offer();
    CHECK_EQ(kdl_info_extra(m.info), 3);
    CHECK_EQ(kdl_info_unwrapped(m.info), 5);
    CHECK_EQ(ipc()->caps_or_badges[0], 0x31);
    CHECK_EQ(ipc()->caps_or_badges[2], 0x33);
    CHECK(!slot_is_empty(slot));
    /* two others: the second does not fit */
    OK(delete_slot(slot));
    offer = (struct offer){ep, {n, n}, 2, false};
    m = receive_offer();
    CHECK_EQ(kdl_info_extra(m.info), 1);
}

void test_ipc_cap_transfer_needs_grant(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), slot = new_slot(), ep = make(KDL_OBJECT_ENDPOINT);
    accept_in(slot);
    offer = (struct offer){badged(ep, R | W | RIGHT_GRANT_REPLY, 0), {n}, 1, false};
    struct kdl_message m = receive_offer();
    CHECK_EQ(kdl_info_extra(m.info), 0);
    CHECK(slot_is_empty(slot));
    offer.ep = badged(ep, R | W | RIGHT_GRANT, 0);
    m = receive_offer();
    CHECK_EQ(kdl_info_extra(m.info), 1);
    CHECK(!slot_is_empty(slot));
}

void test_ipc_cap_transfer_slot_full(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    offer = (struct offer){make(KDL_OBJECT_ENDPOINT), {n}, 1, false};
    accept_in(make(KDL_OBJECT_ENDPOINT));
    CHECK_EQ(kdl_info_extra(receive_offer().info), 0);
    accept_in(new_slot());
    ipc()->receive_depth = 63;
    CHECK_EQ(kdl_info_extra(receive_offer().info), 0);
    ipc()->receive_depth = ~0ul;
    CHECK_EQ(kdl_info_extra(receive_offer().info), 0);
    accept_in(new_slot());
    ipc()->receive_root = n;
    CHECK_EQ(kdl_info_extra(receive_offer().info), 0);
    ipc()->receive_root = ~0ul;
    CHECK_EQ(kdl_info_extra(receive_offer().info), 0);
}

static void reply_with_cap(uint64_t unused)
{
    (void)unused;
    kdl_recv(offer.ep, offer.cap[1]);
    ipc()->caps_or_badges[0] = offer.cap[0];
    kdl_reply(offer.cap[1], kdl_info(7, 1, 0), NO_WORDS);
}

void test_ipc_cap_transfer_in_reply(void)
{
    cptr_t n = make(KDL_OBJECT_NOTIFICATION), slot = new_slot();
    offer = (struct offer){make(KDL_OBJECT_ENDPOINT), {n, make(KDL_OBJECT_REPLY)}, 1, true};
    accept_in(slot);
    thread_run(reply_with_cap, 0, 100);
    struct kdl_message m = kdl_call(offer.ep, kdl_info(0, 0, 0), NO_WORDS);
    CHECK_EQ(kdl_info_label(m.info), 7);
    CHECK_EQ(kdl_info_extra(m.info), 1);
    CHECK(!slot_is_empty(slot));
    join(1);
    /* a reply object without the right to grant */
    cptr_t bare = new_slot();
    OK(copy_slot(offer.cap[1], bare, W));
    offer.cap[1] = bare;
    accept_in(new_slot());
    thread_run(reply_with_cap, 0, 100);
    m = kdl_call(offer.ep, kdl_info(0, 0, 0), NO_WORDS);
    CHECK_EQ(kdl_info_extra(m.info), 0);
    join(1);
}

/* ---- refusals ---- */

static void call_once(uint64_t ep)
{
    kdl_call(ep, kdl_info(0, 0, 1), WORDS(8));
    CHECK(!"a call that nobody may answer returns");
}

void test_ipc_call_without_grant(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = thread_run(call_once, badged(ep, R | W, 0), 100);
    struct kdl_message m = kdl_recv(ep, own_reply());
    CHECK_EQ(m.word[0], 8);
    kdl_reply(own_reply(), kdl_info(0, 0, 0), NO_WORDS);        /* to nobody */
    settle();
    (void)t;
    CHECK_EQ(kdl_nb_recv(report_endpoint(), own_reply()).badge, 0);
}

static void receive_from(uint64_t ep)
{
    kdl_wait(ep);
}

void test_ipc_wrong_rights(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), faults = make(KDL_OBJECT_ENDPOINT);
    const cptr_t bad[] = {badged(ep, W, 0), make(KDL_OBJECT_TCB), make(KDL_OBJECT_FRAME_4K),
                          badged(make(KDL_OBJECT_NOTIFICATION), W, 0)};
    for (unsigned i = 0; i < LENGTH(bad); i++) {
        struct thread *t = thread_new(receive_from, bad[i], 100);
        thread_handler(t, badged(faults, RIGHT_ALL, 0));
        thread_start(t);
        struct kdl_message m = kdl_recv(faults, own_reply());
        CHECK_EQ(kdl_info_label(m.info), 1);
        CHECK_EQ(m.word[1], bad[i]);
        CHECK_EQ(m.word[2], 1);
    }
}

/* ---- combined calls ---- */

static void relay(uint64_t packed)
{
    cptr_t in = packed & 0xffff, out = packed >> 16 & 0xffff, reply = packed >> 32;
    struct kdl_message m = kdl_recv(in, reply);
    for (unsigned i = 0; i < 4; i++)
        m = kdl_nb_send_recv(out, kdl_info(0, 0, 1), WORDS(m.word[0] + 1), in, reply);
    m = kdl_nb_send_wait(out, kdl_info(0, 0, 1), WORDS(m.word[0] + 1), in);
    CHECK_EQ(m.word[0], 50);
}

void test_ipc_combined_calls(void)
{
    cptr_t in = make(KDL_OBJECT_ENDPOINT), out = make(KDL_OBJECT_ENDPOINT);
    thread_run(relay, make(KDL_OBJECT_REPLY) << 32 | out << 16 | in, 100);
    settle();
    for (unsigned i = 0; i < 5; i++) {
        struct kdl_message m = kdl_nb_send_recv(in, kdl_info(0, 0, 1), WORDS(i * 10), out,
                                                own_reply());
        CHECK_EQ(m.word[0], i * 10 + 1);
        settle();
    }
    kdl_nb_send(in, kdl_info(0, 0, 1), WORDS(50));
    join(1);
}

static void echo(uint64_t packed)
{
    cptr_t ep = packed & 0xffff, reply = packed >> 16 & 0xffff;
    uint64_t rounds = packed >> 32;
    struct kdl_message m = kdl_recv(ep, reply);
    for (uint64_t i = 1; i < rounds; i++)
        m = kdl_reply_recv(ep, kdl_info(0, 0, 1), WORDS(m.word[0] + 1), reply);
    kdl_reply(reply, kdl_info(0, 0, 1), WORDS(m.word[0] + 1));
}

void test_ipc_echo_many_times(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    uint64_t rounds = 20000;
    thread_run(echo, rounds << 32 | reply << 16 | ep, 100);
    for (uint64_t i = 0; i < rounds; i++) {
        struct kdl_message m = kdl_call(ep, kdl_info(0, 0, 1), WORDS(i));
        CHECK_EQ(m.word[0], i + 1);
    }
    join(1);
}

/* A receiver that is stopped and started again still receives. */
void test_ipc_suspended_receiver_tries_again(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    struct thread *t = thread_run(receive_word, 5ul << 32 | reply << 16 | ep, 100);
    for (unsigned i = 0; i < 3; i++) {
        settle();
        OK(kdl_tcb_suspend(ipc(), t->tcb));
        kdl_nb_send(ep, kdl_info(0, 0, 1), WORDS(99));          /* nobody waits: dropped */
        OK(kdl_tcb_resume(ipc(), t->tcb));
    }
    settle();
    kdl_send(ep, kdl_info(0, 0, 1), WORDS(5));
    join(1);
}
