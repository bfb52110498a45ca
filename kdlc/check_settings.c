/* Rules about settings and the values of attributes. */
#include "check.h"
#include "suggest.h"

#include <stdlib.h>

/* ---- settings that mean something ---- */

enum where { THREAD, INSTANCE, INTERFACE, MEMORY, REGISTERS, LINE, SERVED, SYNC, CONNECTION };

enum kind { ANY, NUMBER, FLAG, LIST, TREE, TRIGGER };

static const struct known {
    enum where where;
    const char *name;
    enum kind kind;
    const char *why;
} known[] = {
#define SETTING(where, name, kind, why) {where, name, kind, why},
#include "settings.def"
#undef SETTING
};

#define KNOWN_COUNT (sizeof known / sizeof *known)

/* "<owner>_<name>" is the text */
static bool is_joined(const char *text, const char *owner, const char *name)
{
    size_t length = strlen(owner);

    return strncmp(text, owner, length) == 0 && text[length] == '_'
        && strcmp(text + length + 1, name) == 0;
}

/* the interface of "<interface>_<name>"; NULL: it is none */
static const struct interface *named_interface(const struct component *component,
                                               const char *text, const char *name)
{
    vec_each(struct interface *const *, i, &component->interfaces)
        if (is_joined(text, (*i)->name, name))
            return *i;
    return NULL;
}

static bool names_sync(const struct component *component, const char *text, const char *name)
{
    vec_each(struct sync *, s, &component->syncs)
        if (s->kind != SYNC_MUTEX && is_joined(text, s->name, name))
            return true;
    return false;
}

static bool matches(const struct known *k, const struct component *component, const char *text)
{
    switch (k->where) {
    case THREAD:
        return strcmp(text, k->name) == 0 || is_joined(text, "", k->name)
            || named_interface(component, text, k->name);
    case INSTANCE: return strcmp(text, k->name) == 0;
    case INTERFACE: case MEMORY: case REGISTERS: case LINE: case SERVED:
        return named_interface(component, text, k->name);
    case SYNC: return names_sync(component, text, k->name);
    case CONNECTION: return false;
    }
    return false;
}

static bool is_attribute(const struct component *component, const char *name)
{
    vec_each(struct attribute *, a, &component->attributes)
        if (a->name == name)
            return true;
    return false;
}

/* untyped<N>_pool and simple_untyped<N>_pool */
static bool is_untyped_pool(const char *name)
{
    if (strncmp(name, "simple_", 7) == 0)
        name += 7;
    if (strncmp(name, "untyped", 7) != 0)
        return false;
    name += 7;
    return *name >= '0' && *name <= '9' && strcmp(name + strspn(name, "0123456789"), "_pool") == 0;
}

static const struct known *find_known(const struct component *component, const char *name)
{
    static const struct known pool = {INSTANCE, "untyped_pool", ANY, NULL};

    for (size_t i = 0; i < KNOWN_COUNT; i++)
        if (matches(&known[i], component, name))
            return &known[i];
    return is_untyped_pool(name) ? &pool : NULL;
}

static void suggest_setting(struct suggestion *s, const struct component *component)
{
    vec_each(struct attribute *, a, &component->attributes)
        suggest_candidate(s, a->name);
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        if (known[i].where == THREAD || known[i].where == INSTANCE)
            suggest_candidate(s, known[i].name);
        if (known[i].where == THREAD)
            suggest_candidate(s, arena_printf("_%s", known[i].name));
        if (known[i].where == THREAD || (known[i].where >= INTERFACE && known[i].where <= SERVED))
            vec_each(struct interface **, interface, &component->interfaces)
                suggest_candidate(s, arena_printf("%s_%s", (*interface)->name, known[i].name));
        if (known[i].where == SYNC)
            vec_each(struct sync *, sync, &component->syncs)
                suggest_candidate(s, arena_printf("%s_%s", sync->name, known[i].name));
    }
}

/* ---- settings of the right kind of interface ---- */

static bool shares_memory(const struct instance *instance, const struct interface *interface)
{
    vec_each(const struct link *, link, &instance->links)
        if (link->end->interface == interface)
            vec_each(const struct connector_grant *, g, &link->connection->connector->grants)
                if (g->map && g->to_side == link->end->to_side)
                    return true;
    return interface->kind == IF_DATAPORT;
}

static bool has_thread(const struct instance *instance, const struct interface *interface)
{
    bool connected = false;

    vec_each(const struct link *, link, &instance->links) {
        const struct connector *connector = link->connection->connector;

        if (link->end->interface != interface)
            continue;
        connected = true;
        if ((link->end->to_side ? connector->to : connector->from).threads > 0)
            return true;
    }
    return !connected;
}

