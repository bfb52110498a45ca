/*
 * The same random operations on two kernels, one without its short ways: what every thread sees
 * is printed, and the two outputs must be equal.
 *
 * In each round three servers and three clients get random priorities, badges and rights. One
 * server has a notification bound; the two others share an endpoint, and run on their callers'
 * time or on their own. What each does follows from a random stream of its own. One more thread
 * has page faults, which a server answers. All registers that come back, and at the end those of
 * the threads that still wait, are folded into digests. Nothing depends on time: slices are long.
 * Between the rounds one thread invokes objects (invocations.c).
 * wake.c has rounds of signals, waits, yields and interrupts, ticks.c a test of short slices.
 */
#include "differ.h"

#define CLIENTS 3u
#define SERVERS 3u
#define FAULTER (CLIENTS + SERVERS)      /* one thread that only causes page faults */
#define THREADS (FAULTER + 1)
#define UNMAPPED 0x7000000000u
#define ROUNDS 200u
#define CALLS 24u
#define INVOCATIONS 150u                /* in each round */

struct actor {
    uint64_t seed, digest;
    cptr_t ep, reply, signalled, polled;
    cptr_t gift;                        /* two slots: where capabilities arrive, where they go */
    bool may_send;                      /* the server does not need the time of its callers */
    struct thread *thread;
};
static struct actor actor[THREADS];
static uint64_t seed = 0x9e3779b97f4a7c15ul;

/* badge, info, and the words of the message that came in registers */
static void note(struct actor *a, const uint64_t words[12])
{
    uint64_t length = kdl_info_length(words[1]);
    for (unsigned i = 0; i < 2 + (length < 8 ? length : 8); i++)
        a->digest = mix(a->digest, words[i]);
}

/* What came with the message, if anything did, and the place for the next. */
static void take_gift(struct actor *a, const uint64_t words[12])
{
    if (kdl_info_extra(words[1]) == 0)
        return;
    a->digest = mix(a->digest, ipc()->caps_or_badges[0]);
    a->digest = mix(a->digest, move_slot(a->gift, a->gift + 1));
    a->digest = mix(a->digest, mint_slot(a->gift + 1, a->gift, RIGHT_ALL, 3));
    OK(delete_slot(a->gift));
    OK(delete_slot(a->gift + 1));
}

/* A random message: up to 10 words, sometimes with capabilities or a stray bit. */
static void compose(struct actor *a, uint64_t words[12])
{
    for (unsigned i = 1; i < 10; i++)
        words[i] = draw(&a->seed);
    uint64_t gifts = draw(&a->seed) % 4 ? 0 : 1 + (draw(&a->seed) % 8 == 0);
    words[1] = kdl_info(draw(&a->seed) % 7, gifts, draw(&a->seed) % 11);
    if (draw(&a->seed) % 16 == 0)
        words[1] |= MSG_UNWRAP_FACTOR;
    ipc()->caps_or_badges[0] = draw(&a->seed) % 4 ? a->polled : a->ep;
    ipc()->caps_or_badges[1] = a->signalled;
    ipc()->msg[8] = words[8];
    ipc()->msg[9] = words[9];
}

static void client(uint64_t number)
{
    struct actor *a = &actor[number];
    for (unsigned i = 0; i < CALLS; i++) {
        uint64_t words[12] = {0};
        compose(a, words);
        switch (draw(&a->seed) % 8) {
        case 0:
            words[0] = a->signalled;
            words[1] = 0;
            system_call(words, CALL_SEND);
            break;
        case 1:
            words[0] = a->polled;
            words[1] = 0;
            system_call(words, CALL_SEND);
            break;
        case 2:
            words[0] = a->polled;
            system_call(words, CALL_NB_WAIT);
            break;
        case 3:
            words[0] = a->ep;
            system_call(words, a->may_send ? CALL_SEND : CALL_CALL);
            break;
        default:
            words[0] = a->ep;
            system_call(words, CALL_CALL);
            break;
        }
        note(a, words);
    }
}

/* The first access of every round, and the same again whenever it is let go on. */
static void faulter(uint64_t number)
{
    __asm__ volatile("mov x18, %0; ldr x9, [%1]" :: "r"(number), "r"((uint64_t)UNMAPPED)
                     : "x9", "x18");
}

/* The answer to a fault: mostly to go on, as short or as long as any. */
static void answer_fault(struct actor *a, uint64_t words[12])
{
    words[1] = kdl_info(draw(&a->seed) % 8 == 0, 0, draw(&a->seed) % 11);
}

