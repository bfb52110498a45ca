/* See world.h. */
#include "world.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>
#include "kernel/derive.h"
#include "kernel/fastpath.h"
#include "kernel/queue.h"

#define UNTYPED_BITS 24
#define START FAKE_RAM_START

struct slot *world_root;
static paddr_t next_free;

/* ---- making ---- */

static paddr_t allocate(word_t bits)
{
    paddr_t at = (next_free + (1ul << bits) - 1) & ~((1ul << bits) - 1);
    next_free = at + (1ul << bits);
    return at;
}

void world_init(void)
{
    fake_reset();
    fake.now = 1000000;
    for (word_t i = 0; i < CONFIG_CORES; i++)
        sched_init(&kernel.cpu[i], &kernel.idle[i]);
    next_free = START + (1ul << UNTYPED_BITS);
    world_root = arch_ram_pointer(allocate(WORLD_RADIX + SLOT_BITS));
    derive_insert_root(cap_cnode(world_root, WORLD_RADIX, 64 - WORLD_RADIX, 0),
                       &world_root[WORLD_CNODE]);
    next_free = START;
    derive_insert_root(cap_untyped(START, UNTYPED_BITS, UNTYPED_RAM, 0),
                       &world_root[WORLD_UNTYPED]);
    for (fake.core = 0; fake.core < CONFIG_CORES; fake.core++)
        schedule();
    fake.core = 0;
}

void *world_make(enum object_type type, word_t bits, word_t slot)
{
    struct slot *untyped = &world_root[WORLD_UNTYPED];
    paddr_t at = allocate(object_bits(type, bits));
    struct cap cap = object_cap(type, at, bits, UNTYPED_RAM);
    object_begin(type, at);
    untyped->cap = cap_with_untyped_mark(untyped->cap,
                                         (struct untyped_mark){next_free - START,
                                                               next_free - START});
    derive_insert(cap, untyped, &world_root[slot]);
    return arch_ram_pointer(at);
}

static void copy_to(word_t slot, struct slot *to)
{
    struct cap copy;
    assert_int_equal(derive_copy(&world_root[slot], world_root[slot].cap, &copy), ERR_NONE);
    derive_insert(copy, &world_root[slot], to);
}

struct tcb *world_passive(word_t slot, uint8_t priority)
{
    struct tcb *t = world_make(OBJECT_TCB, 0, slot);
    world_make(OBJECT_FRAME_4K, 0, slot + 2);
    copy_to(WORLD_CNODE, &t->slot[TCB_SLOT_CSPACE]);
    copy_to(slot + 2, &t->slot[TCB_SLOT_BUFFER]);
    t->buffer = arch_ram_pointer(cap_paddr(t->slot[TCB_SLOT_BUFFER].cap));
    t->mcp = MAX_PRIORITY;
    t->context.pc = 0x400000;
    snprintf(t->name, sizeof t->name, "t%lu", (unsigned long)slot);
    thread_set_priority(t, priority);
    return t;
}

struct tcb *world_thread(word_t slot, uint8_t priority)
{
    struct tcb *t = world_passive(slot, priority);
    struct sched_context *sc = world_make(OBJECT_SCHED_CONTEXT, 8, slot + 1);
    sc_configure(sc, sched_ticks(5000), sched_ticks(5000), REFILL_MIN, 0, false, 0);
    sc_bind_tcb(sc, t);
    return t;
}

struct cap world_cap(word_t slot) { return world_root[slot].cap; }

void world_mint(word_t from, word_t to, word_t rights, word_t badge)
{
    struct cap cap = derive_mask(world_root[from].cap, rights);
    if (badge)
        cap = derive_update(cap, badge, false);
    assert_false(cap_is_null(cap));
    derive_insert(cap, &world_root[from], &world_root[to]);
}

/* ---- entering ---- */

void world_expect(const struct tcb *t)
{
    const struct tcb *current = kernel.cpu[0].current;
    assert_ptr_equal(current, t ? t : kernel.cpu[0].idle);
}

void world_syscall(word_t number, word_t cap, word_t label, word_t length, word_t word0)
{
    struct arch_context *c = &cpu()->current->context;
    c->x[0] = cap;
    c->x[1] = message_encode((struct message_info){.label = label, .length = length});
    c->x[2] = word0;
    c->pc += 4;
    syscall_entry(number);
    assert_true(world_check());
}

