/* report/report.json: everything the other reports say, for tools. Keys in a fixed order. */
#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "json.h"
#include "ram.h"
#include "report.h"
#include "schedule.h"
#include "stack.h"

static void set_way(struct json *object, const struct connection *connection, const struct end *end)
{
    if (connection)
        set(object, "connection", text(connection->name));
    if (end)
        set(object, "interface", text(end->interface->name));
}

static void set_rights(struct json *o, const char *key, const char *words)
{
    const char *comma;

    json_open_row(o, key, '[');
    for (; *words; words = comma + (*comma ? 2 : 0)) {
        comma = words + strcspn(words, ",");
        set(o, NULL, textn(words, (size_t)(comma - words)));
    }
    json_close(o, ']');
}

/* ---- components ---- */

static void set_stack(struct json *o, const struct stack_use *use)
{
    json_open(o, "stack_use", '{');
    set(o, "bounded", boolean(use->bounded));
    set(o, "bytes", number(use->bounded ? use->bytes : use->certain));
    report_words(o, "deepest", &use->deepest);
    report_words(o, "no_bound", &use->open);
    report_words(o, "through_pointers", &use->pointers);
    json_close(o, '}');
}

static void set_bound(struct json *o, const char *key, const struct time_bound *bound)
{
    set(o, key, bound->unknown ? text(bound->unknown) : number(bound->us));
}

static void set_time(struct json *o, const struct thread_time *time)
{
    json_open(o, "time", '{');
    set_bound(o, "budget_used_us", &time->own);
    set_bound(o, "job_us", &time->job);
    if (time->answer.us || time->answer.unknown)
        set_bound(o, "answer_us", &time->answer);
    json_close(o, '}');
}

/* in ascending order; only when the image is there */
static void set_untyped(struct json *o, const struct ram *ram)
{
    json_open(o, "untyped", '[');
    for (size_t i = 0; ram && i < ram->pools.count; i++) {
        json_open_row(o, NULL, '{');
        set(o, "address", number(ram->addresses.at[i]));
        set(o, "bytes", number(ram->pools.at[i].size));
        set(o, "used", number(ram->pools.at[i].used));
        json_close(o, '}');
    }
    json_close(o, ']');
}

