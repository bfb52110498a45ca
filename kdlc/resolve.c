/*
 * Names become declarations. Every declaration is resolved once, however often it is used, and
 * what could not be resolved stays NULL: later lookups through it are silent.
 */
#include <unistd.h>

#include "suggest.h"
#include "unit.h"

#define MORE_PLACES 3                   /* of an unknown name that are shown */

static const char *article(const char *word)
{
    return strchr("aeiou", *word) ? "an" : "a";
}

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
    suggest_start(&s, name);
    vec_each(struct node **, n, &unit->named[kind])
        suggest_candidate(&s, (*n)->name.text);
    suggest_finish(&s, d, span);
}

/* The declaration that ref names; reported and NULL when there is none. */
static struct node *find(struct unit *unit, const struct path *ref, enum node_kind kind,
                         enum diag_id id)
{
    struct node *node = ref->count == 1 ? map_find(&unit->names[kind], ref->at[0].text) : NULL;

    if (!node)
        report_unknown(unit, ref, kind, id);
    return node;
}

/* ---- aliases ---- */

/* Bounded by the number of aliases: each is entered once. */
static struct node *follow(struct node *node)
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
            (*n)->target = find(unit, &(*n)->ref, NODE_CONNECTOR, DIAG_unknown_connector);
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
            (*n)->target = follow((*n)->target);
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
        declare(&methods, *m, "procedure");
        resolve_travelling(unit, *m, has_headers);
        vec_each(struct node **, p, &(*m)->items) {
            check_name(&(*p)->name, "parameter");
            declare(&parameters, *p, "method");
            resolve_travelling(unit, *p, has_headers);
        }
    }
}

/* ---- compositions ---- */

/*
 * Names of one composition: instances (those of groups too) and connections; groups are apart, as
 * one may be called like an instance.
 */
struct scope {
    struct map names, groups;
    struct nodes all;
    struct node *component;             /* NULL: the assemblies, which are one system */
    const char *what;
};

static void add_to_scope(struct scope *scope, struct node *node)
{
    if (!node->name.text)
        return;
    check_name(&node->name, ast_kind_word(node->kind));
    if (declare(node->kind == NODE_GROUP ? &scope->groups : &scope->names, node, scope->what))
        *vec_push(&scope->all) = node;
}

static void resolve_component(struct unit *unit, struct node *component);
static void resolve_any_connector(struct unit *unit, struct node *connector);

static void resolve_instance(struct unit *unit, struct scope *scope, struct node *node)
{
    if (node->body) {
        node->target = node->body;
        node->body->source = node->source;
        resolve_component(unit, node->body);
    } else {
        node->target = find(unit, &node->ref, NODE_COMPONENT, DIAG_unknown_component);
    }
    add_to_scope(scope, node);
}

static void resolve_group(struct unit *unit, struct scope *scope, struct node *group)
{
    add_to_scope(scope, group);
    vec_each(struct node **, n, &group->items) {
        (*n)->source = group->source;
        resolve_instance(unit, scope, *n);
    }
}

static void report_unknown_instance(const struct scope *scope, const struct name *name)
{
    struct node *other = map_find(&scope->names, name->text);
    struct suggestion s;
    struct diag *d;

    if (!other)
        other = map_find(&scope->groups, name->text);
    if (other) {
        d = diag(name->span, DIAG_wrong_kind, "'%s' is %s %s, expected an instance", name->text,
                 article(ast_kind_word(other->kind)), ast_kind_word(other->kind));
        diag_note(d, other->name.span, "declared here");
        return;
    }
    d = diag(name->span, DIAG_unknown_instance, "there is no instance '%s' here", name->text);
    suggest_start(&s, name->text);
    vec_each(struct node **, n, &scope->all)
        if ((*n)->kind == NODE_INSTANCE)
            suggest_candidate(&s, (*n)->name.text);
    suggest_finish(&s, d, name->span);
}

static struct node *interface_of(const struct node *component, const char *name)
{
    return map_find(component->names, name);
}

static void report_unknown_interface(const struct node *component, const struct name *name)
{
    const char *type = component->name.text ? component->name.text : "(unnamed)";
    struct suggestion s;
    struct diag *d;

    d = diag(name->span, DIAG_unknown_interface, "component '%s' has no interface '%s'", type,
             name->text);
    if (component->name.text)
        diag_note(d, component->name.span, "'%s' declared here", type);
    suggest_start(&s, name->text);
    vec_each(struct node **, n, &component->items)
        if ((*n)->kind == NODE_INTERFACE)
            suggest_candidate(&s, (*n)->name.text);
    suggest_finish(&s, d, name->span);
}

static bool is_member(const struct node *group, const struct node *instance)
{
    vec_each(struct node *const *, n, &group->items)
        if (*n == instance)
            return true;
    return false;
}

