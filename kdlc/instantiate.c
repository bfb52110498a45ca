/*
 * The assembly becomes a flat model: compositions are expanded, instances get their full names,
 * exports are followed, settings applied, connections merged.
 */
#include "instantiate.h"

#define MAX_INSTANCES 100000

static void expand(struct system *system, struct scope *scope);

/* ---- instances ---- */

/* What a component has to show for itself besides the instances inside it. */
static bool is_only_frame(const struct place *place)
{
    const struct component *component = place->instance->component;

    if (!place->inside || component->control || component->syncs.count > 0)
        return false;
    vec_each(struct node **, n, &place->component->items) {
        if ((*n)->kind == NODE_DEVICE)
            return false;
        if ((*n)->kind == NODE_INTERFACE && !map_find(&place->inside->exports, (*n)->name.text))
            return false;
    }
    return true;
}

static struct scope *scope_new(struct system *system, const char *prefix, struct place *owner)
{
    struct scope *scope = arena_alloc(sizeof *scope);

    scope->prefix = prefix;
    scope->owner = owner;
    *vec_push(&system->scopes) = scope;
    return scope;
}

/* the compositions and configurations of a component or assembly, in place or by reference */
static void add_parts(struct scope *scope, const struct node *owner)
{
    vec_each(struct node **, n, &owner->items) {
        struct node *part = (*n)->ref.count ? (*n)->target : *n;

        if (!part)
            scope->partial = true;
        else if ((*n)->kind == NODE_COMPOSITION)
            *vec_push(&scope->compositions) = part;
        else if ((*n)->kind == NODE_CONFIGURATION)
            *vec_push(&scope->configurations) = part;
        else if ((*n)->kind == NODE_POLICY)
            *vec_push(&scope->policies) = *n;
        else if ((*n)->kind == NODE_SCHEDULE)
            *vec_push(&scope->schedules) = *n;
    }
}

/* of the component that the scope is the inside of */
static void remember_exports(struct scope *scope)
{
    vec_each(struct node **, c, &scope->compositions)
        vec_each(struct node **, n, &(*c)->items) {
            const char *name = (*n)->kind == NODE_EXPORT ? (*n)->ref.at[0].text : NULL;

            if (name && !map_add(&scope->exports, name, *n))
                *vec_push(&scope->owner->instance->excused) = name;
        }
}

struct place *place_new(struct system *system, const char *name, struct node *component,
                        struct span span)
{
    struct place *place = arena_alloc(sizeof *place);
    struct instance *instance = arena_alloc(sizeof *instance);

    place->component = component;
    place->instance = instance;
    instance->name = name;
    instance->component = component ? lower_component(component) : NULL;
    instance->span = span;
    *vec_push(&system->places) = place;
    return place;
}

static struct place *add_instance(struct system *system, struct scope *scope,
                                  const struct node *node)
{
    const char *name = intern_printf("%s%s", scope->prefix, node->name.text);
    struct place *place;
    struct scope *inside;

    if (node->refused) {
        map_add(&scope->refused, node->name.text, (void *)node);
        return NULL;
    }
    if (system->places.count >= MAX_INSTANCES) {
        if (system->places.count++ == MAX_INSTANCES)
            diag(node->span, DIAG_too_many_instances, "the system has more than %d instances",
                 MAX_INSTANCES);
        return NULL;
    }
    place = place_new(system, name, node->target, node->name.span);
    map_add(&scope->places, node->name.text, place);
    inside = scope_new(system, intern_printf("%s.", name), place);
    add_parts(inside, node->target);
    if (inside->compositions.count > 0)
        place->inside = inside;
    remember_exports(inside);
    place->frame = is_only_frame(place);
    if (!place->frame)
        *vec_push(&system->model->instances) = place->instance;
    if (place->inside)
        expand(system, inside);
    return place;
}

/* One without a name is called after its first and last member: no name of the user has a '+'. */
static const char *group_name(const struct scope *scope, const struct node *group)
{
    const struct nodes *items = &group->items;

    if (group->name.text)
        return intern_printf("%s%s", scope->prefix, group->name.text);
    return items->count == 0 ? NULL
         : intern_printf("%s%s+%s", scope->prefix, items->at[0]->name.text,
                         items->at[items->count - 1]->name.text);
}

static void add_group(struct system *system, struct scope *scope, const struct node *group)
{
    struct group *made = arena_alloc(sizeof *made);

    made->name = group_name(scope, group);
    made->span = group->span;
    vec_each(struct node **, n, &group->items) {
        struct place *place = add_instance(system, scope, *n);

        if (place)
            place->instance->group = made;
    }
    if (made->name)
        *vec_push(&system->model->groups) = made;
}

/* ---- connections ---- */

/* The end behind all exports; NULL: reported, or of an instance that is left out. */
static struct end *end_of(const struct scope *scope, const struct node *node)
{
    struct end *end = arena_alloc(sizeof *end);
    struct node *instance = resolve_instance_of(node), *interface = node->target, *export;
    struct place *place = instance ? map_find(&scope->places, instance->name.text) : scope->owner;

