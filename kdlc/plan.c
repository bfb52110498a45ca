/*
 * The plan, first half: for each software instance its capability table, address space, threads
 * and what they need, with every slot and scheduling parameter fixed. Everything is numbered in
 * declaration order; what an instance owns comes before what its connections give it, so that
 * another connection or instance at the end leaves earlier numbers as they are.
 *
 * Addresses are layout.c's job; the objects of connections plan_connection.c's.
 */
#include "plan.h"

#include <stdlib.h>

#include "../kernel/abi/boot.h"
#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"

#define DEFAULT_PRIORITY   254
#define DEFAULT_TIME       10000            /* microseconds: budget and period */
#define MAX_TIME           3600000000u
#define DEFAULT_STACK      16384
#define DEFAULT_HEAP       (1u << 20)
#define MAX_REGION         (1ul << 36)      /* one stack or heap */
#define MAX_POOL           4096             /* kernel objects of one kind */
#define MAX_PASSIVE        64               /* a badge has a bit for each */
/* a context that is not refilled continuously gets room for more pieces of its budget */
#define SPORADIC_CONTEXT_BITS 8

static unsigned core_count = BOOT_MAX_CORES;

void plan_cores(unsigned count)
{
    core_count = count;
}

/* ---- parts of the plan ---- */

struct planned_object *plan_add_object(struct plan *plan, enum object_number type, unsigned bits,
                                       struct instance *owner, const char *name)
{
    struct planned_object *object = arena_alloc(sizeof *object);

    *object = (struct planned_object){.type = type, .size_bits = bits, .kind = UNTYPED_RAM,
        .count = 1, .owner = owner, .name = name, .index = plan->objects.count};
    *vec_push(&plan->objects) = object;
    return object;
}

uint32_t plan_add_cap(struct planned_instance *pi, struct planned_cap cap)
{
    cap.slot = ++pi->space->slots;
    *vec_push(&pi->caps) = cap;
    return cap.slot;
}

uint32_t plan_add_frame_caps(struct planned_instance *pi, struct planned_cap cap,
                             const struct frame_runs *frames)
{
    uint32_t first = pi->space->slots + 1;

    vec_each(const struct planned_frames *, f, frames)
        for (uint32_t i = f->first; i < f->first + f->count; i++) {
            cap.object = f->object;
            cap.frame = i;
            plan_add_cap(pi, cap);
        }
    return first;
}

struct planned_region *plan_add_region(struct planned_instance *pi, enum region_use use,
                                       const char *name, uint64_t size)
{
    struct planned_region *region = arena_alloc(sizeof *region);

    *region = (struct planned_region){.name = name, .use = use, .bytes = size,
        .size = (size + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1),
        .rights = RIGHT_READ | RIGHT_WRITE};
    *vec_push(&pi->regions) = region;
    return region;
}

void plan_add_frames(struct plan *plan, const struct planned_object *like, uint64_t size,
                     struct frame_runs *runs)
{
    const uint64_t large = 1ul << LARGE_PAGE_BITS;
    uint64_t at = like->address, end = at + size;

    while (at < end) {
        bool is_large = at % large == 0 && end - at >= large;
        uint64_t stop = is_large ? end & ~(large - 1) : (at + large) & ~(large - 1);
        unsigned bits = is_large ? LARGE_PAGE_BITS : PAGE_BITS;
        struct planned_object *run;

        /* small pages go on to the end where no large one fits behind them */
        if (!is_large && (stop > end || end - stop < large))
            stop = end;
        run = plan_add_object(plan, is_large ? OBJECT_FRAME_2M : OBJECT_FRAME_4K, bits,
                              like->owner, like->name);
        run->kind = like->kind;
        run->address = like->kind == UNTYPED_RAM ? 0 : at;
        run->connection = like->connection;
        run->count = (uint32_t)((stop - at) >> bits);
        if (runs->count)
            run->name = intern_printf("%s.%zu", like->name, runs->count + 1);
        *vec_push(runs) = (struct planned_frames){run, 0, run->count};
        at = stop;
    }
}

void region_show(struct planned_region *region, const struct frame_runs *runs)
{
    vec_each(const struct planned_frames *, f, runs) {
        *vec_push(&region->frames) = *f;
        f->object->mappings++;
    }
}