/* The instance of group.instance; reported and NULL when the group has none of that name. */
static struct node *member_of(const struct scope *scope, const struct node *group,
                              const struct name *name)
{
    struct node *instance = map_find(&scope->names, name->text);
    struct suggestion s;
    struct diag *d;

    if (instance && is_member(group, instance))
        return instance;
    d = diag(name->span, DIAG_unknown_instance, "there is no instance '%s' in the group '%s'",
             name->text, group->name.text);
    suggest_start(&s, name->text);
    vec_each(struct node *const *, n, &group->items)
        suggest_candidate(&s, (*n)->name.text);
    suggest_finish(&s, d, name->span);
    return NULL;
}

/* The instance that an end names before its interface; reported and NULL when there is none. */
static struct node *instance_of_end(const struct scope *scope, const struct path *path)
{
    struct node *group, *instance;

    if (path->count == 2) {
        instance = map_find(&scope->names, path->at[0].text);
        if (instance && instance->kind == NODE_INSTANCE)
            return instance;
        report_unknown_instance(scope, &path->at[0]);
        return NULL;
    }
    group = path->count == 3 ? map_find(&scope->groups, path->at[0].text) : NULL;
    if (group)
        return member_of(scope, group, &path->at[1]);
    diag(ast_path_span(path), DIAG_bad_end, "expected instance.interface, found '%s'",
         ast_path_text(path));
    return NULL;
}

/*
 * instance.interface, or group.instance.interface, or interface alone for the component that the
 * composition belongs to. The interface becomes node->target, the instance node->body.
 */
static void resolve_end(const struct scope *scope, struct node *node)
{
    struct path *path = &node->path;
    const struct name *last = &path->at[path->count - 1];
    struct node *component = scope->component;

    if (path->count > 1) {
        node->body = instance_of_end(scope, path);
        if (!node->body)
            return;
        component = node->body->target;
        if (!component)
            return;
    } else if (!component) {
        diag(last->span, DIAG_bad_end, "expected instance.interface, found '%s'", last->text);
        return;
    }
    node->target = interface_of(component, last->text);
    if (!node->target)
        report_unknown_interface(component, last);
}

struct node *resolve_instance_of(const struct node *end)
{
    return end->body;
}

static void resolve_connection(struct unit *unit, struct scope *scope, struct node *node)
{
    if (node->body) {
        node->body->source = node->source;
        resolve_any_connector(unit, node->body);
        node->target = node->body;
    } else {
        node->target = find(unit, &node->ref, NODE_CONNECTOR, DIAG_unknown_connector);
        node->target = follow(node->target);
    }
    vec_each(struct node **, end, &node->items)
        resolve_end(scope, *end);
}

static const char *type_text(const struct node *interface)
{
    return ast_path_text(&interface->ref);
}

static void resolve_export(const struct scope *scope, struct node *node)
{
    struct name *outer = &node->ref.at[node->ref.count - 1];
    struct node *mine;

    if (!scope->component || node->ref.count != 1 || node->path.count < 2) {
        diag(node->span, DIAG_bad_end, scope->component
             ? "expected 'export instance.interface -> interface'"
             : "only the composition of a component can export");
        return;
    }
    resolve_end(scope, node);
    mine = interface_of(scope->component, outer->text);
    if (!mine) {
        report_unknown_interface(scope->component, outer);
    } else if (node->target && (mine->detail != node->target->detail
                                || strcmp(type_text(mine), type_text(node->target)) != 0)) {
        struct diag *d = diag(node->span, DIAG_export_mismatch,
                              "'%s' and '%s' differ in kind or type", ast_path_text(&node->path),
                              outer->text);

        diag_note(d, node->target->span, "'%s' declared here", node->target->name.text);
        diag_note(d, mine->span, "'%s' declared here", mine->name.text);
    }
}

/* One that only connects the component's own interfaces is no mistake. */
static void check_filled(const struct node *composition)
{
    vec_each(struct node *const *, n, &composition->items)
        if ((*n)->kind != NODE_GROUP || (*n)->items.count > 0)
            return;
    diag(composition->span, DIAG_empty_composition, "this composition is empty");
}

static void declare_items(struct unit *unit, struct scope *scope, struct node *composition)
{
    vec_each(struct node **, n, &composition->items) {
        (*n)->source = composition->source;
        switch ((int)(*n)->kind) {
        case NODE_INSTANCE: resolve_instance(unit, scope, *n); break;
        case NODE_GROUP: resolve_group(unit, scope, *n); break;
        case NODE_CONNECTION: add_to_scope(scope, *n); break;
        }
    }
}

static void connect_items(struct unit *unit, struct scope *scope, struct node *composition)
{
    vec_each(struct node **, n, &composition->items) {
        if ((*n)->kind == NODE_CONNECTION)
            resolve_connection(unit, scope, *n);
        if ((*n)->kind == NODE_EXPORT)
            resolve_export(scope, *n);
    }
}

