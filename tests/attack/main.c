/*
 * The attack: two programs of two threads each make system calls at random, with the kernel's
 * invariants checked after every so many entries, next to a victim that must not notice. When they
 * have ruined what they hold they are made anew. Prints how often each invocation was accepted
 * and refused; an error that kernel/abi/refusals.def does not document is a failure.
 *
 * CALLS: how many at least. INTERVAL: entries between two checks. SEED.
 */
#include "attack.h"

#define ATTACK_ARENA_BITS 25
#define PROGRAMS 2
#define SIDES (PROGRAMS * 2)
#define TICK_US 2000
#define CALLS_PER_ROUND 3000
#define VICTIM_BUDGET 2000
#define VICTIM_PERIOD 10000
#define VICTIM_PRIORITY 200         /* above the supervisor: it gets all of its time */

/* a thread that the supervisor watches */
struct side {
    struct thread *thread, *program;    /* the program: its first thread */
    struct progress *progress;          /* as the supervisor sees it */
    uint64_t own_progress;              /* as the thread sees it */
    uint64_t seen;                      /* calls at the last look */
    unsigned priority;
};

static struct side victim, side[SIDES];
static struct thread *program[PROGRAMS];
static uint64_t seed = SEED, rounds, restarts;

static uint64_t next_seed(void)
{
    seed = seed * 6364136223846793005ul + 1442695040888963407ul;
    return seed | 1;
}

/* ---- threads ---- */

static void start_side(struct side *s, side_function *function, uint64_t start)
{
    uint64_t index = (uint64_t)(s->thread - harness.thread);
    uint64_t registers[36] = {
        [REG_PC] = (uint64_t)side_entry, [REG_SP] = (uint64_t)harness.stack[index + 1],
        [REG_X(0)] = start, [REG_X(1)] = (uint64_t)s->thread->ipc, [REG_X(2)] = s->own_progress,
        [REG_X(3)] = (uint64_t)function
    };
    OK(kdl_tcb_set_registers(ipc(), s->thread->tcb, true, registers, LENGTH(registers)));
}

/* A page that both the supervisor and the program see. */
static struct progress *share_progress(struct thread *t, uint64_t number)
{
    cptr_t frame = make(KDL_OBJECT_FRAME_4K), copy = copy_of(frame);
    OK(map(t->vspace, copy, PROGRESS, RIGHT_READ | RIGHT_WRITE, false));
    return map_here(frame, PROGRESS + (number << PAGE_BITS));
}

/* ---- the victim ---- */

static void make_victim(void)
{
    struct thread *t = process_new(NULL, 0, VICTIM_PRIORITY);
    cptr_t n = make(KDL_OBJECT_NOTIFICATION);
    process_give(t, n, VICTIM_SIGNAL, RIGHT_WRITE, VICTIM_BADGE);
    process_give(t, n, VICTIM_WAIT, RIGHT_READ, 0);
    process_give(t, make(KDL_OBJECT_FRAME_4K), VICTIM_FRAME, RIGHT_READ, 0);
    victim = (struct side){t, t, share_progress(t, PROGRAMS), PROGRESS, 0, VICTIM_PRIORITY};
    OK(kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, VICTIM_BUDGET, VICTIM_PERIOD, 4,
                                   0, 0, t->sc));
    start_side(&victim, victim_main, 0x1234567);
}

/* ---- the attackers ---- */

static void give(struct thread *t, enum group group, unsigned i, cptr_t cap, uint64_t data)
{
    process_give(t, cap, groups[group].first + i, RIGHT_ALL, data);
}

/* Objects that both programs can use. */
static void give_shared(enum group group, enum kdl_object type)
{
    for (unsigned i = 0; i < groups[group].count; i++) {
        cptr_t object = make_bits(type, 8);
        for (unsigned p = 0; p < PROGRAMS; p++)
            give(program[p], group, i, object, 0);
    }
}

static void hand_over(struct thread *t, enum group group, unsigned i, cptr_t cap)
{
    OK(kdl_cnode_move(ipc(), t->cnode, groups[group].first + i, PROCESS_CNODE_BITS, cap, 64,
                      ROOT_SLOT_CNODE));
}

/* An object of its own, the original capability. */
static void give_own(struct thread *t, enum group group, unsigned i, enum kdl_object type,
                     uint64_t bits)
{
    hand_over(t, group, i, make_bits(type, bits));
}

/* Every other one is mapped. */
static void give_frame(struct thread *t, unsigned i)
{
    cptr_t frame = make(KDL_OBJECT_FRAME_4K);
    if (i % 2)
        OK(map(t->vspace, frame, ATTACK_MAPPED + i * PAGE_SIZE, RIGHT_READ | RIGHT_WRITE, false));
    hand_over(t, GROUP_FRAME, i, frame);
}

