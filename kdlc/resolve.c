/*
 * Names become declarations. Every declaration is resolved once, however often it is used, and
 * what could not be resolved stays NULL: later lookups through it are silent.
 */
#include <unistd.h>

#include "suggest.h"
#include "unit.h"

#define MORE_PLACES 3                   /* of an unknown name that are shown */

/* ---- declarations ---- */

static enum node_kind space_of(enum node_kind kind)
{
    return kind == NODE_ALIAS ? NODE_CONNECTOR : kind;
}

/* Only ends and attributes: as CAmkES declares a connector whose templates it has itself. */
static bool is_bare(const struct node *connector)
{
    const char *directory = connector->source->directory;

    vec_each(struct node *const *, n, &connector->items)
        if ((*n)->kind != NODE_SIDE && (*n)->kind != NODE_ATTRIBUTE)
            return false;
    return connector->kind == NODE_CONNECTOR
        && access(arena_printf("%s/from.c.m4", directory), F_OK) != 0
        && access(arena_printf("%s/to.c.m4", directory), F_OK) != 0;
}

/* A standard connector that the user declares again, without saying how it works, stays ours. */
static void keep_standard(struct node *mine, const struct node *standard)
{
    if (space_of(standard->kind) != NODE_CONNECTOR || !is_bare(mine))
        return;
    mine->kind = standard->kind;
    mine->items = standard->items;
    mine->ref = standard->ref;
    mine->source = standard->source;
}

static void collect(struct unit *unit)
{
    vec_each(struct node **, n, &unit->declarations) {
        struct node *node = *n;
        enum node_kind kind = space_of(node->kind);

        if (kind == NODE_ASSEMBLY)
            *vec_push(&unit->assemblies) = node;
        if (!node->name.text && kind == NODE_CONFIGURATION)
            diag_help(diag(node->span, DIAG_unused_setting, "nothing reads these settings: this "
                           "configuration stands in no assembly and has no name"),
                      "put it into the assembly, behind its composition");
        if (!node->name.text)
            continue;
        /* what the user declares takes the place of what the prelude does */
        if ((size_t)(n - unit->declarations.at) >= unit->prelude_start
            && map_find(&unit->names[kind], node->name.text)) {
            keep_standard(map_find(&unit->names[kind], node->name.text), node);
            continue;
        }
        check_name(&node->name, ast_kind_word(kind));
        if (declare(&unit->names[kind], node, NULL))
            *vec_push(&unit->named[kind]) = node;
    }
}

/* The same name as another kind of thing: "'Serial' is a procedure, not a component". */
static struct node *other_kind(struct unit *unit, const char *name, enum node_kind kind)
{
    for (enum node_kind k = 0; k < NODE_COUNT; k++) {
        struct node *node = map_find(&unit->names[k], name);

        if (k != kind && node)
            return node;
    }
    return NULL;
}

/* A name that is unknown once is unknown wherever it stands: one error, and the other places. */
struct reported { struct diag *diag; unsigned places; };

static bool is_reported(struct unit *unit, const struct path *ref, enum node_kind kind)
{
    struct reported *known = map_find(&unit->unknown, intern_printf("%s %s", ast_kind_word(kind),
                                                                    ast_path_text(ref)));

    if (known && known->places++ < MORE_PLACES)
        diag_note(known->diag, ast_path_span(ref), "it stands here, too");
    return known != NULL;
}

static void remember(struct unit *unit, const struct path *ref, enum node_kind kind,
                     struct diag *d)
{
    struct reported *reported = arena_alloc(sizeof *reported);

    reported->diag = d;
    map_add(&unit->unknown, intern_printf("%s %s", ast_kind_word(kind), ast_path_text(ref)),
            reported);
}

/* Why there is none here of a connector that CAmkES has; NULL: it has none of that name. */
static const char *why_foreign(const char *name, enum node_kind kind)
{
    static const struct { const char *name, *why; } foreign[] = {
#define FOREIGN_CONNECTOR(name, why) {name, why},
#include "foreign_connectors.def"
#undef FOREIGN_CONNECTOR
    };

    for (size_t i = 0; kind == NODE_CONNECTOR && i < sizeof foreign / sizeof *foreign; i++)
        if (strcmp(foreign[i].name, name) == 0)
            return foreign[i].why;
    return NULL;
}

static void report_unknown(struct unit *unit, const struct path *ref, enum node_kind kind,
                           enum diag_id id)
{
    const char *name = ast_path_text(ref), *word = ast_kind_word(kind);
    struct span span = ast_path_span(ref);
    struct node *other = other_kind(unit, intern(name), kind);
    struct suggestion s;
    struct diag *d;