/* why the setting says nothing of this interface, or NULL */
static const char *misplaced(const struct instance *instance, const struct interface *interface,
                             enum where where)
{
    bool hardware = instance->component->hardware;

    switch (where) {
    case THREAD:
        return has_thread(instance, interface) ? NULL : "no thread serves this interface";
    case MEMORY:
        return shares_memory(instance, interface) ? NULL : "this interface shares no memory";
    case REGISTERS:
        return hardware && interface->kind == IF_DATAPORT ? NULL
             : "only a dataport of hardware has registers";
    case LINE:
        return hardware && interface->kind == IF_EMITS ? NULL
             : "only what hardware emits is an interrupt";
    case SERVED:
        return interface->kind == IF_PROVIDES ? NULL : "nobody calls this interface";
    case INSTANCE: case INTERFACE: case SYNC: case CONNECTION: break;
    }
    return NULL;
}

static void check_place(const struct instance *instance, const struct setting *setting,
                        const struct known *k)
{
    const struct interface *interface = named_interface(instance->component, setting->name,
                                                        k->name);
    const char *why = interface ? misplaced(instance, interface, k->where) : NULL;

    if (why)
        diag_note(diag(setting->span, DIAG_misplaced_setting, "'%s' has no effect: %s",
                       setting->name, why), interface->span, "'%s' declared here",
                  interface->name);
}

static void not_applied(const struct setting *setting, const char *why)
{
    diag(setting->span, DIAG_setting_not_applied, "the setting '%s' is ignored: %s", setting->name,
         why);
}

/* ---- what their values are ---- */

const char *value_word(const struct value *value)
{
    static const char *const words[] = {"a number", "a fraction", "a string", "a truth value",
                                        "a list", "a dictionary"};

    return words[value->kind];
}

/* A number can stand in a string, as it does where it comes from make or cmake. */
bool is_number(const struct value *value)
{
    char *end;

    if (value->kind != VALUE_STRING || !*value->s)
        return value->kind == VALUE_INT;
    strtoull(value->s, &end, 0);
    return !*end;
}

static bool is_flag(const struct value *value)
{
    if (value->kind == VALUE_STRING)
        return strcmp(value->s, "0") == 0 || strcmp(value->s, "1") == 0;
    return value->kind == VALUE_BOOL || (value->kind == VALUE_INT && value->i >> 1 == 0);
}

static bool is_trigger(const struct value *value)
{
    if (value->kind == VALUE_STRING
        && (strcmp(value->s, "edge") == 0 || strcmp(value->s, "level") == 0))
        return true;
    return value->kind != VALUE_BOOL && is_flag(value);
}

/* what the setting should be, where it is something else; else NULL */
static const char *other_than(const struct value *value, enum kind kind)
{
    switch (kind) {
    case ANY: break;
    case NUMBER: return is_number(value) ? NULL : "a number";
    case FLAG: return is_flag(value) ? NULL : "true or false";
    case LIST: return value->kind == VALUE_LIST ? NULL : "a list: [1, 2]";
    case TREE:
        return value->kind == VALUE_DICT || value->kind == VALUE_LIST ? NULL
             : "dtb({\"path\": \"/path\"})";
    case TRIGGER: return is_trigger(value) ? NULL : "\"level\" or \"edge\"";
    }
    return NULL;
}

static void check_kind(const struct setting *setting, enum kind kind)
{
    const struct value *value = setting->value;
    const char *wanted = other_than(value, kind);

    if (!wanted)
        return;
    if (value->kind == VALUE_STRING)
        diag(value->span, DIAG_attribute_type, "'%s' is \"%s\", expected %s", setting->name,
             value->s, wanted);
    else
        diag(value->span, DIAG_attribute_type, "'%s' is %s, expected %s", setting->name,
             value->kind == VALUE_INT ? arena_printf("%lld", (long long)value->i)
                                      : value_word(value), wanted);
}

static void check_setting(const struct instance *instance, const struct setting *setting)
{
    const struct component *component = instance->component;
    const struct known *k;
    struct suggestion s;
    struct diag *d;

    if (is_attribute(component, setting->name))
        return;
    k = find_known(component, setting->name);
    if (setting->used) {
        if (k)
            check_kind(setting, k->kind);
        return;
    }
    if (k && k->why)
        not_applied(setting, k->why);
    else if (k)
        check_place(instance, setting, k);
    if (k) {
        check_kind(setting, k->kind);
        return;
    }
    if (diag_is_wrong(setting->span))
        return;
    d = diag(setting->span, DIAG_unused_setting,
             "nothing reads this setting: component '%s' has no attribute '%s'",
             component->name ? component->name : "(unnamed)", setting->name);
    diag_note(d, component->span, "declared here");
    suggest_start(&s, setting->name);
    suggest_setting(&s, component);
    /* a.b.c is the setting b_c: what is meant instead does not stand in the place of c */
    suggest_finish(&s, d, setting->span.hi - setting->span.lo == strlen(setting->name)
                   ? setting->span : NO_SPAN);
}

