// link: tests/unit/derive_check.c @tests/unit/world.link
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * A whole kernel on the host, driven by random system calls, faults, interrupts and time, with
 * every invariant checked after each entry. Threads share one CNode, so that they delete, revoke
 * and rebind what the others use, themselves included. test_syscalls_cores.c: the same on four
 * cores, of which any may be the next to enter.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include "derive_check.h"
#include "kernel/check.h"
#include "kernel/derive.h"
#include "kernel/invocation.h"
#include "world.h"

#define THREADS 6u
#define SERVERS 3u              /* passive, behind the threads */
#define FIRST_THREAD 10u        /* slots: TCB, context, buffer of each */
#define FIRST_OBJECT 40u
#define OBJECTS 36u
#define LAST_SLOT 100u
#define WORLDS 300u
#define STEPS 600u

/* others than capabilities that could end it all at once */
#define IRQ_CONTROL 3u
#define SCHED_CONTROL 4u
static const struct { uint8_t slot, type; word_t first, last; } others[] = {
    {5, CAP_DOMAIN, INV_DOMAIN_SET, INV_DOMAIN_SET},
    {5, CAP_DOMAIN, INV_DOMAIN_SCHEDULE_CONFIGURE, INV_DOMAIN_SCHEDULE_START},
    {6, CAP_SMC, INV_SMC_CALL, INV_SMC_CALL},
    {7, CAP_CONSOLE, INV_CONSOLE_WRITE, INV_CONSOLE_WRITE},
    {8, CAP_DEBUG, INV_DEBUG_NAME_THREAD, INV_DEBUG_DUMP},
    {8, CAP_DEBUG, INV_DEBUG_COUNT, INV_DEBUG_COUNT},
    {8, CAP_DEBUG, INV_DEBUG_CAP_IDENTIFY, INV_DEBUG_DUMP_SCHEDULER},
};
#define OTHERS (sizeof others / sizeof others[0])

static word_t pick(word_t n) { return (word_t)random() % n; }

static word_t odd(void)
{
    static const word_t values[] = {0, 1, 2, 8, 32, 63, 64, 120, 255, 4096, 1ul << 32, 1ul << 63};
    return values[pick(sizeof values / sizeof values[0])] - (pick(3) == 0);
}

static word_t any_slot(void)
{
    return pick(40) ? FIRST_THREAD + pick(LAST_SLOT - FIRST_THREAD) : pick(9);
}

static void make_world(void)
{
    static const enum object_type types[] = {
        OBJECT_ENDPOINT, OBJECT_NOTIFICATION, OBJECT_REPLY, OBJECT_REPLY, OBJECT_SCHED_CONTEXT,
        OBJECT_CNODE
    };
    world_init();
    derive_insert_root(cap_make(CAP_IRQ_CONTROL, 0, 0, 0), &world_root[IRQ_CONTROL]);
    derive_insert_root(cap_make(CAP_SCHED_CONTROL, 0, 0, 0), &world_root[SCHED_CONTROL]);
    for (unsigned i = 0; i < OTHERS; i++)
        if (cap_is_null(world_cap(others[i].slot)))
            derive_insert_root(cap_make((enum cap_type)others[i].type, 0, 0, 0),
                               &world_root[others[i].slot]);
    fake.quiet = true;
    for (unsigned i = 0; i < OBJECTS; i++) {
        enum object_type type = types[i % (sizeof types / sizeof types[0])];
        world_make(type, type == OBJECT_CNODE ? 3 : 8, FIRST_OBJECT + i);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        struct tcb *t = world_thread(FIRST_THREAD + 3 * i, (uint8_t)(10 + pick(4)));
        word_t ep = FIRST_OBJECT + 6 * pick(6);
        sc_configure(t->sc, 312500, 312500, REFILL_MIN, 0, false, i % CONFIG_CORES);
        if (pick(2))
            derive_insert(world_cap(ep), &world_root[ep], &t->slot[TCB_SLOT_FAULT]);
        if (pick(3) == 0)
            derive_insert(world_cap(ep), &world_root[ep], &t->slot[TCB_SLOT_TIMEOUT]);
        thread_restart(t);
    }
    for (unsigned i = 0; i < 6; i++) {
        struct sched_context *sc = cap_pointer(world_cap(FIRST_OBJECT + 6 * i + 4));
        sc_configure(sc, 100000, 100000 + 100000 * pick(3), REFILL_MIN, i, pick(2),
                     pick(CONFIG_CORES));
        if (pick(2))
            sc_bind_notification(sc, cap_pointer(world_cap(FIRST_OBJECT + 6 * i + 1)));
    }
    for (unsigned i = 0; i < SERVERS; i++) {
        struct tcb *t = world_passive(FIRST_THREAD + 3 * (THREADS + i), (uint8_t)(10 + pick(4)));
        endpoint_receive(t, world_cap(FIRST_OBJECT + 6 * i), true,
                         cap_pointer(world_cap(FIRST_OBJECT + 6 * i + 2)));
    }
    schedule();
}

