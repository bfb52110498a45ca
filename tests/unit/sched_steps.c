/* See sched_steps.h. */
#include "sched_steps.h"
#include <stdio.h>
#include "kernel/derive.h"
#include "kernel/sched_queues.h"

#define UNIT sched_ticks(SCHED_MIN_BUDGET_US / M_LEAST)
#define LEAST_PRIORITY 10
#define INTERRUPT 40            /* a line */

/* slots of the common CSpace */
enum {
    SCHED_CONTROL = 3, DOMAIN = 4, ENDPOINT = 10, NOTIFICATION = 20, REPLY = 30, CONTEXT = 40,
    THREAD = 50         /* with its context and buffer */
};

static ticks_t began;           /* model time 0 */

static const struct { uint8_t budget, period; bool sporadic; } parameters[STEP_PARAMETERS] = {
    {3, 3, false}, {2, 5, false}, {2, 5, true}, {4, 6, true}, {5, 5, false}
};

static word_t context_slot(const struct model *m, int c)
{
    return c < m->threads ? THREAD + 3 * (word_t)c + 1 : CONTEXT + (word_t)c;
}
static struct sched_context *context(const struct model *m, int c)
{
    return c == M_NOBODY ? NULL : cap_pointer(world_cap(context_slot(m, c)));
}
static struct tcb *thread(int t)
{
    return t == M_NOBODY ? NULL : cap_pointer(world_cap(THREAD + 3 * (word_t)t));
}
static struct endpoint *endpoint(int e) { return cap_pointer(world_cap(ENDPOINT + (word_t)e)); }
static struct notification *notification(int n)
{
    return n == M_NOBODY ? NULL : cap_pointer(world_cap(NOTIFICATION + (word_t)n));
}
static struct reply *reply(int t) { return cap_pointer(world_cap(REPLY + (word_t)t)); }

/* ---- making ---- */

static void configure(struct model *m, int c, unsigned which)
{
    sc_configure(context(m, c), parameters[which].budget * UNIT, parameters[which].period * UNIT,
                 M_TOKENS + 2, 0, parameters[which].sporadic, 0);
    m_configure(m, c, parameters[which].budget, parameters[which].period,
                parameters[which].sporadic);
}

void steps_begin(struct model *m, int threads, int contexts)
{
    world_init();
    m_init(m, threads, contexts);
    began = fake.now;
    derive_insert_root(cap_make(CAP_SCHED_CONTROL, 0, 0, 0), &world_root[SCHED_CONTROL]);
    derive_insert_root(cap_make(CAP_DOMAIN, 0, 0, 0), &world_root[DOMAIN]);
    for (word_t i = 0; i < M_ENDPOINTS; i++)
        world_make(OBJECT_ENDPOINT, 0, ENDPOINT + i);
    for (word_t i = 0; i < M_NOTIFICATIONS; i++)
        world_make(OBJECT_NOTIFICATION, 0, NOTIFICATION + i);
    for (int i = threads; i < contexts; i++)
        world_make(OBJECT_SCHED_CONTEXT, 8, context_slot(m, i));
    derive_insert(world_cap(NOTIFICATION), &world_root[NOTIFICATION],
                  &kernel.irq_slot[INTERRUPT]);
    for (int t = 0; t < threads; t++) {
        world_make(OBJECT_REPLY, 0, REPLY + (word_t)t);
        world_thread(THREAD + 3 * (word_t)t, LEAST_PRIORITY);
        m_give(m, t, t);
    }
    for (int c = 0; c < contexts; c++)
        configure(m, c, (unsigned)c % STEP_PARAMETERS);
    for (word_t i = 0; i < M_TURNS; i++)
        kernel.schedule[i] = (struct turn){(word_t)m_turns[i].domain,
                                           (ticks_t)m_turns[i].length * UNIT};
}

void steps_hear_timeout(struct model *m, int t)
{
    m->thread[t].hears_timeout = 0;
    derive_insert(world_cap(ENDPOINT), &world_root[ENDPOINT], &thread(t)->slot[TCB_SLOT_TIMEOUT]);
}