static void give_authority(struct thread *t)
{
    cptr_t pool = new_slot(), irq = new_slot();
    give(t, GROUP_CNODE, 0, t->cnode, 0);
    give(t, GROUP_CNODE, 1, t->cnode, 0);
    give(t, GROUP_VSPACE, 0, t->vspace, 0);
    OK(kdl_asid_control_make_pool(ipc(), ROOT_SLOT_ASID_CONTROL, pool, 64, new_untyped(PAGE_BITS),
                                  ROOT_SLOT_CNODE));
    give(t, GROUP_ASID_POOL, 0, pool, 0);
    give(t, GROUP_ASID_CONTROL, 0, ROOT_SLOT_ASID_CONTROL, 0);
    give(t, GROUP_DOMAIN, 0, ROOT_SLOT_DOMAIN, 0);
    give(t, GROUP_SCHED_CONTROL, 0, ROOT_SLOT_SCHED_CONTROL, 0);
    give(t, GROUP_SMC, 0, ROOT_SLOT_SMC, 0x84000000);
    give(t, GROUP_CONSOLE, 0, ROOT_SLOT_CONSOLE, 0);
    if (slot_is_empty(ROOT_SLOT_IRQ_CONTROL))
        return;
    OK(kdl_irq_control_get(ipc(), ROOT_SLOT_IRQ_CONTROL, 40 + (uint64_t)(t - harness.thread), irq,
                           64, ROOT_SLOT_CNODE));
    give(t, GROUP_IRQ_HANDLER, 0, irq, 0);
}

static void give_objects(struct thread *t)
{
    give_own(t, GROUP_CNODE, 2, KDL_OBJECT_CNODE, PROCESS_CNODE_BITS);
    give_own(t, GROUP_VSPACE, 1, KDL_OBJECT_VSPACE, 0);
    give_own(t, GROUP_FRAME, 0, KDL_OBJECT_FRAME_2M, 0);
    for (unsigned i = 1; i < groups[GROUP_FRAME].count; i++)
        give_frame(t, i);
    for (unsigned i = SIDES; i < groups[GROUP_SCHED_CONTEXT].count; i++)
        give_own(t, GROUP_SCHED_CONTEXT, i, KDL_OBJECT_SCHED_CONTEXT, 8);
    for (unsigned i = 0; i < groups[GROUP_PAGE_TABLE].count; i++)
        give_own(t, GROUP_PAGE_TABLE, i, KDL_OBJECT_PAGE_TABLE, 0);
    for (unsigned i = 0; i < groups[GROUP_UNTYPED].count; i++)
        give_own(t, GROUP_UNTYPED, i, KDL_OBJECT_UNTYPED, i < 3 ? PAGE_BITS : 16);
}

/* A program with two threads, in one address space and CSpace. */
static void make_program(unsigned p)
{
    struct thread *a = program[p] = process_new(NULL, 0, 100 + p);
    struct thread *b = thread_prepare(NULL, 0, 100 + p);
    struct progress *shared = share_progress(a, p);
    uint64_t buffer = PROCESS_BUFFER + PAGE_SIZE;
    OK(map(a->vspace, b->frame, buffer, RIGHT_READ | RIGHT_WRITE, false));
    OK(kdl_tcb_configure(ipc(), b->tcb, CNODE_DATA(0, 64 - PROCESS_CNODE_BITS), 0, buffer,
                         a->cnode, a->vspace, b->frame));
    b->ipc = (struct ipc_buffer *)buffer;
    side[2 * p] = (struct side){a, a, shared, PROGRESS, 0, 100 + p};
    side[2 * p + 1] = (struct side){b, a, shared + 1, PROGRESS + sizeof(struct progress), 0,
                                  101};
    OK(kdl_cnode_delete(ipc(), a->cnode, PROCESS_REPORT, PROCESS_CNODE_BITS));
    give_authority(a);
    give_objects(a);
    OK(kdl_cnode_delete(ipc(), a->cnode, PROCESS_TCB, PROCESS_CNODE_BITS));
}

static void give_threads(void)
{
    for (unsigned p = 0; p < PROGRAMS; p++) {
        for (unsigned i = 0; i < SIDES; i++) {
            give(program[p], GROUP_TCB, i, side[i].thread->tcb, 0);
            give(program[p], GROUP_SCHED_CONTEXT, i, side[i].thread->sc, 0);
        }
    }
}

