/* Sums and cross references that the reports share. */
#include "report.h"

#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "flow.h"
#include "map.h"
#include "schedule.h"

const char *memory_kind_name(enum memory_kind kind)
{
    static const char *const names[MEMORY_KINDS] = {
        [MEMORY_TEXT] = "program text", [MEMORY_RODATA] = "constants", [MEMORY_DATA] = "variables",
        [MEMORY_HEAP] = "heap", [MEMORY_STACKS] = "stacks", [MEMORY_IPC] = "IPC buffers",
        [MEMORY_THREADS] = "threads", [MEMORY_CAPABILITIES] = "capability table",
        [MEMORY_TABLES] = "page tables", [MEMORY_SIGNALS] = "notifications, endpoints"};

    return names[kind];
}

const char *region_use_name(enum region_use use)
{
    static const char *const names[] = {
        [REGION_TEXT] = "text", [REGION_RODATA] = "constants", [REGION_DATA] = "variables",
        [REGION_HEAP] = "heap", [REGION_STACK] = "stack", [REGION_IPC] = "IPC buffer",
        [REGION_DATAPORT] = "dataport", [REGION_DEVICE] = "registers", [REGION_BUFFER] = "buffer"};

    return names[use];
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

/* Several parts of one run of frames in one region are one way to it. */
static void find_mappers(struct report *r, const struct planned_instance *pi,
                         const struct planned_region *region)
{
    uint64_t vaddr = region->vaddr;

    vec_each(const struct planned_frames *, f, &region->frames) {
        struct holders *h = &r->holders[f->object->index];
        struct holder mapper = {.instance = pi, .region = region, .vaddr = vaddr};

        if (!h->count || h->at[h->count - 1].region != region)
            add_holder(r, f->object, mapper);
        vaddr += (uint64_t)f->count << f->object->size_bits;
    }
}

static void find_holders(struct report *r)
{
    vec_each(struct planned_instance **, p, &r->plan->instances) {
        const struct planned_instance *pi = *p;

        vec_each(const struct planned_cap *, c, &pi->caps)
            add_holder(r, c->object, (struct holder){.instance = pi, .cap = c});
        r->caps += pi->caps.count;
        vec_each(struct planned_region **, region, &pi->regions)
            find_mappers(r, pi, *region);
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

/* pages of the image, by object: how many instances map each, and the last one that was seen to */
struct sharing { uint32_t **users, **seen; };

/* Is this the first time that instance number `me` shows the page? */
static bool is_first(uint32_t *seen, uint32_t page, uint32_t me)
{
    bool first = seen[page] != me;

    seen[page] = me;
    return first;
}

static void count_users(const struct plan *plan, struct sharing *s)
{
    s->users = arena_alloc((plan->objects.count + 1) * sizeof *s->users);
    s->seen = arena_alloc((plan->objects.count + 1) * sizeof *s->seen);
    vec_each(struct planned_object **, o, &plan->objects)
        if ((*o)->kind == UNTYPED_IMAGE) {
            s->users[(*o)->index] = arena_alloc((*o)->count * sizeof(uint32_t));
            s->seen[(*o)->index] = arena_alloc((*o)->count * sizeof(uint32_t));
        }
    for (uint32_t i = 0; i < plan->instances.count; i++)
        vec_each(struct planned_region **, r, &plan->instances.at[i]->regions)
            vec_each(const struct planned_frames *, f, &(*r)->frames)
                for (uint32_t page = f->first; s->users[f->object->index]
                     && page < f->first + f->count; page++)
                    if (is_first(s->seen[f->object->index], page, i + 1))
                        s->users[f->object->index][page]++;
}

/* Pages of the image count once for each instance, as its own or as common to several. */
static void count_frames(const struct sharing *s, struct instance_report *ir,
                         enum memory_kind kind, const struct planned_region *region, uint32_t me)
{
    vec_each(const struct planned_frames *, f, &region->frames) {
        const uint32_t *users = s->users[f->object->index];

        if (!users) {
            ir->own[kind] += (uint64_t)f->count << f->object->size_bits;
            continue;
        }
        for (uint32_t page = f->first; page < f->first + f->count; page++)
            if (is_first(s->seen[f->object->index], page, me))
                *(users[page] > 1 ? &ir->common[kind] : &ir->own[kind]) += PAGE_SIZE;
    }
}

/* the same frames once more */
static bool is_second_view(const struct planned_instance *pi, const struct planned_region *region)
{
    return pi->dma && region == pi->dma_uncached;
}

static void count_region(const struct sharing *s, struct instance_report *ir,
                         const struct planned_region *region, uint32_t me)
{
    static const enum memory_kind kinds[] = {
        [REGION_TEXT] = MEMORY_TEXT, [REGION_RODATA] = MEMORY_RODATA, [REGION_DATA] = MEMORY_DATA,
        [REGION_HEAP] = MEMORY_HEAP, [REGION_STACK] = MEMORY_STACKS, [REGION_IPC] = MEMORY_IPC};

    switch (region->use) {
    case REGION_TEXT:
    case REGION_RODATA:
    case REGION_DATA:
    case REGION_HEAP:
    case REGION_STACK:
    case REGION_IPC:
        count_frames(s, ir, kinds[region->use], region, me);
        break;
    case REGION_DATAPORT:
    case REGION_BUFFER:
        ir->through_connections += region->size;
        break;
    case REGION_DEVICE:
        ir->registers += region->size;
        break;
    }
}

/* Objects belong to whoever they were made for; those of nobody are the connections'. */
static void count_objects(struct report *r, const size_t *place)
{
    vec_each(struct planned_object **, o, &r->plan->objects) {
        bool ram = (*o)->kind == UNTYPED_RAM && (*o)->type < OBJECT_IRQ;

        if ((*o)->kind == UNTYPED_IMAGE)
            r->programs += object_bytes(*o);
        if (ram && !(*o)->owner)
            r->connections_ram += object_bytes(*o);
        else if (ram && !object_is_frame(*o))
            r->instances[place[(*o)->owner->index]].own[kind_of_object(*o)] += object_bytes(*o);
    }
}

static void count_memory(struct report *r)
{
    const struct plan *plan = r->plan;
    size_t *place = arena_alloc((plan->model->instances.count + 1) * sizeof *place);
    uint32_t count = (uint32_t)plan->instances.count;
    struct sharing sharing;

    count_users(plan, &sharing);
    for (uint32_t i = 0; i < count; i++) {
        place[plan->instances.at[i]->instance->index] = i;
        vec_each(struct planned_region **, region, &plan->instances.at[i]->regions)
            if (!is_second_view(plan->instances.at[i], *region))
                count_region(&sharing, &r->instances[i], *region, count + i + 1);
    }
    count_objects(r, place);
    for (size_t i = 0; i < count; i++)
        for (int kind = 0; kind < MEMORY_KINDS; kind++) {
            r->instances[i].own_total += r->instances[i].own[kind];
            r->instances[i].common_total += r->instances[i].common[kind];
        }
}

/* Find what belongs to an instance by the number it has in the model. */
static void index_instances(struct report *r)
{
    const struct model *model = r->plan->model;
    struct map types = {0};

    r->of = arena_alloc((model->instances.count + 1) * sizeof *r->of);
    r->types = arena_alloc((model->instances.count + 1) * sizeof *r->types);
    for (size_t i = 0; i < r->plan->instances.count; i++)
        r->of[r->plan->instances.at[i]->instance->index] = &r->instances[i];
    vec_each(struct component **, c, &model->components)
        map_add(&types, (*c)->name, c);
    vec_each(struct instance **, i, &model->instances) {
        struct component **type = map_find(&types, (*i)->component->name);

        r->types[(*i)->index] = (size_t)(type - model->components.at);
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
    r->flow = flow_make(plan);
    r->schedule = schedule_make(plan);
    r->holders = arena_alloc((plan->objects.count + 1) * sizeof *r->holders);
    r->instances = arena_alloc((plan->instances.count + 1) * sizeof *r->instances);
    vec_each(struct planned_instance **, pi, &plan->instances)
        if ((*pi)->regions.count)
            qsort((*pi)->regions.at, (*pi)->regions.count, sizeof *(*pi)->regions.at, by_address);
    index_instances(r);
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
