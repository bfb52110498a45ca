/* Reply objects: one answer, call stacks, lending of scheduling contexts. */
#include "harness.h"

#define R RIGHT_READ
#define W RIGHT_WRITE

static void call_for(uint64_t packed)
{
    struct kdl_message m = kdl_call(packed & 0xffff, kdl_info(0, 0, 1), WORDS(packed >> 32));
    CHECK_EQ(m.word[0], (packed >> 32) + 1);
}

void test_reply_once(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    thread_run(call_for, 10ul << 32 | ep, 100);
    CHECK_EQ(kdl_recv(ep, reply).word[0], 10);
    thread_run(call_for, 20ul << 32 | ep, 100);
    kdl_reply(reply, kdl_info(0, 0, 1), WORDS(11));
    kdl_reply(reply, kdl_info(0, 0, 1), WORDS(99));             /* nobody waits any more */
    join(1);
    kdl_reply(reply, kdl_info(0, 0, 1), WORDS(99));
    CHECK_EQ(kdl_recv(ep, reply).word[0], 20);
    /* a call on the reply object answers too, and returns */
    struct kdl_message m = kdl_call(reply, kdl_info(0, 0, 1), WORDS(21));
    CHECK_EQ(kdl_info_label(m.info), 0);
    join(1);
}

static void call_in_vain(uint64_t ep)
{
    kdl_call(ep, kdl_info(0, 0, 0), NO_WORDS);
    CHECK(!"an abandoned call returns");
}

/* Receiving into a reply object that still has a caller gives that caller up. */
void test_reply_overwritten(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    thread_run(call_in_vain, ep, 100);
    kdl_recv(ep, reply);
    thread_run(call_for, 5ul << 32 | ep, 100);
    CHECK_EQ(kdl_recv(ep, reply).word[0], 5);
    kdl_reply(reply, kdl_info(0, 0, 1), WORDS(6));
    join(1);
    settle();
    CHECK_EQ(kdl_nb_recv(report_endpoint(), own_reply()).badge, 0);
}

void test_reply_deleted(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT), reply = make(KDL_OBJECT_REPLY);
    struct thread *t = thread_run(call_for, 7ul << 32 | ep, 100);
    CHECK_EQ(kdl_recv(ep, reply).word[0], 7);
    OK(delete_slot(reply));
    settle();
    /* the caller has stopped; started again it calls again */
    OK(kdl_tcb_resume(ipc(), t->tcb));
    CHECK_EQ(kdl_recv(ep, own_reply()).word[0], 7);
    kdl_reply(own_reply(), kdl_info(0, 0, 1), WORDS(8));
    join(1);
}

/* ---- passive servers ---- */

struct server { cptr_t ep, next, reply; volatile uint64_t answered; };
static struct server servers[3];

/* Adds 1 and asks the next server, if any. */
static void serve_passively(uint64_t i)
{
    struct server *s = &servers[i];
    struct kdl_message m = kdl_recv(s->ep, s->reply);
    for (;;) {
        uint64_t word = m.word[0] + 1;
        if (s->next)
            word = kdl_call(s->next, kdl_info(0, 0, 1), WORDS(word)).word[0];
        s->answered++;
        m = kdl_reply_recv(s->ep, kdl_info(0, 0, 1), WORDS(word), s->reply);
    }
}

static struct thread *start_server(unsigned i, cptr_t next)
{
    servers[i] = (struct server){make(KDL_OBJECT_ENDPOINT), next, make(KDL_OBJECT_REPLY), 0};
    struct thread *t = thread_run(serve_passively, i, 100 + i);
    settle();
    thread_make_passive(t);
    return t;
}

static void call_server(uint64_t count)
{
    for (uint64_t i = 0; i < count; i++)
        CHECK_EQ(kdl_call(servers[0].ep, kdl_info(0, 0, 1), WORDS(i)).word[0], i + 3);
}