void steps_make_passive(struct model *m, int t)
{
    sc_unbind_tcb(thread(t)->sc);
    m_take(m, t);
}

/* ---- the kernel's side of a step ---- */

static bool asks(enum step_kind kind) { return kind >= STEP_SUSPEND; }

/* An invocation: of what, with which words and capability. */
static word_t ask(const struct model *m, struct step s, struct arch_context *c)
{
    struct { word_t label, cap, extra, word[5]; } i = {.extra = THREAD};
    word_t a = (word_t)s.a, b = (word_t)s.b, t = THREAD + 3 * a;
    word_t sc = asks(s.kind) ? context_slot(m, s.a) : 0;
#define ASK(name, of, with, ...) i.label = INV_##name, i.cap = (of), i.extra = (with); \
    __VA_OPT__(i.word[0] = (word_t)(__VA_ARGS__);) break
    switch ((enum step_kind)s.kind) {
    case STEP_SUSPEND: ASK(TCB_SUSPEND, t, t);
    case STEP_RESUME: ASK(TCB_RESUME, t, t);
    case STEP_PRIORITY: ASK(TCB_SET_PRIORITY, t, t, LEAST_PRIORITY + b);
    case STEP_DOMAIN: ASK(DOMAIN_SET, DOMAIN, t, b);
    case STEP_BIND: ASK(SCHED_CONTEXT_BIND, sc, THREAD + 3 * b);
    case STEP_LEND: ASK(SCHED_CONTEXT_BIND, sc, NOTIFICATION + b);
    case STEP_UNBIND: ASK(SCHED_CONTEXT_UNBIND, sc, t);
    case STEP_UNBIND_THREAD: ASK(SCHED_CONTEXT_UNBIND_OBJECT, sc, THREAD + 3 * b);
    case STEP_YIELD_TO: ASK(SCHED_CONTEXT_YIELD_TO, sc, t);
    case STEP_CONSUMED: ASK(SCHED_CONTEXT_CONSUMED, sc, t);
    case STEP_LISTEN: ASK(TCB_BIND_NOTIFICATION, t, NOTIFICATION + b);
    case STEP_LISTEN_NO_MORE: ASK(TCB_UNBIND_NOTIFICATION, t, t);
    case STEP_TURNS: ASK(DOMAIN_SCHEDULE_START, DOMAIN, THREAD, 0);
    case STEP_CONFIGURE:
        i.word[1] = sched_us(parameters[b].period * UNIT);
        i.word[2] = M_TOKENS + 2 - REFILL_MIN;
        i.word[4] = parameters[b].sporadic;
        ASK(SCHED_CONTROL_CONFIGURE, SCHED_CONTROL, sc, sched_us(parameters[b].budget * UNIT));
    default:
        break;
    }
    ((struct ipc_buffer *)ipc_buffer(cpu()->current, RIGHT_READ))->caps_or_badges[0] = i.extra;
    c->x[0] = i.cap;
    c->x[1] = message_encode((struct message_info){.label = i.label, .extra = 1, .length = 5});
    for (unsigned w = 0; w < 5; w++)
        c->x[2 + w] = i.word[w];
    return SYS_CALL;
}

