/*
 * Declarations of the tree become components and connectors of the model: once each, the first
 * time somebody asks. Types, procedures and attributes: lower_types.c.
 */
#include <stdlib.h>
#include <unistd.h>

#include "../kernel/abi/message.h"
#include "application.h"
#include "ctypes.h"
#include "eval.h"
#include "folder.h"
#include "unit.h"

static bool only_looked_at;

void lower_only_looked_at(bool on)
{
    only_looked_at = on;
    eval_ask_tree(!on);
}

/* ---- components ---- */

static enum interface_kind interface_kind_of(const struct node *node)
{
    switch ((int)node->detail) {
    case DETAIL_PROVIDES: return IF_PROVIDES;
    case DETAIL_USES: return IF_USES;
    case DETAIL_EMITS: return IF_EMITS;
    case DETAIL_CONSUMES: return IF_CONSUMES;
    }
    return IF_DATAPORT;
}

static uint64_t dataport_size(const struct node *node)
{
    struct value *size;

    if (!node->value)
        return strcmp(ast_path_text(&node->ref), "Buf") == 0 ? 4096 : 0;
    if (strcmp(ast_path_text(&node->ref), "Buf") != 0) {
        struct diag *d = diag(ast_path_span(&node->ref), DIAG_bad_dataport_size,
                              "only 'Buf' takes a size; the size of '%s' is that of the C type",
                              ast_path_text(&node->ref));

        if (strcasecmp(ast_path_text(&node->ref), "Buf") == 0)
            diag_fix(d, ast_path_span(&node->ref), "Buf");
    }
    size = eval(node->value);
    if (!size)
        return 4096;
    if (size->kind != VALUE_INT || size->i <= 0 || size->i > 1ll << 32) {
        diag(size->span, DIAG_bad_dataport_size,
             "the size of a dataport is a number of bytes from 1 to 4 GiB");
        return 4096;
    }
    return (uint64_t)size->i;
}

static struct interface *lower_interface(struct node *node)
{
    struct interface *interface = arena_alloc(sizeof *interface);

    *interface = (struct interface){
        .name = node->name.text, .kind = interface_kind_of(node), .maybe = node->maybe,
        .type_name = intern(node->value ? "Buf" : ast_path_text(&node->ref)),
        .span = node->name.span};
    if (node->target)
        interface->procedure = lower_procedure(node->target);
    if (interface->kind == IF_DATAPORT)
        interface->size = dataport_size(node);
    else if (node->value)
        diag(node->value->span, DIAG_bad_dataport_size, "only a dataport has a size");
    if (interface->maybe && (interface->kind == IF_PROVIDES || interface->kind == IF_EMITS))
        diag(node->span, DIAG_useless_maybe, "'maybe' says nothing here: a%s interface may "
             "always stay unconnected", interface->kind == IF_EMITS ? "n 'emits'" : " 'provides'");
    node->meaning = interface;
    return interface;
}

static void add_once(struct names *names, const char *name)
{
    vec_each(const char **, n, names)
        if (*n == name)
            return;
    *vec_push(names) = name;
}

static void add_source(struct component *component, const struct expr *file)
{
    const char *path, *directory = NULL;

    if (file->op == OP_LT)
        path = source_find(file->text, NULL, &directory);
    else
        path = source_find(folder_path(component->directory, file->text), ".", NULL);
    if (!path) {
        component->lost = true;
        diag(file->span, DIAG_missing_file, "the source file '%s' does not exist",
             file->op == OP_LT ? file->text : folder_path(component->directory, file->text));
        return;
    }
    add_once(&component->sources, intern(path));
    if (directory)
        add_once(&component->include_dirs, directory);
}

static void lower_files(struct component *component, const struct node *node)
{
    vec_each(struct expr **, e, &node->value->items) {
        const char *text = (*e)->text;

        switch ((int)node->detail) {
        case DETAIL_SOURCES: add_source(component, *e); break;
        case DETAIL_INCLUDE_DIRS:
            add_once(&component->include_dirs, folder_path(component->directory, text));
            break;
        case DETAIL_CFLAGS: *vec_push(&component->cflags) = intern(text); break;
        case DETAIL_LIBRARIES: *vec_push(&component->libraries) = intern(text); break;
        }
    }
}

static bool has_own_code(const struct component *component, bool compound)
{
    return !component->hardware && (component->control || !compound);
}

