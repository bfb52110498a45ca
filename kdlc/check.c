/* Rules about components, connections and their ends. */
#include "check.h"

#include "application.h"
#include "dtb.h"
#include "map.h"
#include "source.h"
#include "suggest.h"

static const char *component_name(const struct component *component)
{
    return component->name ? component->name : "(unnamed)";
}

static const char *kind_word(enum interface_kind kind)
{
    static const char *const words[] = {"'provides'", "'uses'", "'emits'", "'consumes'",
                                        "'dataport'"};

    return words[kind];
}

static const char *kind_article(enum interface_kind kind)
{
    return kind == IF_EMITS ? "an" : "a";
}

static const char *end_text(const struct end *end)
{
    return arena_printf("%s.%s", end->instance->name, end->interface->name);
}

/* ---- components ---- */

static bool has_interfaces(const struct component *component)
{
    vec_each(struct interface **, i, &component->interfaces)
        if (!(*i)->maybe)
            return true;
    return component->control;
}

/* What others use of a composition without code should be exported. */
static void report_no_sources(const struct component *component)
{
    struct diag *d = diag(component->span, DIAG_no_sources, "component '%s' has no C sources",
                          component_name(component));
    const struct application_component *said = application_component(component->name);

    if (said)
        diag_note(d, said->span, "what is said of it here names no C file");
    if (component->compound && !component->control)
        diag_help(d, "its interfaces can be those of what stands inside: "
                  "export instance.interface -> interface;");
    diag_help(d, "put a .c file into '%s' or its folder src, or name the files: "
              "sources \"x.c\";", component->directory);
}

void rule_sources(struct model *model)
{
    vec_each(struct component **, c, &model->components) {
        const struct component *component = *c;

        if (!component->hardware && component->sources.count == 0 && !component->lost
            && has_interfaces(component))
            report_no_sources(component);
    }
}

/* ---- ends ---- */

/* What was meant instead of this end may be any of its instance's: none of them is missed. */
static void excuse_others(const struct end *end, const struct connector_side *side)
{
    vec_each(struct interface **, i, &end->instance->component->interfaces)
        if ((*i)->kind == side->kinds[0] || (*i)->kind == side->kinds[1])
            *vec_push(&end->instance->excused) = (*i)->name;
}

static void check_end(struct connection *connection, const struct end *end)
{
    const struct connector *connector = connection->connector;
    const struct connector_side *side = end->to_side ? &connector->to : &connector->from;
    const char *word = end->to_side ? "to" : "from";
    struct diag *d;

    if (diag_is_wrong(end->span))
        return;                         /* of a device whose interface has a name that is taken */
    if (end->interface->kind != side->kinds[0] && end->interface->kind != side->kinds[1]) {
        d = diag(end->span, DIAG_wrong_end_kind,
                 "'%s' is %s %s interface, connector '%s' takes %s %s one as '%s'", end_text(end),
                 kind_article(end->interface->kind), kind_word(end->interface->kind),
                 connector->name, kind_article(side->kinds[0]), kind_word(side->kinds[0]), word);
        excuse_others(end, side);
    } else if (end->instance->component->hardware != side->hardware) {
        d = diag(end->span, DIAG_hardware_mismatch, side->hardware
                 ? "'%s' is software, connector '%s' takes hardware as '%s'"
                 : "'%s' is hardware, connector '%s' takes software as '%s'", end_text(end),
                 connector->name, word);
    } else {
        return;
    }
    connection->refused = true;
    diag_note(d, end->interface->span, "'%s' declared here", end->interface->name);
}

static bool fits(const struct end *end, const struct connector_side *side)
{
    return (end->interface->kind == side->kinds[0] || end->interface->kind == side->kinds[1])
        && end->instance->component->hardware == side->hardware;
}

static const char *written(struct span span)
{
    return arena_strndup(source_text(span.lo), span.hi - span.lo);
}

/* Both ends are of the kind of the other: one mistake. */
static bool check_exchanged(struct connection *c)
{
    const struct end *from, *to;
    struct diag *d;

    if (c->from.count != 1 || c->to.count != 1)
        return false;
    from = c->from.at[0];
    to = c->to.at[0];
    if (fits(from, &c->connector->from) || fits(to, &c->connector->to)
        || !fits(from, &c->connector->to) || !fits(to, &c->connector->from))
        return false;
    d = diag(from->span, DIAG_wrong_end_kind, "the ends are exchanged: connector '%s' leads from "
             "'%s' to '%s'", c->connector->name, end_text(to), end_text(from));
    diag_note(d, c->connector->span, "declared here");
    diag_fix(d, from->span, written(to->span));
    diag_fix(d, to->span, written(from->span));
    c->refused = true;
    return true;
}

