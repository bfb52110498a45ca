/* Connectors with an attribute `bind`: the receiver's notification, to its control thread. */
#include "plan.h"

static bool binds(const struct connector *connector)
{
    vec_each(const struct attribute *, a, &connector->attributes)
        if (strcmp(a->name, "bind") == 0)
            return true;
    return false;
}

void plan_binds(struct plan *plan)
{
    vec_each(const struct planned_connection *, pc, &plan->connections) {
        if (!binds(pc->connection->connector))
            continue;
        vec_each(const struct planned_grant *, g, &pc->grants)
            if (g->end->to_side && g->target && g->target->type == OBJECT_NOTIFICATION)
                plan_instance(plan, g->end->instance)->threads.at[0].bound = g->target;
    }
}