enum err world_invoke(word_t cap, word_t label, const word_t word[8], const word_t extra[3])
{
    struct tcb *t = cpu()->current;
    struct arch_context *c = &t->context;
    c->x[0] = cap;
    c->x[1] = message_encode((struct message_info){.label = label, .extra = 3, .length = 8});
    for (unsigned i = 0; i < 8; i++)
        c->x[2 + i] = word[i];
    for (unsigned i = 0; i < 3; i++)
        t->buffer->caps_or_badges[i] = extra[i];
    c->pc += 4;
    syscall_entry(SYS_CALL);
    return (enum err)message_decode(c->x[1]).label;
}

void world_receive(word_t number, word_t cap, word_t reply)
{
    struct arch_context *c = &cpu()->current->context;
    c->x[0] = cap;
    c->x[10] = reply;
    c->pc += 4;
    syscall_entry(number);
    assert_true(world_check());
}

void world_pass(ticks_t ticks)
{
    fake.now += ticks;
    fake.irq_next = arch_timer_irq();
    interrupt_entry(arch_irq_take());
    assert_true(world_check());
}

/* ---- checking ---- */

static bool wrong(const char *what, const void *object)
{
    printf("does not hold: %s, %p\n", what, object);
    return false;
}

/* the objects to which a capability exists somewhere */
static const void *live[1024];
static unsigned live_count;

static void note_live(const struct slot *slots, word_t count, bool enter)
{
    for (word_t i = 0; i < count && live_count < sizeof live / sizeof live[0]; i++) {
        struct cap cap = slots[i].cap;
        if (cap_is_null(cap) || cap_type(cap) == CAP_ZOMBIE || cap_type(cap) == CAP_IRQ_HANDLER)
            continue;
        live[live_count++] = cap_pointer(cap);
        if (enter && cap_type(cap) == CAP_CNODE && cap_pointer(cap) != world_root)
            note_live(cap_pointer(cap), 1ul << cap_cnode_radix(cap), false);
    }
}

static void find_live(void)
{
    live_count = 0;
    note_live(world_root, 1ul << WORLD_RADIX, true);
    note_live(kernel.irq_slot, MAX_IRQ, false);
    for (const struct tcb *t = kernel.threads.head; t; t = t->all.next) {
        live[live_count++] = t;
        note_live(t->slot, TCB_SLOT_COUNT, false);
    }
}

/* NULL, or an object that still exists */
static bool is_live(const void *object, const char *what)
{
    for (unsigned i = 0; object && i < live_count; i++)
        if (live[i] == object)
            return true;
    return !object || wrong(what, object);
}

static bool check_references(const struct tcb *t)
{
    return is_live(t->sc, "a thread's context is alive") &&
           is_live(t->bound, "a thread's bound notification is alive") &&
           is_live(t->reply, "a thread's reply object is alive") &&
           is_live(t->yield_to, "what a thread yielded to is alive") &&
           is_live(t->blocking_on, "what a thread waits for is alive");
}

static bool in_queue(const struct tcb_queue *q, const struct tcb *t, enum thread_state state)
{
    bool found = false;
    if (!queue_check(q, LINK_IPC) || !wait_check(q))
        return wrong("queue is linked both ways", q);
    for (const struct tcb *i = q->head; i; i = i->ipc.next) {
        found = found || i == t;
        if (i->state != state)
            return wrong("threads of one queue wait for the same", i);
        if (i->ipc.next && i->ipc.next->priority > i->priority)
            return wrong("queue is ordered by priority", i);
    }
    return found;
}

static bool check_waiting(const struct tcb *t)
{
    const struct endpoint *ep = t->blocking_on;
    const struct notification *n = t->blocking_on;
    switch (t->state) {
    case THREAD_BLOCKED_RECEIVE:
    case THREAD_BLOCKED_SEND:
        return in_queue(&ep->queue, t, t->state) || wrong("thread is in its queue", t);
    case THREAD_BLOCKED_NOTIFICATION:
        if (n->state != NOTIFICATION_WAITING)
            return wrong("notification knows that a thread waits", t);
        return in_queue(&n->queue, t, t->state) || wrong("thread is in its queue", t);
    case THREAD_BLOCKED_REPLY:
        return t->reply || wrong("a caller has a reply object", t);
    case THREAD_INACTIVE:
    case THREAD_RUNNING:
    case THREAD_RESTART:
    case THREAD_IDLE:
        if (t->reply || t->ipc.next || t->ipc.prev)
            return wrong("a thread that does not wait is in no queue", t);
        break;
    }
    return true;
}

