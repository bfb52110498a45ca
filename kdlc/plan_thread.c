/* The threads of an instance: their objects, and what its settings say of each. */
#include "../kernel/abi/boot.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "build_options.h"
#include "plan.h"

#define DEFAULT_TIME       10000            /* microseconds: budget and period */
#define MAX_TIME           3600000000u
#define DEFAULT_STACK      16384
#define MAX_PASSIVE        64               /* a badge has a bit for each */
/* a context that is not refilled continuously gets room for more pieces of its budget */
#define SPORADIC_CONTEXT_BITS 8

static unsigned core_count = BOOT_MAX_CORES;

void plan_cores(unsigned count)
{
    core_count = count;
}

/*
 * A scheduling setting of one thread: "<interface>_x" of the interface it serves, "_x" for the
 * control thread, else the component's "x".
 */
static struct value *thread_value(struct instance *instance, const struct interface *interface,
                                  const char *name)
{
    struct value *value = interface ? interface_value(instance, interface, name)
                                    : instance_value(instance, intern_printf("_%s", name));

    return value ? value : instance_value(instance, intern(name));
}

static uint64_t thread_setting(struct instance *instance, const struct interface *interface,
                               const char *name, struct plan_limits limits)
{
    return plan_checked(thread_value(instance, interface, name), name, limits);
}

/* Without a schedule it is always domain 0's turn. */
static void check_turn(const struct model *model, struct instance *instance,
                       const struct interface *interface, unsigned domain)
{
    const struct value *value = thread_value(instance, interface, "domain");
    bool found = model->schedule_refused || (model->schedule.count == 0 && domain == 0);

    vec_each(struct turn *, turn, &model->schedule)
        found |= turn->domain == domain;
    if (!found)
        diag(value ? value->span : instance->span, DIAG_no_turn,
             "a thread of '%s' is in domain %u, which has no turn%s",
             instance->name, domain, model->schedule.count ? " in the schedule"
                                                           : ": there is no schedule");
}

static void set_parameters(struct plan *plan, struct planned_instance *pi,
                           struct planned_thread *t)
{
    struct instance *i = pi->instance;
    uint64_t priority = MAX_PRIORITY, core = 0, stack = DEFAULT_STACK;

    if (pi != plan->monitor) {
        priority = build_default("CAmkESDefaultPriority", DEFAULT_PRIORITY, 0, MAX_PRIORITY);
        core = build_default("CAmkESDefaultAffinity", 0, 0, core_count - 1);
        stack = build_default("CAmkESDefaultStackSize", DEFAULT_STACK, DEFAULT_STACK, MAX_REGION);
    }
    priority = thread_setting(i, t->interface, "priority",
                              (struct plan_limits){priority, 0, MAX_PRIORITY});
    t->priority = (unsigned)priority;
    t->mcp = (unsigned)thread_setting(i, t->interface, "max_priority",
                                      (struct plan_limits){priority, 0, MAX_PRIORITY});
    t->core = (unsigned)thread_setting(i, t->interface, "affinity",
                                       (struct plan_limits){core, 0, core_count - 1});
    t->domain = (unsigned)thread_setting(i, t->interface, "domain",
                                         (struct plan_limits){0, 0, MAX_DOMAINS - 1});
    if (pi != plan->monitor)
        check_turn(plan->model, i, t->interface, t->domain);
    t->period = thread_setting(i, t->interface, "period",
                               (struct plan_limits){DEFAULT_TIME, MIN_TIME_US, MAX_TIME});
    t->budget = thread_setting(i, t->interface, "budget",
                               (struct plan_limits){t->period, MIN_TIME_US, t->period});
    t->stack_size = thread_setting(i, t->interface, "stack_size",
                                   (struct plan_limits){stack, PAGE_SIZE, MAX_REGION});
    t->flags = plan_is_set(i, intern("physical_timer"), false) ? TCB_FLAG_TIMER : 0;
    if (plan->monitor && pi != plan->monitor)
        t->flags |= TCB_FLAG_REGISTERS;
}

