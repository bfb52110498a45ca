/* Data of a connector's template: one end of a connection. */
#include "emit_m4_methods.h"
#include "emit_m4_parts.h"

static struct end *peer_of(const struct planned_grant *g, const struct connection *c)
{
    switch (g->object->per) {
    case PER_FROM:
        return c->from.at[g->peer];
    case PER_TO:
        return c->to.at[g->peer];
    case PER_CONNECTION:
        break;
    }
    return NULL;
}

/* what an end is told apart by */
static uint64_t badge_of(const struct planned_connection *pc, const struct end *end)
{
    size_t first = end->to_side ? pc->connection->from.count : 0;

    vec_each(const size_t *, i, &pc->of_end[first + end->position])
        if (pc->grants.at[*i].badge)
            return pc->grants.at[*i].badge;
    return 0;
}

/* columns: peer, instance, badge, slot, address, size */
static void grant_row(struct m4_data *data, const struct planned_connection *pc,
                      const struct planned_grant *g)
{
    const struct end *peer = peer_of(g, pc->connection);
    const struct planned_region *region = g->region;

    m4_rows(data, c_number(g->peer), peer ? peer->instance->name : "",
            c_number(peer ? badge_of(pc, peer) : g->badge), c_number(g->slot),
            c_address(region ? region->vaddr + region->offset : 0),
            c_number(region ? region->bytes : 0));
}

/* what arrives at a notification by this connection, merged */
static uint64_t signals_of(const struct planned_connection *pc, const struct planned_grant *waiting)
{
    uint64_t all = 0;

    vec_each(const struct planned_grant *, g, &pc->grants)
        if (g->target == waiting->target)
            all |= g->badge;
    return all;
}

/* memory that is mapped and held has both halves */
static void emit_first_grant(struct m4_data *data, const struct planned_connection *pc,
                             const struct planned_grant *g)
{
    const char *name = g ? g->object->name : NULL;

    if (g && g->region) {
        m4_scalar(data, arena_printf("%s_address", name),
                  c_address(g->region->vaddr + g->region->offset));
        m4_scalar(data, arena_printf("%s_size", name), c_number(g->region->bytes));
    } else if (g) {
        m4_scalar(data, arena_printf("%s_slot", name), c_number(g->slot));
        m4_scalar(data, arena_printf("%s_badge", name), c_number(g->badge));
        if (g->object->kind == CO_NOTIFICATION)
            m4_scalar(data, arena_printf("%s_signals", name), c_number(signals_of(pc, g)));
    }
}

/* Scalars for the first of each object that this end was given, and lists of all. */
static void emit_grants(struct m4_data *data, const struct planned_connection *pc,
                        const struct end *end)
{
    size_t first = end->to_side ? pc->connection->from.count : 0;
    const struct indices *own = &pc->of_end[first + end->position];

    vec_each(const struct connector_object *, o, &pc->connection->connector->objects) {
        const struct planned_grant *held = NULL, *shown = NULL;

        m4_list_begin(data, o->name);
        vec_each(const size_t *, i, own) {
            const struct planned_grant *g = &pc->grants.at[*i];

            if (g->object != o)
                continue;
            if (g->region)
                shown = shown ? shown : g;
            else
                held = held ? held : g;
            if (g->region || !g->frames)
                grant_row(data, pc, g);
        }
        m4_list_end(data);
        emit_first_grant(data, pc, shown);
        emit_first_grant(data, pc, held);
    }
}

static void emit_peers(struct m4_data *data, const struct planned_connection *pc,
                       const struct end *end)
{
    const struct connection *c = pc->connection;
    struct end *const *peers = end->to_side ? c->from.at : c->to.at;
    size_t count = end->to_side ? c->from.count : c->to.count;

    m4_list_begin(data, "peer");
    for (size_t i = 0; i < count; i++)
        m4_rows(data, c_number(i), peers[i]->instance->name, peers[i]->interface->name,
                c_number(badge_of(pc, peers[i])));
    m4_list_end(data);
}