/* Whatever others made of it: it runs again, from the start, as it was made. */
static void restart(struct side *s)
{
    struct thread *t = s->thread;
    restarts++;
    kdl_sched_control_configure(ipc(), ROOT_SLOT_SCHED_CONTROL, 500, 500, 0, 0, 0, t->sc);
    kdl_sched_context_unbind(ipc(), t->sc);
    kdl_tcb_set_sched_params(ipc(), t->tcb, 150, s->priority, ROOT_SLOT_TCB, t->sc, 0);
    kdl_tcb_set_flags(ipc(), t->tcb, 3, 0, NULL);
    kdl_tcb_configure_single_stepping(ipc(), t->tcb, 0, 0, NULL);
    for (unsigned i = 0; i < 10; i++)
        kdl_tcb_unset_breakpoint(ipc(), t->tcb, i);
    kdl_tcb_configure(ipc(), t->tcb, CNODE_DATA(0, 64 - PROCESS_CNODE_BITS), 0, (uint64_t)t->ipc,
                      s->program->cnode, s->program->vspace, t->frame);
    start_side(s, attack_main, next_seed());
}

static void make_attackers(void)
{
    harness.report = make(KDL_OBJECT_ENDPOINT);
    for (unsigned p = 0; p < PROGRAMS; p++)
        make_program(p);
    give_threads();
    give_shared(GROUP_REPLY, KDL_OBJECT_REPLY);
    give_shared(GROUP_ENDPOINT, KDL_OBJECT_ENDPOINT);
    give_shared(GROUP_NOTIFICATION, KDL_OBJECT_NOTIFICATION);
    if (!slot_is_empty(ROOT_SLOT_IRQ_CONTROL))
        OK(kdl_cnode_move(ipc(), program[0]->cnode, groups[GROUP_IRQ_CONTROL].first,
                          PROCESS_CNODE_BITS, ROOT_SLOT_IRQ_CONTROL, 64, ROOT_SLOT_CNODE));
    for (unsigned i = 0; i < SIDES; i++)
        restart(&side[i]);
}

/* ---- watching ---- */

static uint64_t calls_of_round(void)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < SIDES; i++)
        sum += side[i].progress->calls;
    return sum;
}

/* Of the kernel's state, now and after every so many entries. */
static void check_every(uint64_t interval)
{
    OK(kdl_debug_check(ipc(), ROOT_SLOT_DEBUG, interval, NULL, NULL));
}

/* Those that stand still are started again; true when none of them moved. */
static bool look(void)
{
    bool stuck = true;
    for (unsigned i = 0; i < SIDES; i++) {
        struct side *s = &side[i];
        if (s->progress->calls == s->seen)
            restart(s);
        else
            stuck = false;
        s->seen = s->progress->calls;
    }
    return stuck;
}

/* The attackers may have put something else where the authority was. */
static bool is_irq_control(cptr_t slot)
{
    return kdl_irq_control_get(ipc(), slot, MAX_IRQ, 0, 64, ROOT_SLOT_CNODE) == KDL_ERROR_RANGE;
}

/* Spaces go under the threads that run in them, which must know at once. */
static void take_spaces(void)
{
    for (unsigned i = 0; i < 8; i++) {
        const struct thread *t = program[i / 2 % PROGRAMS];
        for (unsigned k = 0; k < SIDES; k++)
            restart(&side[k]);
        sleep_us(TICK_US);
        OK(revoke_slot(i % 2 ? t->vspace : t->cnode));
        check_every(INTERVAL);
    }
}

static void end_round(void)
{
    take_spaces();
    clock_off();
    kdl_cnode_move(ipc(), ROOT_SLOT_CNODE, ROOT_SLOT_IRQ_CONTROL, 64,
                   groups[GROUP_IRQ_CONTROL].first, PROCESS_CNODE_BITS, program[0]->cnode);
    if (!is_irq_control(ROOT_SLOT_IRQ_CONTROL))
        OK(delete_slot(ROOT_SLOT_IRQ_CONTROL));
    empty_arena();
    for (cptr_t slot = harness.first_slot; slot < harness.next_slot; slot++)
        OK(delete_slot(slot));
}

static uint64_t run_round(void)
{
    unsigned still = 0;
    harness.next_slot = harness.first_slot;
    harness.thread_count = 1;                       /* the victim's stays */
    make_attackers();
    while (still < 3 && calls_of_round() < CALLS_PER_ROUND) {
        uint64_t start = now_us();
        sleep_us(TICK_US);
        CHECK(now_us() - start < 10 * TICK_US);     /* the kernel never keeps us waiting */
        CHECK_EQ(victim.progress->failure, 0);
        still = look() ? still + 1 : 0;
    }
    uint64_t calls = calls_of_round();
    end_round();
    rounds++;
    return calls;
}

