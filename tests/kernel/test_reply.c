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

static void call_slow(uint64_t ep)
{
    kdl_call(ep, kdl_info(0, 0, 1), WORDS(1));
    CHECK(!"a call to a deleted server returns");
}

static void spin_in_server(uint64_t ep)
{
    kdl_recv(ep, servers[0].reply);
    for (;;)
        servers[0].answered++;
}

/* A server dies with the caller's scheduling context: the context can be used again. */
void test_reply_passive_server_deleted(void)
{
    cptr_t ep = make(KDL_OBJECT_ENDPOINT);
    servers[0] = (struct server){ep, 0, make(KDL_OBJECT_REPLY), 0};
    struct thread *server = thread_run(spin_in_server, ep, 100);
    settle();
    thread_make_passive(server);
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
