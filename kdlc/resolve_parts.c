/* Names in compositions: instances, the ends of connections, exports; and in configurations. */
#include "suggest.h"
#include "unit.h"

/*
 * Names of one composition: instances (those of groups too) and connections; groups are apart, as
 * one may be called like an instance.
 */
struct scope {
    struct map names, groups, exported;
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

static void resolve_instance(struct unit *unit, struct scope *scope, struct node *node)
{
    if (node->body) {
        node->target = node->body;
        node->body->source = node->source;
        resolve_component(unit, node->body);
    } else {
        resolve_exchanged(unit, node, NODE_COMPONENT, DIAG_unknown_component);
        node->target = resolve_ref(unit, &node->ref, NODE_COMPONENT, DIAG_unknown_component);
        node->refused |= !node->target;
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

void suggest_of_component(struct suggestion *s, const struct nodes *items)
{
    const struct node *found = NULL;

    vec_each(struct node *const *, n, items) {
        const struct node *type = (*n)->kind == NODE_INSTANCE ? (*n)->target : NULL;

        if (!type || !type->name.text || strcasecmp(type->name.text, s->name) != 0)
            continue;
        if (found)
            return;
        found = *n;
    }
    if (found)
        suggest_only(s, found->name.text);
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
    suggest_of_component(&s, &scope->all);
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

/* "c" instead of "c.p": which interfaces it could have meant. */
static void suggest_interfaces(struct diag *d, const struct scope *scope, const struct name *name)
{
    const struct node *instance = map_find(&scope->names, name->text), *only = NULL;
    size_t count = 0;

    if (!instance || instance->kind != NODE_INSTANCE || !instance->target)
        return;
    vec_each(struct node *const *, n, &instance->target->items)
        if ((*n)->kind == NODE_INTERFACE) {
            only = *n;
            count++;
        }
    if (count == 1) {
        diag_help(d, "the interface of '%s' is '%s'", name->text, only->name.text);
        diag_fix(d, (struct span){name->span.hi, name->span.hi},
                 arena_printf(".%s", only->name.text));
    } else {
        diag_help(d, count ? "one of its %zu interfaces is meant, such as '%s.%s'"
                  : "its component has no interfaces", count, name->text,
                  only ? only->name.text : "");
    }
}

/* Does an export lead to an interface of this name? If there is none, that is said there. */
static bool is_exported(const struct node *component, const char *name)
{
    vec_each(struct node *const *, n, &component->items) {
        const struct node *composition = (*n)->kind == NODE_COMPOSITION ? composition_of(*n) : NULL;

        if (composition)
            vec_each(struct node *const *, item, &composition->items)
                if ((*item)->kind == NODE_EXPORT && (*item)->ref.count == 1
                    && (*item)->ref.at[0].text == name)
                    return true;
    }
    return false;
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
    struct diag *d;

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
    d = diag(ast_path_span(path), DIAG_bad_end, "expected instance.interface, found '%s'",
             ast_path_text(path));
    if (map_find(&scope->names, path->at[0].text))
        diag_help(d, "what stands inside of '%s' is reached by an interface that it exports",
                  path->at[0].text);
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
        suggest_interfaces(diag(last->span, DIAG_bad_end, "expected instance.interface, found '%s'",
                                last->text), scope, last);
        return;
    }
    node->target = interface_of(component, last->text);
    if (!node->target && (component == scope->component || !is_exported(component, last->text)))
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
        resolve_exchanged(unit, node, NODE_CONNECTOR, DIAG_unknown_connector);
        node->target = resolve_ref(unit, &node->ref, NODE_CONNECTOR, DIAG_unknown_connector);
        node->target = resolve_alias(node->target);
    }
    node->refused |= !node->target;
    vec_each(struct node **, end, &node->items) {
        resolve_end(scope, *end);
        node->refused |= !(*end)->target;
    }
}

static const char *type_text(const struct node *interface)
{
    return ast_path_text(&interface->ref);
}

static void mismatch(const struct node *export, const struct node *mine)
{
    const struct node *inner = export->target;
    struct diag *d = diag(export->span, DIAG_export_mismatch,
                          "'%s' is '%s %s', but '%s' is '%s %s'", ast_path_text(&export->path),
                          ast_detail_text(inner->detail), type_text(inner), mine->name.text,
                          ast_detail_text(mine->detail), type_text(mine));

    diag_note(d, inner->span, "'%s' declared here", inner->name.text);
    diag_note(d, mine->span, "'%s' declared here", mine->name.text);
}

/* It is not written as one, perhaps the other way round. */
static void refuse_export(const struct scope *scope, struct node *node)
{
    struct diag *d = diag(node->span, DIAG_bad_end, scope->component
                          ? "expected 'export instance.interface -> interface'"
                          : "only the composition of a component can export");

    if (scope->component && node->ref.count == 2 && node->path.count == 1)
        diag_help(d, "the sides are exchanged: export %s -> %s", ast_path_text(&node->ref),
                  ast_path_text(&node->path));
    node->refused = true;
}

static void resolve_export(struct scope *scope, struct node *node)
{
    struct name *outer = &node->ref.at[node->ref.count - 1];
    struct node *mine, *before;

    if (!scope->component || node->ref.count != 1 || node->path.count < 2) {
        refuse_export(scope, node);
        return;
    }
    resolve_end(scope, node);
    before = map_add(&scope->exported, outer->text, node);
    if (before)
        diag_note(diag(outer->span, DIAG_connected_twice, "'%s' is exported already", outer->text),
                  before->span, "the first time here");
    mine = interface_of(scope->component, outer->text);
    node->refused |= !mine || !node->target || before;
    if (!mine) {
        report_unknown_interface(scope->component, outer);
    } else if (node->target && (mine->detail != node->target->detail
                                || strcmp(type_text(mine), type_text(node->target)) != 0)) {
        mismatch(node, mine);
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

struct node *composition_of(struct node *part)
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
            part->target = resolve_ref(unit, &part->ref, NODE_COMPOSITION,
                                       DIAG_unknown_composition);
        else if (part->kind == NODE_CONFIGURATION && part->ref.count)
            part->target = resolve_ref(unit, &part->ref, NODE_CONFIGURATION,
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

/* The composition of a component may be empty: without one it could have no configuration. */
void resolve_parts(struct unit *unit, struct node *component)
{
    struct scope scope = {.component = component, .what = "composition"};

    declare_parts(unit, &scope, component);
    connect_parts(unit, &scope, component);
}

/* What one assembly declares, another may connect. */
void resolve_assemblies(struct unit *unit)
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
