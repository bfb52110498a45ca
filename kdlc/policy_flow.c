/* Rules about ways of influence, and what is told of a way that breaks one. */
#include "policy_parts.h"

#include "words.h"

#define MAX_CUT 3                       /* connections that are named as the ones that matter */
#define MAX_TRIES 200                   /* searches to find them */

static const char *name_of(const struct judged *j, uint32_t instance)
{
    return j->plan->model->instances.at[instance]->name;
}

static bool is_hardware(const struct judged *j, uint32_t instance)
{
    return j->plan->model->instances.at[instance]->component->hardware;
}

/* ---- ways ---- */

static const char *side_text(const struct flow_edge *e)
{
    const char *rights = e->cap ? rights_text(e->cap->object, e->cap->rights)
                       : e->region ? access_text(e->region) : "";

    return *rights ? arena_printf("%s (%s)", flow_reason_text(e->reason), rights)
                   : flow_reason_text(e->reason);
}

const char *policy_hop_text(const struct flow *flow, const struct flow_edge *in,
                            const struct flow_edge *out)
{
    const struct connection *c = in->connection ? in->connection : out->connection;
    const char *text = arena_printf("'%s' %s, '%s' %s: '%s'", flow_node_name(flow, in->from),
                                    side_text(in), flow_node_name(flow, out->to), side_text(out),
                                    flow_node_name(flow, in->to));

    return c ? arena_printf("%s of connection '%s'", text, c->name) : text;
}

/* The instance of `among`, not of `source`, that is reached soonest; instances: none. */
static uint32_t nearest(const struct flow_search *search, const bool *among)
{
    uint32_t best = search->flow->instances, best_length = UINT32_MAX;

    for (uint32_t i = 0; i < search->flow->instances; i++) {
        uint32_t length;

        if (!among[i] || !flow_reached(search, i))
            continue;
        length = flow_length(search, i);
        if (length < best_length) {
            best = i;
            best_length = length;
        }
    }
    return best;
}

/* A search for the fewest connections without which nothing of `among` is reached. */
struct cut {
    struct flow_search search;
    const bool *among;
    bool *without;                      /* by connection->index: those left out now */
    const struct connection *chosen[MAX_CUT];
    int tries;
};

/* Can `left` more be left out so that there is no way? Of each way that there is, one has to go. */
static bool cut_more(struct cut *cut, unsigned count, unsigned left)
{
    struct flow_edges path = {0};
    uint32_t found;

    flow_search_run(&cut->search);
    found = nearest(&cut->search, cut->among);
    if (found == cut->search.flow->instances)
        return true;
    if (!left || cut->tries++ >= MAX_TRIES)
        return false;
    flow_path(&cut->search, found, &path);
    vec_each(const struct flow_edge *, e, &path) {
        if (!e->connection || cut->without[e->connection->index])
            continue;
        cut->chosen[count] = e->connection;
        cut->without[e->connection->index] = true;
        if (cut_more(cut, count + 1, left - 1))
            return true;
        cut->without[e->connection->index] = false;
    }
    return false;
}

/* The smallest set of connections without which there would be no way, when it is easy to find. */
static void hint(struct diag *d, const struct flow_search *search, const bool *among)
{
    struct cut cut = {.among = among};
    const char *names = "";

    flow_search_init(&cut.search, search->flow);
    cut.search.start = search->start;
    cut.search.stop = search->stop;
    cut.search.backward = search->backward;
    cut.without = arena_alloc(search->flow->plan->model->connections.count + 1);
    cut.search.without = cut.without;
    for (unsigned size = 1; size <= MAX_CUT; size++) {
        if (!cut_more(&cut, 0, size))
            continue;
        for (unsigned i = 0; i < size; i++)
            names = arena_printf("%s%s'%s'", names, i == 0 ? "" : i + 1 == size ? " and " : ", ",
                                 cut.chosen[i]->name);
        diag_help(d, "there would be no way without the connection%s %s", size > 1 ? "s" : "",
                  names);
        return;
    }
}

/* Nothing that the description says about connections can part the members of a group. */
static bool hint_group(struct diag *d, const struct flow_search *search,
                       const struct flow_edges *path)
{
    const struct model *model = search->flow->plan->model;
    const struct flow_edge *last = &path->at[path->count - 1];
    const struct instance *from = model->instances.at[path->at[0].from];
    const struct instance *to = model->instances.at[last->to];

    if (!from->group || from->group != to->group)
        return false;
    diag_help(d, "they are one program in one address space: take one of them out of the group "
              "'%s'", from->group->name);
    return true;
}