static void server(uint64_t number)
{
    struct actor *a = &actor[number];
    uint64_t words[12] = {a->ep, [10] = a->reply};
    ipc()->receive_root = ROOT_SLOT_CNODE;
    ipc()->receive_index = a->gift;
    ipc()->receive_depth = 64;
    system_call(words, CALL_RECV);
    for (;;) {
        bool fault = kdl_info_label(words[1]) == 6;     /* errors.def */
        note(a, words);
        take_gift(a, words);
        compose(a, words);
        if (fault)
            answer_fault(a, words);
        words[0] = a->ep;
        words[10] = a->reply;
        system_call(words, CALL_REPLY_RECV);
    }
}

/* What of a waiting thread's registers is not left open by the ABI: all, after a fault. */
static uint64_t registers_digest(struct thread *t, bool all)
{
    uint64_t registers[36], digest = 0;
    OK(kdl_tcb_get_registers(ipc(), t->tcb, false, registers, 36));
    for (unsigned i = 0; i < 36; i++)
        if (all || i < REG_X(2) || i > REG_X(18))
            digest = mix(digest, registers[i]);
    return digest;
}

static void make_actors(void)
{
    cptr_t ep[2] = {make(KDL_OBJECT_ENDPOINT), make(KDL_OBJECT_ENDPOINT)};
    cptr_t bound = make(KDL_OBJECT_NOTIFICATION), polled = make(KDL_OBJECT_NOTIFICATION);
    for (unsigned i = 0; i < THREADS; i++) {
        bool serves = i < SERVERS;
        uint64_t rights = draw(&seed) % 2 ? RIGHT_GRANT : RIGHT_GRANT_REPLY;
        unsigned which = serves ? i != 0 : draw(&seed) % 2;
        cptr_t to = ep[which];
        actor[i] = (struct actor){.seed = draw(&seed) | 1, .may_send = which == 0};
        actor[i].ep = serves ? to : badged(to, RIGHT_WRITE | rights, draw(&seed));
        actor[i].reply = make(KDL_OBJECT_REPLY);
        actor[i].signalled = badged(bound, RIGHT_WRITE, draw(&seed));
        actor[i].polled = polled;
        actor[i].gift = new_slots(2);
        actor[i].thread = thread_new(serves ? server : i == FAULTER ? faulter : client, i,
                                     (unsigned)(100 + draw(&seed) % 4));
    }
    thread_handler(actor[FAULTER].thread, actor[FAULTER].ep);
    OK(kdl_tcb_bind_notification(ipc(), actor[0].thread->tcb, bound));
}

static void begin_round(void)
{
    empty_arena();
    harness.next_slot = harness.first_slot;
    harness.thread_count = 0;
    harness.report = make(KDL_OBJECT_ENDPOINT);
    harness.reply = make(KDL_OBJECT_REPLY);
}

static void run_round(void)
{
    make_actors();
    for (unsigned i = 0; i < SERVERS; i++)
        thread_start(actor[i].thread);
    settle();
    for (unsigned i = 1; i < SERVERS; i++)
        if (draw(&seed) % 3 != 0)
            thread_make_passive(actor[i].thread);
    OK(kdl_tcb_set_flags(ipc(), ROOT_SLOT_TCB, 2, 0, NULL));
    for (unsigned i = SERVERS; i < THREADS; i++)
        thread_start(actor[i].thread);
    join(CLIENTS);
    OK(kdl_tcb_set_flags(ipc(), ROOT_SLOT_TCB, 0, 2, NULL));
    settle();
    for (unsigned i = 0; i < THREADS; i++)
        say(" %x %x", actor[i].digest, registers_digest(actor[i].thread, i == FAULTER));
    say("\n");
}

static __attribute__((noinline)) bool run_guarded(void)
{
    if (__builtin_setjmp(harness.escape))
        return false;
    harness_alone(largest_untyped(), 24);
    unsigned succeeded = 0;
    for (uint64_t i = 0; i < ROUNDS; i++) {
        begin_round();
        say("round %u", i);
        run_round();
        begin_round();
        say("invocations %x\n", invoke_at_random(&seed, INVOCATIONS, &succeeded));
        begin_round();
        run_wakes(&seed);
    }
    begin_round();
    run_ticks();
    say("%u invocations succeeded\n", succeeded);
    return succeeded > ROUNDS * INVOCATIONS / 4;
}

_Noreturn void test_main(const struct bootinfo *info, struct ipc_buffer *buffer)
{
    harness_begin(info, buffer, "differ");
    say(run_guarded() ? "done\n" : "failed\n");
    power_off();
}