/* What joins interfaces of these kinds; NULL: nothing that is standard. */
static const char *usual_connector(enum interface_kind from, enum interface_kind to)
{
    return from == IF_USES && to == IF_PROVIDES ? "Call"
         : from == IF_EMITS && to == IF_CONSUMES ? "Notification"
         : from == IF_DATAPORT && to == IF_DATAPORT ? "SharedData" : NULL;
}

/* The ends fit each other, but not the connector: that one is wrong, once. */
static bool check_connector(struct connection *c)
{
    const struct connector_side *left = &c->connector->from, *right = &c->connector->to;
    const char *usual;
    struct diag *d;

    if (c->from.count == 0 || c->to.count == 0)
        return false;
    usual = usual_connector(c->from.at[0]->interface->kind, c->to.at[0]->interface->kind);
    if (!usual || left->kinds[0] == c->from.at[0]->interface->kind
        || right->kinds[0] == c->to.at[0]->interface->kind || left->hardware || right->hardware)
        return false;
    d = diag(c->span, DIAG_wrong_end_kind, "connector '%s' leads from %s to %s, '%s' is %s %s "
             "interface and '%s' %s %s one", c->connector->name, kind_word(left->kinds[0]),
             kind_word(right->kinds[0]), end_text(c->from.at[0]),
             kind_article(c->from.at[0]->interface->kind),
             kind_word(c->from.at[0]->interface->kind), end_text(c->to.at[0]),
             kind_article(c->to.at[0]->interface->kind),
             kind_word(c->to.at[0]->interface->kind));
    diag_note(d, c->connector->span, "the connector is declared here");
    diag_help(d, "such interfaces are joined by '%s'", usual);
    c->refused = true;
    return true;
}

void rule_end_kind(struct model *model)
{
    vec_each(struct connection **, c, &model->connections) {
        if (check_exchanged(*c) || check_connector(*c))
            continue;
        vec_each(struct end **, end, &(*c)->from)
            check_end(*c, *end);
        vec_each(struct end **, end, &(*c)->to)
            check_end(*c, *end);
    }
}

static const char *type_text(const struct interface *interface)
{
    if (interface->kind == IF_DATAPORT && strcmp(interface->type_name, "Buf") == 0
        && interface->size != 4096)
        return arena_printf("Buf(%lu)", (unsigned long)interface->size);
    return interface->type_name;
}

static bool same_type(const struct interface *a, const struct interface *b)
{
    if (a->procedure || b->procedure)
        return a->procedure == b->procedure;
    return a->type_name == b->type_name
        && (strcmp(a->type_name, "Buf") != 0 || a->size == b->size);
}

static bool checks_types(const struct connector *connector)
{
    vec_each(struct attribute *, a, &connector->attributes)
        if (strcmp(a->name, "disable_interface_type_checking") == 0)
            return !(a->fallback && a->fallback->i);
    return true;
}

static void compare_type(struct connection *c, const struct end *first, const struct end *end)
{
    struct suggestion s;
    struct diag *d;

    /* ends of different kind are another rule's business */
    if (!first->interface->procedure != !end->interface->procedure
        || (first->interface->kind == IF_DATAPORT) != (end->interface->kind == IF_DATAPORT)
        || same_type(first->interface, end->interface))
        return;
    d = diag(end->span, DIAG_type_mismatch, "'%s' has type '%s', but '%s' has type '%s'",
             end_text(end), type_text(end->interface), end_text(first),
             type_text(first->interface));
    c->refused = true;
    diag_note(d, end->interface->span, "'%s' declared here", end->interface->name);
    diag_note(d, first->interface->span, "'%s' declared here", first->interface->name);
    suggest_start(&s, type_text(end->interface));
    if (end->interface->size == first->interface->size)
        suggest_candidate(&s, type_text(first->interface));
    if (s.best)
        diag_help(d, "perhaps one of the two is misspelt");
}

void rule_end_type(struct model *model)
{
    vec_each(struct connection **, c, &model->connections) {
        const struct end *first = (*c)->to.count ? (*c)->to.at[0] : NULL;

        /* a hardware window has the size of the device, whatever the ends say */
        if (!first || !checks_types((*c)->connector) || (*c)->connector->to.hardware)
            continue;
        vec_each(struct end **, end, &(*c)->to)
            compare_type(*c, first, *end);
        vec_each(struct end **, end, &(*c)->from)
            compare_type(*c, first, *end);
    }
}

/* ---- connections inside a program ---- */

/* connectors with an attribute `together`: their ends find each other when they are linked */
static bool needs_group(const struct connector *connector)
{
    vec_each(const struct attribute *, a, &connector->attributes)
        if (strcmp(a->name, "together") == 0)
            return !a->fallback || a->fallback->i;
    return false;
}

