/*
 * The plan, second half: the objects that each connection needs, as its connector declares them,
 * and what each end gets of them: a capability with rights and badge, or a mapping.
 */
#include <stdlib.h>

#include "../kernel/abi/bootinfo.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"
#include "map.h"
#include "plan_device.h"

#define LAST_SIGNAL (1ul << 63)             /* bit of a notification's word */
#define MAX_PAIRS (1u << 20)                /* capabilities and mappings of one connection */

struct made_object { const struct connector_object *declared; struct made *at; size_t count; };

/* of all connections; badges: "object/badge", the end that has it */
struct making { struct plan *plan; struct devices *devices; struct map shared, badges; };

/* ---- shared memory ---- */

/* `<interface>_shmem_size` of an end, CAmkES's other way to say how much is shared: the largest */
static uint64_t shared_size(struct end *const *ends, size_t count)
{
    uint64_t largest = 0, size;

    for (size_t i = 0; i < count; i++) {
        struct value *value = interface_value(ends[i]->instance, ends[i]->interface, "shmem_size");

        if (value && value_number(value, &size) && size <= MAX_SHARED && size > largest)
            largest = size;
    }
    return largest;
}

/* where nobody says how much: the connector's attribute `size`, else a page */
static uint64_t usual_size(const struct connector *connector)
{
    uint64_t size;

    vec_each(const struct attribute *, a, &connector->attributes)
        if (strcmp(a->name, "size") == 0 && a->fallback && value_number(a->fallback, &size)
            && size > 0 && size <= MAX_SHARED)
            return size;
    return PAGE_SIZE;
}

static bool is_untyped(const struct interface *i)
{
    return strcmp(i->type_name, "Buf") == 0;
}

/* What the dataports among the ends ask for: those of a C type a usual size, or that of it. */
static uint64_t largest_end(struct end *const *ends, size_t count, uint64_t usual)
{
    uint64_t largest = 0;

    for (size_t i = 0; i < count; i++) {
        const struct interface *end = ends[i]->interface;

        if (end->kind != IF_DATAPORT)
            continue;
        if (end->size > largest)
            largest = end->size;
        if (!is_untyped(end) && usual > largest)
            largest = usual;
    }
    return largest;
}

/* The setting `size` of the connection, but at least what the largest dataport declares. */
static bool make_memory(struct plan *plan, struct connection *c, const char *name,
                        struct made *made)
{
    struct planned_object like = {.kind = UNTYPED_RAM, .connection = c, .name = name};
    struct value *setting = setting_find(&c->settings, intern("size"));
    uint64_t size = 0, usual = setting ? 0 : usual_size(c->connector),
             from = largest_end(c->from.at, c->from.count, usual),
             to = largest_end(c->to.at, c->to.count, usual), shared;

    if (setting && (!value_number(setting, &size) || size == 0 || size > MAX_SHARED)) {
        diag(setting->span, DIAG_setting_range, "size must be a number from 1 to %lu",
             MAX_SHARED);
        return false;
    }
    if (!setting) {
        size = shared_size(c->from.at, c->from.count);
        shared = shared_size(c->to.at, c->to.count);
        size = size > shared ? size : shared;
    }
    size = size > from ? size : from;
    size = size > to ? size : to;
    size = size ? size : usual;
    made->bytes = size;
    plan_add_frames(plan, &like, (size + PAGE_SIZE - 1) & ~(uint64_t)(PAGE_SIZE - 1),
                    &made->frames);
    return true;
}

/* ---- objects ---- */

static bool make_one(struct making *m, struct connection *c, const struct made_object *mo,
                     size_t which)
{
    struct plan *plan = m->plan;
    const struct connector_object *o = mo->declared;
    struct made *made = &mo->at[which];
    const char *name = mo->count == 1 ? intern_printf("%s.%s", c->name, o->name)
                                      : intern_printf("%s.%s%zu", c->name, o->name, which + 1);
    struct end *end = NULL;

    if (o->kind == CO_DEVICE || o->kind == CO_IRQ) {
        end = device_end(c, o, which);
        if (!end) {
            diag(c->span, DIAG_device_incomplete,
                 "'%s' connects no hardware, which its connector '%s' needs", c->name,
                 c->connector->name);
            return false;
        }
    }
    switch (o->kind) {
    case CO_ENDPOINT:
        made->object = plan_add_object(plan, OBJECT_ENDPOINT, 4, NULL, name);
        break;
    case CO_NOTIFICATION:
        if (global_notification(plan, &m->shared, c, o, which, made))
            return true;
        made->object = plan_add_object(plan, OBJECT_NOTIFICATION, 6, NULL, name);
        break;
    case CO_FRAMES:
        return make_memory(plan, c, name, made);
    case CO_DEVICE:
        return device_registers(plan, m->devices, end, made);
    case CO_IRQ:
        return device_interrupt(plan, m->devices, end, made, c);
    }
    made->object->connection = c;
    return true;
}