/* a region of fresh RAM that only this instance sees */
static struct planned_region *private_region(struct plan *plan, struct planned_instance *pi,
                                             enum region_use use, const char *name, uint64_t size)
{
    struct planned_region *region = plan_add_region(pi, use, name, size);
    struct frame_runs runs = {0};
    struct planned_object like = {.kind = UNTYPED_RAM, .owner = pi->instance,
        .name = intern_printf("%s.%s", pi->instance->name, name)};

    plan_add_frames(plan, &like, region->size, &runs);
    region_show(region, &runs);
    return region;
}

struct planned_instance *plan_instance(struct plan *plan, const struct instance *instance)
{
    return plan->by_index[instance->index];
}

/* ---- settings ---- */

/* A number, or a string that spells one. */
bool value_number(const struct value *value, uint64_t *number)
{
    char *end;

    if (value->kind == VALUE_INT || value->kind == VALUE_BOOL) {
        *number = (uint64_t)value->i;
        return true;
    }
    if (value->kind != VALUE_STRING || !value->s[0])
        return false;
    *number = strtoull(value->s, &end, 0);
    return !*end;
}

static bool is_set(struct instance *instance, const char *name, bool fallback)
{
    struct value *value = instance_value(instance, name);
    uint64_t number;

    return value && value_number(value, &number) ? number != 0 : fallback;
}

struct limits { uint64_t fallback, min, max; };

/* where bounds come from that stand elsewhere, or NULL */
static const char *origin_of(const char *setting)
{
    if (strcmp(setting, "affinity") == 0)
        return "the kernel is built for so many cores: SMP=n of make";
    return strcmp(setting, "budget") == 0 ? "its period is the bound" : NULL;
}

static uint64_t checked(struct value *value, const char *what, struct limits limits)
{
    uint64_t number;
    struct diag *d;

    if (!value)
        return limits.fallback;
    if (value_number(value, &number) && number >= limits.min && number <= limits.max)
        return number;
    d = diag(value->span, DIAG_setting_range, "%s must be a number from %lu to %lu", what,
             (unsigned long)limits.min, (unsigned long)limits.max);
    if (origin_of(what))
        diag_help(d, "%s", origin_of(what));
    return limits.fallback;
}

/*
 * A scheduling setting of one thread: "<interface>_x" of the interface it serves, "_x" for the
 * control thread, else the component's "x".
 */
static uint64_t thread_setting(struct instance *instance, const struct interface *interface,
                               const char *name, struct limits limits)
{
    struct value *value = interface ? interface_value(instance, interface, name)
                                    : instance_value(instance, intern_printf("_%s", name));

    if (!value)
        value = instance_value(instance, intern(name));
    return checked(value, name, limits);
}

/* ---- threads ---- */

/* Without a schedule it is always domain 0's turn. */
static void check_turn(const struct model *model, const struct instance *instance,
                       unsigned domain)
{
    bool found = model->schedule.count == 0 && domain == 0;

    vec_each(struct turn *, turn, &model->schedule)
        found |= turn->domain == domain;
    if (!found)
        diag(instance->span, DIAG_no_turn, "a thread of '%s' is in domain %u, which has no turn%s",
             instance->name, domain, model->schedule.count ? " in the schedule"
                                                           : ": there is no schedule");
}

static void set_parameters(struct plan *plan, struct planned_instance *pi,
                           struct planned_thread *t)
{
    struct instance *i = pi->instance;
    uint64_t priority = pi == plan->monitor ? MAX_PRIORITY : DEFAULT_PRIORITY;

    priority = thread_setting(i, t->interface, "priority",
                              (struct limits){priority, 0, MAX_PRIORITY});
    t->priority = (unsigned)priority;
    t->mcp = (unsigned)thread_setting(i, t->interface, "max_priority",
                                      (struct limits){priority, 0, MAX_PRIORITY});
    t->core = (unsigned)thread_setting(i, t->interface, "affinity",
                                       (struct limits){0, 0, core_count - 1});
    t->domain = (unsigned)thread_setting(i, t->interface, "domain",
                                         (struct limits){0, 0, MAX_DOMAINS - 1});
    if (pi != plan->monitor)
        check_turn(plan->model, i, t->domain);
    t->period = thread_setting(i, t->interface, "period",
                               (struct limits){DEFAULT_TIME, 1, MAX_TIME});
    t->budget = thread_setting(i, t->interface, "budget",
                               (struct limits){t->period, 1, t->period});
    t->stack_size = thread_setting(i, t->interface, "stack_size",
                                   (struct limits){DEFAULT_STACK, PAGE_SIZE, MAX_REGION});
    t->flags = is_set(i, intern("physical_timer"), false) ? TCB_FLAG_TIMER : 0;
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

