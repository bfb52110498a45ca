/* The flow relation: edges from the plan's capabilities and mappings, and breadth-first search. */
#include "flow.h"

#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/message.h"
#include "dtb.h"

#define PER_OBJECT 2                    /* nodes: what flows into it; answers that come back */

/* what can write everything, and what can read everything */
enum special {
    DMA_WRITES, DMA_READS, FIRMWARE_WRITES, FIRMWARE_READS, DEBUGGING, SPECIALS
};

/*
 * Devices that are known to have no bus master of their own: what they can do is in their
 * registers. Every other device is taken to be able to read and write all memory, as nothing
 * between it and the memory is programmed to stop it.
 */
static const char *const no_master[] = {
    "arm,pl011", "arm,pl031", "arm,pl061", "arm,pl010", "arm,sp804", "arm,sp805", "arm,sbsa-uart",
    "arm,cortex-a15-gic", "arm,gic-400", "arm,gic-v3", "arm,cortex-a9-gic", "arm,armv8-timer",
    "arm,armv7-timer", "arm,armv7-timer-mem", "ns16550a", "snps,dw-apb-uart", "google,goldfish-rtc",
    "brcm,bcm2835-aux-uart", "brcm,bcm2835-gpio", "brcm,bcm2711-gpio", "brcm,bcm2835-system-timer",
    "brcm,bcm2835-rng", "brcm,bcm2835-pm-wdt", "cfi-flash",
};

static const struct { const char *word, *text; } reasons[] = {
    [FLOW_SEND] = {"send", "may send"}, [FLOW_RECEIVE] = {"receive", "may receive"},
    [FLOW_TAKE] = {"take", "may take messages away"},
    [FLOW_REPLY] = {"reply", "answers calls"}, [FLOW_REPLIED] = {"call", "calls"},
    [FLOW_SIGNAL] = {"signal", "may signal"}, [FLOW_WAIT] = {"wait", "may wait"},
    [FLOW_INTERRUPT] = {"interrupt", "raises the interrupt"},
    [FLOW_WRITE] = {"write", "may write"}, [FLOW_READ] = {"read", "may read"},
    [FLOW_REGISTERS] = {"registers", "uses the registers"},
    [FLOW_DEVICE] = {"device", "is told by the registers"},
    [FLOW_GRANT] = {"grant", "may be handed capabilities"},
    [FLOW_FAULT] = {"fault", "has its faults handled"},
    [FLOW_RESUME] = {"resume", "decides how faulting threads go on"},
    [FLOW_CONTROL] = {"control", "controls the object"},
    [FLOW_CONTROLLED] = {"controlled", "depends on the object"},
    [FLOW_DMA] = {"dma", "holds a device that may access all memory"},
    [FLOW_SEEN_BY_DMA] = {"memory", "has memory"},
    [FLOW_FIRMWARE] = {"firmware", "may call the firmware"},
    [FLOW_SEEN_BY_FIRMWARE] = {"memory", "has memory"},
    [FLOW_DEBUG] = {"debug", "may stop and inspect the system"},
    [FLOW_TOGETHER] = {"together", "is part of the program"},
};

const char *flow_reason_text(enum flow_reason reason)
{
    return reasons[reason].text;
}

const char *flow_reason_word(enum flow_reason reason)
{
    return reasons[reason].word;
}

/* ---- nodes ---- */

static uint32_t object_node(const struct flow *flow, const struct planned_object *o)
{
    return flow->instances + (uint32_t)o->index * PER_OBJECT;
}

static uint32_t special_node(const struct flow *flow, enum special which)
{
    return flow->instances + (uint32_t)flow->plan->objects.count * PER_OBJECT + which;
}

const char *flow_node_name(const struct flow *flow, uint32_t node)
{
    static const char *const specials[] = {"all memory (DMA)", "all memory (DMA)", "the firmware",
                                           "the firmware", "kernel debugging"};

    if (node < flow->instances)
        return flow->plan->model->instances.at[node]->name;
    if (node >= special_node(flow, DMA_WRITES))
        return specials[node - special_node(flow, DMA_WRITES)];
    return flow->plan->objects.at[(node - flow->instances) / PER_OBJECT]->name;
}

/* ---- edges ---- */

/* what an edge is because of */
struct because {
    struct flow *flow;
    uint32_t instance;
    const struct planned_cap *cap;
    const struct planned_region *region;
    const struct connection *connection;
    struct span span;
};

static void in(const struct because *b, uint32_t node, enum flow_reason reason)
{
    *vec_push(&b->flow->edges) = (struct flow_edge){b->instance, node, reason, b->cap, b->region,
                                                    b->connection, b->span};
}