/* A message or a signal; the number of the system call. */
static word_t speak(const struct model *m, struct step s, struct arch_context *c)
{
    static const uint8_t number[] = {
        [STEP_YIELD] = SYS_YIELD, [STEP_CALL] = SYS_CALL, [STEP_SEND] = SYS_SEND,
        [STEP_NB_SEND] = SYS_NB_SEND, [STEP_RECV] = SYS_RECV, [STEP_NB_RECV] = SYS_NB_RECV,
        [STEP_RECV_ONLY] = SYS_WAIT, [STEP_REPLY] = SYS_NB_SEND, [STEP_REPLY_RECV] = SYS_REPLY_RECV,
        [STEP_SIGNAL] = SYS_SEND, [STEP_WAIT] = SYS_WAIT, [STEP_NB_WAIT] = SYS_NB_WAIT,
        [STEP_SIGNAL_RECV] = SYS_NB_SEND_RECV, [STEP_SEND_RECV] = SYS_NB_SEND_RECV
    };
    word_t a = (word_t)s.a, b = (word_t)s.b;
    c->x[0] = ENDPOINT + a;
    c->x[1] = 0;
    c->x[10] = REPLY + (word_t)m->running;
    if (s.kind == STEP_SIGNAL || s.kind == STEP_WAIT || s.kind == STEP_NB_WAIT)
        c->x[0] = NOTIFICATION + a;
    else if (s.kind == STEP_REPLY)
        c->x[0] = REPLY + a;
    else if (s.kind == STEP_SIGNAL_RECV || s.kind == STEP_SEND_RECV)
        c->x[0] = ENDPOINT + b;
    c->x[11] = (s.kind == STEP_SIGNAL_RECV ? NOTIFICATION : ENDPOINT) + a;
    return number[s.kind];
}

static void enter(const struct model *m, struct step s)
{
    if (s.kind == STEP_TIMER || s.kind == STEP_INTERRUPT) {
        fake.irq_next = s.kind == STEP_TIMER ? arch_timer_irq() : INTERRUPT;
        interrupt_entry(arch_irq_take());
        return;
    }
    struct arch_context *c = &cpu()->current->context;
    word_t number = asks(s.kind) ? ask(m, s, c) : speak(m, s, c);
    c->pc += 4;
    syscall_entry(number);
}

/* ---- the model's; false: what was asked for is refused ---- */

static bool model_ask(struct model *m, struct step s)
{
    switch ((enum step_kind)s.kind) {
    case STEP_SUSPEND: m_suspend(m, s.a); break;
    case STEP_RESUME: m_resume(m, s.a); break;
    case STEP_PRIORITY: m_set_priority(m, s.a, s.b); break;
    case STEP_DOMAIN: m_set_domain(m, s.a, s.b); break;
    case STEP_BIND: return m_bind(m, s.a, s.b);
    case STEP_LEND: return m_bind_notification(m, s.a, s.b);
    case STEP_UNBIND: return m_unbind(m, s.a);
    case STEP_UNBIND_THREAD: return m_unbind_thread(m, s.a, s.b);
    case STEP_YIELD_TO: return m_yield_to(m, s.a);
    case STEP_CONSUMED: m->context[s.a].consumed = 0; break;
    case STEP_LISTEN: return m_listen(m, s.a, s.b);
    case STEP_LISTEN_NO_MORE: return m_listen_no_more(m, s.a);
    case STEP_TURNS: m_start_turns(m); break;
    case STEP_CONFIGURE:
        m_configure(m, s.a, parameters[s.b].budget, parameters[s.b].period,
                    parameters[s.b].sporadic);
        break;
    default: break;
    }
    return true;
}

static void model_speak(struct model *m, struct step s)
{
    switch ((enum step_kind)s.kind) {
    case STEP_YIELD: m_yield(m); break;
    case STEP_CALL: m_send(m, s.a, true, true, true); break;
    case STEP_SEND: m_send(m, s.a, true, false, false); break;
    case STEP_NB_SEND: m_send(m, s.a, false, false, false); break;
    case STEP_RECV: m_receive(m, s.a, true, true); break;
    case STEP_NB_RECV: m_receive(m, s.a, false, true); break;
    case STEP_RECV_ONLY: m_receive(m, s.a, true, false); break;
    case STEP_REPLY: m_reply(m, s.a); break;
    case STEP_REPLY_RECV: m_reply(m, m->running); m_receive(m, s.a, true, true); break;
    case STEP_SIGNAL: m_signal(m, s.a); break;
    case STEP_WAIT: m_wait(m, s.a, true); break;
    case STEP_NB_WAIT: m_wait(m, s.a, false); break;
    case STEP_SIGNAL_RECV: m_signal(m, s.a); m_receive(m, s.b, true, true); break;
    case STEP_SEND_RECV:
        m_send(m, s.a, false, false, true);
        m_receive(m, s.b, true, true);
        break;
    default: break;
    }
}