    t->passive = value && checked(value, "passive", (struct limits){0, 0, 1}) == 1;
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

static void add_thread(struct plan *plan, struct planned_instance *pi, const char *name,
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
    t.ipc = private_region(plan, pi, REGION_IPC, intern_printf("%s.ipc", name), PAGE_SIZE);
    t.stack = private_region(plan, pi, REGION_STACK, intern_printf("%s.stack", name),
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

static void add_link_threads(struct plan *plan, struct planned_instance *pi,
                             const struct link *link)
{
    struct interface *interface = link->end->interface;

    if (has_thread(pi, interface))
        return;
    for (unsigned n = 0; n < side_of(link)->threads; n++)
        add_thread(plan, pi,
                   n ? intern_printf("%s_%u", interface->name, n + 1) : interface->name,
                   interface, receives_calls(link));
}

/* ---- instances ---- */

/* an object that the root task has from the kernel */
static struct planned_object *given_object(struct plan *plan, enum object_number type,
                                           uint32_t slot, const char *name)
{
    struct planned_object *object = plan_add_object(plan, type, 0, NULL, name);

    object->slot = slot;
    return object;
}

static void add_firmware_calls(struct planned_instance *pi, struct planned_object *smc)
{
    struct value *functions = instance_value(pi->instance, intern("allowed_smc_functions"));
    uint64_t function;

    if (!functions || functions->kind != VALUE_LIST)
        return;
    vec_each(struct value **, v, &functions->items)
        if (value_number(*v, &function) && function != 0)
            plan_add_cap(pi, (struct planned_cap){.object = smc, .badge = function & 0xffffffff,
                .rights = RIGHT_ALL, .role = "smc"});
        else
            diag((*v)->span, DIAG_setting_range, "an SMC function is a number from 1 on");
}

struct given { struct planned_object *console, *smc, *debug; };

static void add_dma_pool(struct plan *plan, struct planned_instance *pi)
{
    struct value *pool = instance_value(pi->instance, intern("dma_pool"));
    uint64_t size = checked(pool, "dma_pool", (struct limits){0, 0, MAX_REGION});

    if (size == 0)
        return;
    pi->dma = private_region(plan, pi, REGION_BUFFER, "dma", size);
    pi->dma_slot = plan_add_frame_caps(pi, (struct planned_cap){.rights = RIGHT_ALL,
        .role = "dma"}, &pi->dma->frames);
}

static void add_space_objects(struct plan *plan, struct planned_space *space)
{
    struct instance *first = space->members.at[0]->instance;

    if (space->cnode)
        return;
    space->cnode = plan_add_object(plan, OBJECT_CNODE, 0, first,
                                   intern_printf("%s.cnode", space->name));
    space->vspace = plan_add_object(plan, OBJECT_VSPACE, PAGE_BITS, first,
                                    intern_printf("%s.vspace", space->name));
}

/* objects that the instance hands out itself: camkes_alloc() */
static void add_pools(struct plan *plan, struct planned_instance *pi)
{
    static const struct {
        const char *name, *what;
        enum object_number type;
        unsigned bits;
    } pools[] = {{"tcb_pool", "tcb", OBJECT_TCB, TCB_BITS},
                 {"ep_pool", "ep", OBJECT_ENDPOINT, 4},
                 {"notification_pool", "notification", OBJECT_NOTIFICATION, 6}};

    for (size_t k = 0; k < sizeof pools / sizeof *pools; k++) {
        struct value *value = instance_value(pi->instance, pools[k].name);
        uint64_t count = checked(value, pools[k].name, (struct limits){0, 0, MAX_POOL});

        for (uint64_t i = 0; i < count; i++) {
            struct planned_object *object = plan_add_object(
                plan, pools[k].type, pools[k].bits, pi->instance,
                intern_printf("%s.pool.%s%lu", pi->instance->name, pools[k].what,
                              (unsigned long)i + 1));

            plan_add_cap(pi, (struct planned_cap){.object = object, .rights = RIGHT_ALL,
                .role = "pool"});
        }
    }
}

/* what an instance has without any connection */
static void add_instance(struct plan *plan, struct planned_instance *pi,
                         const struct given *given)
{
    struct instance *i = pi->instance;
    struct value *heap = instance_value(i, intern("heap_size"));

    add_space_objects(plan, pi->space);
    if (is_set(i, intern("console"), true))
        pi->console_slot = plan_add_cap(pi, (struct planned_cap){.object = given->console,
            .rights = RIGHT_ALL, .role = "console"});
    add_firmware_calls(pi, given->smc);
    if (is_set(i, intern("kernel_debug"), false))
        plan_add_cap(pi, (struct planned_cap){.object = given->debug, .rights = RIGHT_ALL,
            .role = "debug"});
    if (pi == plan->monitor) {
        plan->faults = plan_add_object(plan, OBJECT_ENDPOINT, 4, i,
                                       intern_printf("%s.fault", i->name));
        pi->fault_slot = plan_add_cap(pi, (struct planned_cap){.object = plan->faults,
            .rights = RIGHT_READ, .role = "fault"});
    }
    add_thread(plan, pi, "control", NULL, pi == plan->monitor);
    pi->heap_size = checked(heap, "heap_size", (struct limits){DEFAULT_HEAP, 0, MAX_REGION});
    pi->heap_size = (pi->heap_size + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1);
    if (pi->heap_size)
        pi->heap = private_region(plan, pi, REGION_HEAP, "heap", pi->heap_size);
    add_dma_pool(plan, pi);
    add_pools(plan, pi);
}

static void add_links(struct plan *plan, struct planned_instance *pi)
{
    vec_each(struct link *, link, &pi->instance->links) {
        add_link_threads(plan, pi, link);
        plan_link_caps(plan, pi, link);
    }
}

static void finish_space(struct planned_space *space)
{
    space->cnode_bits = 2;
    while ((size_t)1 << space->cnode_bits < (size_t)space->slots + 1)
        space->cnode_bits++;
    space->cnode->size_bits = space->cnode_bits + SLOT_BITS;
    vec_each(struct planned_instance **, pi, &space->members) {
        (*pi)->first_thread = space->thread_count;
        space->thread_count += (*pi)->threads.count;
    }
}

/* by_group: the spaces of the groups that have one already */
static struct planned_space *space_for(struct plan *plan, struct instance *i,
                                       struct planned_space **by_group)
{
    struct planned_space *space = i->group ? by_group[i->group->index] : NULL;

    if (space)
        return space;
    space = arena_alloc(sizeof *space);
    space->name = i->group ? i->group->name : i->name;
    space->group = i->group;
    if (i->group)
        by_group[i->group->index] = space;
    space->index = plan->spaces.count;
    *vec_push(&plan->spaces) = space;
    return space;
}

static void add_instances(struct plan *plan)
{
    struct model *model = plan->model;
    struct planned_space **by_group = arena_alloc((model->groups.count + 1) * sizeof *by_group);

    plan->by_index = arena_alloc((model->instances.count + 1) * sizeof *plan->by_index);
    vec_each(struct instance **, i, &model->instances)
        if (!(*i)->component->hardware) {
            struct planned_instance *pi = arena_alloc(sizeof *pi);

            pi->instance = *i;
            pi->space = space_for(plan, *i, by_group);
            *vec_push(&pi->space->members) = pi;
            plan->by_index[(*i)->index] = pi;
            *vec_push(&plan->instances) = pi;
        }
}

static void find_monitor(struct plan *plan)
{
    vec_each(struct planned_instance **, pi, &plan->instances) {
        struct instance *i = (*pi)->instance;

        if (!is_set(i, intern("handles_faults"), false))
            continue;
        if (plan->monitor) {
            struct diag *d = diag(i->span, DIAG_several_monitors,
                                  "'%s' and '%s' both handle the faults of the others",
                                  plan->monitor->instance->name, i->name);

            diag_note(d, plan->monitor->instance->span, "the first one stands here");
        } else {
            plan->monitor = *pi;
        }
    }
}

bool plan_make(struct model *model, struct plan *plan)
{
    struct given given;
    bool connected;

    plan->model = model;
    add_instances(plan);
    find_monitor(plan);
    given.console = given_object(plan, OBJECT_CONSOLE, ROOT_SLOT_CONSOLE, "console");
    given.smc = given_object(plan, OBJECT_SMC, ROOT_SLOT_SMC, "smc");
    given.debug = given_object(plan, OBJECT_DEBUG, ROOT_SLOT_DEBUG, "debug");
    connected = plan_connections(plan);
    vec_each(struct planned_instance **, pi, &plan->instances) {
        add_instance(plan, *pi, &given);
        add_links(plan, *pi);
    }
    plan_restarts(plan);
    plan_binds(plan);
    vec_each(struct planned_space **, s, &plan->spaces)
        finish_space(*s);
    return connected && plan_fits(plan) && !diag_failed();
}
