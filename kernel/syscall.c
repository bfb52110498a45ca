/*
 * Entries from user mode: system calls, faults, interrupts. Each takes the kernel's lock, looks at
 * the time used, does its work on the current thread, ends with schedule() and gives the lock back.
 */
#include "syscall.h"
#include "check.h"
#include "fastpath.h"
#include "invocation.h"
#include "ipc.h"
#include "print.h"
#include "sched.h"
#include "smp.h"

/* Is there budget for this entry? If not the thread comes back to the SVC later. */
static inline bool begin(struct cpu *c)
{
    sched_account(c);
    return c->now <= c->enough_until || sched_check_budget();
}

/* The end of every entry. */
static inline struct tcb *finish(struct cpu *c)
{
    schedule();
    check_entry();
    struct tcb *next = c->current;
    smp_leave();
    return next;
}

static seldom void raise_cap_fault(struct tcb *t, cptr_t cptr, bool receiving,
                                   const struct lookup_error *why)
{
    context_rewind(&t->context);
    t->fault.type = FAULT_CAP;
    t->fault.word[0] = cptr;
    t->fault.word[1] = receiving;
    t->fault.lookup = *why;
    fault_deliver(t);
}

/* ---- sending and invoking ---- */

/* what a system call does */
enum mode {
    SEND          = 1 << 0,
    SEND_CALL     = 1 << 1,             /* and wait for the answer */
    SEND_BLOCKING = 1 << 2,             /* wait until somebody receives, and fault without */
    SEND_DONATE   = 1 << 3,             /* whoever receives may run on the sender's time */
    SEND_FIRST    = 1 << 4,             /* messages only, because a receive follows */
    SEND_TO_REPLY = 1 << 5,             /* to the reply object of the receive */
    RECEIVE       = 1 << 6,
    RECEIVE_BLOCKING = 1 << 7,
    RECEIVE_REPLY = 1 << 8,             /* callers wait at a reply object */
    SEND_RECEIVE  = SEND | SEND_DONATE | SEND_FIRST | RECEIVE | RECEIVE_BLOCKING,
};
static const uint16_t mode_of[] = {
    [SYS_CALL] = SEND | SEND_CALL | SEND_BLOCKING | SEND_DONATE,
    [SYS_REPLY_RECV] = SEND_RECEIVE | SEND_TO_REPLY | RECEIVE_REPLY,
    [SYS_SEND] = SEND | SEND_BLOCKING,
    [SYS_NB_SEND] = SEND,
    [SYS_NB_SEND_RECV] = SEND_RECEIVE | RECEIVE_REPLY,
    [SYS_RECV] = RECEIVE | RECEIVE_BLOCKING | RECEIVE_REPLY,
    [SYS_NB_RECV] = RECEIVE | RECEIVE_REPLY,
    [SYS_WAIT] = RECEIVE | RECEIVE_BLOCKING,
    [SYS_NB_WAIT] = RECEIVE,
    [SYS_NB_SEND_WAIT] = SEND_RECEIVE,
};

/* A capability that nothing can be invoked on, or not this way. */
static seldom enum err refuse_send(struct tcb *t, struct invocation *inv)
{
    inv->info = context_info(&t->context);
    return invalid_capability(inv, 0);
}

/*
 * Messages to endpoints, notifications and reply objects; everything else has a decoder.
 */
static enum err invoke(struct invocation *inv, word_t caps, struct tcb *t, struct slot *slot,
                       word_t mode)
{
    struct cap cap = slot->cap;
    inv->result_count = 0;
    switch (cap_type(cap)) {
    case CAP_ENDPOINT:
        if (!(cap_rights(cap) & RIGHT_WRITE))
            return refuse_send(t, inv);
        endpoint_send(cap_pointer(cap), t, cap_badge(cap), cap_rights(cap),
                      mode & SEND_BLOCKING, mode & SEND_CALL, mode & SEND_DONATE);
        return ERR_ANSWERED;
    case CAP_NOTIFICATION:
        if (!(cap_rights(cap) & RIGHT_WRITE))
            return refuse_send(t, inv);
        notification_signal(cap_pointer(cap), cap_badge(cap));
        return ERR_NONE;
    case CAP_REPLY:
        ipc_reply(t, cap_pointer(cap), cap_reply_may_grant(cap));
        return ERR_NONE;
    default:
        if (mode & SEND_FIRST) {
            user_error("only messages can be sent in the first phase of a combined call");
            return refuse_send(t, inv);
        }
        invocation_begin(inv, t, slot, cap, context_info(&t->context));
        inv->silent = !(mode & SEND_CALL);
        return invocation_counted(inv, invocation_decode(inv, caps, true));
    }
}

