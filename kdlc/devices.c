/*
 * A device of the device tree becomes an instance of a hidden hardware component, and one
 * connection for each register window and for the interrupt. A hardware instance with a `dtb`
 * setting gets its addresses and numbers from there.
 */
#include "eval.h"
#include "eval_dtb.h"
#include "instantiate.h"

struct hidden { struct component *component; struct place *place; };

/* what a query has translated; an answer to a dictionary has both as they stand in the tree, too */
static struct value *windows_of(const struct value *device)
{
    struct value *windows = value_at(device, NODE_WINDOWS);

    return windows ? windows : value_at(device, "reg");
}

static struct value *lines_of(const struct value *device)
{
    struct value *lines = value_at(device, NODE_LINES);

    return lines ? lines : value_at(device, "interrupts");
}

static bool is_device(const struct value *value)
{
    return value->kind == VALUE_DICT && windows_of(value) && lines_of(value);
}

static void set(struct instance *instance, const char *name, struct value *value)
{
    vec_each(struct setting *, setting, &instance->settings)
        if (setting->name == intern(name))
            return;                     /* what is written wins */
    *vec_push(&instance->settings) = (struct setting){
        .name = intern(name), .value = value, .span = value->span, .used = true};
}

static void set_window(struct instance *instance, const struct interface *interface,
                       const struct value *window)
{
    set(instance, arena_printf("%s_paddr", interface->name), window->items.at[0]);
    set(instance, arena_printf("%s_size", interface->name), window->items.at[1]);
}

static void set_interrupt(struct instance *instance, const struct interface *interface,
                          const struct value *line)
{
    set(instance, arena_printf("%s_irq_number", interface->name), line->items.at[0]);
    set(instance, arena_printf("%s_irq_trigger", interface->name), line->items.at[1]);
}

/* ---- hardware with a dtb setting ---- */

/* dataports in their order are the register windows, emitted events the interrupts */
static void fill_hardware(struct instance *instance, const struct value *device)
{
    struct value *windows = windows_of(device), *lines = lines_of(device);
    size_t window = 0, line = 0;

    vec_each(struct interface **, interface, &instance->component->interfaces) {
        if ((*interface)->kind == IF_DATAPORT && window < windows->items.count)
            set_window(instance, *interface, windows->items.at[window++]);
        if ((*interface)->kind == IF_EMITS && line < lines->items.count)
            set_interrupt(instance, *interface, lines->items.at[line++]);
    }
}

/* ---- device items ---- */

static struct interface *interface_named(struct component *component, const char *name,
                                         enum interface_kind kind, struct span span)
{
    struct interface *interface;

    name = intern(name);
    vec_each(struct interface **, i, &component->interfaces) {
        if ((*i)->name != name)
            continue;
        if ((*i)->span.lo != span.lo)   /* not one that this device made for another instance */
            diag_note(diag(span, DIAG_duplicate_name, "this device makes an interface '%s', which "
                           "the component declares, too", name), (*i)->span, "declared here");
        return *i;
    }
    interface = arena_alloc(sizeof *interface);
    *interface = (struct interface){
        .name = name, .kind = kind, .maybe = true, .size = kind == IF_DATAPORT ? 4096 : 0,
        .type_name = intern(kind == IF_DATAPORT ? "Buf" : "Interrupt"), .span = span};
    *vec_push(&component->interfaces) = interface;
    return interface;
}

static struct connector *connector_named(struct system *system, const char *name,
                                         const struct node *device)
{
    struct node *node = map_find(&system->unit->names[NODE_CONNECTOR], intern(name));

    if (node && node->kind == NODE_ALIAS)
        node = node->target;
    if (!node) {
        diag(device->span, DIAG_unknown_connector,
             "a device needs the connector '%s', which is not declared", name);
        return NULL;
    }
    return lower_connector(node);
}

static struct end *end_new(struct place *place, struct interface *interface, bool to,
                           struct span span)
{
    struct end *end = arena_alloc(sizeof *end);