/* of the rule that has just been found broken */
static void tell_path(struct judged *j, struct diag *d, const struct flow_search *search,
                      uint32_t node, const bool *among)
{
    struct verdict *verdict = &j->plan->verdicts.at[j->plan->verdicts.count - 1];
    struct flow_edges path = {0};

    flow_path(search, node, &path);
    for (size_t i = 0; i + 1 < path.count; i += 2) {
        const char *hop = policy_hop_text(search->flow, &path.at[i], &path.at[i + 1]);

        *vec_push(&verdict->way) = hop;
        diag_note(d, path.at[i].span.lo ? path.at[i].span : path.at[i + 1].span, "%s", hop);
    }
    if (!hint_group(d, search, &path))
        hint(d, search, among);
}

/* ---- rules about flows ---- */

static bool overlap(const struct selection *a, const struct selection *b, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (a->in[i] && b->in[i])
            return true;
    return false;
}

/* Is there a way from one of `from` to another one of `to`? Then it is reported. */
static bool is_way(struct judged *j, const bool *from, const bool *to, enum diag_id id)
{
    struct flow_search *search = &j->search;
    struct flow_edges path = {0};
    uint32_t found;

    if (!search->flow)
        flow_search_init(search, j->flow);
    search->stop = j->stop;
    memcpy(search->start, from, j->flow->instances);
    flow_search_run(search);
    found = nearest(search, to);
    if (found == j->flow->instances)
        return false;
    flow_path(search, found, &path);
    tell_path(j, policy_broken(j, id, arena_printf("'%s' can influence '%s'",
                                                   name_of(j, path.at[0].from), name_of(j, found))),
              search, found, to);
    return true;
}

static bool all_in(const bool *some, const bool *of, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (some[i] && !of[i])
            return false;
    return true;
}

void policy_judge_deny(struct judged *j)
{
    uint32_t n = j->flow->instances;
    bool *one = arena_alloc(n + 1);

    if (all_in(j->left.in, j->stop, n) || all_in(j->right.in, j->stop, n)) {
        policy_vacuous(j, "one side of it consists of guards");
        return;
    }
    if (j->left.count == 1 && j->right.count == 1 && overlap(&j->left, &j->right, n)) {
        policy_vacuous(j, "both sides are the same instance");
        return;
    }
    if (!overlap(&j->left, &j->right, n)) {
        if (!is_way(j, j->left.in, j->right.in, DIAG_flow_denied))
            policy_holds(j, "there is no way");
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        bool *others;

        if (!j->left.in[i])
            continue;
        others = arena_alloc(n + 1);
        memcpy(others, j->right.in, n);
        others[i] = false;
        memset(one, 0, n);
        one[i] = true;
        if (is_way(j, one, others, DIAG_flow_denied))
            return;
    }
    policy_holds(j, "there is no way");
}

void policy_judge_allow_only(struct judged *j)
{
    uint32_t n = j->flow->instances;
    struct flow_search search;
    bool *offenders = arena_alloc(n + 1), *stop = arena_alloc(n + 1), any = false;
    const char *reason;
    uint32_t found;

    for (uint32_t i = 0; i < n; i++) {
        stop[i] = j->stop[i] || j->left.in[i];
        offenders[i] = !stop[i] && !j->right.in[i] && !is_hardware(j, i);
        any |= offenders[i];
    }
    if (!any) {
        policy_vacuous(j, "nobody else is in the system");
        return;
    }
    flow_search_init(&search, j->flow);
    search.stop = stop;
    search.backward = true;
    memcpy(search.start, j->right.in, n);
    flow_search_run(&search);
    found = nearest(&search, offenders);
    if (found == n) {
        policy_holds(j, "every way there comes through those allowed");
        return;
    }
    reason = arena_printf("'%s' can influence '%s' and is not among those allowed",
                          name_of(j, found), name_of(j, search.source[found]));
    tell_path(j, policy_broken(j, DIAG_flow_not_allowed, reason), &search, found, offenders);
}

void policy_judge_isolate(struct judged *j)
{
    const struct model *model = j->plan->model;
    struct selection all = select_none(model);
    VEC(bool *) parts = {0};
    uint32_t n = j->flow->instances;

    vec_each(const struct policy_member *, m, &j->policy->left) {
        struct selection part = select_none(model);

        if (select_member(model, m, &part))
            *vec_push(&parts) = part.in;
        for (uint32_t i = 0; i < n; i++)
            all.in[i] |= part.in[i];
    }
    if (j->policy->left.count == 1) {   /* one group: each from each */
        parts.count = 0;
        for (uint32_t i = 0; i < n; i++)
            if (all.in[i]) {
                *vec_push(&parts) = arena_alloc(n + 1);
                parts.at[parts.count - 1][i] = true;
            }
    }
    if (parts.count < 2) {
        policy_vacuous(j, "it names one instance alone");
        return;
    }
    vec_each(bool **, part, &parts) {
        bool *others = arena_alloc(n + 1);

        for (uint32_t i = 0; i < n; i++)
            others[i] = all.in[i] && !(*part)[i];
        if (is_way(j, *part, others, DIAG_not_isolated))
            return;
    }
    policy_holds(j, "there is no way from any to any other");
}