/* As answer, with words behind the registers where the caller has a buffer. */
static seldom __attribute__((noinline)) void answer_long(struct tcb *t,
                                                        const struct invocation *inv, enum err err)
{
    word_t count = inv->result_count;
    if (count > ipc_write_limit(t))
        count = MSG_REGISTERS;
    context_set_badge(&t->context, 0);
    context_set_info(&t->context, err * MSG_LABEL_FACTOR | count);
    for (word_t i = 0; i < count; i++)
        ipc_write_word(t, i, inv->result[i]);
}

/* What a caller finds in its registers and its buffer: results, or an error and its details. */
static __attribute__((noinline)) void answer(struct tcb *t, const struct invocation *inv,
                                             enum err err)
{
    if (UNLIKELY(inv->result_count > MSG_REGISTERS)) {
        answer_long(t, inv, err);
        return;
    }
    context_set_badge(&t->context, 0);
    context_set_info(&t->context, err * MSG_LABEL_FACTOR | inv->result_count);
    for (word_t i = 0; i < inv->result_count; i++)
        context_set_word(&t->context, i, inv->result[i]);
}

/* Results or details, an error, or none of these. As conclude. */
static seldom bool conclude_with(struct tcb *t, const struct invocation *inv, bool call,
                                 enum err err)
{
    if (err == ERR_PREEMPTED) {
        context_rewind(&t->context);
        return false;
    }
    if (err == ERR_ANSWERED || !call)
        return true;
    answer(t, inv, err);
    return true;
}

static inline void answer_nothing(struct tcb *t)
{
    context_set_badge(&t->context, 0);
    context_set_info(&t->context, 0);
}

/* The end of a send, and what a caller finds in its registers. False: t has to do it again. */
static inline bool conclude(struct tcb *t, const struct invocation *inv, bool call, enum err err)
{
    if (UNLIKELY((err | inv->result_count) != 0))
        return conclude_with(t, inv, call, err);
    if (call)
        answer_nothing(t);
    return true;
}

/* Send t's message to the capability at cptr. False: t cannot go on to a second phase. */
static bool send(struct tcb *t, cptr_t cptr, word_t mode)
{
    struct invocation *inv = &cpu()->invocation;
    struct fault fault;
    struct slot *slot = thread_lookup(t, cptr, &fault.lookup);
    if (!slot) {
        if (mode & SEND_BLOCKING)
            raise_cap_fault(t, cptr, false, &fault.lookup);
        return true;
    }
    word_t caps = ipc_lookup_extra(t, context_info(&t->context), inv->extra, &fault);
    if (caps == IPC_UNRESOLVED) {
        if (mode & SEND_BLOCKING)
            raise_cap_fault(t, fault.word[0], false, &fault.lookup);
        return true;
    }
    return conclude(t, inv, mode & SEND_CALL, invoke(inv, caps, t, slot, mode));
}

/* ---- receiving ---- */

static seldom void refuse_receive(struct tcb *t, cptr_t cptr, const char *why)
{
    struct lookup_error missing = {.failure = LOOKUP_MISSING_CAPABILITY};
    user_error("receive from %lx: %s", cptr, why);
    raise_cap_fault(t, cptr, true, &missing);
}

/* The reply object that t names; NULL: t has faulted. */
static seldom struct reply *find_reply(struct tcb *t)
{
    cptr_t cptr = context_reply(&t->context);
    struct lookup_error why;
    struct slot *slot = thread_lookup(t, cptr, &why);
    if (!slot) {
        raise_cap_fault(t, cptr, true, &why);
        return NULL;
    }
    if (cap_type(slot->cap) != CAP_REPLY) {
        refuse_receive(t, cptr, "not a reply object");
        return NULL;
    }
    return cap_pointer(slot->cap);
}