    if (!place || !interface)
        return NULL;
    while (instance && place->inside
           && (export = map_find(&place->inside->exports, interface->name.text)) != NULL) {
        interface = export->target;
        place = export->refused ? NULL
              : map_find(&place->inside->places, resolve_instance_of(export)->name.text);
        if (!place)
            return NULL;
    }
    if (interface->refused)
        return NULL;
    end->instance = place->instance;
    end->interface = interface->meaning;
    end->to_side = node->kind == NODE_END && node->detail == DETAIL_TO;
    end->span = ast_path_span(&node->path);
    return end;
}

/*
 * An end or export that is left out: what it would have connected is not missed. Where its
 * interface is unknown, that is any of its instance; where that is unknown, any of this name.
 */
static void excuse(struct system *system, const struct scope *scope, const struct node *node)
{
    const struct node *instance = resolve_instance_of(node);
    const char *name = node->path.at[node->path.count - 1].text;
    const struct place *place = map_find(&scope->places, instance ? instance->name.text : name);
    struct end *end = end_of(scope, node);

    if (end) {
        *vec_push(&end->instance->excused) = end->interface->name;
        return;
    }
    vec_each(struct place *const *, p, &system->places)
        if (!place || *p == place)
            vec_each(struct interface **, i, &(*p)->instance->component->interfaces)
                if (place || (*i)->name == name)
                    *vec_push(&(*p)->instance->excused) = (*i)->name;
}

/* false: one end at least is none */
static bool add_ends(const struct scope *scope, struct raw *raw)
{
    bool good = true;

    vec_each(struct node **, n, &raw->node->items) {
        struct end *end = end_of(scope, *n);

        good &= end != NULL;
        if (end && end->to_side)
            *vec_push(&raw->to) = end;
        else if (end)
            *vec_push(&raw->from) = end;
    }
    return good;
}

static void add_connection(struct system *system, struct scope *scope, struct node *node)
{
    struct raw *raw = arena_alloc(sizeof *raw);

    raw->node = node;
    raw->name = intern_printf("%s%s", scope->prefix, node->name.text);
    raw->leader = raw;
    if (node->refused || node->target->refused || !add_ends(scope, raw)) {
        map_add(&scope->refused, node->name.text, node);
        vec_each(struct node **, n, &node->items)
            excuse(system, scope, *n);
        return;
    }
    raw->connector = lower_connector(node->target);
    map_add(&scope->raws, node->name.text, raw);
    *vec_push(&system->raws) = raw;
}

/* Its component may be meant to have no code. */
static void drop_export(struct system *system, struct scope *scope, const struct node *export)
{
    excuse(system, scope, export);
    if (scope->owner)
        scope->owner->instance->component->lost = true;
}

static void expand(struct system *system, struct scope *scope)
{
    vec_each(struct node **, c, &scope->compositions)
        vec_each(struct node **, n, &(*c)->items)
            if ((*n)->kind == NODE_INSTANCE)
                add_instance(system, scope, *n);
            else if ((*n)->kind == NODE_GROUP)
                add_group(system, scope, *n);
    vec_each(struct node **, c, &scope->compositions)
        vec_each(struct node **, n, &(*c)->items)
            if ((*n)->kind == NODE_CONNECTION)
                add_connection(system, scope, *n);
            else if ((*n)->kind == NODE_EXPORT && (*n)->refused)
                drop_export(system, scope, *n);
}

/* ---- the system ---- */

/* the last instance, unless the system has one or has no use for one */
static void add_monitor(struct system *system, struct scope *top)
{
    struct node *component = system->unit->monitor;
    const char *name = intern("monitor");
    struct place *place;

    if (!component)
        return;
    vec_each(struct instance **, i, &system->model->instances)
        if ((*i)->component == component->meaning)
            return;
    if (map_find(&top->places, name) || map_find(&top->raws, name))
        name = intern("fault_monitor");
    place = place_new(system, name, component, NO_SPAN);
    map_add(&top->places, name, place);
    *vec_push(&system->model->instances) = place->instance;
}

/* Where another instance handles the faults, the monitor that nobody wrote goes again. */
static void drop_monitor(struct model *model)
{
    struct instance *last = model->instances.at[model->instances.count - 1];

    if (last->span.lo || last->span.hi)
        return;
    vec_each(struct instance **, i, &model->instances) {
        struct value *value = instance_value(*i, intern("handles_faults"));

        if (*i != last && value && (value->kind == VALUE_BOOL || value->kind == VALUE_INT)
            && value->i) {
            model->instances.count--;
            return;
        }
    }
}

/*
 * A component written in place is called after its first instance, "door_type": files are named
 * after components. names holds those that are taken.
 */
static const char *invented_name(struct map *names, const struct instance *instance)
{
    char *base = arena_printf("%s_type", instance->name);
    const char *name;
    unsigned number = 2;

    for (char *p = base; (p = strchr(p, '.')) != NULL; )
        *p = '_';
    for (name = intern(base); map_find(names, name); number++)
        name = intern_printf("%s%u", base, number);
    return name;
}