    if (is_reported(unit, ref, kind))
        return;
    if (other) {
        const char *is = ast_kind_word(other->kind);

        d = diag(span, DIAG_wrong_kind, "'%s' is %s %s, expected %s %s", name, article(is), is,
                 article(word), word);
        diag_note(d, other->name.span, "declared here");
        remember(unit, ref, kind, d);
        return;
    }
    d = diag(span, id, "there is no %s '%s'", word, name);
    remember(unit, ref, kind, d);
    if (why_foreign(name, kind)) {
        diag_help(d, "%s", why_foreign(name, kind));
        return;
    }
    suggest_start(&s, name);
    vec_each(struct node **, n, &unit->named[kind])
        suggest_candidate(&s, (*n)->name.text);
    suggest_finish(&s, d, span);
}

struct node *resolve_ref(struct unit *unit, const struct path *ref, enum node_kind kind,
                         enum diag_id id)
{
    struct node *node = ref->count == 1 ? map_find(&unit->names[kind], ref->at[0].text) : NULL;

    if (!node)
        report_unknown(unit, ref, kind, id);
    return node;
}

/* ---- aliases ---- */

/* Bounded by the number of aliases: each is entered once. */
struct node *resolve_alias(struct node *node)
{
    struct node *n = node;

    while (n && n->kind == NODE_ALIAS)
        n = n->target;
    return n;
}

static void resolve_aliases(struct unit *unit)
{
    int round = 0;

    vec_each(struct node **, n, &unit->named[NODE_CONNECTOR])
        if ((*n)->kind == NODE_ALIAS)
            (*n)->target = resolve_ref(unit, &(*n)->ref, NODE_CONNECTOR, DIAG_unknown_connector);
    vec_each(struct node **, n, &unit->named[NODE_CONNECTOR]) {
        struct node *node = *n;

        for (round++; node && node->kind == NODE_ALIAS && !node->mark; node = node->target)
            node->mark = round;
        if (node && node->kind == NODE_ALIAS && node->mark == round) {
            diag(node->span, DIAG_alias_cycle, "the alias '%s' leads back to itself",
                 node->name.text);
            node->target = NULL;
        }
    }
    /* every alias points at its connector at once: no chain is walked again */
    vec_each(struct node **, n, &unit->named[NODE_CONNECTOR])
        if ((*n)->kind == NODE_ALIAS)
            (*n)->target = resolve_alias((*n)->target);
}

/* ---- types ---- */

static void resolve_type(struct unit *unit, struct node *node);

static void resolve_fields(struct unit *unit, const struct nodes *fields)
{
    struct map names = {0};

    vec_each(struct node **, n, fields) {
        if ((*n)->kind != NODE_FIELD)
            continue;
        check_name(&(*n)->name, "field");
        declare(&names, *n, "struct");
        resolve_type(unit, *n);
    }
}

static void resolve_type(struct unit *unit, struct node *node)
{
    if (node->type.fields) {
        resolve_fields(unit, node->type.fields);
    } else if (node->type.name) {
        node->target = map_find(&unit->names[NODE_STRUCT], node->type.name);
        if (!node->target && node->type.is_struct) {
            struct name name = {node->type.name, node->type.span};
            struct path path = {0};

            ast_path(&path, name);
            report_unknown(unit, &path, NODE_STRUCT, DIAG_unknown_struct);
        }
    }
}

/* A struct that is not declared here is C, and so is every other name. */
static void resolve_travelling(struct unit *unit, struct node *node, bool has_headers)
{
    if (node->type.fields)
        resolve_fields(unit, node->type.fields);
    else if (node->type.is_struct && !has_headers)
        node->target = map_find(&unit->names[NODE_STRUCT], node->type.name);
}

static void resolve_procedure(struct unit *unit, struct node *procedure)
{
    struct map methods = {0};
    bool has_headers = false;

    vec_each(struct node **, n, &procedure->items)
        has_headers |= (*n)->kind == NODE_INCLUDE;
    vec_each(struct node **, m, &procedure->items) {
        struct map parameters = {0};

        if ((*m)->kind != NODE_METHOD)
            continue;
        check_name(&(*m)->name, "method");
        declare(&methods, *m, "procedure");
        resolve_travelling(unit, *m, has_headers);
        vec_each(struct node **, p, &(*m)->items) {
            check_name(&(*p)->name, "parameter");
            declare(&parameters, *p, "method");
            resolve_travelling(unit, *p, has_headers);
        }
    }
}

/* ---- components ---- */

/* 'control' and 'hardware' */
static void check_said(struct node **said, struct node *item)
{
    struct node *before = said[item->kind];

    said[item->kind] = item;
    if (before)
        diag_note(diag(item->span, DIAG_said_twice, "'%s' is said twice of this component",
                       item->kind == NODE_CONTROL ? "control" : "hardware"), before->span,
                  "the first time here");
}

