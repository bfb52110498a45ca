/* Sums and cross references that the reports share. */
#include "report.h"

#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "emit.h"

const char *memory_kind_name(enum memory_kind kind)
{
    static const char *const names[MEMORY_KINDS] = {
        [MEMORY_TEXT] = "program text", [MEMORY_RODATA] = "constants", [MEMORY_DATA] = "variables",
        [MEMORY_HEAP] = "heap", [MEMORY_STACKS] = "stacks", [MEMORY_IPC] = "IPC buffers",
        [MEMORY_THREADS] = "threads", [MEMORY_CAPABILITIES] = "capability table",
        [MEMORY_TABLES] = "page tables", [MEMORY_SIGNALS] = "notifications, endpoints"};

    return names[kind];
}

const char *object_type_name(enum object_number type)
{
    switch (type) {
#define OBJECT(number, id, name, bits, text) case OBJECT_##id: return text;
#include "../kernel/abi/objects.def"
#undef OBJECT
    case OBJECT_IRQ: return "interrupt";
    case OBJECT_SMC: return "firmware call";
    case OBJECT_CONSOLE: return "kernel console";
    case OBJECT_DEBUG: return "kernel debugging";
    }
    return "";
}

const char *region_use_name(enum region_use use)
{
    static const char *const names[] = {
        [REGION_TEXT] = "text", [REGION_RODATA] = "constants", [REGION_DATA] = "variables",
        [REGION_HEAP] = "heap", [REGION_STACK] = "stack", [REGION_IPC] = "IPC buffer",
        [REGION_DATAPORT] = "dataport", [REGION_DEVICE] = "registers", [REGION_BUFFER] = "buffer"};

    return names[use];
}

static const char *join(const char *a, bool wanted, const char *b)
{
    if (!wanted)
        return a;
    return *a ? intern_printf("%s, %s", a, b) : b;
}

const char *rights_text(const struct planned_object *object, unsigned rights)
{
    const char *text = "";

    if (object->type == OBJECT_ENDPOINT) {
        text = join(text, rights & RIGHT_WRITE, "send");
        text = join(text, rights & RIGHT_READ, "receive");
        text = join(text, rights & RIGHT_GRANT, "grant");
        text = join(text, rights & RIGHT_GRANT_REPLY, "grant-reply");
    } else if (object->type == OBJECT_NOTIFICATION) {
        text = join(text, rights & RIGHT_WRITE, "signal");
        text = join(text, rights & RIGHT_READ, "wait");
    }
    return text;
}

const char *access_text(const struct planned_region *region)
{
    const char *text = join("", region->rights & RIGHT_READ, "read");

    text = join(text, region->rights & RIGHT_WRITE, "write");
    text = join(text, region->execute, "execute");
    return join(text, region->uncached && region->use != REGION_DEVICE, "uncached");
}

uint64_t object_bytes(const struct planned_object *object)
{
    return object->size_bits ? (uint64_t)object->count << object->size_bits : 0;
}

/* ---- who holds what ---- */

static void add_holder(struct report *r, const struct planned_object *object, struct holder holder)
{
    *vec_push(&r->holders[object->index]) = holder;
}

static void find_holders(struct report *r)
{
    vec_each(struct planned_instance **, p, &r->plan->instances) {
        const struct planned_instance *pi = *p;

        vec_each(const struct planned_cap *, c, &pi->caps)
            add_holder(r, c->object, (struct holder){.instance = pi, .cap = c});
        r->caps += pi->caps.count;
        vec_each(struct planned_region **, region, &pi->regions)
            vec_each(const struct planned_frames *, f, &(*region)->frames) {
                struct holders *h = &r->holders[f->object->index];

                /* several parts of one run in one region are one way to it */
                if (!h->count || h->at[h->count - 1].region != *region)
                    add_holder(r, f->object, (struct holder){.instance = pi, .region = *region});
            }
        if (r->plan->faults && pi != r->plan->monitor)
            vec_each(const struct planned_thread *, t, &pi->threads)
                add_holder(r, r->plan->faults, (struct holder){.instance = pi, .faults_of = t});
    }
}

/* ---- memory ---- */

static enum memory_kind kind_of_object(const struct planned_object *o)
{
    switch (o->type) {
    case OBJECT_TCB:
    case OBJECT_SCHED_CONTEXT:
    case OBJECT_REPLY:
        return MEMORY_THREADS;
    case OBJECT_CNODE:
        return MEMORY_CAPABILITIES;
    case OBJECT_VSPACE:
    case OBJECT_PAGE_TABLE:
        return MEMORY_TABLES;
    default:
        return MEMORY_SIGNALS;
    }
}

