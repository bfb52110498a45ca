/*
 * Response times by the usual recurrence for fixed priorities: a thread waits for the budgets of
 * all that are as urgent as it or more, as often as their periods begin in that time. Then along
 * calls: an answer takes the turns of all who may call, and what the server calls itself.
 * docs/reports.md says what is assumed.
 */
#include "schedule.h"

#include <stdlib.h>

#define MAX_ON_CORE 1000                /* threads with budgets; more take too long */
#define MAX_DEPTH 1000                  /* of calls */

enum visit { UNVISITED, OPEN, DONE };

struct timing {
    struct plan *plan;
    struct schedule *schedule;
    struct placed_threads all;             /* by core, then the most urgent first */
    enum visit *visits;                 /* by thread number - 1, of answers */
    unsigned *urgency;                  /* by thread number - 1: the priority that its time can be
                                           used at, by itself or by passive servers it calls */
    bool domains;                       /* threads are in several */
};

static bool is_limited(const struct planned_thread *t)
{
    return t->budget < t->period && !t->passive;
}

static struct thread_time *time_of(const struct timing *s, const struct planned_thread *t)
{
    return &s->schedule->threads[t->number - 1];
}

static unsigned urgency_of(const struct timing *s, const struct planned_thread *t)
{
    return s->urgency[t->number - 1];
}

