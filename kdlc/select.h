/* Sets of instances by name, pattern, type or label: of policies and questions. */
#pragma once
#include "plan.h"

struct selection {
    bool *in;                           /* by instance */
    size_t count;
};

/* Adds the instances that one member names; returns how many. What does not exist is reported. */
size_t select_member(const struct model *model, const struct policy_member *member,
                     struct selection *selection);
/* Is somebody of each kind named there? Labels may have been refused. Nothing is reported. */
bool select_is_sure(const struct model *model, const struct policy_members *members);
struct selection select_members(const struct model *model, const struct policy_members *members);
struct selection select_none(const struct model *model);
/* as it is written: "a, instances of B" */
const char *select_text(const struct policy_members *members);
