/*
 * Configurations: each setting finds its instance or connection, references (a.x <- b.y) are
 * followed, values land in the model. Outer configurations win over inner ones.
 */
#include "cause.h"
#include "eval.h"
#include "instantiate.h"
#include "suggest.h"
#include "value.h"

struct pending *pending_find(const struct pendings *settings, const char *name)
{
    vec_each(struct pending **, p, settings)
        if ((*p)->name == name)
            return *p;
    return NULL;
}

/* It is there, but wrong: that has been told. */
static bool is_left_out(const struct scope *scope, const struct name *name)
{
    return scope->partial || map_find(&scope->refused, name->text);
}

static void report_unknown_target(const struct scope *scope, const struct name *name)
{
    struct suggestion s;
    struct diag *d;

    if (is_left_out(scope, name))
        return;
    d = diag(name->span, DIAG_unknown_setting, "this setting is ignored: there is no instance or "
             "connection '%s' here", name->text);
    suggest_start(&s, name->text);
    vec_each(struct node **, c, &scope->compositions)
        vec_each(struct node **, n, &(*c)->items) {
            if ((*n)->kind == NODE_INSTANCE || (*n)->kind == NODE_CONNECTION)
                suggest_candidate(&s, (*n)->name.text);
            if ((*n)->kind == NODE_GROUP && (*n)->name.text == name->text) {
                diag_help(d, "'%s' is a group: settings name an instance of it", name->text);
                return;
            }
        }
    vec_each(struct node **, c, &scope->compositions)
        suggest_of_component(&s, &(*c)->items);
    suggest_finish(&s, d, name->span);
}

static bool has_interface(const struct place *place, const char *name)
{
    vec_each(struct interface **, i, &place->instance->component->interfaces)
        if ((*i)->name == name)
            return true;
    return false;
}

/*
 * The settings of what the path names before its last part; NULL: reported. What it names may be
 * an interface of an instance, too: x.dtb is the setting x_dtb of its instance; *interface is x.
 */
static struct pendings *target_of(const struct scope *scope, const struct path *path,
                                  const char **interface)
{
    struct place *place = NULL;
    struct raw *raw;

    for (size_t i = 0; i + 1 < path->count; i++) {
        const char *name = path->at[i].text;

        place = map_find(&scope->places, name);
        raw = map_find(&scope->raws, name);
        if (raw && i + 2 == path->count)
            return &raw->settings;
        if (!place && i + 2 == path->count && scope->owner && has_interface(scope->owner, name)) {
            *interface = name;
            return &scope->owner->settings;
        }
        if (place && i + 3 == path->count && has_interface(place, path->at[i + 1].text)) {
            *interface = path->at[i + 1].text;
            return &place->settings;
        }
        if (!place || (i + 2 < path->count && !place->inside)) {
            report_unknown_target(scope, &path->at[place ? i + 1 : i]);
            return NULL;
        }
        if (i + 2 < path->count)
            scope = place->inside;
    }
    return &place->settings;
}

static void report_twice(const struct node *node, const struct node *before)
{
    diag_note(diag(node->span, DIAG_duplicate_setting, "'%s' is set twice",
                   ast_path_text(&node->path)), before->span, "first set here");
}

static void add_setting(struct scope *scope, struct node *node)
{
    const struct name *last = &node->path.at[node->path.count - 1];
    const char *interface = NULL, *attribute = last->text;
    struct pendings *settings;
    struct pending *pending, *before;

    if (node->path.count < 2) {
        diag(node->path.at[0].span, DIAG_bad_setting, "expected instance.attribute, found '%s'",
             last->text);
        return;
    }
    settings = target_of(scope, &node->path, &interface);
    if (!settings)
        return;
    if (interface)
        attribute = intern_printf("%s_%s", interface, attribute);
    before = pending_find(settings, attribute);
    if (before) {
        if (before->scope == scope)
            report_twice(node, before->node);
        return;
    }
    pending = arena_alloc(sizeof *pending);
    *pending = (struct pending){.name = attribute, .node = node, .scope = scope};
    *vec_push(settings) = pending;
}

/* ---- references ---- */

/* The instance that the path names before its last part; NULL: reported. */
static struct place *referent_of(const struct scope *scope, const struct path *path)
{
    struct place *place = scope->owner;

    if (path->count == 1 && !place)
        diag(path->at[0].span, DIAG_unknown_instance, "there is no component around this "
             "configuration that could have '%s'", path->at[0].text);
    for (size_t i = 0; i + 1 < path->count; i++) {
        place = map_find(&scope->places, path->at[i].text);
        if (place && (place->inside || i + 2 == path->count)) {
            scope = place->inside;
            continue;
        }
        if (place || !is_left_out(scope, &path->at[i]))
            diag(ast_path_span(path), DIAG_unknown_instance,
                 "there is no instance that '%s' could refer to", ast_path_text(path));
        return NULL;
    }
    return place;
}

