/* Rules become searches of the flow relation; what breaks one is told hop by hop. */
#include "policy_parts.h"

void policy_holds(struct judged *j, const char *reason)
{
    *vec_push(&j->plan->verdicts) = (struct verdict){j->policy, true, reason, {0}};
}

struct diag *policy_broken(struct judged *j, enum diag_id id, const char *reason)
{
    *vec_push(&j->plan->verdicts) = (struct verdict){j->policy, false, reason, {0}};
    return diag(j->policy->span, id, "%s", reason);
}

void policy_vacuous(struct judged *j, const char *why)
{
    if (!j->plan->model->partial)
        diag(j->policy->span, DIAG_policy_vacuous, "this rule can never fail: %s", why);
    policy_holds(j, why);
}

/* ---- all rules ---- */

static bool is_monitor(const struct judged *j, uint32_t instance)
{
    return j->plan->monitor && j->plan->monitor->instance->index == instance;
}

/*
 * Can the rest of a system with a mistake break the rule as the whole would? Less is connected, but
 * nobody whom it names is missing, and no sum is wrong.
 */
static bool is_sure(const struct judged *j)
{
    const struct policy *p = j->policy;
    bool sum = p->kind == POLICY_MEMORY || p->kind == POLICY_STACK || p->kind == POLICY_TOTAL
             || p->kind == POLICY_UTILISATION;

    return !sum && select_is_sure(j->plan->model, &p->left)
        && select_is_sure(j->plan->model, &p->right)
        && select_is_sure(j->plan->model, &p->guards);
}

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
    if ((j->plan->model->partial && !is_sure(j)) || !select_all(j))
        return;
    switch (j->policy->kind) {
    case POLICY_DENY_FLOW:
    case POLICY_DENY_DEVICE: policy_judge_deny(j); break;
    case POLICY_ALLOW_ONLY: policy_judge_allow_only(j); break;
    case POLICY_ISOLATE: policy_judge_isolate(j); break;
    case POLICY_ONLY_HOLD: policy_judge_only_hold(j); break;
    case POLICY_STACK:
    case POLICY_MEMORY: policy_judge_each(j); break;
    case POLICY_TOTAL: policy_judge_total(j); break;
    case POLICY_UTILISATION: policy_judge_utilisation(j); break;
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
    struct judged j = {.plan = plan};
    struct verdicts before = plan->verdicts;

    if (!plan->model->policies.count)
        return true;
    j.flow = flow_make(plan);
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