static bool make_objects(struct making *m, struct connection *c, struct made_object *objects)
{
    bool good = true;

    for (size_t i = 0; i < c->connector->objects.count; i++) {
        struct made_object *mo = &objects[i];

        mo->declared = &c->connector->objects.at[i];
        mo->count = mo->declared->per == PER_FROM ? c->from.count
                  : mo->declared->per == PER_TO ? c->to.count : 1;
        mo->at = arena_alloc((mo->count + 1) * sizeof *mo->at);
        for (size_t which = 0; which < mo->count; which++)
            good &= make_one(m, c, mo, which);
    }
    return good;
}

static struct made_object *made_of(const struct connection *c, struct made_object *objects,
                                   const struct connector_object *declared)
{
    for (size_t i = 0; i < c->connector->objects.count; i++)
        if (objects[i].declared->name == declared->name)
            return &objects[i];
    return NULL;
}

/* ---- grants ---- */

/* mapping rights of this end: what the connector permits and `<interface>_access` leaves */
static void set_access(struct planned_region *region, const struct end *end,
                       const struct connector_grant *grant)
{
    struct value *access = interface_value(end->instance, end->interface, "access");

    region->rights = grant->rights & (RIGHT_READ | RIGHT_WRITE);
    region->execute = grant->execute;
    if (access && access->kind == VALUE_STRING) {
        bool writes = strchr(access->s, 'W') != NULL;

        /* memory that can be written can be read: there is no page that permits less */
        region->rights &= RIGHT_READ | (writes ? RIGHT_WRITE : 0);
        region->execute |= strchr(access->s, 'X') != NULL;
    }
    region->rights |= RIGHT_READ;
    if (region->rights & RIGHT_WRITE)
        region->execute = false;
}

/* Registers never go through the caches, memory unless `<interface>_cached` is false. */
static void set_caching(struct planned_region *region, const struct end *end,
                        const struct connector_grant *grant)
{
    struct value *cached = interface_value(end->instance, end->interface, "cached");

    region->uncached = grant->uncached || grant->object->kind == CO_DEVICE
        || plan_checked(cached, "cached", (struct plan_limits){1, 0, 1}) == 0;
}

static struct planned_region *show(struct plan *plan, const struct planned_grant *g,
                                   const struct made_object *mo, struct connection *c)
{
    const struct made *made = &mo->at[g->peer];
    const struct end *end = g->end;
    enum region_use use = g->object->kind == CO_DEVICE ? REGION_DEVICE
                        : end->interface->kind == IF_DATAPORT ? REGION_DATAPORT : REGION_BUFFER;
    const char *name = end->interface->name;
    struct planned_region *region;
    bool own_size = use == REGION_DATAPORT && end->interface->size && is_untyped(end->interface);

    if (use == REGION_BUFFER)
        name = mo->count == 1 ? intern_printf("%s.%s", name, g->object->name)
                              : intern_printf("%s.%s%zu", name, g->object->name, g->peer + 1);
    region = plan_add_region(plan_instance(plan, end->instance), use, name,
                             made->offset + made->bytes);
    region->offset = made->offset;
    region->bytes = own_size ? end->interface->size : made->bytes;
    region->connection = c;
    region->end = end;
    set_access(region, end, g->grant);
    set_caching(region, end, g->grant);
    region_show(region, &made->frames);
    return region;
}

/* Who may only signal gets the notifications of the others: nobody needs to signal himself. */
static bool only_signals(const struct connector_grant *grant)
{
    return grant->object->kind == CO_NOTIFICATION && !grant->map && grant->rights == RIGHT_WRITE;
}

