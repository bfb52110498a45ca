/* report/report.json: everything the other reports say, for tools. Keys in a fixed order. */
#include <jansson.h>
#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "report.h"

static json_t *number(uint64_t n)
{
    return json_integer((json_int_t)n);
}

static json_t *text(const char *s)
{
    json_t *string = json_string(s);

    return string ? string : json_string("?");     /* a name that is not UTF-8 */
}

static void set(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

static void set_way(json_t *object, const struct connection *connection, const struct end *end)
{
    if (connection)
        set(object, "connection", text(connection->name));
    if (end)
        set(object, "interface", text(end->interface->name));
}

static json_t *rights_of(const char *words)
{
    json_t *list = json_array();
    const char *comma;

    for (; *words; words = comma + (*comma ? 2 : 0)) {
        comma = words + strcspn(words, ",");
        json_array_append_new(list, json_stringn(words, (size_t)(comma - words)));
    }
    return list;
}

/* ---- components ---- */

static json_t *threads_of(const struct planned_instance *pi)
{
    json_t *list = json_array();

    vec_each(const struct planned_thread *, t, &pi->threads) {
        json_t *o = json_object();

        set(o, "number", number(t->number));
        set(o, "name", text(t->name));
        set(o, "priority", number(t->priority));
        set(o, "max_priority", number(t->mcp));
        set(o, "budget_us", number(t->budget));
        set(o, "period_us", number(t->period));
        set(o, "stack_bytes", number(t->stack_size));
        set(o, "core", number(t->core));
        set(o, "domain", number(t->domain));
        set(o, "physical_timer", json_boolean(t->flags != 0));
        set(o, "passive", json_boolean(t->passive));
        set(o, "tcb", number(t->tcb->index));
        set(o, "scheduling_context", number(t->sc->index));
        set(o, "stack_address", number(t->stack->vaddr));
        set(o, "ipc_address", number(t->ipc->vaddr));
        set(o, "park_slot", number(t->park_slot));
        set(o, "reply_slot", number(t->reply_slot));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *caps_of(const struct planned_instance *pi)
{
    json_t *list = json_array();

    vec_each(const struct planned_cap *, c, &pi->caps) {
        json_t *o = json_object();

        set(o, "slot", number(c->slot));
        set(o, "object", number(c->object->index));
        set(o, "name", text(c->object->name));
        set(o, "role", text(c->role));
        set(o, "frame", number(c->frame));
        set(o, "rights", rights_of(rights_text(c->object, c->rights)));
        set(o, "badge", number(c->badge));
        set_way(o, c->connection, c->end);
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *frames_of(const struct planned_region *r)
{
    json_t *list = json_array();

    vec_each(const struct planned_frames *, f, &r->frames) {
        json_t *o = json_object();

        set(o, "object", number(f->object->index));
        set(o, "first", number(f->first));
        set(o, "count", number(f->count));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *regions_of(const struct planned_instance *pi)
{
    json_t *list = json_array();

    vec_each(struct planned_region **, p, &pi->regions) {
        const struct planned_region *r = *p;
        json_t *o = json_object();

        set(o, "name", text(r->name));
        set(o, "use", text(region_use_name(r->use)));
        set(o, "address", number(r->vaddr));
        set(o, "bytes", number(r->size));
        set(o, "access", rights_of(access_text(r)));
        if (r->use == REGION_DEVICE)
            set(o, "physical_address", number(r->frames.at[0].object->address + r->offset));
        set_way(o, r->connection, r->end);
        set(o, "frames", frames_of(r));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *memory_of(const struct instance_report *ir)
{
    json_t *o = json_object(), *own = json_object(), *common = json_object();

    for (int kind = 0; kind < MEMORY_KINDS; kind++) {
        set(own, memory_kind_name(kind), number(ir->own[kind]));
        set(common, memory_kind_name(kind), number(ir->common[kind]));
    }
    set(o, "own_bytes", number(ir->own_total));
    set(o, "common_bytes", number(ir->common_total));
    set(o, "shared_through_connections_bytes", number(ir->through_connections));
    set(o, "device_bytes", number(ir->registers));
    set(o, "own", own);
    set(o, "common", common);
    return o;
}

static json_t *interrupts_of(const struct planned_instance *pi)
{
    json_t *list = json_array();

    vec_each(const struct planned_cap *, c, &pi->caps) {
        json_t *o;

        if (c->object->type != OBJECT_IRQ)
            continue;
        o = json_object();
        set(o, "number", number(c->object->address));
        set(o, "trigger", text(c->object->trigger ? "edge" : "level"));
        set_way(o, c->connection, c->end);
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *tables_of(const struct planned_instance *pi)
{
    json_t *list = json_array();

    vec_each(const struct planned_table *, t, &pi->space->tables) {
        json_t *o = json_object();

        set(o, "object", number(t->object->index));
        set(o, "address", number(t->vaddr));
        set(o, "span_bits", number(t->bits));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *components_of(const struct report *r)
{
    json_t *list = json_array();

    for (size_t i = 0; i < r->plan->instances.count; i++) {
        const struct planned_instance *pi = r->plan->instances.at[i];
        json_t *o = json_object();

        set(o, "name", text(pi->instance->name));
        set(o, "type", text(pi->instance->component->name));
        report_place(o, pi->instance->span);
        if (pi->space->group)
            set(o, "group", text(pi->space->name));
        set(o, "hears_of_faults", json_boolean(pi == r->plan->monitor));
        set(o, "entry", number(pi->space->entry));
        set(o, "capability_slots", number(1ul << pi->space->cnode_bits));
        set(o, "capability_table", number(pi->space->cnode->index));
        set(o, "address_space", number(pi->space->vspace->index));
        set(o, "page_tables", tables_of(pi));
        set(o, "threads", threads_of(pi));
        set(o, "capabilities", caps_of(pi));
        set(o, "memory", memory_of(&r->instances[i]));
        set(o, "regions", regions_of(pi));
        set(o, "interrupts", interrupts_of(pi));
        json_array_append_new(list, o);
    }
    return list;
}

/* ---- connections and objects ---- */

static void add_ends(json_t *list, struct end *const *ends, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        json_t *o = json_object();

        set(o, "component", text(ends[i]->instance->name));
        set(o, "interface", text(ends[i]->interface->name));
        set(o, "hardware", json_boolean(ends[i]->instance->component->hardware));
        json_array_append_new(list, o);
    }
}

static json_t *connections_of(const struct report *r)
{
    json_t *list = json_array();

    vec_each(struct connection **, c, &r->plan->model->connections) {
        json_t *o = json_object(), *from = json_array(), *to = json_array();

        add_ends(from, (*c)->from.at, (*c)->from.count);
        add_ends(to, (*c)->to.at, (*c)->to.count);
        set(o, "name", text((*c)->name));
        set(o, "connector", text((*c)->connector->name));
        report_place(o, (*c)->span);
        set(o, "from", from);
        set(o, "to", to);
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *holders_of(const struct holders *holders)
{
    json_t *list = json_array();

    vec_each(const struct holder *, h, holders) {
        json_t *o = json_object();

        set(o, "component", text(h->instance->instance->name));
        if (h->region) {
            set(o, "region", text(h->region->name));
            set(o, "address", number(h->vaddr));
            set(o, "access", rights_of(access_text(h->region)));
        } else if (h->faults_of) {
            set(o, "faults_of", text(h->faults_of->name));
            set(o, "badge", number(h->faults_of->number));
        } else {
            set(o, "slot", number(h->cap->slot));
            set(o, "rights", rights_of(rights_text(h->cap->object, h->cap->rights)));
            set(o, "badge", number(h->cap->badge));
        }
        json_array_append_new(list, o);
    }
    return list;
}

static const char *kind_of(const struct planned_object *object)
{
    if (object->type >= OBJECT_IRQ)
        return "none";
    return object->kind == UNTYPED_DEVICE ? "device" : object->kind == UNTYPED_IMAGE ? "image"
                                                                                     : "ram";
}

static json_t *objects_of(const struct report *r)
{
    json_t *list = json_array();

    vec_each(struct planned_object **, p, &r->plan->objects) {
        const struct planned_object *object = *p;
        json_t *o = json_object();

        set(o, "index", number(object->index));
        set(o, "name", text(object->name));
        set(o, "type", text(object_type_name(object->type)));
        set(o, "count", number(object->count));
        set(o, "memory", text(kind_of(object)));
        set(o, "bytes", number(object_bytes(object)));
        if (object->address)
            set(o, object->type == OBJECT_IRQ ? "number" : "address", number(object->address));
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
        set(o, "held_by", holders_of(&r->holders[object->index]));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *totals_of(const struct report *r)
{
    json_t *o = json_object();

    set(o, "components", number(r->plan->instances.count));
    set(o, "connections", number(r->plan->model->connections.count));
    set(o, "threads", number(r->plan->thread_count));
    set(o, "capabilities", number(r->caps));
    set(o, "objects", number(r->objects));
    set(o, "component_object_bytes", number(r->ram - r->connections_ram));
    set(o, "connection_object_bytes", number(r->connections_ram));
    set(o, "linked", json_boolean(r->plan->image_size != 0));
    set(o, "image_bytes", number(r->plan->image_size));
    set(o, "program_bytes", number(r->programs));
    set(o, "root_table_bytes", number(r->root_cnode));
    set(o, "total_bytes", number(r->total));
    set(o, "board_bytes", number(r->plan->board_ram));
    return o;
}

void report_json(const struct report *report, struct strbuf *out)
{
    json_t *root = json_object();
    char *printed;

    set(root, "schema", text("kaal-report-1"));
    set(root, "system", text(report->plan->model->name));
    set(root, "totals", totals_of(report));
    set(root, "components", components_of(report));
    set(root, "connections", connections_of(report));
    set(root, "objects", objects_of(report));
    set(root, "policy", report_policy(report->plan));
    set(root, "flow", report_flow(report));
    printed = json_dumps(root, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    if (!printed)
        die("out of memory");
    strbuf_add(out, printed);
    strbuf_add(out, "\n");
    free(printed);
    json_decref(root);
}