void test_reply_nested_passive_servers(void)
{
    start_server(2, 0);
    start_server(1, servers[2].ep);
    start_server(0, servers[1].ep);
    struct thread *a = thread_run(call_server, 200, 50), *b = thread_run(call_server, 200, 51);
    (void)a;
    (void)b;
    join(2);
    for (unsigned i = 0; i < 3; i++)
        CHECK_EQ(servers[i].answered, 400);
}

/* ---- lent time, and what becomes of it when somebody goes ---- */

static void call_slow(uint64_t ep)
{
    kdl_call(ep, kdl_info(0, 0, 1), WORDS(1));
    CHECK(!"a call to a deleted server returns");
}

static void spin_in_server(uint64_t i)
{
    kdl_recv(servers[i].ep, servers[i].reply);
    for (;;)
        servers[i].answered++;
}

/* passive; from its first call on it runs for as long as it has time */
static struct thread *start_spinning(unsigned i)
{
    servers[i] = (struct server){make(KDL_OBJECT_ENDPOINT), 0, make(KDL_OBJECT_REPLY), 0};
    struct thread *t = thread_run(spin_in_server, i, 100);
    settle();
    thread_make_passive(t);
    return t;
}

static bool spins(unsigned i)
{
    uint64_t before = servers[i].answered;
    settle();
    return servers[i].answered > before;
}

/* a client of the first server, which adds 1 */
static struct thread *start_client(uint64_t word)
{
    struct thread *t = thread_run(call_for, word << 32 | servers[0].ep, 90);
    settle();
    return t;
}

static bool nobody_reports(void)
{
    settle();
    return kdl_nb_recv(report_endpoint(), own_reply()).badge == 0;
}

/* With its reply object the server loses the time; the caller has it back, and has stopped. */
void test_reply_deleted_in_passive_server(void)
{
    start_spinning(0);
    struct thread *client = start_client(7);
    CHECK(spins(0));
    OK(delete_slot(servers[0].reply));
    CHECK(!spins(0));
    OK(kdl_sched_context_unbind_object(ipc(), client->sc, client->tcb));
    OK(kdl_sched_context_bind(ipc(), client->sc, client->tcb));
    OK(kdl_tcb_resume(ipc(), client->tcb));
    CHECK_EQ(kdl_recv(servers[0].ep, own_reply()).word[0], 7);
    kdl_reply(own_reply(), kdl_info(0, 0, 1), WORDS(8));
    join(1);
}

/*
 * The one in the middle of a chain of calls dies: who has the time keeps it, and the first caller
 * can be answered, but not given its time back by that.
 */
void test_reply_middle_deleted(void)
{
    start_spinning(1);
    struct thread *middle = start_server(0, servers[1].ep), *client = start_client(1);
    CHECK(spins(1));
    OK(delete_slot(middle->tcb));
    CHECK(spins(1));
    kdl_reply(servers[1].reply, kdl_info(0, 0, 1), WORDS(99));      /* to nobody */
    CHECK(spins(1));
    kdl_reply(servers[0].reply, kdl_info(0, 0, 1), WORDS(2));
    CHECK(nobody_reports());
    OK(kdl_sched_context_unbind(ipc(), client->sc));
    CHECK(!spins(1));
    OK(kdl_sched_context_bind(ipc(), client->sc, client->tcb));
    join(1);
}

/* Taken away from the server, or deleted, while the caller waits: nothing comes back. */
void test_reply_lent_context_goes(void)
{
    for (unsigned gone = 0; gone < 2; gone++) {
        start_spinning(0);
        struct thread *client = start_client(3);
        CHECK(spins(0));
        OK(gone ? delete_slot(client->sc) : kdl_sched_context_unbind(ipc(), client->sc));
        CHECK(!spins(0));
        kdl_reply(servers[0].reply, kdl_info(0, 0, 1), WORDS(4));
        CHECK(nobody_reports());
        CHECK(!spins(0));
        OK(kdl_sched_context_bind(ipc(), gone ? new_context(5000, 5000) : client->sc,
                                  client->tcb));
        join(1);
    }
}