/* all ends of one side get what one line of the connector says */
static void grant_line(struct plan *plan, struct planned_connection *pc,
                       const struct connector_grant *grant, const struct made_object *mo)
{
    struct connection *c = pc->connection;
    struct end *const *ends = grant->to_side ? c->to.at : c->from.at;
    size_t count = grant->to_side ? c->to.count : c->from.count;
    bool own = (mo->declared->per == PER_FROM && !grant->to_side)
            || (mo->declared->per == PER_TO && grant->to_side);

    for (size_t i = 0; i < count; i++) {
        bool others = own && only_signals(grant);
        size_t first = own && !others ? i : 0, end = own && !others ? i + 1 : mo->count;

        if (ends[i]->instance->component->hardware)
            continue;
        for (size_t peer = first; peer < end; peer++) {
            const struct made *made = &mo->at[peer];
            struct planned_grant g = {.end = ends[i], .object = mo->declared, .grant = grant,
                .peer = peer, .target = made->object};

            if (others && peer == i)
                continue;
            if (made->frames.count) {
                g.target = made->frames.at[0].object;
                g.frames = &made->frames;
            }
            if (grant->map)
                g.region = show(plan, &g, mo, c);
            *vec_push(&pc->of_end[grant->to_side ? c->from.count + i : i]) = pc->grants.count;
            *vec_push(&pc->grants) = g;
        }
    }
}

/* ---- badges ---- */

static bool chosen_badge(const struct planned_grant *g, uint64_t *badge)
{
    struct value *value = interface_value(g->end->instance, g->end->interface, "attributes");

    return value && value_number(value, badge) && *badge != 0;
}

static struct made *made_for(const struct planned_connection *pc, struct made_object *objects,
                             const struct planned_grant *g)
{
    return &made_of(pc->connection, objects, g->object)->at[g->peer];
}

static const char *badge_key(const struct planned_object *object, uint64_t badge)
{
    return intern_printf("%zu/%lx", object->index, (unsigned long)badge);
}

/* The next free number from 1, or bit from bit 0; when bits run out the last one is shared. */
static uint64_t free_badge(const struct map *used, struct made *made)
{
    bool bits = made->object->type == OBJECT_NOTIFICATION;
    uint64_t badge = made->next_badge ? made->next_badge : 1;

    while (map_find(used, badge_key(made->object, badge)) && badge != LAST_SIGNAL)
        badge = bits ? badge * 2 : badge + 1;
    made->next_badge = badge == LAST_SIGNAL ? badge : bits ? badge * 2 : badge + 1;
    return badge;
}

static void use_badge(struct map *used, const struct planned_object *object, uint64_t badge,
                      const struct end *end)
{
    const struct end *other = map_add(used, badge_key(object, badge), (void *)end);
    struct diag *d;

    if (!other)
        return;
    d = diag(end->span, DIAG_badge_shared, "'%s.%s' and '%s.%s' have the same badge %lu",
             other->instance->name, other->interface->name, end->instance->name,
             end->interface->name, (unsigned long)badge);
    diag_note(d, other->span, "the other one is connected here");
}

/* The badge that its receiver or `<interface>_attributes` chooses for a signal or a client. */
static void choose_badge(struct planned_grant *g, const struct made *made, struct map *used)
{
    if (made->badge) {
        g->badge = made->badge;
        if (!map_find(used, badge_key(g->target, g->badge)))
            map_add(used, badge_key(g->target, g->badge), (void *)g->end);
    } else if (g->target->connection && chosen_badge(g, &g->badge)) {
        use_badge(used, g->target, g->badge, g->end);
    }
}

/*
 * Badges of a connection: those that are chosen, then for the others in source order the next
 * free number from 1; on a notification the next free bit, so that signals of several senders can
 * be told apart after they have been merged.
 */
static void choose_badges(struct planned_connection *pc, struct made_object *objects,
                          struct map *used)
{
    vec_each(struct planned_grant *, g, &pc->grants)
        if (g->grant->badged && !g->grant->map)
            choose_badge(g, made_for(pc, objects, g), used);
}

static void fill_badges(struct planned_connection *pc, struct made_object *objects,
                        struct map *used)
{
    vec_each(struct planned_grant *, g, &pc->grants)
        if (g->grant->badged && !g->grant->map && !g->badge) {
            g->badge = free_badge(used, made_for(pc, objects, g));
            map_add(used, badge_key(g->target, g->badge), (void *)g->end);
        }
}

/* `line signals ntfn badged;`: which notification each interrupt signals */
static void set_signals(struct planned_connection *pc, struct made_object *objects,
                        struct map *used)
{
    struct connection *c = pc->connection;