static void check_connection_setting(const struct connection *connection,
                                     const struct setting *setting)
{
    struct suggestion s;
    struct diag *d;

    vec_each(struct attribute *, a, &connection->connector->attributes)
        if (a->name == setting->name)
            return;
    suggest_start(&s, setting->name);
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        if (known[i].where != CONNECTION)
            continue;
        if (strcmp(known[i].name, setting->name) == 0) {
            if (known[i].why)
                not_applied(setting, known[i].why);
            return;
        }
        suggest_candidate(&s, known[i].name);
    }
    d = diag(setting->span, DIAG_unused_setting,
             "nothing reads this setting: connections have no attribute '%s'", setting->name);
    suggest_finish(&s, d, setting->span);
}

void rule_known_settings(struct model *model)
{
    vec_each(struct instance **, i, &model->instances)
        vec_each(struct setting *, setting, &(*i)->settings)
            check_setting(*i, setting);
    vec_each(struct connection **, c, &model->connections)
        vec_each(struct setting *, setting, &(*c)->settings)
            check_connection_setting(*c, setting);
}

/* ---- values with a meaning ---- */

void rule_initial_values(struct model *model)
{
    vec_each(struct instance **, i, &model->instances)
        vec_each(struct sync *, sync, &(*i)->component->syncs) {
            const struct value *value = instance_value(*i, intern_printf("%s_value", sync->name));

            if (!value || sync->kind == SYNC_MUTEX)
                continue;
            if ((value->kind != VALUE_INT && value->kind != VALUE_BOOL) || value->i < 0
                || value->i > (sync->kind == SYNC_BINARY_SEMAPHORE ? 1 : INT32_MAX))
                diag_note(diag(value->span, DIAG_initial_value, "%s '%s' cannot start with this "
                               "value", sync->kind == SYNC_SEMAPHORE ? "semaphore"
                               : "binary semaphore", sync->name), sync->span, "declared here");
        }
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);

    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static void check_multiple(const char *name, const struct value *value, int64_t unit)
{
    if (value && value->kind == VALUE_INT && value->i % unit != 0)
        diag_help(diag(value->span, DIAG_unaligned_size, "'%s' is %lld, no multiple of %lld", name,
                       (long long)value->i, (long long)unit), "the next one is %lld",
                  (long long)((value->i / unit + 1) * unit));
}

void rule_sizes(struct model *model)
{
    vec_each(struct instance **, i, &model->instances) {
        check_multiple("heap_size", instance_value(*i, "heap_size"), 4096);
        vec_each(struct setting *, setting, &(*i)->settings)
            /* plan_thread.c says what the least is */
            if (ends_with(setting->name, "stack_size") && setting->value->i >= 4096)
                check_multiple(setting->name, setting->value, 16);
    }
}

static bool is_access(const char *text)
{
    for (const char *order = "RWXP"; *order; order++)
        if (*text == *order)
            text++;
    return !*text;
}

static void report_access(const struct value *value)
{
    struct diag *d = diag(value->span, DIAG_bad_access, "access is some of \"R\", \"W\", \"X\", "
                          "\"P\" in this order");
    const char *meant = "";

    if (value->kind != VALUE_STRING)
        return;
    for (const char *order = "RWXP"; *order; order++)
        if (strchr(value->s, *order) || strchr(value->s, *order | 32))
            meant = arena_printf("%s%c", meant, *order);
    if (strlen(meant) == strlen(value->s) && *meant)
        diag_help(d, "write it as \"%s\"", meant);
}

void rule_access(struct model *model)
{
    vec_each(struct instance **, i, &model->instances)
        vec_each(struct setting *, setting, &(*i)->settings) {
            const struct value *value = setting->value;

            if (!ends_with(setting->name, "_access")
                || is_attribute((*i)->component, setting->name))
                continue;
            if (value->kind != VALUE_STRING || !is_access(value->s))
                report_access(value);
            else if (strchr(value->s, 'W') && strchr(value->s, 'X'))
                diag(value->span, DIAG_bad_access, "memory is never writable and executable");
        }
}