static void check_hardware(const struct node *component, const struct node *control)
{
    const char *name = component->name.text ? component->name.text : "(unnamed)";

    if (control)
        diag(control->span, DIAG_hardware_code,
             "component '%s' is hardware and cannot have 'control'", name);
    vec_each(struct node *const *, n, &component->items)
        if ((*n)->kind == NODE_HAS)
            diag((*n)->name.span, DIAG_hardware_code,
                 "component '%s' is hardware and has no use for '%s'", name, (*n)->name.text);
}

/* Names of a component's interfaces, for ends; made before any composition is resolved. */
static void index_component(const struct unit *unit, struct node *component)
{
    struct map *interfaces = arena_alloc(sizeof *interfaces), names = {0};
    struct node *said[NODE_COUNT] = {0};

    vec_each(struct node **, n, &component->items) {
        struct node *item = *n;

        if (item->kind == NODE_CONTROL || item->kind == NODE_HARDWARE)
            check_said(said, item);
        if (item->kind == NODE_INTERFACE
            && (item->detail == DETAIL_PROVIDES || item->detail == DETAIL_USES))
            resolve_exchanged(unit, item, NODE_PROCEDURE, DIAG_unknown_procedure);
        if (!item->name.text || item->kind == NODE_COMPOSITION
            || item->kind == NODE_CONFIGURATION)
            continue;
        check_name(&item->name, ast_kind_word(item->kind));
        if (declare(&names, item, "component") && item->kind == NODE_INTERFACE)
            map_add(interfaces, item->name.text, item);
    }
    component->names = interfaces;
    if (said[NODE_HARDWARE])
        check_hardware(component, said[NODE_CONTROL]);
}

void resolve_component(struct unit *unit, struct node *component)
{
    if (!component->names)
        index_component(unit, component);
    vec_each(struct node **, n, &component->items) {
        struct node *item = *n;

        item->source = component->source;
        if (item->kind == NODE_INTERFACE
            && (item->detail == DETAIL_PROVIDES || item->detail == DETAIL_USES)) {
            item->target = resolve_ref(unit, &item->ref, NODE_PROCEDURE, DIAG_unknown_procedure);
            item->refused |= !item->target;
        } else if (item->kind == NODE_ATTRIBUTE) {
            resolve_type(unit, item);
        }
    }
    *vec_push(&unit->resolved) = component;
    resolve_parts(unit, component);
}

void resolve_any_connector(struct unit *unit, struct node *connector)
{
    size_t errors = diag_errors();

    resolve_connector(connector);
    vec_each(struct node **, n, &connector->items)
        if ((*n)->kind == NODE_ATTRIBUTE)
            resolve_type(unit, *n);
    connector->refused |= diag_errors() != errors;
}

/* ---- components that contain themselves ---- */

enum { UNSEEN, ENTERED, LEFT };

static void find_recursion(struct node *component, unsigned depth);

static void enter_instance(struct node *instance, unsigned depth)
{
    if (instance->kind == NODE_GROUP)
        vec_each(struct node **, n, &instance->items)
            enter_instance(*n, depth);
    if (instance->kind != NODE_INSTANCE || !instance->target)
        return;
    if (instance->target->mark == ENTERED || depth > 200) {
        struct diag *d = diag(instance->span, DIAG_recursive_component, depth > 200
                              ? "component '%s' is nested too deeply"
                              : "component '%s' contains itself", instance->target->name.text);

        diag_note(d, instance->target->span, "declared here");
        instance->target = NULL;
        instance->refused = true;
    } else if (instance->target->mark == UNSEEN) {
        find_recursion(instance->target, depth + 1);
    }
}

static void find_recursion(struct node *component, unsigned depth)
{
    component->mark = ENTERED;
    vec_each(struct node **, n, &component->items) {
        struct node *composition = composition_of(*n);

        if (composition)
            vec_each(struct node **, i, &composition->items)
                enter_instance(*i, depth);
    }
    component->mark = LEFT;
}

/* ---- all ---- */

void resolve(struct unit *unit)
{
    collect(unit);
    resolve_aliases(unit);
    vec_each(struct node **, n, &unit->declarations)
        if ((*n)->kind == NODE_COMPONENT)
            index_component(unit, *n);
    vec_each(struct node **, n, &unit->declarations) {
        switch ((int)(*n)->kind) {
        case NODE_PROCEDURE: resolve_procedure(unit, *n); break;
        case NODE_STRUCT: resolve_fields(unit, &(*n)->items); break;
        case NODE_COMPONENT: resolve_component(unit, *n); break;
        case NODE_CONNECTOR: resolve_any_connector(unit, *n); break;
        }
    }
    resolve_assemblies(unit);
    vec_each(struct node **, n, &unit->named[NODE_COMPONENT])
        if ((*n)->mark == UNSEEN)
            find_recursion(*n, 0);
    unit->monitor = map_find(&unit->names[NODE_COMPONENT], intern("Monitor"));
}