/* A capability that mostly fits the label. */
static word_t fitting_slot(word_t label)
{
    if (pick(6) == 0)
        return any_slot();
    if (label >= INV_TCB_READ_REGISTERS && label <= INV_TCB_SET_FLAGS)
        return FIRST_THREAD + 3 * pick(THREADS + SERVERS);
    if (label >= INV_CNODE_REVOKE && label <= INV_CNODE_ROTATE)
        return WORLD_CNODE;
    if (label == INV_SCHED_CONTROL_CONFIGURE)
        return SCHED_CONTROL;
    for (unsigned i = 0; i < OTHERS; i++)
        if (label >= others[i].first && label <= others[i].last)
            return others[i].slot;
    if (label >= INV_SCHED_CONTEXT_BIND && label <= INV_SCHED_CONTEXT_YIELD_TO)
        return pick(2) ? FIRST_THREAD + 3 * pick(THREADS + SERVERS) + 1
                       : FIRST_OBJECT + 6 * pick(6) + 4;
    if (label == INV_IRQ_CONTROL_GET || label == INV_IRQ_CONTROL_GET_TRIGGER ||
        label == INV_IRQ_CONTROL_GET_TRIGGER_CORE || label == INV_IRQ_CONTROL_ISSUE_SGI)
        return IRQ_CONTROL;
    return any_slot();
}

/* Arguments that make sense for some labels; the rest is refused often enough. */
static void shape_arguments(struct arch_context *c, word_t label)
{
    if (label >= INV_CNODE_REVOKE && label <= INV_CNODE_ROTATE) {
        c->x[2] = any_slot();
        c->x[4] = any_slot();
        c->x[3] = c->x[5] = c->x[6] = c->x[9] = 64;
        if (label != INV_CNODE_ROTATE)
            c->x[6] = pick(16);
        c->x[7] = pick(4);
    } else if (label == INV_SCHED_CONTROL_CONFIGURE) {
        c->x[2] = 20 + pick(2000);
        c->x[3] = c->x[2] + (pick(3) ? pick(5000) : 0);
        c->x[4] = pick(4);
        c->x[6] = pick(2);
    } else if (label >= INV_TCB_SET_PRIORITY && label <= INV_TCB_SET_SCHED_PARAMS) {
        c->x[2] = 200 + pick(56);
        if (label == INV_TCB_SET_PRIORITY || pick(2))
            c->x[2] = 10 + pick(4);
        c->x[3] = 10 + pick(4);
    } else if (label == INV_IRQ_CONTROL_GET_TRIGGER_CORE || label == INV_IRQ_CONTROL_ISSUE_SGI) {
        bool sgi = label == INV_IRQ_CONTROL_ISSUE_SGI;
        c->x[2] = sgi ? pick(17) : 40 + pick(3);
        c->x[3] = sgi ? pick(9) : pick(3);
        c->x[4] = any_slot();
        c->x[5] = 64;
        c->x[6] = pick(2);
    } else if (label == INV_IRQ_CONTROL_GET) {
        c->x[2] = 40 + pick(3);
        c->x[3] = any_slot();
        c->x[4] = 64;
    }
}