/* ---- the result ---- */

static const char *const names[] = {
#define INVOCATION(number, id, stub, type, words, caps, results, text) [number] = #id,
#include "kernel/abi/invocations.def"
#undef INVOCATION
};

#define ERRORS (KDL_ERROR_NOT_ENOUGH_MEMORY + 1)

/* true also for what every invocation can answer */
static bool is_documented(unsigned label, unsigned error)
{
    static const bool documented[LENGTH(names)][ERRORS] = {
#define REFUSAL(invocation, error, text) [KDL_INVOCATION_##invocation][KDL_ERROR_##error] = true,
#include "kernel/abi/refusals.def"
#undef REFUSAL
    };
    return documented[label][error] || error == KDL_ERROR_NONE ||
           error == KDL_ERROR_TRUNCATED_MESSAGE || error == KDL_ERROR_ILLEGAL_OPERATION ||
           error == KDL_ERROR_INVALID_CAPABILITY;
}

/* Whatever attackers may try must have been accepted and refused, however short the attack was. */
static bool report_invocation(unsigned label)
{
    uint64_t accepted = 0, refused = 0, count;
    bool good = true;
    say("ATTACK %s", names[label]);
    for (unsigned error = 0; error < ERRORS; error++) {
        OK(kdl_debug_count(ipc(), ROOT_SLOT_DEBUG, label, error, &count));
        say(" %u", count);
        *(error == KDL_ERROR_NONE ? &accepted : &refused) += count;
        if (count && !is_documented(label, error)) {
            say(" (error %u is not documented)", error);
            good = false;
        }
    }
    if (!is_withheld(label) && (!accepted || !refused)) {
        say(" (never %s)", accepted ? "refused" : "accepted");
        good = false;
    }
    say("\n");
    return good;
}

static bool report(uint64_t calls, uint64_t share)
{
    bool good = true;
    say("ATTACK errors 0 to %u of each invocation:\n", ERRORS - 1);
    for (unsigned label = 1; label < LENGTH(names); label++)
        if (names[label][0] != 'D' || names[label][1] != 'E')      /* nobody got DEBUG */
            good = report_invocation(label) && good;
    say("ATTACK %u calls in %u rounds, %u restarts; victim: %u looks, %u of 1000 of the time\n",
        calls, rounds, restarts, victim.progress->calls, share);
    return good;
}

/* ---- the whole ---- */

static void make_supervisor(void)
{
    cptr_t pool = largest_untyped();
    harness.probe = ROOT_SLOT_TEMP;
    harness.next_slot = ROOT_SLOT_TEMP + 1;
    harness.arena = pool;
    harness.clock = make(KDL_OBJECT_NOTIFICATION);
    harness.report = make(KDL_OBJECT_ENDPOINT);
    harness.reply = make(KDL_OBJECT_REPLY);
    harness.irq = new_slot();
    OK(kdl_irq_control_get(ipc(), ROOT_SLOT_IRQ_CONTROL, CLOCK_IRQ, harness.irq, 64,
                           ROOT_SLOT_CNODE));
    OK(kdl_irq_handler_set(ipc(), harness.irq, harness.clock));
    OK(kdl_tcb_set_flags(ipc(), ROOT_SLOT_TCB, 0, TCB_FLAG_TIMER, NULL));
    make_victim();
    harness.arena = new_untyped(ATTACK_ARENA_BITS);
    harness.first_slot = harness.next_slot;
    set_own_priority(VICTIM_PRIORITY - 1);
}

static bool attack(void)
{
    uint64_t calls = 0, used, start;
    make_supervisor();
    check_every(INTERVAL);
    OK(kdl_sched_context_consumed(ipc(), victim.thread->sc, &used));
    start = now_us();
    while (calls < CALLS) {
        calls += run_round();
        if (rounds % 20 == 0)
            say("ATTACK at %u calls\n", calls);
    }
    uint64_t elapsed = now_us() - start;
    OK(kdl_sched_context_consumed(ipc(), victim.thread->sc, &used));
    bool good = report(calls, used * 1000 / elapsed);
    CHECK_BETWEEN(used * 1000 / elapsed, 190, 201);
    CHECK(victim.progress->calls > 0);
    return good;
}

_Noreturn void test_main(const struct bootinfo *info, struct ipc_buffer *buffer)
{
    harness_begin(info, buffer, "attack");
    bool good = !__builtin_setjmp(harness.escape) && attack();
    say("ATTACK %s\n", good ? "survived" : "failed");
    kdl_debug_exit(ipc(), ROOT_SLOT_DEBUG, good ? 0 : 1);
    for (;;)
        kdl_yield();
}