static seldom void receive(struct tcb *t, word_t mode)
{
    cptr_t cptr = context_cap(&t->context);
    bool blocking = mode & RECEIVE_BLOCKING, with_reply = mode & RECEIVE_REPLY;
    struct lookup_error why;
    struct slot *slot = thread_lookup(t, cptr, &why);
    if (!slot) {
        raise_cap_fault(t, cptr, true, &why);
        return;
    }
    struct cap cap = slot->cap;
    enum cap_type type = cap_type(cap);
    if (type != CAP_ENDPOINT && type != CAP_NOTIFICATION) {
        refuse_receive(t, cptr, "neither endpoint nor notification");
    } else if (!(cap_rights(cap) & RIGHT_READ)) {
        refuse_receive(t, cptr, "no right to receive");
    } else if (type == CAP_ENDPOINT) {
        struct reply *reply = with_reply ? find_reply(t) : NULL;
        if (reply || !with_reply)
            endpoint_receive(t, cap, blocking, reply);
    } else {
        const struct notification *n = cap_pointer(cap);
        if (n->bound && n->bound != t)
            refuse_receive(t, cptr, "the notification is bound to another thread");
        else
            notification_wait(t, cap, blocking);
    }
}

/* ---- system calls ---- */

static seldom void unknown_syscall(struct tcb *t, word_t number)
{
    context_rewind(&t->context);
    t->fault = (struct fault){.type = FAULT_UNKNOWN_SYSCALL, .word = {number}};
    fault_deliver(t);
}

/* where a message goes; the registers of a send that is followed by a receive are others */
static cptr_t destination(const struct arch_context *c, word_t mode)
{
    if (!(mode & SEND_FIRST))
        return context_cap(c);
    return mode & SEND_TO_REPLY ? context_reply(c) : context_send_cap(c);
}

static void handle(struct tcb *t, word_t number)
{
    struct arch_context *c = &t->context;
    log_at(trace, "%s: system call %lu, x0 %lx\n", t->name, number, context_cap(c));
    word_t mode = number < sizeof mode_of / sizeof mode_of[0] ? mode_of[number] : 0;
    if (number == SYS_YIELD)
        sched_yield();
    else if (!mode)
        unknown_syscall(t, number);
    else if ((!(mode & SEND) || send(t, destination(c, mode), mode)) && mode & RECEIVE)
        receive(t, mode);
}

struct tcb *syscall_entry(word_t number)
{
    struct cpu *c = cpu();
    if (smp_enter(true)) {
        struct tcb *t = c->current;
        if (begin(c))
            handle(t, number);
        else
            context_rewind(&t->context);
    }
    return finish(c);
}

/* Capability `number` of a message, by what t has noted; false: that takes more. */
static inline bool find_noted(const struct tcb *t, word_t number, struct slot *extra[])
{
    cptr_t cptr = t->buffer->caps_or_badges[number];
    extra[number] = &t->spaces_slot[cptr];
    return !UNLIKELY(cptr >= t->spaces_slot_count);
}

/* More than one of them, the first is found. */
static inline bool find_others(const struct tcb *t, word_t info, struct slot *extra[])
{
    return find_noted(t, 1, extra) && (!(info & MSG_EXTRA_FACTOR) || find_noted(t, 2, extra));
}

enum err invocation_entry(struct slot *slot, word_t info, struct tcb *t, struct cpu *c)
{
    struct invocation *inv = &c->invocation;
    struct cap cap = slot->cap;
    invocation_begin(inv, t, slot, cap, info);
    sched_account(c);
    if (UNLIKELY(c->now > c->enough_until))
        return ERR_MESSAGE;
    if (info & 3 * MSG_EXTRA_FACTOR) {
        if (UNLIKELY(!ipc_has_own_page(t)) || !find_noted(t, 0, inv->extra))
            return ERR_MESSAGE;
        if (UNLIKELY(info & 2 * MSG_EXTRA_FACTOR) && !find_others(t, info, inv->extra))
            return ERR_MESSAGE;
    }
    return invocation_run(inv, info, cap);
}