    *end = (struct end){.instance = place->instance, .interface = interface, .to_side = to,
                        .span = span};
    return end;
}

/* from and to in the direction of the connector */
static void join(struct system *system, const char *connector, struct node *device,
                 struct end *from, struct end *to)
{
    struct raw *raw = arena_alloc(sizeof *raw);
    const struct end *mine = strcmp(connector, "HardwareMMIO") == 0 ? from : to;

    raw->node = device;
    raw->name = intern_printf("%s.%s", mine->instance->name, mine->interface->name);
    raw->connector = connector_named(system, connector, device);
    raw->leader = raw;
    *vec_push(&raw->from) = from;
    *vec_push(&raw->to) = to;
    if (raw->connector)
        *vec_push(&system->raws) = raw;
}

static struct hidden hidden_hardware(struct system *system, struct place *place,
                                     struct node *device)
{
    struct component *component = device->meaning;
    struct hidden hidden;

    if (!component) {
        device->meaning = component = arena_alloc(sizeof *component);
        component->name = intern_printf("%s.%s", place->instance->component->name
                                        ? place->instance->component->name : place->instance->name,
                                        device->name.text);
        component->directory = place->instance->component->directory;
        component->hardware = true;
        component->span = device->name.span;
    }
    hidden.component = component;
    hidden.place = place_new(system, intern_printf("%s.%s", place->instance->name,
                                                   device->name.text), NULL, device->name.span);
    hidden.place->instance->component = component;
    *vec_push(&system->model->instances) = hidden.place->instance;
    return hidden;
}

/* A device x of KDL has x_regs, x_regs_1, ...; an interface x with a dtb setting x_0, x_1, ... */
static void add_windows(struct system *system, struct place *place, struct node *device,
                        struct hidden *hidden, const struct value *windows)
{
    for (size_t i = 0; i < windows->items.count; i++) {
        const char *suffix = i == 0 ? "regs" : arena_printf("regs_%zu", i), *own = suffix;
        struct interface *mine, *theirs;

        if (device->kind == NODE_INTERFACE)
            own = arena_printf("%zu", i);
        mine = interface_named(place->instance->component,
                               arena_printf("%s_%s", device->name.text, own), IF_DATAPORT,
                               device->name.span);
        theirs = interface_named(hidden->component, suffix, IF_DATAPORT, device->name.span);
        set_window(hidden->place->instance, theirs, windows->items.at[i]);
        join(system, "HardwareMMIO", device, end_new(place, mine, false, device->name.span),
             end_new(hidden->place, theirs, true, device->name.span));
    }
}

static void add_interrupt(struct system *system, struct place *place, struct node *device,
                          struct hidden *hidden, const struct value *value)
{
    const struct value *lines = lines_of(value), *index = value_at(value, "index");
    struct interface *mine, *theirs;
    uint64_t wanted = index ? (uint64_t)index->i : 0;

    if (wanted >= lines->items.count) {
        if (wanted > 0)
            diag(index->span, DIAG_no_such_interrupt, "there is no interrupt %lld: the device '%s' "
                 "has %zu, counted from 0", (long long)index->i, value_at(value, "path")->s,
                 lines->items.count);
        return;
    }
    mine = interface_named(place->instance->component,
                           arena_printf("%s_irq", device->name.text), IF_CONSUMES,
                           device->name.span);
    theirs = interface_named(hidden->component, "irq", IF_EMITS, device->name.span);
    if (device->kind == NODE_INTERFACE) /* its functions have the parameters of CAmkES */
        mine->type_name = theirs->type_name = intern("DTBInterrupt");
    set_interrupt(hidden->place->instance, theirs, lines->items.at[wanted]);
    join(system, "HardwareInterrupt", device,
         end_new(hidden->place, theirs, false, device->name.span),
         end_new(place, mine, true, device->name.span));
}

