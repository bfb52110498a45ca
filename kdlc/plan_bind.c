/*
 * What threads hear besides messages. Connectors with an attribute `bind`: the receiver's
 * notification, at its control thread. And interrupts: each on the core of the thread that handles
 * it.
 */
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

/* Of the thread of the interface; without one, of the control thread. */
static unsigned core_of(const struct planned_instance *pi, const struct interface *interface)
{
    vec_each(const struct planned_thread *, t, &pi->threads)
        if (t->interface == interface)
            return t->core;
    return pi->threads.at[0].core;
}

void plan_route_interrupts(struct plan *plan)
{
    vec_each(struct planned_instance **, pi, &plan->instances)
        vec_each(const struct planned_cap *, c, &(*pi)->caps)
            if (c->object->type == OBJECT_IRQ && c->end)
                c->object->core = core_of(*pi, c->end->interface);
}
