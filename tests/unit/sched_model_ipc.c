/* See sched_model.h: messages, signals, and what capabilities do. */
#include "sched_model.h"

/* ---- who waits for whom ---- */

static bool blocked(const struct model *m, int t)
{
    return m->thread[t].state != M_READY && m->thread[t].state != M_STOPPED;
}

/* Behind those of its priority and above. */
static void line_up(const struct model *m, struct m_list *l, int t)
{
    m_list_add(l, t);
    for (int i = l->count - 1;
         i > 0 && m->thread[l->item[i - 1]].priority < m->thread[t].priority; i--) {
        l->item[i] = l->item[i - 1];
        l->item[i - 1] = (int8_t)t;
    }
}

static void enqueue(struct model *m, struct m_list *l, int t, enum m_state state, int on)
{
    line_up(m, l, t);
    m->thread[t].on = (int8_t)on;
    m_set_state(m, t, state);
}

static struct m_list *queue_of(struct model *m, int t)
{
    int on = m->thread[t].on;
    return m->thread[t].state == M_WAITING ? &m->notification[on].waiting : &m->endpoint[on];
}

void m_line_up_again(struct model *m, int t)
{
    if (m->thread[t].on == M_NOBODY)
        return;
    m_list_remove(queue_of(m, t), t);
    line_up(m, queue_of(m, t), t);
}

static int take_first(struct model *m, struct m_list *l, enum m_state state)
{
    if (!l->count || m->thread[l->item[0]].state != state)
        return M_NOBODY;
    int t = l->item[0];
    m_list_remove(l, t);
    m->thread[t].on = M_NOBODY;
    return t;
}

/*
 * The context that t lent does not come back to it, nor to those who had lent it before: the chain
 * ends above it. Returns the context whose chain began with t, or M_NOBODY.
 */
static int cut_chain(struct model *m, int t)
{
    for (int c = 0; c < m->contexts; c++)
        for (int i = 0; i < m->context[c].lent.count; i++)
            if (m->context[c].lent.item[i] == t) {
                while (m->context[c].lent.count > i)
                    m_list_remove(&m->context[c].lent,
                                  m->context[c].lent.item[m->context[c].lent.count - 1]);
                return i == 0 ? c : M_NOBODY;
            }
    return M_NOBODY;
}

static void forget_reply(struct model *m, int t)
{
    if (m->thread[t].reply != M_NOBODY && m->caller[m->thread[t].reply] == t)
        m->caller[m->thread[t].reply] = M_NOBODY;
    m->thread[t].reply = M_NOBODY;
}

/* t waits no more. */
static void detach(struct model *m, int t)
{
    if (m->thread[t].state == M_CALLING)
        cut_chain(m, t);
    else
        m_list_remove(queue_of(m, t), t);
    forget_reply(m, t);
    m->thread[t].on = M_NOBODY;
}

static void cancel(struct model *m, int t)
{
    if (blocked(m, t)) {
        detach(m, t);
        m_set_state(m, t, M_STOPPED);
    }
    m->thread[t].timeout = false;
}

/* ---- messages ---- */

/* reply: whose object; without one nobody can ever answer */
static void await_reply(struct model *m, int caller, int callee, int reply, bool donate)
{
    int context = m->thread[caller].context;
    if (reply == M_NOBODY) {
        m_set_state(m, caller, M_STOPPED);
        return;
    }
    m->caller[reply] = (int8_t)caller;
    m->thread[caller].reply = (int8_t)reply;
    m_set_state(m, caller, M_CALLING);
    if (donate && context != M_NOBODY && m->thread[callee].context == M_NOBODY) {
        m_list_prepend(&m->context[context].lent, caller);
        m_give(m, context, callee);
    }
}

/* Who hears of a timeout learns how much was used, which is counted anew from then on. */
static void tell(struct model *m, int sender)
{
    if (m->thread[sender].timeout && m->thread[sender].context != M_NOBODY)
        m->context[m->thread[sender].context].consumed = 0;
}