void rule_together(struct model *model)
{
    vec_each(struct connection **, c, &model->connections) {
        const struct end *to = (*c)->to.count ? (*c)->to.at[0] : NULL;

        if (!to || !needs_group((*c)->connector))
            continue;
        vec_each(struct end **, from, &(*c)->from) {
            struct diag *d;

            if ((*from)->instance->group && (*from)->instance->group == to->instance->group)
                continue;
            d = diag((*from)->span, DIAG_not_together, "connector '%s' is a plain C call, but '%s' "
                     "and '%s' are not in one group", (*c)->connector->name,
                     (*from)->instance->name, to->instance->name);
            (*c)->refused = true;
            diag_note(d, to->span, "the other end stands here");
            diag_help(d, "declare both instances in one group { ... }, or use the connector Call");
        }
    }
}

/* ---- unconnected interfaces ---- */

static bool must_connect(const struct instance *instance, const struct interface *interface)
{
    vec_each(const char *const *, name, &instance->excused)
        if (*name == interface->name)
            return false;
    return !interface->maybe && interface->kind != IF_PROVIDES && interface->kind != IF_EMITS;
}

static void check_connected(const struct instance *instance)
{
    struct map connected = {0};

    arena_begin_passing();
    vec_each(struct link *, link, &instance->links)
        map_add(&connected, (const char *)link->end->interface, link);
    arena_end_passing();
    vec_each(struct interface **, i, &instance->component->interfaces) {
        struct diag *d;

        if (!must_connect(instance, *i) || map_find(&connected, (const char *)*i))
            continue;
        d = diag(instance->span, DIAG_unconnected, "'%s.%s' is not connected", instance->name,
                 (*i)->name);
        diag_note(d, (*i)->span, "'%s' declared here", (*i)->name);
        diag_help(d, "connect it, or write 'maybe' before its declaration");
    }
}

void rule_connected(struct model *model)
{
    vec_each(struct instance **, instance, &model->instances)
        if (!(*instance)->component->hardware)
            check_connected(*instance);
}

/* ---- devices ---- */

/* the RAM that the window overlaps; NULL: none */
static const struct dtb_window *ram_in(const struct dtb_window *window)
{
    size_t count;
    const struct dtb_window *ram = dtb_memory(&count);

    for (size_t i = 0; i < count; i++)
        if (window->address < ram[i].address + ram[i].size
            && window->address + window->size > ram[i].address)
            return &ram[i];
    return NULL;
}

static void check_window(struct instance *instance, const struct interface *interface)
{
    const struct value *address = interface_value(instance, interface, "paddr");
    const struct value *size = interface_value(instance, interface, "size");
    const struct dtb_window *ram;
    struct dtb_window window;

    if (!address || address->kind != VALUE_INT || !size || size->kind != VALUE_INT
        || size->i <= 0)
        return;
    window = (struct dtb_window){(uint64_t)address->i, (uint64_t)size->i};
    ram = ram_in(&window);
    if (ram)
        diag_note(diag(address->span, DIAG_device_in_ram, "the registers of '%s.%s' at "
                       "0x%llx..0x%llx overlap the RAM at 0x%llx..0x%llx", instance->name,
                       interface->name, (unsigned long long)window.address,
                       (unsigned long long)(window.address + window.size - 1),
                       (unsigned long long)ram->address,
                       (unsigned long long)(ram->address + ram->size - 1)),
                  interface->span, "'%s' declared here", interface->name);
    else if (dtb_loaded() && !dtb_in(&window))
        diag_help(diag(address->span, DIAG_device_absent, "there is no device of the board at "
                       "0x%llx..0x%llx, where '%s.%s' has its registers",
                       (unsigned long long)window.address,
                       (unsigned long long)(window.address + window.size - 1), instance->name,
                       interface->name),
                  "it may be one of another board: whoever reads or writes there gets a fault");
}

void rule_device_windows(struct model *model)
{
    vec_each(struct instance **, instance, &model->instances)
        if ((*instance)->component->hardware)
            vec_each(struct interface **, i, &(*instance)->component->interfaces)
                if ((*i)->kind == IF_DATAPORT)
                    check_window(*instance, *i);
}

/* ---- all ---- */

enum about { PARTS, INSIDE, SYSTEM };

static const struct { void (*rule)(struct model *); enum about about; } rules[] = {
#define RULE(name, about, meaning) {rule_##name, about},
#include "rules.def"
#undef RULE
};

void check(struct model *model)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        rules[i].rule(model);
}

static void check_about(struct model *model, enum about about)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].about == about)
            rules[i].rule(model);
}

void check_parts(struct model *model)
{
    check_about(model, PARTS);
}

void check_inside(struct model *model)
{
    check_about(model, INSIDE);
}