static void check_single(const struct node *owner, enum node_kind kind)
{
    const struct node *first = NULL;

    vec_each(struct node *const *, n, &owner->items) {
        if ((*n)->kind != kind)
            continue;
        if (first)
            diag_note(diag((*n)->span, DIAG_second_part, "this %s has a second %s",
                           ast_kind_word(owner->kind), ast_kind_word(kind)),
                      first->span, "the first is here");
        else
            first = *n;
    }
}

static struct node *composition_of(struct node *part)
{
    if (part->kind != NODE_COMPOSITION)
        return NULL;
    return part->ref.count ? part->target : part;
}

/* An attribute becomes a name in C, also one that nobody has declared. */
static void check_settings_names(const struct node *configuration)
{
    vec_each(struct node *const *, n, &configuration->items)
        if ((*n)->kind == NODE_SETTING && (*n)->path.count == 2)
            check_name(&(*n)->path.at[1], "attribute");
}

/* compositions and configurations of a component or assembly, in place or by reference */
static void declare_parts(struct unit *unit, struct scope *scope, struct node *owner)
{
    check_single(owner, NODE_COMPOSITION);
    check_single(owner, NODE_CONFIGURATION);
    vec_each(struct node **, n, &owner->items) {
        struct node *part = *n;

        part->source = owner->source;
        if (part->kind == NODE_COMPOSITION && part->ref.count)
            part->target = find(unit, &part->ref, NODE_COMPOSITION, DIAG_unknown_composition);
        else if (part->kind == NODE_CONFIGURATION && part->ref.count)
            part->target = find(unit, &part->ref, NODE_CONFIGURATION,
                                DIAG_unknown_configuration);
        if (composition_of(part))
            declare_items(unit, scope, composition_of(part));
        else if (part->kind == NODE_CONFIGURATION)
            check_settings_names(part->target ? part->target : part);
    }
}

/* once all that they may name is declared */
static void connect_parts(struct unit *unit, struct scope *scope, struct node *owner)
{
    vec_each(struct node **, n, &owner->items)
        if (composition_of(*n))
            connect_items(unit, scope, composition_of(*n));
}

static void check_compositions(const struct node *owner)
{
    vec_each(struct node *const *, n, &owner->items)
        if (composition_of(*n))
            check_filled(composition_of(*n));
}

/* What one assembly declares, another may connect. */
static void resolve_assemblies(struct unit *unit)
{
    struct scope scope = {.what = unit->assemblies.count > 1 ? "system" : "composition"};

    vec_each(struct node **, assembly, &unit->assemblies)
        declare_parts(unit, &scope, *assembly);
    vec_each(struct node **, assembly, &unit->assemblies) {
        if (scope.all.count == 0)       /* else what one of them lacks, another has */
            check_compositions(*assembly);
        connect_parts(unit, &scope, *assembly);
    }
}

/* ---- components ---- */

/* Names of a component's interfaces, for ends; made before any composition is resolved. */
static void index_component(struct node *component)
{
    struct map *interfaces = arena_alloc(sizeof *interfaces), names = {0};

    vec_each(struct node **, n, &component->items) {
        struct node *item = *n;

        if (!item->name.text || item->kind == NODE_COMPOSITION
            || item->kind == NODE_CONFIGURATION)
            continue;
        check_name(&item->name, ast_kind_word(item->kind));
        if (declare(&names, item, "component") && item->kind == NODE_INTERFACE)
            map_add(interfaces, item->name.text, item);
    }
    component->names = interfaces;
}

static void resolve_component(struct unit *unit, struct node *component)
{
    struct scope scope = {.component = component, .what = "composition"};

    if (!component->names)
        index_component(component);
    vec_each(struct node **, n, &component->items) {
        struct node *item = *n;

        item->source = component->source;
        if (item->kind == NODE_INTERFACE
            && (item->detail == DETAIL_PROVIDES || item->detail == DETAIL_USES))
            item->target = find(unit, &item->ref, NODE_PROCEDURE, DIAG_unknown_procedure);
        else if (item->kind == NODE_ATTRIBUTE)
            resolve_type(unit, item);
    }
    declare_parts(unit, &scope, component);
    check_compositions(component);
    connect_parts(unit, &scope, component);
}

static void resolve_any_connector(struct unit *unit, struct node *connector)
{
    resolve_connector(connector);
    vec_each(struct node **, n, &connector->items)
        if ((*n)->kind == NODE_ATTRIBUTE)
            resolve_type(unit, *n);
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

bool resolve(struct unit *unit)
{
    collect(unit);
    resolve_aliases(unit);
    vec_each(struct node **, n, &unit->declarations)
        if ((*n)->kind == NODE_COMPONENT)
            index_component(*n);
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
    return !diag_failed();
}