static int by_urgency(const void *a, const void *b)
{
    const struct planned_thread *x = ((const struct placed_thread *)a)->thread;
    const struct planned_thread *y = ((const struct placed_thread *)b)->thread;

    if (x->core != y->core)
        return x->core < y->core ? -1 : 1;
    if (x->priority != y->priority)
        return x->priority > y->priority ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

struct placed_threads threads_by_urgency(const struct plan *plan)
{
    struct placed_threads all = {0};

    vec_each(struct planned_instance **, pi, &plan->instances)
        vec_each(struct planned_thread *, t, &(*pi)->threads)
            *vec_push(&all) = (struct placed_thread){*pi, t};
    if (all.count)
        qsort(all.at, all.count, sizeof *all.at, by_urgency);
    return all;
}

/* ---- who calls whom ---- */

static bool is_call(const struct connection *c)
{
    return c->connector->to.kinds[0] == IF_PROVIDES && c->connector->to.threads > 0
        && c->to.count > 0;
}

static const struct planned_thread *server_of(const struct timing *s, const struct connection *c)
{
    const struct end *end = c->to.at[0];
    const struct planned_instance *pi = s->plan->by_index[end->instance->index];

    if (pi)
        vec_each(const struct planned_thread *, t, &pi->threads)
            if (t->interface == end->interface)
                return t;
    return NULL;
}

/* Time that is lent to a passive server is used at its priority, and at those of servers behind. */
static bool lend(struct timing *s, const struct connection *c)
{
    const struct planned_thread *server = server_of(s, c);
    bool changed = false;

    if (!server || !server->passive)
        return false;
    vec_each(struct end **, from, &c->from) {
        const struct planned_instance *pi = s->plan->by_index[(*from)->instance->index];

        for (size_t i = 0; pi && i < pi->threads.count; i++)
            if (s->urgency[pi->threads.at[i].number - 1] < urgency_of(s, server)) {
                s->urgency[pi->threads.at[i].number - 1] = urgency_of(s, server);
                changed = true;
            }
    }
    return changed;
}

static void find_urgencies(struct timing *s)
{
    bool changed = true;

    s->urgency = arena_alloc((s->plan->thread_count + 1) * sizeof *s->urgency);
    vec_each(const struct placed_thread *, p, &s->all)
        s->urgency[p->thread->number - 1] = p->thread->priority;
    while (changed) {
        changed = false;
        vec_each(struct connection **, c, &s->plan->model->connections)
            changed |= is_call(*c) && lend(s, *c);
    }
}

/* ---- a thread alone ---- */

/* All of [first, end), its core, whose time can be used as urgently as the thread, or more. */
static uint64_t interference(const struct timing *s, size_t first, size_t end, size_t me,
                             uint64_t window)
{
    uint64_t sum = 0;

    for (size_t i = first; i < end; i++) {
        const struct planned_thread *t = s->all.at[i].thread;

        if (i != me && !t->passive && urgency_of(s, t) >= s->all.at[me].thread->priority)
            sum += (window + t->period - 1) / t->period * t->budget;
    }
    return sum;
}

static struct time_bound own_time(const struct timing *s, size_t first, size_t end, size_t me)
{
    const struct planned_thread *t = s->all.at[me].thread;
    uint64_t window = t->budget, next;

    while ((next = t->budget + interference(s, first, end, me, window)) > window) {
        if (next > t->period)
            return (struct time_bound){0, arena_printf("more urgent threads leave less than its "
                                                       "budget in its period")};
        window = next;
    }
    return (struct time_bound){window, NULL};
}

static struct core_time *core_of(struct schedule *schedule, unsigned core)
{
    struct core_time *last = schedule->cores.count
        ? &schedule->cores.at[schedule->cores.count - 1] : NULL;

    if (last && last->core == core)
        return last;
    *vec_push(&schedule->cores) = (struct core_time){.core = core};
    return &schedule->cores.at[schedule->cores.count - 1];
}

static void count_core(struct timing *s, const struct planned_thread *t)
{
    struct core_time *core = core_of(s->schedule, t->core);

    core->threads++;
    core->unlimited += !is_limited(t) && !t->passive;
    if (is_limited(t))
        core->millionths += t->budget * 1000000 / t->period;
}

/* The thread of the core whose time has no limit and is used most urgently; NULL: none. */
static const struct placed_thread *find_unlimited(const struct timing *s, size_t first, size_t end)
{
    const struct placed_thread *found = NULL;

    for (size_t i = first; i < end; i++) {
        const struct planned_thread *t = s->all.at[i].thread;

        if (!is_limited(t) && !t->passive
            && (!found || urgency_of(s, t) > urgency_of(s, found->thread)))
            found = &s->all.at[i];
    }
    return found;
}

static void time_core(struct timing *s, size_t first, size_t end)
{
    const struct placed_thread *unlimited = find_unlimited(s, first, end);

    for (size_t i = first; i < end; i++) {
        const struct planned_thread *t = s->all.at[i].thread;
        struct time_bound *own = &time_of(s, t)->own;

        time_of(s, t)->limited = is_limited(t);
        if (t->passive)
            own->unknown = "it runs on the time of its callers";
        else if (!is_limited(t))
            own->unknown = "it has no budget";
        else if (s->domains)
            own->unknown = "domains take turns, which is not taken into account";
        else if (unlimited && urgency_of(s, unlimited->thread) >= t->priority)
            own->unknown = intern_printf("'%s.%s' %sis as urgent or more, and has no budget",
                                         unlimited->pi->instance->name, unlimited->thread->name,
                                         unlimited->thread->priority >= t->priority
                                         ? "" : "calls a passive server that ");
        else if (end - first > MAX_ON_CORE)
            own->unknown = "there are too many threads on its core";
        else
            *own = own_time(s, first, end, i);
    }
}

/* ---- calls ---- */

static struct time_bound answer_time(struct timing *s, const struct connection *c, unsigned depth);

/*
 * A budget and one call through each connection of the instance. The calls cut the work into
 * pieces, and each piece may have to wait as long as the whole: own time counts once for each.
 */
static struct time_bound work_time(struct timing *s, const struct instance *instance,
                                   const struct time_bound *own, unsigned depth)
{
    struct time_bound sum = *own;

    if (own->unknown)
        return *own;

    vec_each(const struct link *, link, &instance->links) {
        struct time_bound one;

        if (link->end->to_side || !is_call(link->connection))
            continue;
        one = answer_time(s, link->connection, depth + 1);
        if (one.unknown)
            return one;
        sum.us += own->us + one.us;
    }
    return sum;
}

/*
 * One request: work with a budget that may just be used up, which costs a period at most. `who`
 * has the budget: the server, or who calls it if it is passive.
 */
static struct time_bound turn_time(struct timing *s, const struct connection *c,
                                   const struct planned_instance *who,
                                   const struct planned_thread *thread, unsigned depth)
{
    const struct time_bound own = time_of(s, thread)->own;
    struct time_bound turn;

    if (own.unknown)
        return (struct time_bound){0, intern_printf("'%s.%s': %s", who->instance->name,
                                                    thread->name, own.unknown)};
    turn = work_time(s, c->to.at[0]->instance, &own, depth);
    turn.us += thread->period;
    return turn;
}

/* All that may call, each with one request: a thread waits for one answer at a time. */
static struct time_bound serve_time(struct timing *s, const struct connection *c,
                                    const struct planned_thread *server, unsigned depth)
{
    const struct planned_instance *serving = s->plan->by_index[c->to.at[0]->instance->index];
    struct time_bound sum = {0, NULL};

    vec_each(struct end **, from, &c->from) {
        const struct planned_instance *pi = s->plan->by_index[(*from)->instance->index];

        for (size_t i = 0; pi && i < pi->threads.count; i++) {
            struct time_bound turn = server->passive
                ? turn_time(s, c, pi, &pi->threads.at[i], depth)
                : turn_time(s, c, serving, server, depth);

            if (turn.unknown)
                return turn;
            sum.us += turn.us;
        }
    }
    return sum;
}

static struct time_bound answer_time(struct timing *s, const struct connection *c, unsigned depth)
{
    const struct planned_thread *server = server_of(s, c);
    struct time_bound *answer;

    if (!server)
        return (struct time_bound){0, NULL};
    answer = &time_of(s, server)->answer;
    if (s->visits[server->number - 1] == OPEN || depth > MAX_DEPTH)
        return (struct time_bound){0, intern_printf("calls come back to '%s.%s'",
                                                    c->to.at[0]->instance->name, server->name)};
    if (s->visits[server->number - 1] == UNVISITED) {
        s->visits[server->number - 1] = OPEN;
        *answer = serve_time(s, c, server, depth);
        s->visits[server->number - 1] = DONE;
    }
    return *answer;
}

static void time_jobs(struct timing *s)
{
    vec_each(const struct placed_thread *, p, &s->all) {
        struct thread_time *t = time_of(s, p->thread);

        t->job = work_time(s, p->pi->instance, &t->own, 0);
    }
}

/* ---- all of it ---- */

struct schedule *schedule_make(struct plan *plan)
{
    struct timing s = {.plan = plan, .schedule = arena_alloc(sizeof *s.schedule)};
    size_t first = 0;

    s.schedule->threads = arena_alloc((plan->thread_count + 1) * sizeof *s.schedule->threads);
    s.visits = arena_alloc((plan->thread_count + 1) * sizeof *s.visits);
    s.all = threads_by_urgency(plan);
    vec_each(const struct placed_thread *, p, &s.all)
        s.domains |= p->thread->domain != s.all.at[0].thread->domain;
    find_urgencies(&s);
    for (size_t i = 0; i < s.all.count; i++) {
        count_core(&s, s.all.at[i].thread);
        if (i + 1 == s.all.count || s.all.at[i + 1].thread->core != s.all.at[i].thread->core) {
            time_core(&s, first, i + 1);
            first = i + 1;
        }
    }
    vec_each(struct connection **, c, &plan->model->connections)
        if (is_call(*c))
            (void)answer_time(&s, *c, 0);
    time_jobs(&s);
    return s.schedule;
}

const char *time_bound_text(const struct time_bound *bound)
{
    if (bound->unknown)
        return arena_printf("not known: %s", bound->unknown);
    return arena_printf("%lu", (unsigned long)bound->us);
}