static bool is_frame(const struct planned_object *o)
{
    return o->type == OBJECT_FRAME_4K || o->type == OBJECT_FRAME_2M || o->type == OBJECT_FRAME_1G;
}

/* Private memory, or pages that instances of one type share. */
static void count_frames(struct instance_report *ir, enum memory_kind kind,
                         const struct planned_region *region)
{
    vec_each(const struct planned_frames *, f, &region->frames) {
        uint64_t bytes = (uint64_t)f->count << f->object->size_bits;

        if (f->object->mappings > 1)
            ir->common[kind] += bytes;
        else
            ir->own[kind] += bytes;
    }
}

static void count_region(struct instance_report *ir, const struct planned_region *region)
{
    switch (region->use) {
    case REGION_TEXT: count_frames(ir, MEMORY_TEXT, region); break;
    case REGION_RODATA: count_frames(ir, MEMORY_RODATA, region); break;
    case REGION_DATA: count_frames(ir, MEMORY_DATA, region); break;
    case REGION_HEAP: count_frames(ir, MEMORY_HEAP, region); break;
    case REGION_STACK: count_frames(ir, MEMORY_STACKS, region); break;
    case REGION_IPC: count_frames(ir, MEMORY_IPC, region); break;
    case REGION_DATAPORT:
    case REGION_BUFFER: ir->through_connections += region->size; break;
    case REGION_DEVICE: ir->registers += region->size; break;
    }
}

static void count_memory(struct report *r)
{
    const struct plan *plan = r->plan;
    size_t *place = arena_alloc((plan->model->instances.count + 1) * sizeof *place);

    for (size_t i = 0; i < plan->instances.count; i++) {
        place[plan->instances.at[i]->instance->index] = i;
        vec_each(struct planned_region **, region, &plan->instances.at[i]->regions)
            count_region(&r->instances[i], *region);
    }
    vec_each(struct planned_object **, o, &plan->objects) {
        bool ram = (*o)->kind == UNTYPED_RAM && (*o)->type < OBJECT_IRQ;

        if ((*o)->kind == UNTYPED_IMAGE)
            r->programs += object_bytes(*o);
        if (ram && !(*o)->owner)
            r->connections_ram += object_bytes(*o);
        else if (ram && !is_frame(*o))
            r->instances[place[(*o)->owner->index]].own[kind_of_object(*o)] += object_bytes(*o);
    }
    for (size_t i = 0; i < plan->instances.count; i++)
        for (int kind = 0; kind < MEMORY_KINDS; kind++) {
            r->instances[i].own_total += r->instances[i].own[kind];
            r->instances[i].common_total += r->instances[i].common[kind];
        }
}

static int by_address(const void *a, const void *b)
{
    const struct planned_region *x = *(struct planned_region *const *)a;
    const struct planned_region *y = *(struct planned_region *const *)b;

    return (x->vaddr > y->vaddr) - (x->vaddr < y->vaddr);
}

/* Regions of the plan are in ascending order from here on. */
struct report *report_make(struct plan *plan)
{
    struct report *r = arena_alloc(sizeof *r);

    r->plan = plan;
    r->holders = arena_alloc((plan->objects.count + 1) * sizeof *r->holders);
    r->instances = arena_alloc((plan->instances.count + 1) * sizeof *r->instances);
    vec_each(struct planned_instance **, pi, &plan->instances)
        if ((*pi)->regions.count)
            qsort((*pi)->regions.at, (*pi)->regions.count, sizeof *(*pi)->regions.at, by_address);
    find_holders(r);
    count_memory(r);
    r->ram = plan_ram(plan);
    if (plan->root_cnode_bits)
        r->root_cnode = 1ul << (plan->root_cnode_bits + SLOT_BITS);
    r->total = r->ram + plan->image_size + r->root_cnode;
    vec_each(struct planned_object **, o, &plan->objects)
        r->objects += (*o)->count;
    return r;
}

/* All reports of the plan; the diagram only while it is small enough to be looked at. */
void emit_report(struct plan *plan, const char *directory)
{
    const struct report *report = report_make(plan);
    struct strbuf text = {0}, json = {0}, dot = {0}, svg = {0};

    report_text(report, &text);
    output_add(arena_printf("%s/report/report.txt", directory), &text);
    report_json(report, &json);
    output_add(arena_printf("%s/report/report.json", directory), &json);
    report_dot(report, &dot);
    output_add(arena_printf("%s/report/report.dot", directory), &dot);
    if (report_svg(report, &dot, &svg))
        output_add(arena_printf("%s/report/report.svg", directory), &svg);
}
