/* See sched_model.h: time, queues, and who runs. */
#include "sched_model.h"
#include <string.h>

const struct m_turn m_turns[M_TURNS] = {{0, 5}, {1, 3}};

void m_init(struct model *m, int threads, int contexts)
{
    memset(m, 0, sizeof *m);
    m->threads = (int8_t)threads;
    m->contexts = (int8_t)contexts;
    for (int t = 0; t < M_THREADS; t++) {
        struct m_thread *thread = &m->thread[t];
        thread->context = thread->on = thread->reply = thread->bound = M_NOBODY;
        thread->yields_to = thread->hears_timeout = m->caller[t] = M_NOBODY;
    }
    for (int c = 0; c < M_CONTEXTS; c++)
        m->context[c].thread = m->context[c].notification = m->context[c].yields_from = M_NOBODY;
    for (int n = 0; n < M_NOTIFICATIONS; n++)
        m->notification[n].bound = m->notification[n].context = M_NOBODY;
    m->running = m->charged = m->candidate = M_NOBODY;
    m->turn_end = M_NEVER;
}

/* ---- lists ---- */

void m_list_add(struct m_list *l, int item)
{
    l->item[l->count++] = (int8_t)item;
}

void m_list_prepend(struct m_list *l, int item)
{
    memmove(l->item + 1, l->item, (size_t)l->count++);
    l->item[0] = (int8_t)item;
}

bool m_list_remove(struct m_list *l, int item)
{
    for (int i = 0; i < l->count; i++)
        if (l->item[i] == item) {
            memmove(l->item + i, l->item + i + 1, (size_t)(--l->count - i));
            l->item[l->count] = 0;
            return true;
        }
    return false;
}

static bool list_has(const struct m_list *l, int item)
{
    return memchr(l->item, item, (size_t)l->count) != NULL;
}

static struct m_list *ready_of(struct model *m, int t)
{
    return &m->ready[m->thread[t].domain][m->thread[t].priority];
}

/* ---- budgets ---- */

bool m_round_robin(const struct m_context *c) { return c->period == 0; }

/* Tokens from `from` on whose moments touch. */
static int run_length(const struct m_context *c, int from)
{
    int n = 1;
    while (from + n < c->budget && c->token[from + n] == c->token[from + n - 1] + 1)
        n++;
    return n;
}

int m_runs_of(const struct m_context *c)
{
    int runs = 0;
    for (int i = 0; i < c->budget; i += run_length(c, i))
        runs++;
    return runs;
}

/* No two tokens for the same moment: later ones move on. */
static void spread(struct m_context *c)
{
    for (int i = 1; i < c->budget; i++)
        if (c->token[i] <= c->token[i - 1])
            c->token[i] = c->token[i - 1] + 1;
}

static void take_first(struct m_context *c)
{
    int32_t first = c->token[0];
    memmove(c->token, c->token + 1, (size_t)(c->budget - 1) * sizeof *c->token);
    c->token[c->budget - 1] = first + c->period;
    if (c->budget > 1 && c->token[c->budget - 1] <= c->token[c->budget - 2])
        c->token[c->budget - 1] = c->token[c->budget - 2] + 1;
}

/* What is too little to be used waits for what comes next. */
static void join_small(struct m_context *c)
{
    for (int n = run_length(c, 0); n < M_LEAST && n < c->budget; n = run_length(c, 0))
        for (int i = 0; i < n; i++)
            c->token[i] = c->token[n] - n + i;
}

static void use(struct m_context *c, int units)
{
    if (m_round_robin(c)) {
        c->left = (int8_t)(units < c->left ? c->left - units : 0);
        return;
    }
    for (int i = 0; i < units; i++)
        take_first(c);
    join_small(c);
}

static int at_a_stretch(const struct m_context *c)
{
    return m_round_robin(c) ? c->left : run_length(c, 0);
}

bool m_has_time(const struct model *m, int context)
{
    const struct m_context *c = &m->context[context];
    return c->budget && (m_round_robin(c) || c->token[0] <= m->now);
}

/* What could have been used before now and was not is lost as far as it cannot be used any more. */
static void begin_now(struct model *m, int context)
{
    struct m_context *c = &m->context[context];
    if (!c->budget || m_round_robin(c) || c->token[0] > m->now)
        return;
    c->token[0] = m->now;
    spread(c);
}

void m_wake_context(struct model *m, int context)
{
    if (context != M_NOBODY && m->context[context].sporadic && context != m->charged)
        begin_now(m, context);
}

/* ---- queues ---- */

bool m_schedulable(const struct model *m, int t)
{
    const struct m_thread *thread = &m->thread[t];
    return thread->state == M_READY && thread->context != M_NOBODY &&
           m->context[thread->context].budget && !thread->postponed;
}