static void out(const struct because *b, uint32_t node, enum flow_reason reason)
{
    *vec_push(&b->flow->edges) = (struct flow_edge){node, b->instance, reason, b->cap, b->region,
                                                    b->connection, b->span};
}

/*
 * Senders reach receivers; those who answer reach those who may call. Whoever is handed
 * capabilities can do what the giver can. A receiver takes messages away from other receivers.
 */
static void endpoint_edges(const struct because *b, uint32_t node)
{
    unsigned rights = b->cap->rights;

    if (rights & RIGHT_WRITE)
        in(b, node, FLOW_SEND);
    if (rights & RIGHT_READ) {
        out(b, node, FLOW_RECEIVE);
        in(b, node, FLOW_TAKE);
        in(b, node + 1, FLOW_REPLY);
    }
    if (rights & RIGHT_WRITE && rights & (RIGHT_GRANT | RIGHT_GRANT_REPLY))
        out(b, node + 1, rights & RIGHT_GRANT ? FLOW_GRANT : FLOW_REPLIED);
}

static void notification_edges(const struct because *b, uint32_t node)
{
    if (b->cap->rights & RIGHT_WRITE)
        in(b, node, FLOW_SIGNAL);
    if (b->cap->rights & RIGHT_READ) {
        out(b, node, FLOW_WAIT);
        in(b, node, FLOW_TAKE);
    }
}

/* registers change and are changed by being read, too */
static void device_edges(const struct because *b, const struct planned_object *o)
{
    uint32_t node = object_node(b->flow, o);

    in(b, node, FLOW_REGISTERS);
    out(b, node, FLOW_DEVICE);
    if (o->owner && b->flow->masters[o->owner->index]) {
        in(b, special_node(b->flow, DMA_WRITES), FLOW_DMA);
        out(b, special_node(b->flow, DMA_READS), FLOW_DMA);
    }
}

static void frame_edges(const struct because *b, const struct planned_object *o, bool writes)
{
    uint32_t node = object_node(b->flow, o);

    if (o->kind == UNTYPED_DEVICE) {
        device_edges(b, o);
        return;
    }
    if (writes)
        in(b, node, FLOW_WRITE);
    out(b, node, FLOW_READ);
}

static void firmware_edges(const struct because *b)
{
    in(b, special_node(b->flow, FIRMWARE_WRITES), FLOW_FIRMWARE);
    out(b, special_node(b->flow, FIRMWARE_READS), FLOW_FIRMWARE);
}

/* what controls something of another instance, or is shared: both ways, whatever the rights */
static void control_edges(const struct because *b, const struct planned_object *o)
{
    uint32_t node = object_node(b->flow, o);
    struct because owner = *b;

    in(b, node, FLOW_CONTROL);
    out(b, node, FLOW_CONTROL);
    if (!o->owner || o->owner->index == b->instance)
        return;
    owner.instance = (uint32_t)o->owner->index;
    in(&owner, node, FLOW_CONTROLLED);
    out(&owner, node, FLOW_CONTROLLED);
}

static void cap_edges(struct flow *flow, const struct planned_instance *pi,
                      const struct planned_cap *cap)
{
    const struct planned_object *o = cap->object;
    struct because b = {.flow = flow, .instance = (uint32_t)pi->instance->index, .cap = cap,
        .connection = cap->connection, .span = cap->end ? cap->end->span : pi->instance->span};

    switch (o->type) {
    case OBJECT_ENDPOINT:
        endpoint_edges(&b, object_node(flow, o));
        break;
    case OBJECT_NOTIFICATION:
        notification_edges(&b, object_node(flow, o));
        break;
    case OBJECT_FRAME_4K:
    case OBJECT_FRAME_2M:
    case OBJECT_FRAME_1G:
        frame_edges(&b, o, cap->rights & RIGHT_WRITE);
        break;
    case OBJECT_SMC:
        firmware_edges(&b);
        break;
    case OBJECT_DEBUG:
        in(&b, special_node(flow, DEBUGGING), FLOW_DEBUG);
        break;
    case OBJECT_CONSOLE:
        break;                          /* only out of the system */
    default:
        control_edges(&b, o);
        break;
    }
}

static void region_edges(struct flow *flow, const struct planned_instance *pi,
                         const struct planned_region *r)
{
    struct because b = {.flow = flow, .instance = (uint32_t)pi->instance->index, .region = r,
        .connection = r->connection, .span = r->end ? r->end->span : pi->instance->span};
    const struct planned_object *last = NULL;

    vec_each(const struct planned_frames *, f, &r->frames) {
        if (f->object != last && (f->object->mappings > 1 || f->object->kind == UNTYPED_DEVICE
                                  || flow->held[f->object->index]))
            frame_edges(&b, f->object, r->rights & RIGHT_WRITE);
        last = f->object;
    }
}