/* The setting of an interface that others call, or of its instance for all of those. */
static struct value *passive_setting(struct instance *i, const struct interface *interface)
{
    struct value *own = interface ? interface_value(i, interface, "passive") : NULL;

    return own || !interface || interface->kind != IF_PROVIDES ? own
         : instance_value(i, "passive");
}

/* its thread lends time from whoever calls */
static void make_passive(struct planned_instance *pi, struct planned_thread *t)
{
    struct value *value = passive_setting(pi->instance, t->interface);

    t->passive = value && plan_checked(value, "passive", (struct plan_limits){0, 0, 1}) == 1;
    if (!t->passive)
        return;
    if (pi->passive_count == MAX_PASSIVE)
        diag(value->span, DIAG_setting_range, "an instance has at most %d passive interfaces",
             MAX_PASSIVE);
    t->settle_slot = plan_add_cap(pi, (struct planned_cap){.object = pi->threads.at[0].park,
        .role = "settle", .rights = RIGHT_WRITE,
        .badge = 1ul << pi->passive_count++ % MAX_PASSIVE});
    t->time_slot = plan_add_cap(pi, (struct planned_cap){.object = t->sc, .role = "time",
        .rights = RIGHT_ALL});
}

void plan_add_thread(struct plan *plan, struct planned_instance *pi, const char *name,
                       struct interface *interface, bool receives)
{
    struct instance *owner = pi->instance;
    const char *full = intern_printf("%s.%s", owner->name, name);
    struct planned_thread t = {.name = name, .interface = interface};

    t.number = ++plan->thread_count;
    set_parameters(plan, pi, &t);
    t.tcb = plan_add_object(plan, OBJECT_TCB, TCB_BITS, owner, intern_printf("%s.tcb", full));
    t.sc = plan_add_object(plan, OBJECT_SCHED_CONTEXT,
                           t.budget < t.period ? SPORADIC_CONTEXT_BITS : SCHED_CONTEXT_MIN_BITS,
                           owner, intern_printf("%s.sc", full));
    t.ipc = plan_private_region(plan, pi, REGION_IPC, intern_printf("%s.ipc", name), PAGE_SIZE);
    t.stack = plan_private_region(plan, pi, REGION_STACK, intern_printf("%s.stack", name),
                             t.stack_size);
    t.stack_size = t.stack->size;
    t.park = plan_add_object(plan, OBJECT_NOTIFICATION, 6, owner, intern_printf("%s.park", full));
    t.park_slot = plan_add_cap(pi, (struct planned_cap){.object = t.park, .role = "park",
        .rights = RIGHT_READ | RIGHT_WRITE});
    if (receives) {
        t.reply = plan_add_object(plan, OBJECT_REPLY, 5, owner, intern_printf("%s.reply", full));
        t.reply_slot = plan_add_cap(pi, (struct planned_cap){.object = t.reply, .role = "reply",
            .rights = RIGHT_ALL});
        make_passive(pi, &t);
    }
    *vec_push(&pi->threads) = t;
}

static const struct connector_side *side_of(const struct link *link)
{
    const struct connector *connector = link->connection->connector;

    return link->end->to_side ? &connector->to : &connector->from;
}

static bool receives_calls(const struct link *link)
{
    vec_each(const struct connector_grant *, g, &link->connection->connector->grants)
        if (!g->signals && g->to_side == link->end->to_side && !g->map
            && g->object->kind == CO_ENDPOINT && (g->rights & RIGHT_READ))
            return true;
    return false;
}

static bool has_thread(const struct planned_instance *pi, const struct interface *interface)
{
    vec_each(const struct planned_thread *, t, &pi->threads)
        if (t->interface == interface)
            return true;
    return false;
}

void plan_link_threads(struct plan *plan, struct planned_instance *pi,
                             const struct link *link)
{
    struct interface *interface = link->end->interface;

    if (has_thread(pi, interface))
        return;
    for (unsigned n = 0; n < side_of(link)->threads; n++)
        plan_add_thread(plan, pi,
                   n ? intern_printf("%s_%u", interface->name, n + 1) : interface->name,
                   interface, receives_calls(link));
}