seldom word_t invocation_done(enum err err)
{
    struct cpu *c = cpu();
    struct invocation *inv = &c->invocation;
    word_t t = (word_t)inv->caller;
    if (err == ERR_MESSAGE)
        return t | LEFT_ALL;
    err = invocation_counted(inv, err);
    if (err == ERR_PREEMPTED)
        return t | LEFT_TO_REPEAT;
    if (err != ERR_ANSWERED)
        answer(inv->caller, inv, err);
    if (c->to_do)
        return t | LEFT_TO_SETTLE;
    check_entry();
    return t;
}

struct tcb *invocation_end(enum left left)
{
    struct cpu *c = cpu();
    if (left == LEFT_TO_REPEAT)
        context_rewind(&c->current->context);
    return finish(c);
}

struct tcb *grant_entry(const struct slot *slot)
{
    struct cpu *c = cpu();
    if (UNLIKELY(!begin(c)))
        context_rewind(&c->current->context);
    else if (!fastpath_grant(slot))
        return syscall_entry(SYS_CALL);
    return finish(c);
}

seldom struct tcb *signal_entry(struct slot *slot)
{
    struct cpu *c = cpu();
    if (CONFIG_CORES > 1 || !slot)
        return syscall_entry(SYS_SEND);
    if (begin(c))
        notification_signal(cap_pointer(slot->cap), cap_badge(slot->cap));
    else
        context_rewind(&c->current->context);
    return finish(c);
}

/* ---- faults and interrupts ---- */

/* words: what the type has, see struct fault */
static seldom void set_fault(struct tcb *t, enum fault_type type, word_t word0, word_t word1,
                              word_t word2)
{
    t->fault.type = type;
    t->fault.word[0] = word0;
    t->fault.word[1] = word1;
    t->fault.word[2] = word2;
    fault_deliver(t);
}

/* Without time left the instruction is executed again later, and faults again. */
static seldom struct tcb *raise_fault(enum fault_type type, word_t word0, word_t word1,
                                      word_t word2)
{
    bool entered = smp_enter(false);
    struct cpu *c = cpu();
    if (entered) {
        c->current->fault.type = FAULT_NONE;    /* a short way may have said something */
        if (begin(c))
            set_fault(c->current, type, word0, word1, word2);
    }
    return finish(c);
}

/*
 * What no instruction brings again is told at once, instead of a timeout if need be. A thread that
 * another core has taken away meanwhile is told when it would go on: schedule().
 */
seldom struct tcb *fault_entry_once(word_t number, word_t syndrome)
{
    struct cpu *c = cpu();
    struct tcb *t = c->current;
    t->untold = (struct untold){number, syndrome};
    if (smp_enter(false)) {
        if (!begin(c))
            ipc_cancel(t);
        fault_deliver_untold(t);
    }
    return finish(c);
}

seldom struct tcb *fault_entry_vm(vaddr_t address, bool fetch, word_t syndrome)
{
    return raise_fault(FAULT_VM, address, fetch, syndrome);
}

seldom struct tcb *fault_entry_user(word_t number, word_t syndrome)
{
    return raise_fault(FAULT_USER_EXCEPTION, number, syndrome, 0);
}

seldom struct tcb *fault_entry_debug(word_t reason, vaddr_t address, word_t number)
{
    return raise_fault(FAULT_DEBUG, reason, address, number);
}

/*
 * A line stays masked until its driver acknowledges it: a level-triggered device would interrupt
 * again at once. The controller itself is done with it already.
 */
static seldom void deliver_interrupt(word_t irq)
{
    struct cap cap = kernel.irq_slot[irq].cap;
    log_at(trace, "interrupt %lu\n", irq);
    arch_irq_mask(irq);
    if (cap_type(cap) == CAP_NOTIFICATION)
        notification_signal(cap_pointer(cap), cap_badge(cap));
    else
        user_error("interrupt %lu: nobody handles it, masked", irq);
}

seldom struct tcb *interrupt_entry(word_t irq)
{
    struct cpu *c = cpu();
    smp_enter(false);
    begin(c);
    if (irq == arch_timer_irq())
        sched_tick();
    else if (irq < IRQ_LINES)
        deliver_interrupt(irq);
    else if (CONFIG_CORES > 1)
        arch_irq_settle();
    return finish(c);
}