/* What goes along: for priorities a thread, for bindings what can be bound, else anything. */
static word_t fitting_extra(word_t label, unsigned i)
{
    if (label >= INV_TCB_SET_PRIORITY && label <= INV_TCB_SET_SCHED_PARAMS && i == 0)
        return FIRST_THREAD + 3 * pick(THREADS + SERVERS);
    if (label == INV_TCB_SET_SCHED_PARAMS && i == 1)
        return FIRST_THREAD + 3 * pick(THREADS + SERVERS) + 1;
    if (label == INV_SCHED_CONTEXT_BIND && pick(2))
        return FIRST_THREAD + 3 * pick(THREADS + SERVERS);
    if (label == INV_SCHED_CONTROL_CONFIGURE)
        return FIRST_THREAD + 3 * pick(THREADS + SERVERS) + 1;
    if (label == INV_TCB_BIND_NOTIFICATION || label == INV_IRQ_HANDLER_SET)
        return FIRST_OBJECT + 6 * pick(6) + 1;
    return pick(4) ? any_slot() : WORLD_CNODE;
}

static bool is_fit(word_t label)
{
    if (label == INV_DEBUG_EXIT || label == INV_DEBUG_CHECK)    /* the latter: walk() */
        return false;
    if (label == INV_CNODE_REVOKE || label == INV_CNODE_DELETE || label == INV_TCB_SUSPEND)
        return pick(4) == 0;
    return true;
}

/* Half of them from those that end or change relations between objects. */
static word_t random_label(void)
{
    static const uint8_t favourites[] = {
        INV_CNODE_DELETE, INV_CNODE_DELETE, INV_SCHED_CONTEXT_YIELD_TO, INV_SCHED_CONTEXT_BIND,
        INV_SCHED_CONTEXT_UNBIND, INV_TCB_BIND_NOTIFICATION, INV_TCB_SUSPEND, INV_TCB_RESUME,
        INV_TCB_SET_PRIORITY, INV_SCHED_CONTROL_CONFIGURE
    };
    if (pick(2))
        return favourites[pick(sizeof favourites)];
    word_t label;
    do
        label = 1 + pick(INV_DEBUG_DUMP_SCHEDULER + 3);
    while (!is_fit(label));
    return label;
}

/* Mostly messages and waiting; now and then an invocation of anything. */
static void random_syscall(struct arch_context *c)
{
    static const uint8_t usual[] = {
        SYS_CALL, SYS_CALL, SYS_CALL, SYS_REPLY_RECV, SYS_REPLY_RECV, SYS_RECV, SYS_SEND, SYS_WAIT
    };
    word_t number = pick(3) ? usual[pick(sizeof usual)] : 1 + pick(11), label = 0;
    if (pick(4) == 0) {
        number = pick(4) ? SYS_CALL : SYS_NB_SEND;
        label = random_label();
    }
    for (unsigned i = 2; i < 10; i++)
        c->x[i] = pick(2) ? any_slot() : odd();
    shape_arguments(c, label);
    c->x[0] = label ? fitting_slot(label) : FIRST_OBJECT + 6 * pick(6) + (pick(4) == 0);
    if (pick(8) == 0)
        c->x[0] = any_slot();
    c->x[1] = message_encode((struct message_info){label, 0, label ? 3 : pick(4), pick(9)});
    if (label)
        c->x[1] |= 8;
    c->x[10] = pick(3) ? FIRST_OBJECT + 6 * pick(6) + 2 + pick(2) : any_slot();
    c->x[11] = any_slot();
    struct ipc_buffer *buffer = ipc_buffer(cpu()->current, RIGHT_READ);
    for (unsigned i = 0; buffer && i < MSG_MAX_EXTRA; i++)
        buffer->caps_or_badges[i] = label ? fitting_extra(label, i) : any_slot();
    if (buffer) {
        buffer->receive_root = WORLD_CNODE;
        buffer->receive_index = any_slot();
        buffer->receive_depth = 64;
    }
    fake.pending_after = pick(4) ? 0 : 1 + pick(6);
    c->pc += 4;
    syscall_entry(number);
}