/* A caller that got a context of its own meanwhile keeps that one. */
void test_reply_to_who_has_time(void)
{
    struct thread *server = start_spinning(0), *client = start_client(3);
    OK(kdl_tcb_set_priority(ipc(), client->tcb, 110, ROOT_SLOT_TCB));
    OK(kdl_sched_context_bind(ipc(), new_context(5000, 5000), client->tcb));
    kdl_reply(servers[0].reply, kdl_info(0, 0, 1), WORDS(4));
    join(1);
    CHECK(spins(0));
    OK(kdl_sched_context_unbind_object(ipc(), client->sc, server->tcb));
    CHECK(!spins(0));
}

static void toss(uint64_t first)
{
    const struct server *own = &servers[!first], *other = &servers[first];
    struct kdl_message m = {0};
    if (!first)
        m = kdl_recv(own->ep, own->reply);
    for (unsigned i = 0; i < 5; i++) {
        uint64_t word = m.word[0] + 1;
        m = kdl_nb_send_recv(other->ep, kdl_info(0, 0, 1), WORDS(word), own->ep, own->reply);
        CHECK_EQ(m.word[0], word + 1);
    }
}

/* A send that is followed by a receive takes the time along, there and back. */
void test_reply_nb_send_recv_lends(void)
{
    for (unsigned i = 0; i < 2; i++)
        servers[i] = (struct server){make(KDL_OBJECT_ENDPOINT), 0, make(KDL_OBJECT_REPLY), 0};
    struct thread *catcher = thread_run(toss, 0, 100);
    settle();
    thread_make_passive(catcher);
    thread_run(toss, 1, 100);
    join(1);                                        /* the first; the other waits for a sixth */
    CHECK(nobody_reports());
}

static void note_word(uint64_t unused)
{
    (void)unused;
    servers[0].answered = kdl_recv(servers[0].ep, servers[0].reply).word[0];
}

/* A message that wants no answer takes no time along: it is there when time comes. */
void test_reply_send_lends_nothing(void)
{
    servers[0] = (struct server){make(KDL_OBJECT_ENDPOINT), 0, make(KDL_OBJECT_REPLY), 0};
    struct thread *t = thread_run(note_word, 0, 100);
    settle();
    thread_make_passive(t);
    kdl_send(servers[0].ep, kdl_info(0, 0, 1), WORDS(5));
    CHECK(nobody_reports());
    CHECK_EQ(servers[0].answered, 0);
    OK(kdl_sched_context_bind(ipc(), t->sc, t->tcb));
    join(1);
    CHECK_EQ(servers[0].answered, 5);
}

/* Who receives a call without a reply object gets the message, and the caller stops. */
void test_reply_without_object(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    struct thread *t = thread_run(call_for, 7ul << 32 | ep, 90);
    CHECK_EQ(kdl_wait(ep).word[0], 7);
    CHECK(nobody_reports());
    OK(kdl_tcb_resume(ipc(), t->tcb));
    CHECK_EQ(kdl_recv(ep, own_reply()).word[0], 7);
    kdl_reply(own_reply(), kdl_info(0, 0, 1), WORDS(8));
    join(1);
}

/* A server dies with the caller's scheduling context: the context can be used again. */
void test_reply_passive_server_deleted(void)
{
    struct thread *server = start_spinning(0);
    cptr_t ep = servers[0].ep;
    struct thread *client = thread_run(call_slow, ep, 90);
    settle();
    CHECK(servers[0].answered > 0);
    OK(kdl_tcb_suspend(ipc(), server->tcb));
    OK(delete_slot(server->tcb));
    OK(delete_slot(servers[0].reply));
    settle();
    struct thread *other = thread_new(call_for, 1ul << 32 | ep, 90);
    OK(kdl_sched_context_unbind(ipc(), other->sc));
    OK(kdl_sched_context_unbind(ipc(), client->sc));
    OK(kdl_sched_context_bind(ipc(), client->sc, other->tcb));
    thread_start(other);
    CHECK_EQ(kdl_recv(ep, own_reply()).word[0], 1);
    kdl_reply(own_reply(), kdl_info(0, 0, 1), WORDS(2));
    join(1);
}