static void fault_edges(struct flow *flow, const struct planned_instance *pi)
{
    struct because b = {.flow = flow, .instance = (uint32_t)pi->instance->index,
        .span = pi->instance->span};
    uint32_t node;

    if (!flow->plan->faults || pi == flow->plan->monitor)
        return;
    node = object_node(flow, flow->plan->faults);
    in(&b, node, FLOW_FAULT);
    out(&b, node + 1, FLOW_RESUME);
}

/* Members of a group have the same memory and capabilities: each reaches what any of them does. */
static void group_edges(struct flow *flow, const struct planned_instance *pi)
{
    struct because b = {.flow = flow, .instance = (uint32_t)pi->instance->index,
        .span = pi->instance->span};
    uint32_t node = object_node(flow, pi->space->vspace);

    if (!pi->space->group)
        return;
    in(&b, node, FLOW_TOGETHER);
    out(&b, node, FLOW_TOGETHER);
}

/* the devices themselves: registers and interrupts are their way in and out */
static void hardware_edges(struct flow *flow, const struct planned_object *o)
{
    struct because b = {.flow = flow, .connection = o->connection};

    if (!o->owner || !o->owner->component->hardware)
        return;
    b.instance = (uint32_t)o->owner->index;
    b.span = o->owner->span;
    if (o->type == OBJECT_IRQ && o->signals)
        in(&b, object_node(flow, o->signals), FLOW_INTERRUPT);
    in(&b, object_node(flow, o), FLOW_DEVICE);
    out(&b, object_node(flow, o), FLOW_REGISTERS);
}

/* whom devices, the firmware and the debugger reach: everybody */
static void memory_edges(struct flow *flow, uint32_t instance)
{
    struct because b = {.flow = flow, .instance = instance,
        .span = flow->plan->model->instances.at[instance]->span};

    in(&b, special_node(flow, DMA_READS), FLOW_SEEN_BY_DMA);
    out(&b, special_node(flow, DMA_WRITES), FLOW_SEEN_BY_DMA);
    in(&b, special_node(flow, FIRMWARE_READS), FLOW_SEEN_BY_FIRMWARE);
    out(&b, special_node(flow, FIRMWARE_WRITES), FLOW_SEEN_BY_FIRMWARE);
    out(&b, special_node(flow, DEBUGGING), FLOW_CONTROLLED);
}

/* ---- which hardware may be a bus master ---- */

static bool is_harmless(const char *compatible)
{
    for (size_t i = 0; compatible && i < sizeof no_master / sizeof *no_master; i++)
        if (strcmp(no_master[i], compatible) == 0)
            return true;
    return false;
}

static void find_masters(struct flow *flow)
{
    vec_each(struct planned_object **, o, &flow->plan->objects) {
        const struct dtb_device *device;

        if ((*o)->kind != UNTYPED_DEVICE || !(*o)->owner || flow->masters[(*o)->owner->index])
            continue;
        device = dtb_in(&(struct dtb_window){(*o)->address, 1});
        flow->masters[(*o)->owner->index] = !device || !is_harmless(device->compatible);
    }
}

/* ---- the graph ---- */

/* Counting sort of edges by one end, into `order`; returns where those of each node begin. */
static uint32_t *sort_edges(const struct flow *flow, const struct flow_edges *edges, bool by_to,
                            uint32_t *order)
{
    uint32_t *first = arena_alloc((flow->nodes + 2) * sizeof *first);

    vec_each(const struct flow_edge *, e, edges)
        first[(by_to ? e->to : e->from) + 2]++;
    for (uint32_t i = 2; i < flow->nodes + 2; i++)
        first[i] += first[i - 1];
    for (uint32_t i = 0; i < edges->count; i++)
        order[first[(by_to ? edges->at[i].to : edges->at[i].from) + 1]++] = i;
    return first;
}

/* Of equal ones, those found first come first, both ways. */
static void sort_both_ways(struct flow *flow, const struct flow_edges *found)
{
    size_t room = found->count + 1;
    uint32_t *order = arena_alloc(room * sizeof *order), *place = arena_alloc(room * sizeof *place);
    struct flow_edge *sorted = arena_alloc(room * sizeof *sorted);

    flow->first = sort_edges(flow, found, false, order);
    for (uint32_t i = 0; i < found->count; i++) {
        sorted[i] = found->at[order[i]];
        place[order[i]] = i;
    }
    flow->edges = (struct flow_edges){sorted, found->count, found->count};
    flow->back_first = sort_edges(flow, found, true, order);
    for (uint32_t i = 0; i < found->count; i++)
        order[i] = place[order[i]];
    flow->back = order;
}