static void lower_item(struct component *component, struct node *item)
{
    switch ((int)item->kind) {
    case NODE_CONTROL: component->control = true; break;
    case NODE_HARDWARE: component->hardware = true; break;
    case NODE_INTERFACE: *vec_push(&component->interfaces) = lower_interface(item); break;
    case NODE_ATTRIBUTE: {
        struct attribute attribute = lower_attribute(item);

        *vec_push(&component->attributes) = attribute;
        break;
    }
    case NODE_HAS:
        *vec_push(&component->syncs) = (struct sync){
            item->name.text, item->detail == DETAIL_MUTEX ? SYNC_MUTEX
            : item->detail == DETAIL_SEMAPHORE ? SYNC_SEMAPHORE : SYNC_BINARY_SEMAPHORE,
            item->name.span};
        break;
    case NODE_INCLUDE: *vec_push(&component->includes) = lower_include(item); break;
    case NODE_FILES:
        if (!only_looked_at)
            lower_files(component, item);
        break;
    }
}

/* What the application's CMakeLists.txt says of it. */
static void add_declared(struct component *component, const struct application_component *said)
{
    vec_each(const struct cmake_word *, w, &said->files.sources) {
        if (access(w->text, R_OK) == 0) {
            add_once(&component->sources, intern(w->text));
            continue;
        }
        component->lost = true;
        diag(w->span, DIAG_missing_file, "the source file '%s' does not exist", w->text);
    }
    vec_each(const struct cmake_word *, w, &said->files.include_dirs)
        add_once(&component->include_dirs, intern(w->text));
    vec_each(const struct cmake_word *, w, &said->files.cflags)
        *vec_push(&component->cflags) = intern(w->text);
    vec_each(const struct cmake_word *, w, &said->files.cxxflags)
        *vec_push(&component->cxxflags) = intern(w->text);
}

/*
 * The C files of a component that does not name them: in src/ or beside it; for one of several in
 * one file of an application, in components/<name>/.
 */
static const struct files *found_sources(const struct component *component)
{
    const char *folder = component->name
        ? folder_path(component->directory, intern_printf("components/%s", component->name)) : NULL;
    const struct files *files = folder_c_files(component->directory);

    if (files->count == 0)
        files = folder_c_files(folder_path(component->directory, "src"));
    if (files->count == 0 && folder)
        files = folder_c_files(folder_path(folder, "src"));
    if (files->count == 0 && folder)
        files = folder_c_files(folder);
    return files;
}

static void add_present(struct component *component, const char *folder)
{
    const char *path = folder_path(folder, "include");

    if (access(path, X_OK) == 0)
        add_once(&component->include_dirs, path);
}

/*
 * Headers are found beside the component, beside its sources, beside its procedures; those of a
 * component that no CMakeLists.txt mentions, also in `include` beside it, beside src/ and in the
 * application's folder.
 */
static void add_include_dirs(struct component *component, bool said)
{
    const char *code;

    add_once(&component->include_dirs, component->directory);
    vec_each(const char **, source, &component->sources)
        add_once(&component->include_dirs, source_directory_of(*source));
    vec_each(struct interface **, i, &component->interfaces)
        if ((*i)->procedure)
            add_once(&component->include_dirs, (*i)->procedure->directory);
    if (said)
        return;
    add_present(component, component->directory);
    if (component->sources.count) {
        code = source_directory_of(component->sources.at[0]);
        add_present(component, code);
        if (strlen(code) > 4 && strcmp(code + strlen(code) - 4, "/src") == 0)
            add_present(component, source_directory_of(code));
    }
    add_present(component, application_folder());
}

struct component *lower_component(struct node *node)
{
    struct component *component = node->meaning;
    const struct application_component *said = application_component(node->name.text);
    bool sources = said != NULL, compound = false;

    if (component)
        return component;
    node->meaning = component = arena_alloc(sizeof *component);
    component->name = node->name.text;
    component->span = node->name.span;
    component->directory = node->source ? node->source->directory : intern(".");
    vec_each(struct node **, n, &node->items) {
        sources |= (*n)->kind == NODE_FILES && (*n)->detail == DETAIL_SOURCES;
        compound |= (*n)->kind == NODE_COMPOSITION;
        if (!(*n)->refused)
            lower_item(component, *n);
    }
    component->compound = compound;
    if (only_looked_at) {
        component->apart = has_own_code(component, compound);
        return component;
    }
    if (!sources && has_own_code(component, compound))
        vec_each(const char *const *, file, found_sources(component))
            *vec_push(&component->sources) = *file;
    if (said && !component->hardware)
        add_declared(component, said);
    if (!component->hardware) {
        add_include_dirs(component, said != NULL);
        ctypes_measure(component);
    }
    return component;
}

/* ---- connectors ---- */