/* newest first; each reply has a caller */
static bool check_call_stack(const struct sched_context *sc)
{
    word_t newer = (word_t)sc + 1;
    unsigned depth = 0;
    for (const struct reply *r = sc->reply; r; r = (const struct reply *)r->prev) {
        if (r->next != newer)
            return wrong("call stack is linked both ways", r);
        if (!is_live(r, "a reply in a call stack is alive"))
            return false;
        if (!r->tcb || r->tcb->state != THREAD_BLOCKED_REPLY)
            return wrong("a reply in a call stack has a caller", r);
        if (++depth > 1000)
            return wrong("call stack ends", sc);
        newer = (word_t)r;
    }
    return true;
}

static bool check_object(struct cap cap)
{
    const struct reply *reply = cap_pointer(cap);
    const struct sched_context *sc = cap_pointer(cap);
    const struct notification *n = cap_pointer(cap);
    switch (cap_type(cap)) {
    case CAP_REPLY:
        if (!is_live(reply->tcb, "a reply object's thread is alive"))
            return false;
        if (reply->tcb && reply->tcb->reply != reply)
            return wrong("reply and thread know each other", reply);
        if ((reply->next & 1) && ((struct sched_context *)(reply->next - 1))->reply != reply)
            return wrong("newest reply and context know each other", reply);
        return reply->tcb || (!reply->prev && !reply->next) || wrong("free reply is alone", reply);
    case CAP_SCHED_CONTEXT:
        if (!is_live(sc->tcb, "a context's thread is alive") ||
            !is_live(sc->reply, "a context's newest reply is alive") ||
            !is_live(sc->notification, "a context's notification is alive") ||
            !is_live(sc->yield_from, "who yielded to a context is alive"))
            return false;
        if (sc->tcb && sc->tcb->sc != sc)
            return wrong("context and thread know each other", sc);
        if (sc->notification && sc->notification->sc != sc)
            return wrong("context and notification know each other", sc);
        if (sc->yield_from && sc->yield_from->yield_to != sc)
            return wrong("context and who yielded know each other", sc);
        return check_call_stack(sc);
    case CAP_NOTIFICATION:
        if (!is_live(n->bound, "a notification's bound thread is alive") ||
            !is_live(n->sc, "a notification's context is alive"))
            return false;
        if (n->bound && n->bound->bound != n)
            return wrong("notification and bound thread know each other", n);
        if ((n->state == NOTIFICATION_WAITING) != (n->queue.head != NULL))
            return wrong("notification waits when threads do", n);
        return n->state == NOTIFICATION_ACTIVE || n->badge == 0 || wrong("badge is taken", n);
    default:
        return true;
    }
}

/* The current thread of this core can run, and nobody there who could has a higher priority. */
static bool check_choice(void)
{
    const struct cpu *c = cpu();
    int highest = ready_map_highest(&c->ready_map);
    if (c->next || c->choose)
        return wrong("everything asked for is done", c);
    if (c->current == c->idle)
        return highest < 0 || wrong("idle only when nobody is ready", c);
    if (!thread_schedulable(c->current) || c->current->in_ready_queue)
        return wrong("the current thread can run", c->current);
    if (c->sc != c->current->sc)
        return wrong("the current context is the current thread's", c->current);
    return highest <= c->current->priority || wrong("highest priority runs", c->current);
}

bool world_check(void)
{
    if (!sched_check(true))
        return wrong("sched_check", NULL);
    find_live();
    for (struct tcb *t = kernel.threads.head; t; t = t->all.next)
        if (!check_waiting(t) || !check_references(t))
            return false;
    for (word_t i = 0; i < 1ul << WORLD_RADIX; i++)
        if (!check_object(world_root[i].cap))
            return false;
    return check_choice();
}

/* ---- the short way that is called from C: always left to the long one ---- */

bool fastpath_grant(const struct slot *slot)
{
    (void)slot;
    return false;
}
