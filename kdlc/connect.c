/*
 * Connections that share an end become one, with the ends in the order in which they are
 * written: `c1(from a.x, to s.y)` and `c2(from b.x, to s.y)` are one connection "c1.c2".
 */
#include <stdlib.h>

#include "instantiate.h"
#include "text.h"

#define MAX_JOINED 8                    /* names of connections in that of the one they become */

/* who uses an interface of an instance first */
struct use { struct raw *raw; struct end *end; };

static struct raw *leader_of(struct raw *raw)
{
    while (raw->leader != raw) {
        raw->leader = raw->leader->leader;
        raw = raw->leader;
    }
    return raw;
}

/* The one written first leads. raws stand in order of writing, so the older is always first. */
static void unite(struct raw *older, struct raw *newer)
{
    newer = leader_of(newer);
    older = leader_of(older);
    newer->leader = older;
}

static const char *end_text(const struct end *end)
{
    return arena_printf("%s.%s", end->instance->name, end->interface->name);
}

/* One message for both ends of a connection that is one too many. */
static void report_twice(const struct end *end, const struct use *before, struct raw *raw)
{
    struct diag *d;

    if (raw->refused)
        return;                         /* which was told */
    raw->refused = true;
    d = diag(end->span, DIAG_connected_twice, "'%s' is already connected", end_text(end));
    if (before->raw != raw && before->raw->connector != raw->connector)
        diag_note(d, before->end->span, "by '%s', which is a %s and not a %s", before->raw->name,
                  before->raw->connector->name, raw->connector->name);
    else
        diag_note(d, before->end->span, "here, by '%s'", before->raw->name);
}

static void use_end(struct map *uses, struct raw *raw, struct end *end)
{
    const struct connector *connector = raw->connector;
    const struct connector_side *side = end->to_side ? &connector->to : &connector->from;
    const char *key = intern(end_text(end));
    struct use *use = map_find(uses, key);

    if (end->interface->kind != side->kinds[0])
        return;                         /* told later, and in nobody's way */
    if (!use) {
        use = arena_alloc(sizeof *use);
        *use = (struct use){raw, end};
        map_add(uses, key, use);
        return;
    }
    if (use->raw == raw || use->raw->connector != connector || use->end->to_side != end->to_side
        || !(end->to_side ? connector->from : connector->to).plural)
        report_twice(end, use, raw);
    else
        unite(use->raw, raw);
}

static void check_count(struct raw *raw, bool to)
{
    const struct connector_side *side = to ? &raw->connector->to : &raw->connector->from;
    size_t count = to ? raw->to.count : raw->from.count;
    const char *word = to ? "to" : "from";

    raw->refused |= count == 0 || (count > 1 && !side->plural);
    if (count == 0)
        diag(raw->node->name.span, DIAG_missing_end, "connection '%s' has no '%s' end",
             raw->name, word);
    else if (count > 1 && !side->plural && (to ? raw->from.count : raw->to.count) > 0)
        diag_note(diag((to ? raw->to.at[1] : raw->from.at[1])->span, DIAG_too_many_ends,
                       "connector '%s' takes only one '%s' end", raw->connector->name, word),
                  raw->connector->span, "declared here");
}

/* ---- merged connections ---- */

struct seen { struct map ends, pairs; struct names names; size_t pair_count, raw_count; };

static void add_end(struct connection *connection, struct seen *seen, struct end *end)
{
    /* the ends of one connection are not the same: use_end */
    if (seen->raw_count > 1 && map_add(&seen->ends, intern(end_text(end)), end))
        return;
    end->position = end->to_side ? connection->to.count : connection->from.count;
    if (end->to_side)
        *vec_push(&connection->to) = end;
    else
        *vec_push(&connection->from) = end;
    *vec_push(&end->instance->links) = (struct link){connection, end};
}

static struct span last_span(const struct node *setting)
{
    return setting->path.at[setting->path.count - 1].span;
}

static void add_settings(struct connection *connection, const struct pendings *settings)
{
    vec_each(struct pending **, p, settings) {
        struct setting *before = NULL;

        if (!(*p)->value)
            continue;
        vec_each(struct setting *, s, &connection->settings)
            if (s->name == (*p)->name)
                before = s;
        if (before)
            diag_note(diag((*p)->node->span, DIAG_duplicate_setting,
                           "'%s' is set twice: the connections are one, for they share an end",
                           (*p)->name), before->span, "first set here");
        else
            *vec_push(&connection->settings) = (struct setting){
                .name = (*p)->name, .value = (*p)->value, .span = last_span((*p)->node)};
    }
}

/* Of very many only the first are named: the name stands wherever one of its ends does. */
static const char *joined(struct names *names)
{
    const char *text;

    if (names->count > 1)
        qsort(names->at, names->count, sizeof names->at[0], text_order);
    text = names->at[0];
    for (size_t i = 1; i < names->count && i < MAX_JOINED; i++)
        text = intern_printf("%s.%s", text, names->at[i]);
    return names->count <= MAX_JOINED ? text
         : intern_printf("%s.and_%zu_more", text, names->count - MAX_JOINED);
}

static struct seen *seen_of(struct map *all, const struct raw *leader)
{
    struct seen *seen = map_find(all, (const char *)leader);

    if (!seen) {
        arena_begin_passing();
        seen = arena_alloc(sizeof *seen);
        map_add(all, (const char *)leader, seen);
        arena_end_passing();
    }
    return seen;
}