static enum connector_object_kind object_kind_of(const char *word)
{
    static const char *const words[] = {[CO_ENDPOINT] = "endpoint",
                                        [CO_NOTIFICATION] = "notification",
                                        [CO_FRAMES] = "frames", [CO_DEVICE] = "device",
                                        [CO_IRQ] = "irq"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], word) == 0)
            return (enum connector_object_kind)i;
    return CO_ENDPOINT;
}

static void lower_side(struct connector *connector, const struct node *node)
{
    bool to = node->detail == DETAIL_TO;
    struct connector_side *side = to ? &connector->to : &connector->from;
    const char *kind = node->ref.at[0].text;
    struct value *threads;

    side->plural = kind[strlen(kind) - 1] == 's';
    side->hardware = node->hardware;
    side->threads = 1;
    if (*kind == 'P')
        side->kinds[0] = to ? IF_PROVIDES : IF_USES;
    else if (*kind == 'E')
        side->kinds[0] = to ? IF_CONSUMES : IF_EMITS;
    else
        side->kinds[0] = IF_DATAPORT;
    side->kinds[1] = side->kinds[0];
    threads = node->value ? eval(node->value) : NULL;
    if (threads && (threads->kind != VALUE_INT || threads->i < 0 || threads->i > 1))
        diag(threads->span, DIAG_bad_thread_count, "an end has 0 or 1 thread");
    else if (threads)
        side->threads = (unsigned)threads->i;
    if (node->text)
        diag(node->span, DIAG_setting_not_applied, "the template '%s' is not used: templates are "
             "m4 files of the connector's folder here", node->text);
}

static unsigned right_of(const char *word, struct connector_grant *grant)
{
    static const struct { const char *word; unsigned right; } rights[] = {
        {"send", RIGHT_WRITE}, {"receive", RIGHT_READ}, {"signal", RIGHT_WRITE},
        {"wait", RIGHT_READ}, {"read", RIGHT_READ}, {"write", RIGHT_WRITE},
        {"grant", RIGHT_GRANT}, {"grant_reply", RIGHT_GRANT_REPLY},
    };

    grant->uncached |= strcmp(word, "uncached") == 0;
    grant->execute |= strcmp(word, "execute") == 0;
    for (size_t i = 0; i < sizeof rights / sizeof *rights; i++)
        if (strcmp(rights[i].word, word) == 0)
            return rights[i].right;
    return 0;
}

static struct connector_object *object_named(struct connector *connector, const char *name)
{
    vec_each(struct connector_object *, object, &connector->objects)
        if (object->name == name)
            return object;
    return NULL;
}

static void lower_grant(struct connector *connector, const struct node *node)
{
    struct connector_grant grant = {
        .object = object_named(connector, node->path.at[0].text),
        .to_side = node->detail == DETAIL_TO, .map = node->maps, .badged = node->badged,
        .span = node->span};

    vec_each(struct name *, right, &node->rights)
        grant.rights |= right_of(right->text, &grant);
    *vec_push(&connector->grants) = grant;
}

static void lower_signal(struct connector *connector, const struct node *node)
{
    *vec_push(&connector->grants) = (struct connector_grant){
        .object = object_named(connector, node->name.text),
        .signals = object_named(connector, node->ref.at[0].text), .badged = node->badged,
        .to_side = true, .span = node->span};
}

static void lower_object(struct connector *connector, const struct node *node)
{
    *vec_push(&connector->objects) = (struct connector_object){
        .name = node->name.text, .kind = object_kind_of(node->ref.at[0].text),
        .per = !node->per.text ? PER_CONNECTION
             : strcmp(node->per.text, "from") == 0 ? PER_FROM : PER_TO,
        .span = node->name.span};
}

struct connector *lower_connector(struct node *node)
{
    struct connector *connector = node->meaning;

    if (connector)
        return connector;
    node->meaning = connector = arena_alloc(sizeof *connector);
    connector->name = node->name.text ? node->name.text : intern("(unnamed)");
    connector->span = node->name.span;
    connector->directory = node->source ? node->source->directory : intern(".");
    /* grants point at objects: those must stand where they stay */
    vec_each(struct node **, n, &node->items)
        if ((*n)->kind == NODE_OBJECT)
            lower_object(connector, *n);
    vec_each(struct node **, n, &node->items) {
        switch ((int)(*n)->kind) {
        case NODE_SIDE: lower_side(connector, *n); break;
        case NODE_GRANT: lower_grant(connector, *n); break;
        case NODE_SIGNAL: lower_signal(connector, *n); break;
        case NODE_TEMPLATE:
            connector->directory = folder_path(connector->directory, (*n)->text);
            break;
        case NODE_ATTRIBUTE: {
            struct attribute attribute = lower_attribute(*n);

            *vec_push(&connector->attributes) = attribute;
            break;
        }
        }
    }
    return connector;
}