/* a number, or a string as C writes it; nothing else is for templates */
static void emit_value(struct m4_data *data, const char *name, const struct value *value)
{
    if (value && value->kind != VALUE_LIST && value->kind != VALUE_DICT)
        m4_scalar(data, name, value_text(value));
}

/* number of the procedure's first method among those of all clients; adds it when it is new */
static size_t first_method(struct procedures *procedures, const struct procedure *wanted)
{
    size_t first = 0;

    vec_each(const struct procedure *const *, p, procedures) {
        if (*p == wanted)
            return first;
        first += (*p)->methods.count;
    }
    *vec_push(procedures) = wanted;
    return first;
}

/* what the clients may ask for: their procedures are all the same, or the connector says not */
static void emit_served(struct m4_data *data, const struct planned_connection *pc)
{
    struct procedures procedures = {0};

    m4_list_begin(data, "client");
    vec_each(struct end *const *, from, &pc->connection->from) {
        const struct procedure *p = (*from)->interface->procedure;

        if (p)
            m4_rows(data, c_number(badge_of(pc, *from)), c_number(first_method(&procedures, p)),
                    c_number(p->methods.count));
    }
    m4_list_end(data);
    emit_methods(data, &procedures, true);
}

static void emit_used(struct m4_data *data, const struct procedure *procedure)
{
    struct procedures procedures = {0};

    *vec_push(&procedures) = procedure;
    emit_methods(data, &procedures, false);
}

static bool is_set(const struct settings *settings, const char *name)
{
    vec_each(const struct setting *, s, settings)
        if (s->name == name)
            return true;
    return false;
}

/* k_own_x: setting or attribute `<interface>_x` of the instance; k_set_x: of the connection */
static void emit_settings(struct m4_data *data, const struct connection *c, const struct end *end)
{
    const char *prefix = arena_printf("%s_", end->interface->name);
    size_t length = strlen(prefix);

    vec_each(const struct attribute_value *, a, &end->instance->attributes)
        if (strncmp(a->attribute->name, prefix, length) == 0
            && !is_set(&end->instance->settings, a->attribute->name))
            emit_value(data, arena_printf("own_%s", a->attribute->name + length), a->value);
    vec_each(const struct setting *, s, &end->instance->settings)
        if (strncmp(s->name, prefix, length) == 0)
            emit_value(data, arena_printf("own_%s", s->name + length), s->value);
    vec_each(const struct attribute *, a, &c->connector->attributes)
        if (!is_set(&c->settings, a->name))
            emit_value(data, arena_printf("set_%s", a->name), a->fallback);
    vec_each(const struct setting *, s, &c->settings)
        emit_value(data, arena_printf("set_%s", s->name), s->value);
}

void emit_interface(struct m4_data *data, const struct plan *plan, const struct link *link)
{
    const struct connection *c = link->connection;
    const struct planned_connection *pc = &plan->connections.at[c->index];
    const struct interface *interface = link->end->interface;

    m4_scalar(data, "instance", link->end->instance->name);
    m4_scalar(data, "interface", interface->name);
    m4_scalar(data, "connection", c->name ? c->name : "");
    m4_scalar(data, "connection_id", c_number(c->index + 1));
    m4_scalar(data, "connector", c->connector->name);
    m4_scalar(data, "program_threads",
              c_number(plan->by_index[link->end->instance->index]->space->thread_count));
    if (interface->kind == IF_DATAPORT)
        m4_scalar(data, "ctype", dataport_type(interface));
    if (interface->procedure)
        m4_scalar(data, "procedure", interface->procedure->name);
    emit_grants(data, pc, link->end);
    emit_peers(data, pc, link->end);
    emit_settings(data, c, link->end);
    if (interface->kind == IF_PROVIDES)
        emit_served(data, pc);
    else if (interface->procedure)
        emit_used(data, interface->procedure);
}