bool step_possible(const struct model *m, struct step s)
{
    if (s.kind == STEP_PASS)                    /* an interrupt is a unit late at most */
        return m->now <= m_deadline(m);
    if (s.kind == STEP_TIMER)
        return m->now >= m_deadline(m);
    return s.kind == STEP_INTERRUPT || m->running != M_NOBODY;
}

/* ---- comparison ---- */

static bool differs(const char *what, int which)
{
    printf("differs: %s %d\n", what, which);
    return false;
}

static bool same_queue(const struct m_list *l, const struct tcb *head, bool ready)
{
    for (int i = 0; i < l->count; i++, head = ready ? head->ready.next : head->ipc.next)
        if (head != thread(l->item[i]))
            return false;
    return head == NULL;
}

static bool same_thread(const struct model *m, int i)
{
    static const uint8_t state[] = {
        [THREAD_RUNNING] = M_READY, [THREAD_RESTART] = M_READY, [THREAD_INACTIVE] = M_STOPPED,
        [THREAD_BLOCKED_RECEIVE] = M_RECEIVING, [THREAD_BLOCKED_SEND] = M_SENDING,
        [THREAD_BLOCKED_REPLY] = M_CALLING, [THREAD_BLOCKED_NOTIFICATION] = M_WAITING
    };
    const struct m_thread *t = &m->thread[i];
    const struct tcb *k = thread(i);
    return state[k->state] == t->state && k->priority == LEAST_PRIORITY + t->priority &&
           k->domain == t->domain && k->sc == context(m, t->context) &&
           k->bound == notification(t->bound) && k->yield_to == context(m, t->yields_to) &&
           k->in_release_queue == t->postponed &&
           (k->fault.type == FAULT_TIMEOUT) == t->timeout &&
           k->reply == (t->reply == M_NOBODY ? NULL : reply(t->reply)) &&
           reply(i)->tcb == thread(m->caller[i]);
}

/* What of it has not been charged by the kernel yet is compared once it has. */
static bool same_time(const struct model *m, const struct m_context *c, struct sched_context *sc)
{
    struct refill_queue *q = &sc->refills;
    int token = 0;
    if (refill_budget(q) != (ticks_t)c->budget * UNIT || sc_round_robin(sc) != m_round_robin(c))
        return false;
    if (sc == cpu()->sc && cpu()->since != fake.now)
        return true;
    if (sc->consumed != (ticks_t)c->consumed * UNIT)
        return false;
    if (m_round_robin(c))
        return q->ring[0].amount == (ticks_t)c->left * UNIT;
    for (unsigned i = 0; i < q->count; i++)
        for (ticks_t unit = 0; unit < refill_at(q, i)->amount / UNIT; unit++)
            if (refill_at(q, i)->time + unit * UNIT != began + (ticks_t)c->token[token++] * UNIT)
                return false;
    return token == c->budget && m->now >= 0;
}

static bool same_context(const struct model *m, int i)
{
    const struct m_context *c = &m->context[i];
    struct sched_context *sc = context(m, i);
    const struct reply *newest = sc->reply;
    for (int lent = 0; lent < c->lent.count; lent++) {
        if (!newest || newest->tcb != thread(c->lent.item[lent]))
            return false;
        newest = (const struct reply *)newest->prev;
    }
    return !newest && sc->tcb == thread(c->thread) &&
           sc->notification == notification(c->notification) &&
           sc->yield_from == thread(c->yields_from) && same_time(m, c, sc);
}

