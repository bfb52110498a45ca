/*
 * Data of component/component.c.m4: what the runtime has to know of an instance, except for what
 * sets it apart from others of its type (emit_m4_instance.c). Nothing in it may name or count the
 * instance, or no two would be alike.
 */
#include <ctype.h>

#include "build_options.h"
#include "emit_m4_areas.h"
#include "emit_m4_parts.h"

static void emit_threads(struct m4_data *data, const struct planned_instance *pi)
{
    for (int control = 1; control >= 0; control--) {
        m4_list_begin(data, control ? "control" : "service");
        for (size_t i = 0; i < pi->threads.count; i++) {
            const struct planned_thread *t = &pi->threads.at[i];

            if ((t->interface == NULL) == (control != 0))
                m4_rows(data, c_number(i), t->name, c_number(t->park_slot),
                        c_number(t->reply_slot), c_number(t->settle_slot),
                        c_number(t->time_slot), c_number(t->budget == t->period));
        }
        m4_list_end(data);
    }
}

static bool has_thread(const struct planned_instance *pi, const struct interface *interface)
{
    vec_each(const struct planned_thread *, t, &pi->threads)
        if (t->interface == interface)
            return true;
    return false;
}

static bool is_connected(const struct instance *instance, const struct interface *interface)
{
    vec_each(const struct link *, link, &instance->links)
        if (link->end->interface == interface)
            return true;
    return false;
}

/* the capabilities from slot on, one for each frame from address on */
static void frame_rows(struct m4_data *data, const struct frame_runs *frames, uint64_t address,
                       uint32_t slot)
{
    vec_each(const struct planned_frames *, f, frames)
        for (uint32_t i = 0; i < f->count; i++) {
            m4_rows(data, c_address(address), c_number(1ul << f->object->size_bits),
                    c_number(slot++));
            address += 1ul << f->object->size_bits;
        }
}

/* of the pool for devices, as this view of it shows them */
static void view_rows(struct m4_data *data, const struct planned_instance *pi,
                      const struct planned_region *view)
{
    if (view)
        frame_rows(data, &view->frames, view->vaddr, pi->dma_slot);
}

static void emit_dma(struct m4_data *data, const struct planned_instance *pi)
{
    const struct planned_region *any = pi->dma ? pi->dma : pi->dma_uncached;

    m4_scalar(data, "dma_cached", c_address(pi->dma ? pi->dma->vaddr : 0));
    m4_scalar(data, "dma_uncached", c_address(pi->dma_uncached ? pi->dma_uncached->vaddr : 0));
    m4_scalar(data, "dma_size", c_address(any ? any->size : 0));
}

/* where this end sees the memory that it also holds; 0: nowhere */
static uint64_t address_of(const struct planned_connection *pc, const struct planned_grant *held)
{
    vec_each(const struct planned_grant *, g, &pc->grants)
        if (g->end == held->end && g->object == held->object && g->peer == held->peer && g->region)
            return g->region->vaddr;
    return 0;
}

/* frames that it holds: address, size, slot; registers: physical address, address, size */
static void emit_frames(struct m4_data *data, const struct plan *plan,
                        const struct planned_instance *pi)
{
    m4_list_begin(data, "frame");
    view_rows(data, pi, pi->dma);
    view_rows(data, pi, pi->dma_uncached);
    vec_each(const struct link *, link, &pi->instance->links) {
        const struct planned_connection *pc = &plan->connections.at[link->connection->index];

        vec_each(const struct planned_grant *, g, &pc->grants)
            if (g->end == link->end && g->frames && !g->region)
                frame_rows(data, g->frames, address_of(pc, g), g->slot);
    }
    m4_list_end(data);
    m4_list_begin(data, "device");
    vec_each(struct planned_region *const *, r, &pi->regions)
        if ((*r)->use == REGION_DEVICE)
            m4_rows(data, c_address((*r)->frames.at[0].object->address + (*r)->offset),
                    c_address((*r)->vaddr + (*r)->offset), c_number((*r)->bytes));
    m4_list_end(data);
    emit_dma(data, pi);
}

static void emit_interfaces(struct m4_data *data, const struct planned_instance *pi)
{
    const struct instance *instance = pi->instance;

    m4_list_begin(data, "init");
    vec_each(struct interface *const *, i, &instance->component->interfaces)
        if (!has_thread(pi, *i))
            m4_rows(data, (*i)->name);
    m4_list_end(data);
    m4_list_begin(data, "unconnected");
    vec_each(struct interface *const *, i, &instance->component->interfaces)
        if ((*i)->kind == IF_EMITS && !is_connected(instance, *i))
            m4_rows(data, (*i)->name);
    m4_list_end(data);
}

/*
 * As CAmkES calls the thread of an instance where it says who faulted; of several threads of one
 * interface each has its number.
 */
static const char *fault_name(const struct planned_instance *pi, const struct planned_thread *t)
{
    const char *name = pi->instance->name;
    char *plain = arena_strndup(name, strlen(name));
    unsigned number = 0;

    for (char *p = plain; *p; p++)
        if (!isalnum((unsigned char)*p))
            *p = '_';
    if (!t->interface)
        return arena_printf("%s_0_control", plain);
    for (const struct planned_thread *other = pi->threads.at; other < t; other++)
        number += other->interface == t->interface;
    return arena_printf("%s_%s_%04u", plain, t->interface->name, number);
}