static void add_device(struct system *system, struct place *place, struct node *device)
{
    const char *name = device->name.text;
    struct value *value = setting_find(&place->instance->settings, name);
    struct hidden hidden;
    struct diag *d;

    if (!value && pending_find(&place->settings, name))
        return;                         /* set, but wrongly: reported */
    if (!value && !device->value) {
        d = diag(place->instance->span, DIAG_device_not_set,
                 "the device '%s' of '%s' is not set", name, place->instance->name);
        diag_note(d, device->name.span, "declared here");
        diag_help(d, "set it: %s.%s = dtb(\"/path\");", place->instance->name, name);
        return;
    }
    if (!value)
        value = eval(device->value);
    if (!value)
        return;
    if (!is_device(value)) {
        d = diag(value->span, DIAG_not_a_device, "expected dtb(...) for the device '%s'", name);
        if (value->kind == VALUE_STRING)
            diag_fix(d, value->span, arena_printf("dtb(\"%s\")", value->s));
        return;
    }
    hidden = hidden_hardware(system, place, device);
    add_windows(system, place, device, &hidden, windows_of(value));
    add_interrupt(system, place, device, &hidden, value);
    if (hidden.component->interfaces.count == 0)
        diag(value->span, DIAG_empty_device,
             "the node '%s' has neither registers nor an interrupt", value_at(value, "path")->s);
}

/* ---- interfaces with a dtb setting ---- */

/* The item that stands for the device of an interface: one for all instances. */
static struct node *item_of(struct map *items, const struct interface *interface)
{
    struct node *item = map_find(items, (const char *)interface);

    if (!item) {
        item = ast_named(NODE_INTERFACE, interface->span,
                         (struct name){interface->name, interface->span});
        map_add(items, (const char *)interface, item);
    }
    return item;
}

static struct place *place_of(struct system *system, const struct instance *instance)
{
    vec_each(struct place **, p, &system->places)
        if ((*p)->instance == instance)
            return *p;
    return NULL;
}

static void add_interface_device(struct system *system, struct map *items, const struct end *end)
{
    struct settings *settings = &end->instance->settings;
    const char *name = end->interface->name;
    struct value *tree = setting_find(settings, intern_printf("%s_dtb", name));
    struct value *interrupts = setting_find(settings,
                                            intern_printf("%s_generate_interrupts", name));
    struct node *item = item_of(items, end->interface);
    struct place *place = place_of(system, end->instance);
    struct hidden hidden;

    if (!tree && pending_find(&place->settings, intern_printf("%s_dtb", name)))
        return;                         /* set, but wrongly: reported */
    if (tree && tree->kind == VALUE_LIST && tree->items.count > 0)
        tree = tree->items.at[0];
    if (!tree || !is_device(tree)) {
        diag_help(diag(tree ? tree->span : end->span, DIAG_device_not_set,
                       "the device behind '%s' is not set", name),
                  "set it: %s.dtb = dtb({\"path\": \"/path\"});", name);
        return;
    }
    hidden = hidden_hardware(system, place, item);
    add_windows(system, place, item, &hidden, windows_of(tree));
    if (interrupts && interrupts->i)
        add_interrupt(system, place, item, &hidden, tree);
}

/* What a connection of this connector asks for comes from its own; itself it needs nothing. */
static void add_interface_devices(struct system *system)
{
    size_t count = system->raws.count;
    struct map items = {0};

    for (size_t i = 0; i < count; i++) {
        struct raw *raw = system->raws.at[i];

        if (raw->connector->name == intern("DTBHardware"))
            vec_each(struct end **, end, &raw->to)
                add_interface_device(system, &items, *end);
    }
}

void add_devices(struct system *system)
{
    size_t count = system->places.count;

    add_interface_devices(system);
    for (size_t i = 0; i < count; i++) {
        struct place *place = system->places.at[i];
        struct instance *instance = place->instance;
        struct value *tree;

        vec_each(struct node **, n, &place->component->items)
            if ((*n)->kind == NODE_DEVICE && !(*n)->refused)
                add_device(system, place, *n);
        tree = instance->component->hardware ? setting_find(&instance->settings, "dtb") : NULL;
        if (tree && is_device(tree))
            fill_hardware(instance, tree);
    }
}