static bool same_notification(const struct model *m, int i)
{
    const struct m_notification *n = &m->notification[i];
    const struct notification *k = notification(i);
    enum notification_state state = n->active ? NOTIFICATION_ACTIVE
                                    : n->waiting.count ? NOTIFICATION_WAITING : NOTIFICATION_IDLE;
    return k->state == state && k->bound == thread(n->bound) &&
           k->sc == context(m, n->context) && same_queue(&n->waiting, k->queue.head, false);
}

static bool same_queues(const struct model *m)
{
    for (int d = 0; d < M_DOMAINS; d++)
        for (int p = 0; p < M_PRIORITIES; p++)
            if (!same_queue(&m->ready[d][p], cpu()->ready[d][LEAST_PRIORITY + p].head, true))
                return differs("ready queue of priority", p);
    for (int i = 0; i < M_ENDPOINTS; i++)
        if (!same_queue(&m->endpoint[i], endpoint(i)->queue.head, false))
            return differs("endpoint", i);
    return true;
}

/* Where the kernel has put off what is due, the timer's interrupt must be pending. */
static bool same_deadline(const struct model *m, bool puts_off)
{
    int32_t deadline = m_deadline(m);
    if (puts_off)
        return fake.deadline <= fake.now;
    if (deadline == M_NEVER)
        return fake.deadline == ARCH_TIMER_NEVER;
    return fake.deadline == began + (ticks_t)deadline * UNIT;
}

static bool same(const struct model *m, bool puts_off)
{
    const struct tcb *running = m->running == M_NOBODY ? cpu()->idle : thread(m->running);
    if (cpu()->current != running)
        return differs("who runs: not", m->running);
    if (cpu()->sc != context(m, m->charged) || cpu()->domain != (word_t)m->domain)
        return differs("on whose time: not", m->charged);
    for (int i = 0; i < m->threads; i++)
        if (!same_thread(m, i))
            return differs("thread", i);
    for (int i = 0; i < m->contexts; i++)
        if (!same_context(m, i))
            return differs("context", i);
    for (int i = 0; i < M_NOTIFICATIONS; i++)
        if (!same_notification(m, i))
            return differs("notification", i);
    return same_queues(m) && (same_deadline(m, puts_off) || differs("deadline", m_deadline(m)));
}

/* ---- a step ---- */

bool steps_start(struct model *m, int t)
{
    sched_account(cpu());
    thread_restart(thread(t));
    schedule();
    m_enter(m);
    m_resume(m, t);
    bool puts_off = cpu()->alarm <= fake.now;
    m_leave(m, puts_off);
    return same(m, puts_off);
}

static bool take_entry(struct model *m, struct step s)
{
    const struct arch_context *caller = &cpu()->current->context;
    bool done = true, refused = false;
    enter(m, s);
    if (m_enter(m) || s.kind == STEP_INTERRUPT) {
        if (s.kind == STEP_INTERRUPT)
            m_signal(m, 0);
        else if (asks(s.kind))
            done = model_ask(m, s);
        else
            model_speak(m, s);
        refused = asks(s.kind) && message_decode(caller->x[1]).label == ERR_ILLEGAL_OPERATION;
    }
    bool puts_off = s.kind != STEP_TIMER && cpu()->alarm <= fake.now;
    m_leave(m, puts_off);
    if (refused == done)
        return differs("whether it is refused:", refused);
    return same(m, puts_off);
}

bool step_take(struct model *m, struct step s)
{
    if (s.kind != STEP_PASS)
        return take_entry(m, s);
    m->now += s.a;
    fake.now += (ticks_t)s.a * UNIT;
    return true;
}

void step_print(struct step s)
{
    static const char *const names[] = {
        "pass", "timer", "interrupt", "yield", "call", "send", "nb_send", "recv", "nb_recv",
        "recv_only", "reply", "reply_recv", "signal", "wait", "nb_wait", "signal_recv",
        "send_recv", "suspend", "resume", "priority", "domain", "bind", "unbind_thread", "lend",
        "unbind", "yield_to", "consumed", "configure", "listen", "listen_no_more", "turns"
    };
    printf("  %s %d %d\n", names[s.kind], s.a, s.b);
}