/* All wait for each other, or have stopped: some go on, so that a world lasts. */
static void revive(void)
{
    for (struct tcb *t = kernel.threads.head; t; t = t->all.next) {
        if (pick(2) == 0)
            continue;
        struct cap cap = world_cap(FIRST_THREAD + 3 * pick(THREADS + SERVERS) + 1);
        struct sched_context *sc = cap_pointer(cap);
        if (!t->sc && cap_type(cap) == CAP_SCHED_CONTEXT && !sc->tcb)
            sc_bind_tcb(sc, t);
        thread_restart(t);
    }
    schedule();
}

static unsigned long busy[CONFIG_CORES], stalls;    /* system calls; threads taken away there */

static void step(void)
{
    fake.now += pick(20) ? pick(3000) : pick(1000000);
    fake.core = pick(CONFIG_CORES);
    world_root[SCHED_CONTROL].cap = cap_make(CAP_SCHED_CONTROL, 0, 0, pick(CONFIG_CORES));
    struct cpu *c = cpu();
    if (c->current == c->idle || pick(8) == 0) {
        fake.irq_next = pick(4) ? arch_timer_irq() : pick(2) ? 40 + pick(3) : ARCH_IRQ_NONE;
        interrupt_entry(arch_irq_take());
    } else if (pick(30) == 0) {
        fault_entry_vm(odd(), pick(2), 0x92000006);
    } else if (pick(60) == 0) {
        fault_entry_user(0x3c, 0);
    } else if (pick(60) == 0) {
        fault_entry_once(0x2f, 0);
    } else {
        busy[fake.core]++;
        random_syscall(&c->current->context);
    }
    if (c->current == c->idle)
        revive();
}

/* The debug walker, which starts at the root task's CNode; nobody here is the root task. */
static bool walk(void)
{
    struct check found;
    fake.quiet = false;
    kernel.root_cnode = world_root;
    kernel.boot.root_cnode_bits = WORLD_RADIX;
    bool good = check_kernel(&found);
    kernel.root_cnode = NULL;
    fake.quiet = true;
    return good;
}

/* What refusals.def says of all invocations stands in front of its list. */
static bool is_documented(word_t label, word_t err)
{
    static const struct { uint8_t label, err; } known[] = {
#define REFUSAL(invocation, error, text) {INV_##invocation, ERR_##error},
#include "kernel/abi/refusals.def"
#undef REFUSAL
    };
    for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].label == label && known[i].err == err)
            return true;
    return err == ERR_NONE || err == ERR_TRUNCATED_MESSAGE || err == ERR_ILLEGAL_OPERATION ||
           err == ERR_INVALID_CAPABILITY;
}

/* After the worlds: no invocation has answered with what is not documented of it. */
static void answers_are_documented(void **state)
{
    unsigned seen = 0, wrong = 0;
    (void)state;
    for (word_t label = 1; label < INVOCATION_LABELS; label++)
        for (word_t err = 0; err <= ERR_NOT_ENOUGH_MEMORY; err++) {
            seen += check_counted(label, err) > 0;
            if (check_counted(label, err) == 0 || is_documented(label, err))
                continue;
            printf("invocation %lu answered %lu\n", (unsigned long)label, (unsigned long)err);
            wrong++;
        }
    printf("%u different answers\n", seen);
    assert_int_equal(wrong, 0);
    assert_true(seen > INVOCATION_LABELS);
}

static void nothing_breaks(void **state)
{
    (void)state;
    for (unsigned w = 0; w < WORLDS; w++) {
        srandom(w + 1);
        make_world();
        for (unsigned i = 0; i < STEPS; i++) {
            step();
            if (!world_check()) {
                printf("world %u, step %u\n", w, i);
                fail();
            }
            if (i % 100 == 0) {
                assert_true(derive_check());
                assert_true(walk());
            }
        }
        stalls += fake.stalls;
    }
    for (unsigned i = 0; i < CONFIG_CORES; i++) {
        printf("core %u: %lu system calls\n", i, busy[i]);
        assert_true(busy[i] > WORLDS * STEPS / 20 / CONFIG_CORES);
    }
    printf("%lu times a thread was taken off another core\n", stalls);
    assert_true(CONFIG_CORES == 1 || stalls > WORLDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_breaks),
                                       cmocka_unit_test(answers_are_documented)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