static const struct attribute *attribute_of(const struct component *component, const char *name)
{
    vec_each(struct attribute *, attribute, &component->attributes)
        if (attribute->name == name)
            return attribute;
    return NULL;
}

static void report_no_attribute(const struct component *component, const struct name *name)
{
    struct suggestion s;
    struct diag *d = diag(name->span, DIAG_unknown_setting, "this setting is ignored: component "
                          "'%s' has no attribute '%s'", component->name ? component->name
                          : "(unnamed)", name->text);

    diag_note(d, component->span, "declared here");
    suggest_start(&s, name->text);
    vec_each(const struct attribute *, a, &component->attributes)
        suggest_candidate(&s, a->name);
    suggest_finish(&s, d, name->span);
}

static struct value *default_of(struct pending *pending, const struct place *place)
{
    const struct path *ref = &pending->node->ref;
    const struct name *last = &ref->at[ref->count - 1];
    const struct attribute *attribute = attribute_of(place->instance->component, last->text);

    if (!attribute)
        report_no_attribute(place->instance->component, last);
    return attribute ? attribute->fallback : NULL;
}

/* The value, or the part of it that is asked for, as one that stands at the reference. */
static struct value *taken(const struct pending *pending, struct value *value)
{
    struct span place = ast_path_span(&pending->node->ref);

    vec_each(struct expr **, e, &pending->node->value->items) {
        struct value *index = eval(*e);

        if (!index || !value)
            return NULL;
        value = eval_index(value, index);
    }
    if (!value)
        return NULL;
    cause_add(place, value->span);
    return value_at_place(value, place);
}

/*
 * What a setting refers to: another setting (returned), or a default, which settles it, or
 * nothing.
 */
static struct pending *follow(struct pending *pending)
{
    const struct path *ref = &pending->node->ref;
    const struct name *last = &ref->at[ref->count - 1];
    struct place *place = referent_of(pending->scope, ref);
    struct pending *source;

    if (!place)
        return NULL;
    source = pending_find(&place->settings, last->text);
    if (!source) {
        struct value *value = default_of(pending, place);

        pending->value = value ? taken(pending, value) : NULL;
    }
    return source;
}

/* Chains are walked forwards marking, then backwards filling in: no recursion. */
static void settle(struct pending *pending)
{
    struct pendings chain = {0};

    while (pending && pending->state == PENDING_OPEN) {
        *vec_push(&chain) = pending;
        if (pending->node->ref.count == 0) {
            pending->value = eval(pending->node->value);
            pending->state = PENDING_DONE;
            break;
        }
        pending->state = PENDING_ACTIVE;
        pending->source = follow(pending);
        if (pending->source)
            pending->source->read = true;
        pending = pending->source;
    }
    if (pending && pending->state == PENDING_ACTIVE)
        diag(pending->node->span, DIAG_reference_cycle, "'%s' refers back to itself",
             ast_path_text(&pending->node->path));
    for (size_t i = chain.count; i-- > 0; ) {
        struct pending *p = chain.at[i];

        if (p->state == PENDING_ACTIVE && p->source && p->source->state == PENDING_DONE
            && p->source->value)
            p->value = taken(p, p->source->value);
        p->state = PENDING_DONE;
    }
}

static void store(const struct pendings *from, struct instance *instance)
{
    vec_each(struct pending **, p, from) {
        settle(*p);
        instance->unset |= !(*p)->value && diag_failed();
        if ((*p)->value)
            *vec_push(&instance->settings) = (struct setting){
                .name = (*p)->name, .value = (*p)->value,
                .span = (*p)->node->path.at[(*p)->node->path.count - 1].span};
    }
}

/* What is nothing but its composition has no program that a setting could be for. */
static void check_frame(const struct place *place)
{
    const struct component *component = place->instance->component;

    vec_each(struct pending *const *, p, &place->settings) {
        const struct path *path = &(*p)->node->path;

        if ((*p)->read || attribute_of(component, (*p)->name))
            continue;
        diag_note(diag(path->at[path->count - 1].span, DIAG_unused_setting, "nothing reads this "
                       "setting: '%s' is only a composition, and has no attribute '%s'",
                       place->instance->name, (*p)->name), component->span, "declared here");
    }
}

void apply_settings(struct system *system)
{
    vec_each(struct scope **, s, &system->scopes)
        vec_each(struct node **, c, &(*s)->configurations)
            vec_each(struct node **, n, &(*c)->items)
                add_setting(*s, *n);
    vec_each(struct place **, p, &system->places)
        store(&(*p)->settings, (*p)->instance);
    vec_each(struct raw **, r, &system->raws)
        vec_each(struct pending **, p, &(*r)->settings)
            settle(*p);
    vec_each(struct place **, p, &system->places)
        if ((*p)->frame)
            check_frame(*p);
}
