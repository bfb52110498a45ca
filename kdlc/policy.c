/* Rules become searches of the flow relation; what breaks one is told hop by hop. */
#include "policy.h"

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "words.h"

#define MAX_CUT 3                       /* connections that are named as the ones that matter */
#define MAX_TRIES 200                   /* searches to find them */

struct judged {
    struct plan *plan;
    struct flow *flow;
    const struct policy *policy;
    struct selection left, right;
    bool *stop;                         /* guards, and the monitor */
    struct flow_search search;          /* of is_way */
};

static const char *name_of(const struct judged *j, uint32_t instance)
{
    return j->plan->model->instances.at[instance]->name;
}

static bool is_hardware(const struct judged *j, uint32_t instance)
{
    return j->plan->model->instances.at[instance]->component->hardware;
}

static bool is_monitor(const struct judged *j, uint32_t instance)
{
    return j->plan->monitor && j->plan->monitor->instance->index == instance;
}

static void holds(struct judged *j, const char *reason)
{
    *vec_push(&j->plan->verdicts) = (struct verdict){j->policy, true, reason, {0}};
}

static struct diag *broken(struct judged *j, enum diag_id id, const char *reason)
{
    *vec_push(&j->plan->verdicts) = (struct verdict){j->policy, false, reason, {0}};
    return diag(j->policy->span, id, "%s", reason);
}

static void vacuous(struct judged *j, const char *why)
{
    diag(j->policy->span, DIAG_policy_vacuous, "this rule can never fail: %s", why);
    holds(j, why);
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
    tell_path(j, broken(j, id, arena_printf("'%s' can influence '%s'", name_of(j, path.at[0].from),
                                         name_of(j, found))), search, found, to);
    return true;
}

static bool all_in(const bool *some, const bool *of, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (some[i] && !of[i])
            return false;
    return true;
}

static void judge_deny(struct judged *j)
{
    uint32_t n = j->flow->instances;
    bool *one = arena_alloc(n + 1);

    if (all_in(j->left.in, j->stop, n) || all_in(j->right.in, j->stop, n)) {
        vacuous(j, "one side of it consists of guards");
        return;
    }
    if (j->left.count == 1 && j->right.count == 1 && overlap(&j->left, &j->right, n)) {
        vacuous(j, "both sides are the same instance");
        return;
    }
    if (!overlap(&j->left, &j->right, n)) {
        if (!is_way(j, j->left.in, j->right.in, DIAG_flow_denied))
            holds(j, "there is no way");
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
    holds(j, "there is no way");
}

static void judge_allow_only(struct judged *j)
{
    uint32_t n = j->flow->instances;
    struct flow_search search;
    bool *offenders = arena_alloc(n + 1), *stop = arena_alloc(n + 1), any = false;
    uint32_t found;

    for (uint32_t i = 0; i < n; i++) {
        stop[i] = j->stop[i] || j->left.in[i];
        offenders[i] = !stop[i] && !j->right.in[i] && !is_hardware(j, i);
        any |= offenders[i];
    }
    if (!any) {
        vacuous(j, "nobody else is in the system");
        return;
    }
    flow_search_init(&search, j->flow);
    search.stop = stop;
    search.backward = true;
    memcpy(search.start, j->right.in, n);
    flow_search_run(&search);
    found = nearest(&search, offenders);
    if (found == n) {
        holds(j, "every way there comes through those allowed");
        return;
    }
    tell_path(j, broken(j, DIAG_flow_not_allowed, arena_printf("'%s' can influence '%s' and is not "
                     "among those allowed", name_of(j, found), name_of(j, search.source[found]))),
              &search, found, offenders);
}

static void judge_isolate(struct judged *j)
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
        vacuous(j, "it names one instance alone");
        return;
    }
    vec_each(bool **, part, &parts) {
        bool *others = arena_alloc(n + 1);

        for (uint32_t i = 0; i < n; i++)
            others[i] = all.in[i] && !(*part)[i];
        if (is_way(j, *part, others, DIAG_not_isolated))
            return;
    }
    holds(j, "there is no way from any to any other");
}

/* ---- rules about holding ---- */