    vec_each(const struct connector_grant *, grant, &c->connector->grants) {
        struct made_object *lines, *targets;

        if (!grant->signals)
            continue;
        lines = made_of(c, objects, grant->object);
        targets = made_of(c, objects, grant->signals);
        for (size_t i = 0; i < lines->count; i++) {
            struct made *target = &targets->at[targets->count == lines->count ? i : 0];
            struct planned_object *irq = lines->at[i].object;

            irq->signals = target->object;
            if (!grant->badged)
                continue;
            irq->signal_badge = target->badge ? target->badge : free_badge(used, target);
            map_add(used, badge_key(target->object, irq->signal_badge), (void *)c->to.at[0]);
        }
    }
    vec_each(struct planned_grant *, g, &pc->grants)
        if (g->object->kind == CO_IRQ)
            g->badge = g->target->signal_badge;
}

/* ---- all connections ---- */

/* Ends that get something of each other end get the product of their numbers. */
static bool is_small(const struct connection *c)
{
    size_t pairs = 0;

    vec_each(const struct connector_grant *, g, &c->connector->grants) {
        size_t ends = g->to_side ? c->to.count : c->from.count;
        size_t objects = g->object->per == PER_FROM ? c->from.count
                       : g->object->per == PER_TO ? c->to.count : 1;
        bool own = g->object->per == (g->to_side ? PER_TO : PER_FROM);

        pairs += own ? ends : ends * objects;
    }
    if (pairs <= MAX_PAIRS)
        return true;
    diag(c->span, DIAG_too_many_ends, "'%s' joins %zu with %zu ends: %zu capabilities and "
         "mappings, more than %u", c->name, c->from.count, c->to.count, pairs, MAX_PAIRS);
    return false;
}

/* NULL: reported */
static struct made_object *plan_connection(struct making *m, struct planned_connection *pc)
{
    struct connection *c = pc->connection;
    struct made_object *objects;

    objects = arena_alloc((c->connector->objects.count + 1) * sizeof *objects);
    pc->of_end = arena_alloc((c->from.count + c->to.count + 1) * sizeof *pc->of_end);
    if (!is_small(c) || !make_objects(m, c, objects))
        return NULL;
    vec_each(const struct connector_grant *, grant, &c->connector->grants)
        if (!grant->signals)
            grant_line(m->plan, pc, grant, made_of(c, objects, grant->object));
    choose_badges(pc, objects, &m->badges);
    return objects;
}

/* Make the objects and grants of all connections; slots come with plan_link_caps. */
bool plan_connections(struct plan *plan)
{
    struct making m = {.plan = plan, .devices = devices_new()};
    size_t count = plan->model->connections.count;
    struct made_object **objects = arena_alloc((count + 1) * sizeof *objects);
    bool good = true;

    for (size_t i = 0; i < count; i++) {
        struct planned_connection pc = {.connection = plan->model->connections.at[i]};

        objects[i] = plan_connection(&m, &pc);
        *vec_push(&plan->connections) = pc;
        good &= objects[i] != NULL;
    }
    /* what is chosen for one connection is taken for all that share a notification with it */
    for (size_t i = 0; i < count; i++)
        if (objects[i]) {
            fill_badges(&plan->connections.at[i], objects[i], &m.badges);
            set_signals(&plan->connections.at[i], objects[i], &m.badges);
        }
    return good;
}

/* Give pi the capabilities of one of its links, in the order of the connector's lines. */
void plan_link_caps(struct plan *plan, struct planned_instance *pi, const struct link *link)
{
    struct connection *c = link->connection;
    struct planned_connection *pc = &plan->connections.at[c->index];
    const struct end *end = link->end;
    struct indices *own = &pc->of_end[(end->to_side ? c->from.count : 0) + end->position];

    vec_each(size_t *, i, own) {
        struct planned_grant *g = &pc->grants.at[*i];
        bool plain = g->object->kind == CO_ENDPOINT || g->object->kind == CO_NOTIFICATION;
        struct planned_cap cap = {.object = g->target, .badge = plain ? g->badge : 0,
            .rights = plain ? g->grant->rights : RIGHT_ALL, .connection = c, .end = end,
            .role = g->object->name};

        if (g->grant->map)
            continue;
        g->slot = g->frames ? plan_add_frame_caps(pi, cap, g->frames) : plan_add_cap(pi, cap);
    }
}