void m_out(struct model *m, int t)
{
    m_list_remove(ready_of(m, t), t);
    m_list_remove(&m->postponed, t);
    m->thread[t].postponed = false;
    if (m->candidate == t) {
        m->candidate = M_NOBODY;
        m->action = M_GO_ON;
    }
}

void m_set_state(struct model *m, int t, enum m_state state)
{
    m->thread[t].state = (uint8_t)state;
    if (state != M_READY)
        m_out(m, t);
}

static void queue(struct model *m, int t)
{
    if (!list_has(ready_of(m, t), t))
        m_list_add(ready_of(m, t), t);
}

/* The queues decide; a candidate is one of those who wait there. */
void m_choose(struct model *m)
{
    if (m->candidate != M_NOBODY)
        queue(m, m->candidate);
    m->candidate = M_NOBODY;
    m->action = M_CHOOSE;
}

static int32_t moment(const struct model *m, int t)
{
    return m->context[m->thread[t].context].token[0];
}

void m_postpone(struct model *m, int t)
{
    struct m_list *l = &m->postponed;
    m_out(m, t);
    m_list_add(l, t);
    for (int i = l->count - 1; i > 0 && moment(m, l->item[i - 1]) > moment(m, t); i--) {
        l->item[i] = l->item[i - 1];
        l->item[i - 1] = (int8_t)t;
    }
    m->thread[t].postponed = true;
}

/* Who becomes ready first is a candidate to go on at once; with a second one the queues decide. */
void m_became_ready(struct model *m, int t)
{
    if (!m_schedulable(m, t) || t == m->running || t == m->candidate)
        return;
    if (!m_has_time(m, m->thread[t].context)) {
        m_postpone(m, t);
    } else if (m->thread[t].domain != m->domain) {
        queue(m, t);
    } else if (m->action != M_GO_ON || list_has(ready_of(m, t), t)) {
        m_choose(m);
        queue(m, t);
    } else {
        m->action = M_CANDIDATE;
        m->candidate = (int8_t)t;
    }
}

void m_set_priority(struct model *m, int t, int priority)
{
    struct m_thread *thread = &m->thread[t];
    bool queued = m_list_remove(ready_of(m, t), t);
    thread->priority = (int8_t)priority;
    m_line_up_again(m, t);
    if (queued)
        queue(m, t);
    if (queued || t == m->running)
        m_choose(m);
}

void m_set_domain(struct model *m, int t, int domain)
{
    bool queued = m_list_remove(ready_of(m, t), t), postponed = m->thread[t].postponed;
    m_out(m, t);
    m->thread[t].domain = (int8_t)domain;
    if (queued || postponed) {
        if (m_has_time(m, m->thread[t].context))
            queue(m, t);
        else
            m_postpone(m, t);
    }
    m_choose(m);
}

/* ---- contexts ---- */

void m_configure(struct model *m, int context, int budget, int period, bool sporadic)
{
    struct m_context *c = &m->context[context];
    int t = c->thread;
    bool in_use = t != M_NOBODY && m->thread[t].state == M_READY && c->budget && !m_round_robin(c);
    int kept = in_use ? run_length(c, 0) : budget;
    int32_t from = in_use && c->token[0] > m->now ? c->token[0] : m->now;
    if (t != M_NOBODY)
        m_out(m, t);
    c->budget = (int8_t)budget;
    c->period = (int8_t)(budget == period ? 0 : period);
    c->sporadic = sporadic;
    c->left = (int8_t)(m_round_robin(c) ? budget : 0);
    memset(c->token, 0, sizeof c->token);
    for (int i = 0; i < budget && !m_round_robin(c); i++)
        c->token[i] = i < kept ? from + i : from + c->period + i - kept;
    if (t != M_NOBODY)
        m_became_ready(m, t);
}

void m_take(struct model *m, int context)
{
    int t = m->context[context].thread;
    m_out(m, t);
    m->thread[t].context = m->context[context].thread = M_NOBODY;
}

void m_give(struct model *m, int context, int t)
{
    if (m->context[context].thread != M_NOBODY)
        m_take(m, context);
    m->context[context].thread = (int8_t)t;
    m->thread[t].context = (int8_t)context;
}

/* Its answer is the time that was used, from then on counted anew. */
void m_complete_yield(struct model *m, int t)
{
    struct m_context *c = &m->context[m->thread[t].yields_to];
    c->yields_from = m->thread[t].yields_to = M_NOBODY;
    c->consumed = 0;
}

/* ---- turns of domains ---- */

static void begin_turn(struct model *m, int turn, int32_t start)
{
    m_choose(m);
    m->turn = (int8_t)turn;
    m->domain = m_turns[turn].domain;
    m->turn_end = start + m_turns[turn].length;
}

