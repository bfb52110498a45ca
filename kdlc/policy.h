/* The policy of a description against its plan. */
#pragma once
#include "flow.h"
#include "select.h"

/* Reports every rule that is broken, is about nobody, or can never fail; plan->verdicts has the
   others. Programs are not in the plan yet: their memory is judged by policy_check_linked. */
bool policy_check(struct plan *plan);
bool policy_check_linked(struct plan *plan);

/* one step of a way in words: path[i] leads from an instance to an object, path[i + 1] from it */
const char *policy_hop_text(const struct flow *flow, const struct flow_edge *in,
                            const struct flow_edge *out);