static void name_components(struct model *model)
{
    struct map names = {0};

    vec_each(struct component **, c, &model->components)
        if ((*c)->name)
            map_add(&names, (*c)->name, *c);
    vec_each(struct instance **, i, &model->instances) {
        struct component *component = (*i)->component;

        if (component->name)
            continue;
        component->name = invented_name(&names, *i);
        map_add(&names, component->name, component);
    }
}

/* A program is called after its group, unless an instance has that name: see group_name. */
static void rename_group(const struct model *model, struct group *group)
{
    const struct instance *first = group->members.at[0];
    const char *last = group->members.at[group->members.count - 1]->name;
    const char *dot = strrchr(last, '.');

    vec_each(struct instance *const *, i, &model->instances)
        if ((*i)->name == group->name) {
            group->name = intern_printf("%s+%s", first->name, dot ? dot + 1 : last);
            return;
        }
}

/* Programs of several instances; what has one program or none of its own is alone. */
static void finish_groups(struct model *model)
{
    size_t count = 0;

    vec_each(struct instance **, i, &model->instances)
        if ((*i)->group && !(*i)->component->hardware)
            *vec_push(&(*i)->group->members) = *i;
    vec_each(struct group **, g, &model->groups)
        if ((*g)->members.count > 1) {
            rename_group(model, *g);
            (*g)->index = count;
            model->groups.at[count++] = *g;
        }
    model->groups.count = count;
    vec_each(struct instance **, i, &model->instances)
        if ((*i)->group && ((*i)->component->hardware || (*i)->group->members.count < 2))
            (*i)->group = NULL;
}

/* what it has by settings and by default */
static void add_attributes(struct instance *instance)
{
    vec_each(struct attribute *, attribute, &instance->component->attributes) {
        struct value *value = setting_find(&instance->settings, attribute->name);

        if (!value)
            value = attribute->fallback;
        if (value)
            *vec_push(&instance->attributes) = (struct attribute_value){attribute, value};
    }
}

/* What the instances need, in the order in which it is first needed; their attributes. */
static void finish(struct system *system)
{
    struct model *model = system->model;
    struct map seen = {0};

    vec_each(struct instance **, i, &model->instances) {
        struct instance *instance = *i;

        instance->index = (size_t)(i - model->instances.at);
        if (!map_add(&seen, (const char *)instance->component, instance))
            *vec_push(&model->components) = instance->component;
        add_attributes(instance);
        vec_each(struct attribute_value *, a, &instance->attributes)
            a->attribute->given = true;
    }
    vec_each(struct component **, c, &model->components)
        vec_each(struct interface **, f, &(*c)->interfaces)
            if ((*f)->procedure
                && !map_add(&seen, (const char *)(*f)->procedure, (*f)->procedure))
                *vec_push(&model->procedures) = (*f)->procedure;
    vec_each(struct connection **, c, &model->connections)
        if (!map_add(&seen, (const char *)(*c)->connector, (*c)->connector))
            *vec_push(&model->connectors) = (*c)->connector;
}

static const char *stem_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    return dot && dot > name ? intern_n(name, (size_t)(dot - name)) : intern(name);
}

struct model *instantiate(struct unit *unit)
{
    struct system system = {.unit = unit, .model = arena_alloc(sizeof *system.model)};
    struct scope *top = scope_new(&system, "", NULL);

    system.model->name = stem_of(unit->file);
    vec_each(struct node **, assembly, &unit->assemblies)
        add_parts(top, *assembly);
    expand(&system, top);
    if (system.model->instances.count == 0 && !diag_failed())
        diag(unit->assemblies.at[0]->span, DIAG_empty_system, "the system has no instances");
    if (system.model->instances.count == 0 || system.places.count > MAX_INSTANCES)
        return NULL;
    add_monitor(&system, top);
    apply_settings(&system);
    drop_monitor(system.model);
    add_devices(&system);
    merge_connections(&system);
    add_policies(&system);
    add_schedule(&system);
    finish(&system);
    complete_values(system.model);
    name_components(system.model);
    finish_groups(system.model);
    find_variants(system.model);
    return system.model;
}

/* The component and what is inside of it: what others use is told nothing of this. */
struct model *instantiate_alone(struct unit *unit, struct node *component)
{
    struct system system = {.unit = unit, .model = arena_alloc(sizeof *system.model)};
    struct place *place = place_new(&system, component->name.text, component, component->name.span);
    struct scope *inside = scope_new(&system, "", place);

    add_parts(inside, component);
    place->inside = inside;
    remember_exports(inside);
    place->frame = is_only_frame(place);
    if (!place->frame)
        *vec_push(&system.model->instances) = place->instance;
    vec_each(struct interface **, i, &place->instance->component->interfaces)
        *vec_push(&place->instance->excused) = (*i)->name;
    expand(&system, inside);
    apply_settings(&system);
    merge_connections(&system);
    vec_each(struct instance **, i, &system.model->instances)
        add_attributes(*i);
    return system.model;
}