static void send_from(struct model *m, int t, int endpoint, bool blocking, bool call, bool donate)
{
    struct m_thread *sender = &m->thread[t];
    int to = take_first(m, &m->endpoint[endpoint], M_RECEIVING);
    if (to == M_NOBODY) {
        sender->call = call;
        if (blocking)
            enqueue(m, &m->endpoint[endpoint], t, M_SENDING, endpoint);
        return;
    }
    int reply = m->thread[to].reply;
    forget_reply(m, to);
    tell(m, t);
    if (call || sender->timeout)
        await_reply(m, t, to, reply, donate);
    else if (donate && sender->context != M_NOBODY && m->thread[to].context == M_NOBODY)
        m_give(m, sender->context, to);
    m_set_state(m, to, M_READY);
    m_wake_context(m, m->thread[to].context);
    m_became_ready(m, to);
}

bool m_timeout(struct model *m, int t)
{
    int endpoint = m->thread[t].hears_timeout;
    if (endpoint == M_NOBODY)
        return false;
    m->thread[t].timeout = true;
    send_from(m, t, endpoint, true, false, false);
    return true;
}

void m_send(struct model *m, int endpoint, bool blocking, bool call, bool donate)
{
    send_from(m, m->running, endpoint, blocking, call, donate);
}

/* t runs on the context of a notification until it waits again. */
static void lend(struct model *m, int notification, int t)
{
    int context = m->notification[notification].context;
    if (m->thread[t].context != M_NOBODY || context == M_NOBODY ||
        m->context[context].thread != M_NOBODY)
        return;
    m_give(m, context, t);
    m_wake_context(m, context);
}

static void give_back(struct model *m, int notification, int t)
{
    int context = m->notification[notification].context;
    if (context != M_NOBODY && m->thread[t].context == context)
        m_take(m, context);
}

static void take_signal(struct model *m, int notification, int t)
{
    m->notification[notification].active = false;
    lend(m, notification, t);
}

void m_receive(struct model *m, int endpoint, bool blocking, bool with_reply)
{
    int t = m->running, n = m->thread[t].bound;
    if (with_reply && m->caller[t] != M_NOBODY && m->caller[t] != t)
        cancel(m, m->caller[t]);        /* it will never be answered */
    if (n != M_NOBODY && m->notification[n].active) {
        take_signal(m, n, t);
        return;
    }
    if (n != M_NOBODY && blocking)
        give_back(m, n, t);
    int from = take_first(m, &m->endpoint[endpoint], M_SENDING);
    if (from == M_NOBODY) {
        if (!blocking)
            return;
        m->thread[t].reply = (int8_t)(with_reply ? t : M_NOBODY);
        if (with_reply)
            m->caller[t] = (int8_t)t;
        enqueue(m, &m->endpoint[endpoint], t, M_RECEIVING, endpoint);
        return;
    }
    tell(m, from);
    m_wake_context(m, m->thread[from].context);
    if (m->thread[from].call || m->thread[from].timeout) {
        await_reply(m, from, t, with_reply ? t : M_NOBODY, !m->thread[from].timeout);
    } else {
        m_set_state(m, from, M_READY);
        m_became_ready(m, from);
    }
}

/* A caller whose budget is exhausted by now is told so, unless this answers just that. */
void m_reply(struct model *m, int whose)
{
    int t = m->caller[whose];
    if (t == M_NOBODY || m->thread[t].state != M_CALLING)
        return;
    bool timeout = m->thread[t].timeout;
    int context = M_NOBODY;
    for (int c = 0; c < m->contexts; c++)
        if (m->context[c].lent.count && m->context[c].lent.item[0] == t)
            context = c;
    if (context == M_NOBODY)
        cut_chain(m, t);
    else
        m_list_remove(&m->context[context].lent, t);
    if (context != M_NOBODY && m->thread[t].context == M_NOBODY)
        m_give(m, context, t);
    forget_reply(m, t);
    m_wake_context(m, m->thread[t].context);
    m->thread[t].timeout = false;
    m_set_state(m, t, M_READY);
    if (m_schedulable(m, t) && !m_has_time(m, m->thread[t].context) && !timeout && m_timeout(m, t))
        return;
    m_became_ready(m, t);
}

/* ---- signals ---- */

static void wake(struct model *m, int notification, int t)
{
    m_set_state(m, t, M_READY);
    lend(m, notification, t);
    m_wake_context(m, m->thread[t].context);
    m_became_ready(m, t);
}

