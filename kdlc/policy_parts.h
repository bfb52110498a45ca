/* Between the files of policies: a rule that is judged. */
#pragma once
#include "policy.h"

struct judged {
    struct plan *plan;
    struct flow *flow;
    const struct policy *policy;
    struct selection left, right;
    bool *stop;                         /* guards, and the monitor */
    struct flow_search search;          /* of is_way */
};

/* policy.c: what comes of it. Broken and vacuous rules are reported. */
void policy_holds(struct judged *j, const char *reason);
struct diag *policy_broken(struct judged *j, enum diag_id id, const char *reason);
void policy_vacuous(struct judged *j, const char *why);

/* policy_flow.c: rules about ways */
void policy_judge_deny(struct judged *j);
void policy_judge_allow_only(struct judged *j);
void policy_judge_isolate(struct judged *j);
/* policy_hold.c: rules about what is held, and how much */
void policy_judge_only_hold(struct judged *j);
void policy_judge_each(struct judged *j);
void policy_judge_total(struct judged *j);
void policy_judge_utilisation(struct judged *j);