/* of domains; empty: it is always domain 0's turn */
static void set_schedule(struct json *o, const struct model *model)
{
    json_open(o, "domain_schedule", '[');
    vec_each(const struct turn *, turn, &model->schedule) {
        json_open_row(o, NULL, '{');
        set(o, "domain", number(turn->domain));
        set(o, "us", number(turn->us));
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_cores(struct json *o, const struct report *r)
{
    json_open(o, "cores", '[');
    vec_each(const struct core_time *, c, &r->schedule->cores) {
        json_open(o, NULL, '{');
        set(o, "core", number(c->core));
        set(o, "threads", number(c->threads));
        set(o, "without_budget", number(c->unlimited));
        set(o, "utilisation_millionths", number(c->millionths));
        json_close(o, '}');
    }
    json_close(o, ']');
}

/* what matters to those who look at the machine: registers, and the slots of the runtime */
static void set_thread_rest(struct json *o, const struct planned_instance *pi,
                            const struct planned_thread *t)
{
    set(o, "argument", number(pi->first_thread + (size_t)(t - pi->threads.at)));
    set(o, "flags", number(t->flags));
    if (t->bound)
        set(o, "bound", number(t->bound->index));
    if (t->settle_slot) {
        set(o, "settle_slot", number(t->settle_slot));
        set(o, "time_slot", number(t->time_slot));
    }
    if (t->restart_slot) {
        set(o, "restart_slot", number(t->restart_slot));
        set(o, "restart_reply_slot", number(t->restart_reply_slot));
        set(o, "restart_time_slot", number(t->restart_time_slot));
    }
}

static void set_threads(struct json *o, const struct report *r, const struct planned_instance *pi)
{
    json_open(o, "threads", '[');
    vec_each(const struct planned_thread *, t, &pi->threads) {
        json_open(o, NULL, '{');
        set(o, "number", number(t->number));
        set(o, "name", text(t->name));
        set(o, "priority", number(t->priority));
        set(o, "max_priority", number(t->mcp));
        set(o, "budget_us", number(t->budget));
        set(o, "period_us", number(t->period));
        set(o, "stack_bytes", number(t->stack_size));
        if (t->use)
            set_stack(o, t->use);
        set_time(o, &r->schedule->threads[t->number - 1]);
        set(o, "core", number(t->core));
        set(o, "domain", number(t->domain));
        set(o, "physical_timer", boolean(t->flags != 0));
        set(o, "passive", boolean(t->passive));
        set(o, "tcb", number(t->tcb->index));
        set(o, "scheduling_context", number(t->sc->index));
        set(o, "stack_address", number(t->stack->vaddr));
        set(o, "ipc_address", number(t->ipc->vaddr));
        set(o, "park_slot", number(t->park_slot));
        set(o, "reply_slot", number(t->reply_slot));
        set_thread_rest(o, pi, t);
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_capabilities(struct json *o, const struct planned_instance *pi)
{
    json_open(o, "capabilities", '[');
    vec_each(const struct planned_cap *, c, &pi->caps) {
        json_open_row(o, NULL, '{');
        set(o, "slot", number(c->slot));
        set(o, "object", number(c->object->index));
        set(o, "name", text(c->object->name));
        set(o, "role", text(c->role));
        set(o, "frame", number(c->frame));
        set_rights(o, "rights", rights_text(c->object, c->rights));
        set(o, "rights_mask", number(c->rights));
        set(o, "badge", number(c->badge));
        set_way(o, c->connection, c->end);
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_frames(struct json *o, const struct planned_region *r)
{
    json_open(o, "frames", '[');
    vec_each(const struct planned_frames *, f, &r->frames) {
        json_open_row(o, NULL, '{');
        set(o, "object", number(f->object->index));
        set(o, "first", number(f->first));
        set(o, "count", number(f->count));
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_regions(struct json *o, const struct planned_instance *pi)
{
    json_open(o, "regions", '[');
    vec_each(struct planned_region **, p, &pi->regions) {
        const struct planned_region *r = *p;
        json_open_row(o, NULL, '{');
        set(o, "name", text(r->name));
        set(o, "use", text(region_use_name(r->use)));
        set(o, "address", number(r->vaddr));
        set(o, "bytes", number(r->size));
        set_rights(o, "access", access_text(r));
        set(o, "cached", boolean(!r->uncached));
        set(o, "meant_offset", number(r->offset));
        set(o, "meant_bytes", number(r->bytes));
        if (r->use == REGION_DEVICE)
            set(o, "physical_address", number(r->frames.at[0].object->address + r->offset));
        set_way(o, r->connection, r->end);
        set_frames(o, r);
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_kinds(struct json *o, const char *key, const uint64_t *bytes)
{
    json_open(o, key, '{');
    for (int kind = 0; kind < MEMORY_KINDS; kind++)
        set(o, memory_kind_name(kind), number(bytes[kind]));
    json_close(o, '}');
}

static void set_memory(struct json *o, const struct instance_report *ir)
{
    json_open(o, "memory", '{');
    set(o, "own_bytes", number(ir->own_total));
    set(o, "common_bytes", number(ir->common_total));
    set(o, "shared_through_connections_bytes", number(ir->through_connections));
    set(o, "device_bytes", number(ir->registers));
    set_kinds(o, "own", ir->own);
    set_kinds(o, "common", ir->common);
    json_close(o, '}');
}

static void set_interrupts(struct json *o, const struct planned_instance *pi)
{
    json_open(o, "interrupts", '[');
    vec_each(const struct planned_cap *, c, &pi->caps) {
        if (c->object->type != OBJECT_IRQ)
            continue;
        json_open_row(o, NULL, '{');
        set(o, "number", number(c->object->address));
        set(o, "trigger", text(c->object->trigger ? "edge" : "level"));
        set(o, "core", number(c->object->core));
        set_way(o, c->connection, c->end);
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_page_tables(struct json *o, const struct planned_instance *pi)
{
    json_open(o, "page_tables", '[');
    vec_each(const struct planned_table *, t, &pi->space->tables) {
        json_open_row(o, NULL, '{');
        set(o, "object", number(t->object->index));
        set(o, "address", number(t->vaddr));
        set(o, "span_bits", number(t->bits));
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_components(struct json *o, const struct report *r)
{
    json_open(o, "components", '[');
    for (size_t i = 0; i < r->plan->instances.count; i++) {
        const struct planned_instance *pi = r->plan->instances.at[i];
        json_open(o, NULL, '{');
        set(o, "name", text(pi->instance->name));
        set(o, "type", text(pi->instance->component->name));
        report_place(o, pi->instance->span);
        if (pi->space->group)
            set(o, "group", text(pi->space->name));
        set(o, "hears_of_faults", boolean(pi == r->plan->monitor));
        set(o, "entry", number(pi->space->entry));
        set(o, "capability_slots", number(1ul << pi->space->cnode_bits));
        set(o, "capability_table", number(pi->space->cnode->index));
        set(o, "address_space", number(pi->space->vspace->index));
        set(o, "heap_bytes", number(pi->heap_size));
        set(o, "console_slot", number(pi->console_slot));
        set(o, "fault_slot", number(pi->fault_slot));
        set(o, "dma_slot", number(pi->dma_slot));
        set(o, "restarts", boolean(pi->space->restarts));
        set(o, "restart_limit", number(pi->space->restart_limit));
        set_page_tables(o, pi);
        set_threads(o, r, pi);
        set_capabilities(o, pi);
        set_memory(o, &r->instances[i]);
        set_regions(o, pi);
        set_interrupts(o, pi);
        json_close(o, '}');
    }
    json_close(o, ']');
}

/* ---- connections and objects ---- */

static void set_ends(struct json *o, const char *key, struct end *const *ends, size_t count)
{
    json_open(o, key, '[');
    for (size_t i = 0; i < count; i++) {
        json_open_row(o, NULL, '{');
        set(o, "component", text(ends[i]->instance->name));
        set(o, "interface", text(ends[i]->interface->name));
        set(o, "hardware", boolean(ends[i]->instance->component->hardware));
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_connections(struct json *o, const struct report *r)
{
    json_open(o, "connections", '[');
    vec_each(struct connection **, c, &r->plan->model->connections) {
        json_open(o, NULL, '{');
        set(o, "name", text((*c)->name));
        set(o, "connector", text((*c)->connector->name));
        report_place(o, (*c)->span);
        set_ends(o, "from", (*c)->from.at, (*c)->from.count);
        set_ends(o, "to", (*c)->to.at, (*c)->to.count);
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_holders(struct json *o, const struct holders *holders)
{
    json_open(o, "held_by", '[');
    vec_each(const struct holder *, h, holders) {
        json_open_row(o, NULL, '{');
        set(o, "component", text(h->instance->instance->name));
        if (h->region) {
            set(o, "region", text(h->region->name));
            set(o, "address", number(h->vaddr));
            set_rights(o, "access", access_text(h->region));
        } else if (h->faults_of) {
            set(o, "faults_of", text(h->faults_of->name));
            set(o, "badge", number(h->faults_of->number));
        } else {
            set(o, "slot", number(h->cap->slot));
            set_rights(o, "rights", rights_text(h->cap->object, h->cap->rights));
            set(o, "badge", number(h->cap->badge));
        }
        json_close(o, '}');
    }
    json_close(o, ']');
}

static const char *kind_of(const struct planned_object *object)
{
    if (object->type >= OBJECT_IRQ)
        return "none";
    return object->kind == UNTYPED_DEVICE ? "device" : object->kind == UNTYPED_IMAGE ? "image"
                                                                                     : "ram";
}

static void set_objects(struct json *o, const struct report *r)
{
    json_open(o, "objects", '[');
    vec_each(struct planned_object **, p, &r->plan->objects) {
        const struct planned_object *object = *p;
        json_open(o, NULL, '{');
        set(o, "index", number(object->index));
        set(o, "name", text(object->name));
        set(o, "type", text(object_type_name(object->type)));
        set(o, "count", number(object->count));
        set(o, "memory", text(kind_of(object)));
        set(o, "bytes", number(object_bytes(object)));
        set(o, "size_bits", number(object->size_bits));
        if (object->address)
            set(o, object->type == OBJECT_IRQ ? "number" : "address", number(object->address));
        if (object->type == OBJECT_IRQ) {
            set(o, "trigger", text(object->trigger ? "edge" : "level"));
            set(o, "core", number(object->core));
        }
        if (object->owner)
            set(o, "component", text(object->owner->name));
        if (object->connection)
            set(o, "connection", text(object->connection->name));
        if (object->slot)
            set(o, "root_slot", number(object->slot));
        if (object->signals) {
            set(o, "signals", number(object->signals->index));
            set(o, "signal_badge", number(object->signal_badge));
        }
        set_holders(o, &r->holders[object->index]);
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_totals(struct json *o, const struct report *r)
{
    json_open(o, "totals", '{');
    set(o, "components", number(r->plan->instances.count));
    set(o, "connections", number(r->plan->model->connections.count));
    set(o, "threads", number(r->plan->thread_count));
    set(o, "capabilities", number(r->caps));
    set(o, "objects", number(r->objects));
    set(o, "component_object_bytes", number(r->ram - r->connections_ram));
    set(o, "connection_object_bytes", number(r->connections_ram));
    set(o, "linked", boolean(r->plan->image_size != 0));
    set(o, "image_bytes", number(r->plan->image_size));
    set(o, "program_bytes", number(r->programs));
    set(o, "root_table_bytes", number(r->root_cnode));
    set(o, "total_bytes", number(r->total));
    set(o, "board_bytes", number(r->plan->board_ram));
    json_close(o, '}');
}

void report_json(const struct report *report, struct strbuf *out)
{
    struct json json = {.out = out}, *o = &json;

    json_open(o, NULL, '{');
    set(o, "schema", text("kaal-report-2"));
    set(o, "system", text(report->plan->model->name));
    set_totals(o, report);
    set_untyped(o, report->plan->ram);
    set_cores(o, report);
    set_schedule(o, report->plan->model);
    set_components(o, report);
    set_connections(o, report);
    set_objects(o, report);
    report_policy(o, report->plan);
    report_flow(o, report);
    json_close(o, '}');
    strbuf_add(out, "\n");
}