void m_signal(struct model *m, int notification)
{
    struct m_notification *n = &m->notification[notification];
    int t = take_first(m, &n->waiting, M_WAITING);
    if (t != M_NOBODY) {
        wake(m, notification, t);
    } else if (!n->active && n->bound != M_NOBODY && m->thread[n->bound].state == M_RECEIVING) {
        detach(m, n->bound);
        wake(m, notification, n->bound);
    } else {
        n->active = true;
    }
}

/* Only the thread that a notification is bound to may wait for it; another one faults. */
void m_wait(struct model *m, int notification, bool blocking)
{
    struct m_notification *n = &m->notification[notification];
    int t = m->running;
    if (n->bound != M_NOBODY && n->bound != t) {
        m_set_state(m, t, M_STOPPED);
    } else if (n->active) {
        take_signal(m, notification, t);
    } else if (blocking) {
        give_back(m, notification, t);
        enqueue(m, &n->waiting, t, M_WAITING, notification);
    }
}

/* ---- by capabilities ---- */

void m_suspend(struct model *m, int t)
{
    if (m->thread[t].yields_to != M_NOBODY) {
        m->context[m->thread[t].yields_to].yields_from = M_NOBODY;
        m->thread[t].yields_to = M_NOBODY;
    }
    cancel(m, t);
    m_set_state(m, t, M_STOPPED);
}

void m_resume(struct model *m, int t)
{
    if (m->thread[t].state == M_READY)
        return;
    cancel(m, t);
    m_set_state(m, t, M_READY);
    m_wake_context(m, m->thread[t].context);
    m_became_ready(m, t);
}

bool m_bind(struct model *m, int context, int t)
{
    struct m_context *c = &m->context[context];
    if (c->thread != M_NOBODY || c->notification != M_NOBODY ||
        m->thread[t].context != M_NOBODY || (blocked(m, t) && !m_has_time(m, context)))
        return false;
    m_give(m, context, t);
    m_wake_context(m, context);
    m_became_ready(m, t);
    return true;
}

bool m_bind_notification(struct model *m, int context, int notification)
{
    struct m_context *c = &m->context[context];
    if (c->thread != M_NOBODY || c->notification != M_NOBODY ||
        m->notification[notification].context != M_NOBODY)
        return false;
    c->notification = (int8_t)notification;
    m->notification[notification].context = (int8_t)context;
    return true;
}

bool m_unbind(struct model *m, int context)
{
    struct m_context *c = &m->context[context];
    if (c->thread == m->running)
        return false;
    if (c->thread != M_NOBODY)
        m_take(m, context);
    if (c->notification != M_NOBODY)
        m->notification[c->notification].context = M_NOBODY;
    c->notification = M_NOBODY;
    while (c->lent.count)
        m_list_remove(&c->lent, c->lent.item[0]);
    return true;
}

bool m_unbind_thread(struct model *m, int context, int t)
{
    if (m->context[context].thread != t || t == m->running)
        return false;
    m_take(m, context);
    return true;
}

/* Where its thread may run before the caller, it does, and the caller directly behind it. */
bool m_yield_to(struct model *m, int context)
{
    struct m_context *c = &m->context[context];
    int t = c->thread, caller = m->running;
    if (t == M_NOBODY || t == caller)
        return false;
    if (c->yields_from != M_NOBODY)
        m_complete_yield(m, c->yields_from);
    if (m_schedulable(m, t) && !m_has_time(m, context))
        m_postpone(m, t);
    if (!m_schedulable(m, t) || m->thread[t].priority < m->thread[caller].priority) {
        c->consumed = 0;
        return true;
    }
    for (int i = 0; i < 2; i++) {
        int first = i ? t : caller;
        m_out(m, first);
        m_list_prepend(&m->ready[m->thread[first].domain][m->thread[first].priority], first);
        m_choose(m);
    }
    c->yields_from = (int8_t)caller;
    m->thread[caller].yields_to = (int8_t)context;
    return true;
}

bool m_listen(struct model *m, int t, int notification)
{
    struct m_notification *n = &m->notification[notification];
    if (m->thread[t].bound != M_NOBODY || n->bound != M_NOBODY || n->waiting.count)
        return false;
    m->thread[t].bound = (int8_t)notification;
    n->bound = (int8_t)t;
    return true;
}

bool m_listen_no_more(struct model *m, int t)
{
    if (m->thread[t].bound == M_NOBODY)
        return false;
    m->notification[m->thread[t].bound].bound = M_NOBODY;
    m->thread[t].bound = M_NOBODY;
    return true;
}