void m_start_turns(struct model *m)
{
    m->scheduled = true;
    begin_turn(m, 0, m->now);
}

/* ---- an entry ---- */

/* The running thread goes behind its equals, if there are any. */
static void give_way(struct model *m)
{
    if (ready_of(m, m->running)->count == 0)
        return;
    queue(m, m->running);
    m_choose(m);
}

static void exhausted(struct model *m, bool may_tell)
{
    int t = m->running;
    if (may_tell && m_timeout(m, t)) {
        m_choose(m);
    } else if (m_has_time(m, m->charged)) {
        give_way(m);
    } else {
        m_postpone(m, t);
        m_choose(m);
    }
}

bool m_enter(struct model *m)
{
    int elapsed = m->now - m->since;
    m->since = m->now;
    m->action = M_GO_ON;
    if (m->charged == M_NOBODY)
        return true;
    struct m_context *c = &m->context[m->charged];
    int left = at_a_stretch(c) - elapsed;
    c->consumed += elapsed;
    use(c, elapsed);
    if (left >= M_LEAST)
        return true;
    if (m_round_robin(c)) {
        c->left = c->budget;
        give_way(m);
    } else {
        exhausted(m, true);
    }
    return false;
}

void m_yield(struct model *m)
{
    struct m_context *c = &m->context[m->charged];
    if (m_round_robin(c)) {
        c->left = c->budget;
        give_way(m);
    } else {
        use(c, run_length(c, 0));
        exhausted(m, false);
    }
}

static int highest_ready(const struct model *m)
{
    int p = M_PRIORITIES - 1;
    while (p >= 0 && m->ready[m->domain][p].count == 0)
        p--;
    return p;
}

bool m_due(const struct model *m)
{
    if (m->turn_end <= m->now)
        return true;
    for (int i = 0; i < m->postponed.count; i++)
        if (m->thread[m->postponed.item[i]].domain == m->domain &&
            moment(m, m->postponed.item[i]) <= m->now)
            return true;
    return false;
}

/* Turns that are over, and after them those of the domain whose refill can be used now. */
static void look_at_clock(struct model *m)
{
    while (m->turn_end <= m->now)
        begin_turn(m, (m->turn + 1) % M_TURNS, m->turn_end);
    for (int i = 0; i < m->postponed.count;) {
        int t = m->postponed.item[i];
        if (m->thread[t].domain != m->domain || moment(m, t) > m->now) {
            i++;
            continue;
        }
        m_list_remove(&m->postponed, t);
        m->thread[t].postponed = false;
        m_became_ready(m, t);
    }
}

/*
 * The highest priority runs, the running thread before its equals. A candidate comes first among
 * its own equals, but not before the running thread.
 */
static int pick(struct model *m, bool goes_on)
{
    int running = m->running, candidate = m->candidate;
    bool stays = goes_on && !list_has(ready_of(m, running), running);
    bool beats = candidate != M_NOBODY && m->thread[candidate].priority >= highest_ready(m) &&
                 !(stays && m->thread[running].priority >= m->thread[candidate].priority);
    if (stays)
        m_list_prepend(ready_of(m, running), running);
    if (beats)
        return candidate;
    if (candidate != M_NOBODY)
        queue(m, candidate);
    int p = highest_ready(m);
    if (p < 0)
        return M_NOBODY;
    int first = m->ready[m->domain][p].item[0];
    m_list_remove(&m->ready[m->domain][p], first);
    return first;
}

void m_leave(struct model *m, bool puts_off)
{
    if (!puts_off)
        look_at_clock(m);
    bool goes_on = m->running != M_NOBODY && m_schedulable(m, m->running);
    if (goes_on && !m_has_time(m, m->thread[m->running].context)) {
        m_postpone(m, m->running);
        goes_on = false;
    }
    m->running = (int8_t)pick(m, goes_on);
    m->candidate = M_NOBODY;
    m->action = M_GO_ON;
    int context = m->running == M_NOBODY ? M_NOBODY : m->thread[m->running].context;
    if (context != m->charged && context != M_NOBODY && !m->context[context].sporadic)
        begin_now(m, context);
    m->charged = (int8_t)context;
    if (m->running != M_NOBODY && m->thread[m->running].yields_to != M_NOBODY)
        m_complete_yield(m, m->running);
}

int32_t m_deadline(const struct model *m)
{
    int32_t first = m->turn_end;
    for (int i = 0; i < m->postponed.count; i++) {
        int t = m->postponed.item[i];
        if (m->thread[t].domain == m->domain && moment(m, t) < first)
            first = moment(m, t);
    }
    if (m->charged != M_NOBODY && m->since + at_a_stretch(&m->context[m->charged]) < first)
        first = m->since + at_a_stretch(&m->context[m->charged]);
    return first;
}