static bool is_held_thing(const struct judged *j, const struct planned_object *o)
{
    const struct policy *p = j->policy;
    bool frame = o->type == OBJECT_FRAME_4K || o->type == OBJECT_FRAME_2M
              || o->type == OBJECT_FRAME_1G;

    if (strcmp(p->held, "irq") == 0)
        return o->type == OBJECT_IRQ && (!p->numbered || o->address == p->number)
            && (!p->right.count || (o->owner && j->right.in[o->owner->index]));
    if (strcmp(p->held, "device") == 0)
        return o->owner && o->owner->component->hardware
            && (!p->right.count || j->right.in[o->owner->index]);
    if (strcmp(p->held, "untyped") == 0)
        return o->type == OBJECT_UNTYPED;
    if (!frame || o->kind == UNTYPED_IMAGE)
        return false;
    if (p->numbered)
        return o->kind == UNTYPED_DEVICE && p->number >= o->address
            && p->number - o->address < (uint64_t)o->count << o->size_bits;
    vec_each(const struct policy_member *, m, &p->right)
        if (o->name == m->text || (o->connection && o->connection->name == m->text))
            return true;
    return p->right.count == 0 && o->connection;
}

/* a thing that `pi` has, which is `with` or in one group with it */
static void deny_holder(struct judged *j, const struct planned_instance *with,
                        const struct planned_instance *pi, const struct planned_object *o,
                        struct span span)
{
    struct diag *d = broken(j, DIAG_holder_denied, arena_printf("'%s' holds %s '%s'",
                            with->instance->name, object_type_name(o->type), o->name));

    diag_note(d, span, "'%s' has it from here", pi->instance->name);
    if (pi != with)
        diag_help(d, "'%s' and '%s' are one program: what one member of the group '%s' holds, "
                  "all hold", pi->instance->name, with->instance->name, pi->space->name);
}

static bool check_holder(struct judged *j, const struct planned_instance *with,
                         const struct planned_instance *pi)
{
    vec_each(const struct planned_cap *, c, &pi->caps)
        if (is_held_thing(j, c->object)) {
            deny_holder(j, with, pi, c->object, c->end ? c->end->span : pi->instance->span);
            return false;
        }
    vec_each(struct planned_region **, r, &pi->regions)
        vec_each(const struct planned_frames *, f, &(*r)->frames)
            if (is_held_thing(j, f->object)) {
                deny_holder(j, with, pi, f->object,
                            (*r)->end ? (*r)->end->span : pi->instance->span);
                return false;
            }
    return true;
}

/* the first thing that any member of its program has is enough */
static bool check_program(struct judged *j, const struct planned_instance *pi)
{
    vec_each(struct planned_instance **, member, &pi->space->members)
        if (!check_holder(j, pi, *member))
            return false;
    return true;
}

static void judge_only_hold(struct judged *j)
{
    bool exists = false, good = true;

    vec_each(struct planned_object **, o, &j->plan->objects)
        exists |= is_held_thing(j, *o);
    if (!exists) {
        diag(j->policy->span, DIAG_policy_empty, "nothing in the system is what this rule is "
             "about");
        holds(j, "there is no such thing");
        return;
    }
    vec_each(struct planned_instance **, pi, &j->plan->instances)
        if (!j->left.in[(*pi)->instance->index])
            good = check_program(j, *pi) && good;
    if (good)
        holds(j, "nobody else holds it");
}

/* ---- budgets ---- */

static uint64_t stack_of(const struct planned_instance *pi)
{
    uint64_t bytes = 0;

    vec_each(const struct planned_thread *, t, &pi->threads)
        bytes += t->stack_size;
    return bytes;
}

static uint64_t memory_of(const struct plan *plan, const struct planned_instance *pi)
{
    uint64_t bytes = 0;

    vec_each(struct planned_object **, o, &plan->objects)
        if ((*o)->owner == pi->instance && (*o)->kind == UNTYPED_RAM && (*o)->type < OBJECT_IRQ)
            bytes += (uint64_t)(*o)->count << (*o)->size_bits;
    vec_each(struct planned_region **, r, &pi->regions)
        vec_each(const struct planned_frames *, f, &(*r)->frames)
            if (f->object->kind == UNTYPED_IMAGE)
                bytes += (uint64_t)f->count << PAGE_BITS;
    return bytes;
}

static void judge_bytes(struct judged *j, uint64_t bytes, const char *whose, struct span span)
{
    struct diag *d;

    if (bytes <= j->policy->limit) {
        holds(j, intern_printf("%s takes %lu bytes", whose, (unsigned long)bytes));
        return;
    }
    d = broken(j, DIAG_over_budget, arena_printf("%s takes %lu bytes, %lu more than permitted",
               whose, (unsigned long)bytes, (unsigned long)(bytes - j->policy->limit)));
    if (span.lo)
        diag_note(d, span, "%s stands here", whose);
}