/*
 * The slot of a thread's TCB as CAmkES gives them out, which is its number in reports of faults:
 * memory for devices, locks and pools come before the threads, and behind each thread the endpoint
 * for its faults. Each member of a group is counted as if it were alone.
 */
static size_t camkes_number(const struct planned_instance *pi, const struct planned_thread *t)
{
    const struct planned_region *memory = pi->dma ? pi->dma : pi->dma_uncached;
    size_t before = pi->instance->component->syncs.count;

    if (memory)
        before += memory->size / PAGE_SIZE;
    vec_each(const struct planned_cap *, cap, &pi->caps)
        before += strcmp(cap->role, "pool") == 0;
    return 1 + before + 2 * (size_t)(t - pi->threads.at);
}

/* see component.c.m4 */
static void watched_row(struct m4_data *data, const struct planned_instance *pi,
                        const struct planned_thread *t, const struct watched_areas *areas)
{
    const struct planned_space *space = pi->space;

    m4_rows(data, c_number(t->number), pi->instance->name, fault_name(pi, t),
            c_address(t->stack->vaddr), c_address(t->stack->size), c_address(t->ipc->vaddr),
            c_number(space->index), c_number(pi->first_thread + (size_t)(t - pi->threads.at)),
            c_number(t->restart_slot), c_number(t->restart_reply_slot),
            c_number(t->restart_time_slot), c_number(space->restart_limit),
            c_number(camkes_number(pi, t)), c_number(areas->first), c_number(areas->count));
}

/* what the monitor has to know of all threads; nobody else knows any */
static void emit_watched(struct m4_data *data, const struct plan *plan, bool monitor)
{
    const struct watched_areas *areas;

    m4_list_begin(data, "watched_area");
    areas = monitor ? watched_area_rows(data, plan) : NULL;
    m4_list_end(data);
    m4_list_begin(data, "watched");
    for (size_t i = 0; monitor && i < plan->instances.count; i++)
        vec_each(const struct planned_thread *, t, &plan->instances.at[i]->threads)
            watched_row(data, plan->instances.at[i], t, &areas[i]);
    m4_list_end(data);
}

/* what camkes_make_simple() tells; untyped: slot, log2 of its bytes */
static void emit_simple(struct m4_data *data, const struct planned_instance *pi)
{
    m4_list_begin(data, "untyped");
    vec_each(const struct planned_cap *, cap, &pi->caps)
        if (strcmp(cap->role, "simple") == 0 && cap->object->type == OBJECT_UNTYPED)
            m4_rows(data, c_number(cap->slot), c_number(cap->object->size_bits));
    m4_list_end(data);
    if (!pi->simple.cnode)
        return;
    m4_scalar(data, "simple_cnode", c_number(pi->simple.cnode));
    m4_scalar(data, "simple_vspace", c_number(pi->simple.vspace));
    m4_scalar(data, "simple_tcb", c_number(pi->simple.tcb));
    m4_scalar(data, "simple_time", c_number(pi->simple.time));
    m4_scalar(data, "simple_time_control", c_number(pi->simple.time_control));
    m4_scalar(data, "simple_cnode_bits", c_number(pi->space->cnode_bits));
    m4_scalar(data, "simple_slots", c_number(pi->space->slots));
}

static void emit_capabilities(struct m4_data *data, const struct planned_instance *pi)
{
    m4_list_begin(data, "smc");
    vec_each(const struct planned_cap *, cap, &pi->caps)
        if (cap->object->type == OBJECT_SMC)
            m4_rows(data, c_address(cap->badge), c_number(cap->slot));
    m4_list_end(data);
    m4_list_begin(data, "line");
    vec_each(const struct planned_cap *, cap, &pi->caps)
        if (cap->object->type == OBJECT_IRQ)
            m4_rows(data, c_number(cap->object->address), c_number(cap->slot));
    m4_list_end(data);
    m4_list_begin(data, "pooled");
    vec_each(const struct planned_cap *, cap, &pi->caps)
        if (strcmp(cap->role, "pool") == 0)
            m4_rows(data, c_number(cap->object->type), c_number(cap->slot),
                    c_number(cap->object->size_bits));
    m4_list_end(data);
    emit_simple(data, pi);
    m4_scalar(data, "console_slot", c_number(pi->console_slot));
    m4_scalar(data, "fault_slot", c_number(pi->fault_slot));
}

void emit_component(struct m4_data *data, const struct plan *plan,
                    const struct planned_instance *pi)
{
    m4_scalar(data, "first_thread", c_number(pi->first_thread));
    m4_scalar(data, "program_threads", c_number(pi->space->thread_count));
    if (pi->space->group)
        m4_scalar(data, "member", c_number(pi->instance->index));
    m4_scalar(data, "has_control", pi->instance->component->control ? "true" : "false");
    m4_scalar(data, "restarts", pi->space->restarts ? "true" : "false");
    if (build_error_mode())
        m4_scalar(data, "errors", build_error_mode());
    m4_scalar(data, "heap_address", c_address(pi->heap ? pi->heap->vaddr : 0));
    m4_scalar(data, "heap_size", c_address(pi->heap ? pi->heap->bytes : 0));
    emit_threads(data, pi);
    emit_interfaces(data, pi);
    emit_capabilities(data, pi);
    emit_frames(data, plan, pi);
    emit_areas(data, pi);
    emit_watched(data, plan, pi == plan->monitor);
    emit_syncs(data, pi->instance->component, pi->instance);
}
