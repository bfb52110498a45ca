/*
 * Programs that start again after a fault: the monitor of the system gets hold of their threads.
 * The members of a group are one program: what one of them asks for holds for all.
 */
#include "../kernel/abi/message.h"
#include "plan.h"

#define DEFAULT_LIMIT 16
#define MAX_LIMIT     UINT32_MAX

static bool wants_restart(struct planned_instance *pi)
{
    struct value *value = instance_value(pi->instance, intern("restart"));

    if (!value)
        return false;
    if (value->kind != VALUE_STRING || strcmp(value->s, "on_fault") != 0) {
        diag(value->span, DIAG_bad_restart, "restart is on_fault or not set");
        return false;
    }
    return true;
}

static uint32_t limit_of(struct planned_instance *pi)
{
    struct value *value = instance_value(pi->instance, intern("restart_limit"));
    uint64_t limit = DEFAULT_LIMIT;

    if (value && (!value_number(value, &limit) || limit > MAX_LIMIT))
        diag(value->span, DIAG_setting_range, "restart_limit must be a number from 0 to %lu",
             (unsigned long)MAX_LIMIT);
    return (uint32_t)limit;
}

static bool can_restart(const struct plan *plan, struct planned_instance *pi)
{
    struct value *value = instance_value(pi->instance, intern("restart"));

    if (plan->monitor && pi->space != plan->monitor->space)
        return true;
    if (plan->monitor)
        diag_note(diag(value->span, DIAG_bad_restart, "'%s' cannot start itself again",
                       pi->instance->name), plan->monitor->instance->span,
                  "it shares its program with what handles the faults");
    else
        diag_help(diag(value->span, DIAG_bad_restart, "nothing could start '%s' again",
                       pi->instance->name), "add a component with the attribute handles_faults");
    return false;
}

static void watch_thread(struct plan *plan, struct planned_thread *t)
{
    t->restart_slot = plan_add_cap(plan->monitor, (struct planned_cap){.object = t->tcb,
        .rights = RIGHT_ALL, .role = "restart"});
    if (!t->passive)
        return;
    t->restart_reply_slot = plan_add_cap(plan->monitor, (struct planned_cap){.object = t->reply,
        .rights = RIGHT_ALL, .role = "restart"});
    t->restart_time_slot = plan_add_cap(plan->monitor, (struct planned_cap){.object = t->sc,
        .rights = RIGHT_ALL, .role = "restart"});
}

void plan_restarts(struct plan *plan)
{
    vec_each(struct planned_space **, s, &plan->spaces) {
        vec_each(struct planned_instance **, pi, &(*s)->members)
            if (wants_restart(*pi) && can_restart(plan, *pi)) {
                (*s)->restarts = true;
                (*s)->restart_limit = limit_of(*pi);
            }
        vec_each(struct planned_instance **, pi, &(*s)->members)
            vec_each(struct planned_thread *, t, &(*pi)->threads)
                if ((*s)->restarts)
                    watch_thread(plan, t);
    }
}
