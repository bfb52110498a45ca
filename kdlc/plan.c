/*
 * The plan, first half: for each software instance its capability table, address space, threads
 * and what they need, with every slot and scheduling parameter fixed. Everything is numbered in
 * declaration order; what an instance owns comes before what its connections give it, so that
 * another connection or instance at the end leaves earlier numbers as they are.
 *
 * What it is put together from is in plan_part.c, the threads in plan_thread.c, the objects of
 * connections in plan_connection.c and plan_device.c; addresses are layout.c's job.
 */
#include "plan.h"

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "build_options.h"

#define DEFAULT_HEAP       (1u << 20)

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

struct given { struct planned_object *console, *smc, *debug, *time_control; };

/* dma_pool_cached says which view of the pool there is; without it there are both */
static void add_dma_pool(struct plan *plan, struct planned_instance *pi)
{
    enum { UNCACHED, CACHED, BOTH };
    struct value *pool = instance_value(pi->instance, intern("dma_pool"));
    struct value *cached = instance_value(pi->instance, intern("dma_pool_cached"));
    uint64_t size = plan_checked(pool, "dma_pool", (struct plan_limits){0, 0, MAX_REGION});
    uint64_t views = plan_checked(cached, "dma_pool_cached",
                                  (struct plan_limits){BOTH, UNCACHED, CACHED});
    struct planned_region *view;

    if (size == 0)
        return;
    view = plan_private_region(plan, pi, REGION_BUFFER, "dma", size);
    pi->dma_slot = plan_add_frame_caps(pi, (struct planned_cap){.rights = RIGHT_ALL,
        .role = "dma"}, &view->frames);
    if (views != UNCACHED)
        pi->dma = view;
    if (views == BOTH) {
        const struct frame_runs *frames = &view->frames;

        view = plan_add_region(pi, REGION_BUFFER, "dma.uncached", size);
        region_show(view, frames);
    }
    if (views != CACHED) {
        pi->dma_uncached = view;
        view->uncached = true;
    }
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

/* what an instance has without any connection */
static void add_instance(struct plan *plan, struct planned_instance *pi,
                         const struct given *given)
{
    struct instance *i = pi->instance;
    struct value *heap = instance_value(i, intern("heap_size"));

    add_space_objects(plan, pi->space);
    if (plan_is_set(i, intern("console"), true))
        pi->console_slot = plan_add_cap(pi, (struct planned_cap){.object = given->console,
            .rights = RIGHT_ALL, .role = "console"});
    add_firmware_calls(pi, given->smc);
    if (plan_is_set(i, intern("kernel_debug"), false))
        plan_add_cap(pi, (struct planned_cap){.object = given->debug, .rights = RIGHT_ALL,
            .role = "debug"});
    if (pi == plan->monitor) {
        plan->faults = plan_add_object(plan, OBJECT_ENDPOINT, 4, i,
                                       intern_printf("%s.fault", i->name));
        pi->fault_slot = plan_add_cap(pi, (struct planned_cap){.object = plan->faults,
            .rights = RIGHT_READ, .role = "fault"});
    }
    plan_add_thread(plan, pi, "control", NULL, pi == plan->monitor);
    pi->heap_size = plan_checked(heap, "heap_size", (struct plan_limits){
        build_default("CAmkESDefaultHeapSize", DEFAULT_HEAP, 0, MAX_REGION), 0, MAX_REGION});
    pi->heap_size = (pi->heap_size + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1);
    if (pi->heap_size)
        pi->heap = plan_private_region(plan, pi, REGION_HEAP, "heap", pi->heap_size);
    add_dma_pool(plan, pi);
    plan_pools(plan, pi, given->time_control);
}

static void add_links(struct plan *plan, struct planned_instance *pi)
{
    vec_each(struct link *, link, &pi->instance->links) {
        plan_link_threads(plan, pi, link);
        plan_link_caps(plan, pi, link);
    }
}

static void finish_space(struct planned_space *space)
{
    space->cnode_bits = plan_cnode_bits(space);
    space->cnode->size_bits = space->cnode_bits + SLOT_BITS;
    vec_each(struct planned_instance **, pi, &space->members) {
        /* addressed as the program's own: all 64 bits of an address are resolved */
        if ((*pi)->simple.cnode)
            vec_each(struct planned_cap *, c, &(*pi)->caps)
                if (c->object == space->cnode)
                    c->badge = CNODE_DATA(0ul, 64 - space->cnode_bits);
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

        if (!plan_is_set(i, intern("handles_faults"), false))
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
    given.time_control = given_object(plan, OBJECT_SCHED_CONTROL, ROOT_SLOT_SCHED_CONTROL,
                                      "sched_control");
    connected = plan_connections(plan);
    vec_each(struct planned_instance **, pi, &plan->instances) {
        add_instance(plan, *pi, &given);
        add_links(plan, *pi);
    }
    plan_restarts(plan);
    plan_binds(plan);
    plan_route_interrupts(plan);
    vec_each(struct planned_space **, s, &plan->spaces)
        finish_space(*s);
    return plan_fits(plan) && connected && !diag_failed();
}