/* No two connections join the same two ends. */
static void add_pairs(struct seen *seen, struct raw *raw)
{
    vec_each(struct end *const *, from, &raw->from)
        vec_each(struct end *const *, to, &raw->to) {
            const char *pair = intern_printf("%s %s", end_text(*from), end_text(*to));
            struct raw *before = map_add(&seen->pairs, pair, raw);

            if (before && before != raw)
                diag_note(diag((*to)->span, DIAG_connected_twice, "'%s' and '%s' are connected "
                               "already", end_text(*from), end_text(*to)),
                          before->node->name.span, "by '%s'", before->name);
        }
}

static void add_raw(struct system *system, struct map *all, struct raw *raw)
{
    struct raw *leader = leader_of(raw);
    struct seen *seen = seen_of(all, leader);

    if (!leader->connection) {
        leader->connection = arena_alloc(sizeof *leader->connection);
        leader->connection->connector = leader->connector;
        leader->connection->span = leader->node->name.span;
        leader->connection->index = system->model->connections.count;
        *vec_push(&system->model->connections) = leader->connection;
    }
    vec_each(struct end **, end, &raw->from)
        add_end(leader->connection, seen, *end);
    vec_each(struct end **, end, &raw->to)
        add_end(leader->connection, seen, *end);
    if (seen->raw_count > 1)
        add_pairs(seen, raw);
    add_settings(leader->connection, &raw->settings);
    *vec_push(&seen->names) = raw->name;
    seen->pair_count += raw->from.count * raw->to.count;
}

/*
 * Merging a -> x, b -> x, a -> y also lets b reach y, which nobody wrote. For dataports that is
 * what sharing memory means; for the others it deserves a word.
 */
static void check_pairs(const struct connection *connection, const struct seen *seen)
{
    size_t all = connection->from.count * connection->to.count;

    if (!diag_failed() && seen->pair_count < all
        && connection->connector->from.kinds[0] != IF_DATAPORT)
        diag_help(diag(connection->span, DIAG_merged_wider, "these connections are one, for they "
                       "share ends, and join %zu pairs where %zu are written", all,
                       seen->pair_count),
                  "every 'from' end of '%s' reaches every 'to' end", connection->name);
}

/* ---- calls through a dataport ---- */

static uint64_t size_of(const struct raw *raw)
{
    const struct pending *size = pending_find(&raw->settings, intern("size"));

    if (size && size->value && size->value->kind == VALUE_INT && size->value->i > 0)
        return (uint64_t)size->value->i;
    return raw->from.count > 0 && raw->from.at[0]->interface->size > 0
         ? raw->from.at[0]->interface->size : 4096;
}

/* Setting `buffer` names a connection of dataports whose memory carries a call: CallBuffered. */
static void use_buffer(struct system *system, struct raw *raw)
{
    struct pending *buffer = pending_find(&raw->settings, intern("buffer"));
    struct node *buffered = map_find(&system->unit->names[NODE_CONNECTOR],
                                     intern("CallBuffered"));
    struct pending *size;
    bool found = false;

    if (!buffer || !buffer->value || buffer->value->kind != VALUE_STRING || !buffered
        || raw->connector->name != intern("Call"))
        return;
    raw->connector = lower_connector(buffered);
    if (pending_find(&raw->settings, intern("size")))
        return;
    size = arena_alloc(sizeof *size);
    *size = *buffer;
    size->name = intern("size");
    size->value = arena_alloc(sizeof *size->value);
    *size->value = (struct value){.kind = VALUE_INT, .span = buffer->value->span, .i = 4096};
    vec_each(struct raw **, r, &system->raws)
        if ((*r)->name == intern(buffer->value->s)) {
            size->value->i = (int64_t)size_of(*r);
            found = true;
        }
    if (!found && !diag_failed())
        diag(buffer->value->span, DIAG_unknown_setting, "there is no connection '%s' whose memory "
             "could carry the call", buffer->value->s);
    *vec_push(&raw->settings) = size;
}

/* Of what is not in the model, the ends are not missed either. */
static void excuse_ends(const struct raw *raw)
{
    vec_each(struct end *const *, end, &raw->from)
        *vec_push(&(*end)->instance->excused) = (*end)->interface->name;
    vec_each(struct end *const *, end, &raw->to)
        *vec_push(&(*end)->instance->excused) = (*end)->interface->name;
}

void merge_connections(struct system *system)
{
    struct map uses = {0}, all = {0};

    vec_each(struct raw **, raw, &system->raws)
        use_buffer(system, *raw);

    vec_each(struct raw **, raw, &system->raws) {
        check_count(*raw, false);
        check_count(*raw, true);
        vec_each(struct end **, end, &(*raw)->from)
            use_end(&uses, *raw, *end);
        vec_each(struct end **, end, &(*raw)->to)
            use_end(&uses, *raw, *end);
    }
    vec_each(struct raw **, raw, &system->raws)
        if ((*raw)->refused)
            excuse_ends(*raw);
        else
            seen_of(&all, leader_of(*raw))->raw_count++;
    vec_each(struct raw **, raw, &system->raws)
        if (!(*raw)->refused)
            add_raw(system, &all, *raw);
    vec_each(struct raw **, raw, &system->raws)
        if ((*raw)->connection) {
            (*raw)->connection->name = joined(&seen_of(&all, *raw)->names);
            check_pairs((*raw)->connection, seen_of(&all, *raw));
        }
}