static void judge_each(struct judged *j)
{
    vec_each(struct planned_instance **, pi, &j->plan->instances)
        if (j->left.in[(*pi)->instance->index])
            judge_bytes(j, j->policy->kind == POLICY_STACK ? stack_of(*pi)
                                                            : memory_of(j->plan, *pi),
                        intern_printf("'%s'", (*pi)->instance->name), (*pi)->instance->span);
}

static void judge_total(struct judged *j)
{
    uint64_t bytes = plan_ram(j->plan) + j->plan->image_size;

    if (j->plan->board_ram && j->policy->limit >= j->plan->board_ram) {
        vacuous(j, "the board has no more memory than that");
        return;
    }
    if (j->plan->root_cnode_bits)
        bytes += 1ul << (j->plan->root_cnode_bits + SLOT_BITS);
    judge_bytes(j, bytes, "the system", NO_SPAN);
}

static void judge_utilisation(struct judged *j)
{
    uint64_t millionths = 0;
    size_t threads = 0;

    vec_each(struct planned_instance **, pi, &j->plan->instances)
        vec_each(const struct planned_thread *, t, &(*pi)->threads)
            if (t->core == j->policy->number && !t->passive) {
                millionths += t->budget * 1000000 / t->period;
                threads++;
            }
    if (!threads) {
        diag(j->policy->span, DIAG_policy_empty, "no thread runs on core %lu",
             (unsigned long)j->policy->number);
        return;
    }
    if (millionths <= j->policy->limit * 10000) {
        holds(j, intern_printf("%lu threads may use %lu.%lu %%", (unsigned long)threads,
                               (unsigned long)(millionths / 10000),
                               (unsigned long)(millionths / 1000 % 10)));
        return;
    }
    diag_help(broken(j, DIAG_over_budget, arena_printf("the %zu threads of core %lu may use "
                     "%lu.%lu %% of its time", threads, (unsigned long)j->policy->number,
                     (unsigned long)(millionths / 10000),
                     (unsigned long)(millionths / 1000 % 10))),
              "a thread without a budget may use all of its period");
}

/* ---- all rules ---- */

/* Who is named; false when a side names nobody, which has been reported. */
static bool select_all(struct judged *j)
{
    const struct model *model = j->plan->model;
    const struct policy *p = j->policy;
    bool names = p->kind != POLICY_ISOLATE && !(p->held && strcmp(p->held, "frame") == 0);
    struct selection guards = select_members(model, &p->guards);

    j->left = p->kind == POLICY_ISOLATE ? select_none(model) : select_members(model, &p->left);
    j->right = names ? select_members(model, &p->right) : select_none(model);
    j->stop = guards.in;
    for (uint32_t i = 0; i < j->flow->instances; i++)
        j->stop[i] |= is_monitor(j, i) && !j->left.in[i] && !j->right.in[i];
    return !(p->left.count && !j->left.count && p->kind != POLICY_ISOLATE)
        && !(names && p->right.count && !j->right.count);
}

static void judge(struct judged *j)
{
    if (!select_all(j))
        return;
    switch (j->policy->kind) {
    case POLICY_DENY_FLOW:
    case POLICY_DENY_DEVICE: judge_deny(j); break;
    case POLICY_ALLOW_ONLY: judge_allow_only(j); break;
    case POLICY_ISOLATE: judge_isolate(j); break;
    case POLICY_ONLY_HOLD: judge_only_hold(j); break;
    case POLICY_STACK:
    case POLICY_MEMORY: judge_each(j); break;
    case POLICY_TOTAL: judge_total(j); break;
    case POLICY_UTILISATION: judge_utilisation(j); break;
    }
}

bool policy_check(struct plan *plan)
{
    struct judged j = {.plan = plan};

    plan->verdicts.count = 0;
    if (!plan->model->policies.count)
        return true;
    j.flow = flow_make(plan);
    vec_each(struct policy **, p, &plan->model->policies) {
        j.policy = *p;
        judge(&j);
    }
    return !diag_failed();
}

static bool is_about_programs(const struct policy *p)
{
    return p->kind == POLICY_MEMORY || p->kind == POLICY_TOTAL;
}

bool policy_check_linked(struct plan *plan)
{
    struct judged j = {.plan = plan, .flow = flow_make(plan)};
    struct verdicts before = plan->verdicts;

    plan->verdicts = (struct verdicts){0};
    vec_each(struct policy **, p, &plan->model->policies) {
        j.policy = *p;
        if (is_about_programs(*p))
            judge(&j);
        else
            vec_each(const struct verdict *, v, &before)
                if (v->policy == *p)
                    *vec_push(&plan->verdicts) = *v;
    }
    return !diag_failed();
}
