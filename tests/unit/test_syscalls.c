// link: tests/unit/fake_arch.c tests/unit/world.c kernel/kernel.c kernel/cap.c kernel/cspace.c
// link: kernel/derive.c kernel/core/rights.c kernel/core/untyped.c kernel/core/cnode.c
// link: kernel/core/pte.c kernel/core/asid.c kernel/core/refill.c kernel/object/object.c
// link: kernel/object/untyped.c kernel/object/cnode.c kernel/object/frame.c
// link: kernel/object/page_table.c kernel/object/vspace.c kernel/object/asid.c
// link: kernel/object/tcb.c kernel/object/tcb_space.c kernel/object/tcb_registers.c
// link: kernel/object/endpoint.c kernel/object/notification.c kernel/object/reply.c
// link: kernel/object/sched_context.c kernel/object/irq.c kernel/object/smc.c
// link: kernel/object/console.c kernel/object/debug.c kernel/object/domain.c kernel/sched.c
// link: kernel/sched_context.c kernel/reply.c kernel/ipc.c kernel/fault.c kernel/invocation.c
// link: kernel/syscall.c
// cflags: -Itests/unit/fake -Ikernel -Itests/unit -DCONFIG_DEBUG=1
/*
 * A whole kernel on the host, driven by random system calls, faults, interrupts and time, with
 * every invariant checked after each entry. Threads share one CNode, so that they delete, revoke
 * and rebind what the others use, themselves included.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include "kernel/derive.h"
#include "world.h"

#define THREADS 6u
#define FIRST_THREAD 10u        /* slots: TCB, context, buffer of each */
#define FIRST_OBJECT 40u
#define OBJECTS 36u
#define LAST_SLOT 100u
#define WORLDS 150u
#define STEPS 1500u

/* others than capabilities that could end it all at once */
#define IRQ_CONTROL 3u
#define SCHED_CONTROL 4u

static word_t pick(word_t n) { return (word_t)random() % n; }

static word_t odd(void)
{
    static const word_t values[] = {0, 1, 2, 8, 32, 63, 64, 120, 255, 4096, 1ul << 32, 1ul << 63};
    return values[pick(sizeof values / sizeof values[0])] - (pick(3) == 0);
}

static word_t any_slot(void)
{
    return pick(40) ? FIRST_THREAD + pick(LAST_SLOT - FIRST_THREAD) : pick(6);
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
    for (unsigned i = 0; i < OBJECTS; i++) {
        enum object_type type = types[i % (sizeof types / sizeof types[0])];
        world_make(type, type == OBJECT_CNODE ? 3 : 8, FIRST_OBJECT + i);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        struct tcb *t = world_thread(FIRST_THREAD + 3 * i, (uint8_t)(10 + pick(4)));
        word_t ep = FIRST_OBJECT + 6 * pick(6);
        if (pick(2))
            derive_insert(world_cap(ep), &world_root[ep], &t->slot[TCB_SLOT_FAULT]);
        if (pick(3) == 0)
            derive_insert(world_cap(ep), &world_root[ep], &t->slot[TCB_SLOT_TIMEOUT]);
        thread_restart(t);
    }
    schedule();
}

static bool is_one_of(word_t label, word_t a, word_t b, word_t c)
{
    return label == a || label == b || label == c;
}

/* Mostly messages and waiting; now and then an invocation of anything. */
static void random_syscall(struct arch_context *c)
{
    word_t number = 1 + pick(11), label = 0;
    c->x[0] = any_slot();
    if (pick(3) == 0) {
        number = pick(2) ? SYS_CALL : SYS_NB_SEND;
        label = pick(60);
        if (is_one_of(label, INV_DEBUG_EXIT, INV_DEBUG_DUMP, INV_CONSOLE_WRITE) ||
            (label == INV_CNODE_REVOKE && pick(8)))
            label = INV_CNODE_COPY;
    }
    for (unsigned i = 2; i < 10; i++)
        c->x[i] = pick(2) ? any_slot() : odd();
    if (label >= INV_CNODE_REVOKE && label <= INV_CNODE_ROTATE) {
        c->x[0] = WORLD_CNODE;
        c->x[3] = c->x[5] = c->x[8] = 64;
        if (c->x[2] < FIRST_THREAD)             /* the CNode itself stays */
            c->x[2] = any_slot();
    }
    if (label == INV_SCHED_CONTROL_CONFIGURE) {
        c->x[0] = SCHED_CONTROL;
        c->x[2] = 20 + pick(2000);
        c->x[3] = c->x[2] + (pick(3) ? pick(5000) : 0);
        c->x[4] = pick(4);
        c->x[6] = pick(2);
    }
    c->x[1] = message_encode((struct message_info){label, 0, pick(4), pick(9)});
    if (label)
        c->x[1] = message_encode((struct message_info){label, 0, 3, 8});
    c->x[10] = any_slot();
    c->x[11] = any_slot();
    struct ipc_buffer *buffer = ipc_buffer(cpu()->current, RIGHT_READ);
    for (unsigned i = 0; buffer && i < MSG_MAX_EXTRA; i++)
        buffer->caps_or_badges[i] = pick(4) ? any_slot() : WORLD_CNODE;
    if (buffer) {
        buffer->receive_root = WORLD_CNODE;
        buffer->receive_index = any_slot();
        buffer->receive_depth = 64;
    }
    fake.pending_after = pick(4) ? 0 : 1 + pick(6);
    c->pc += 4;
    syscall_entry(number);
}

/* Somebody who stopped may go on, so that a world lasts. */
static void revive(void)
{
    for (struct tcb *t = kernel.threads.head; t; t = t->all.next)
        if (t->state == THREAD_INACTIVE && pick(3) == 0 && t->sc)
            thread_restart(t);
    schedule();
}

static void step(void)
{
    fake.now += pick(20) ? pick(3000) : pick(1000000);
    struct cpu *c = cpu();
    if (c->current == c->idle || pick(8) == 0) {
        fake.irq_next = pick(4) ? arch_timer_irq() : pick(2) ? 40 + pick(3) : ARCH_IRQ_NONE;
        interrupt_entry();
    } else if (pick(30) == 0) {
        fault_entry_vm(odd(), pick(2), 0x92000006);
    } else if (pick(60) == 0) {
        fault_entry_user(0x3c, 0);
    } else {
        random_syscall(&c->current->context);
    }
    if (c->current == c->idle && pick(4) == 0)
        revive();
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
            if (i % 100 == 0)
                assert_true(derive_check());
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_breaks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