static void find_edges(struct flow *flow)
{
    const struct plan *plan = flow->plan;

    vec_each(struct planned_instance **, pi, &plan->instances) {
        vec_each(const struct planned_cap *, cap, &(*pi)->caps)
            cap_edges(flow, *pi, cap);
        vec_each(struct planned_region **, r, &(*pi)->regions)
            region_edges(flow, *pi, *r);
        fault_edges(flow, *pi);
        group_edges(flow, *pi);
        memory_edges(flow, (uint32_t)(*pi)->instance->index);
    }
    vec_each(struct planned_object **, o, &plan->objects)
        hardware_edges(flow, *o);
}

struct flow *flow_make(struct plan *plan)
{
    struct flow *flow = arena_alloc(sizeof *flow);
    struct flow_edges found;

    flow->plan = plan;
    flow->instances = (uint32_t)plan->model->instances.count;
    flow->nodes = special_node(flow, SPECIALS);
    flow->masters = arena_alloc(flow->instances + 1);
    flow->held = arena_alloc(plan->objects.count + 1);
    find_masters(flow);
    vec_each(struct planned_instance **, pi, &plan->instances)
        vec_each(const struct planned_cap *, cap, &(*pi)->caps)
            flow->held[cap->object->index] = true;
    arena_begin_passing();
    find_edges(flow);
    arena_end_passing();
    found = flow->edges;
    sort_both_ways(flow, &found);
    arena_forget_passing();
    return flow;
}

bool flow_is_passed(const struct flow *flow, uint32_t node)
{
    return node < flow->instances || (flow->first[node] != flow->first[node + 1]
                                      && flow->back_first[node] != flow->back_first[node + 1]);
}

/* ---- search ---- */

void flow_search_init(struct flow_search *search, const struct flow *flow)
{
    *search = (struct flow_search){.flow = flow};
    search->by = arena_alloc(flow->nodes * sizeof *search->by + 1);
    search->source = arena_alloc(flow->nodes * sizeof *search->source + 1);
    search->start = arena_alloc(flow->instances + 1);
    search->seen = arena_alloc(flow->nodes + 1);
    search->queue = arena_alloc((flow->nodes + 1) * sizeof *search->queue);
}

static uint32_t far_end(const struct flow_search *search, const struct flow_edge *e)
{
    return search->backward ? e->from : e->to;
}

/* the edges of a node are flow->first[node] and following, or flow->back_first[node] */
static const struct flow_edge *edge_at(const struct flow_search *search, uint32_t i)
{
    const struct flow *flow = search->flow;

    return &flow->edges.at[search->backward ? flow->back[i] : i];
}

void flow_search_run(struct flow_search *search)
{
    const struct flow *flow = search->flow;
    const uint32_t *first = search->backward ? flow->back_first : flow->first;
    uint32_t *queue = search->queue, head = 0, tail = 0;
    bool *seen = search->seen;

    memset(seen, 0, flow->nodes);
    memset(search->by, 0, flow->nodes * sizeof *search->by);
    for (uint32_t i = 0; i < flow->instances; i++)
        if (search->start[i]) {
            seen[i] = true;
            search->source[i] = i;
            queue[tail++] = i;
        }
    for (; head < tail; head++) {
        uint32_t node = queue[head];

        if (node < flow->instances && !search->start[node] && search->stop
            && search->stop[node])
            continue;
        for (uint32_t i = first[node]; i < first[node + 1]; i++) {
            const struct flow_edge *e = edge_at(search, i);
            uint32_t next = far_end(search, e);

            if (search->without && e->connection && search->without[e->connection->index])
                continue;
            /* a start may be reached from another one */
            if (seen[next] && (search->by[next] || next >= flow->instances
                               || search->source[node] == next))
                continue;
            search->by[next] = i + 1;
            if (seen[next])
                continue;
            seen[next] = true;
            search->source[next] = search->source[node];
            queue[tail++] = next;
        }
    }
}

bool flow_reached(const struct flow_search *search, uint32_t node)
{
    return search->by[node] != 0;
}

uint32_t flow_length(const struct flow_search *search, uint32_t node)
{
    uint32_t length = 0;

    do {
        const struct flow_edge *e = edge_at(search, search->by[node] - 1);

        node = search->backward ? e->to : e->from;
        length++;
    } while (node >= search->flow->instances || !search->start[node]);
    return length;
}

void flow_path(const struct flow_search *search, uint32_t node, struct flow_edges *path)
{
    path->count = 0;
    do {
        struct flow_edge e = *edge_at(search, search->by[node] - 1);

        *vec_push(path) = e;
        node = search->backward ? e.to : e.from;
    } while (node >= search->flow->instances || !search->start[node]);
    for (size_t i = 0; !search->backward && i < path->count / 2; i++) {
        struct flow_edge swap = path->at[i];

        path->at[i] = path->at[path->count - 1 - i];
        path->at[path->count - 1 - i] = swap;
    }
}
