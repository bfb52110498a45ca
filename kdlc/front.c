#include "front.h"

#include <errno.h>

#include "check.h"
#include "cpp.h"
#include "ctypes.h"
#include "dtb.h"
#include "folder.h"
#include "output.h"
#include "plan.h"
#include "policy.h"
#include "suggest.h"

/* an import, or NULL for what is read without being asked for */
struct wanted { const char *path; const struct node *import; };
VEC_OF(queue, struct wanted);

static const char *const standard[] = {"std_connector.camkes", "global-connectors.camkes",
                                       "std.kdl"};
#define STANDARD_COUNT (sizeof standard / sizeof *standard)

static bool is_standard(const char *name)
{
    for (size_t i = 0; i < STANDARD_COUNT; i++)
        if (strcmp(name, standard[i]) == 0)
            return true;
    return false;
}

/* Folders are read in no particular order: of equally good names none is better. */
static void suggest_import(struct diag *d, const struct node *import)
{
    const char *slash = strrchr(import->text, '/'), *name = slash ? slash + 1 : import->text;
    uint32_t end = import->span.hi - 1;             /* the quotes stay */
    struct suggestion s;

    suggest_start(&s, name);
    folder_suggest(&s, import->source->directory, import->text);
    for (size_t i = 0; i < source_directory_count(); i++)
        folder_suggest(&s, source_import_directory(i), import->text);
    for (size_t i = 0; import->angle && i < STANDARD_COUNT; i++)
        suggest_candidate(&s, standard[i]);
    if (!s.second)
        suggest_finish(&s, d, (struct span){end - (uint32_t)strlen(name), end});
}

static void add_import(const struct front_options *options, struct queue *queue,
                       const struct node *import)
{
    const char *path;

    if (import->angle && is_standard(import->text) && options->prelude)
        return;
    path = source_find(import->text, import->source->directory, NULL);
    if (!path && diag_is_wrong(import->span))
        return;                         /* the wrong quotes are told */
    if (!path) {
        struct diag *d = diag(import->span, DIAG_cannot_read, "there is no file '%s'",
                              import->text);

        suggest_import(d, import);
        if (is_standard(import->text))
            diag_fix(d, import->span, arena_printf("<%s>", import->text));
        diag_help(d, import->angle ? "folders to search are named with -I DIR"
                  : "it is searched for beside this file and in the folders named with -I DIR");
        return;
    }
    *vec_push(queue) = (struct wanted){path, import};
}

static void cannot_read(const struct wanted *wanted)
{
    if (!wanted->import)
        die("cannot read '%s': %s", wanted->path, strerror(errno));
    diag(wanted->import->span, DIAG_cannot_read, "cannot read '%s': %s", wanted->path,
         strerror(errno));
}

/* What the user declares stands before the prelude, and replaces what has its name there. */
static void add_declarations(const struct front_options *options, struct unit *unit,
                             struct queue *queue, const struct source *source)
{
    struct nodes *nodes = parse(source);

    if (!unit->written.count)
        unit->written = *nodes;
    vec_each(struct node **, n, nodes) {
        (*n)->source = source;
        if ((*n)->kind == NODE_IMPORT)
            add_import(options, queue, *n);
        else
            *vec_push(&unit->declarations) = *n;
    }
}

static void read_queue(const struct front_options *options, struct unit *unit,
                       struct queue *queue)
{
    for (size_t i = 0; i < queue->count; i++) {
        struct wanted wanted = queue->at[i];
        struct source *source;

        switch (source_load(wanted.path, &source)) {
        case SOURCE_OK: add_declarations(options, unit, queue, source); break;
        case SOURCE_AGAIN: break;
        case SOURCE_FAILED: cannot_read(&wanted); break;
        }
    }
    queue->count = 0;
}

bool front_read(const struct front_options *options, struct unit *unit)
{
    struct queue queue = {0};
    const char *monitor = source_find("monitor/monitor.kdl", NULL, NULL);

    unit->file = options->file;
    *vec_push(&queue) = (struct wanted){options->file, NULL};
    read_queue(options, unit, &queue);
    unit->prelude_start = unit->declarations.count;
    if (options->prelude)
        *vec_push(&queue) = (struct wanted){options->prelude, NULL};
    if (monitor)
        *vec_push(&queue) = (struct wanted){monitor, NULL};
    read_queue(options, unit, &queue);
    return !diag_failed();
}

/* ---- what stands in no system ---- */

static void add_contained(struct map *contained, const struct nodes *items)
{
    vec_each(struct node *const *, n, items) {
        if ((*n)->kind == NODE_INSTANCE && (*n)->target)
            map_add(contained, (const char *)(*n)->target, *n);
        if ((*n)->kind == NODE_COMPOSITION && (*n)->ref.count && (*n)->target)
            add_contained(contained, &(*n)->target->items);
        else if ((*n)->kind == NODE_COMPOSITION || (*n)->kind == NODE_GROUP)
            add_contained(contained, &(*n)->items);
    }
}

/* Each component that is in no other one, with all that is in it. */
static void check_alone(struct unit *unit, const struct nodes *components)
{
    struct map contained = {0};

    vec_each(struct node *const *, n, components)
        add_contained(&contained, &(*n)->items);
    vec_each(struct node *const *, n, components)
        if (!map_find(&contained, (const char *)*n))
            check_inside(instantiate_alone(unit, *n));
}

/* beside: there is a system without that component, whatever is wrong with it */
static void check_all_types(const struct unit *unit, bool beside)
{
    vec_each(struct node *const *, n, &unit->resolved) {
        diag_lenient(beside && !(*n)->meaning);
        check_types(unit, *n);
    }
    diag_lenient(false);
}

/* What the user declares and no instance uses, as if all of it were in use. */
static void check_declarations(struct unit *unit)
{
    struct model model = {0};
    struct nodes components = {0};

    for (size_t i = 0; i < unit->prelude_start; i++) {
        struct node *node = unit->declarations.at[i];

        if (node->meaning || node->refused)
            continue;
        if (node->kind == NODE_COMPONENT)
            *vec_push(&components) = node;
        else if (node->kind == NODE_PROCEDURE)
            *vec_push(&model.procedures) = lower_procedure(node);
    }
    vec_each(struct node **, n, &components)
        *vec_push(&model.components) = lower_component(*n);
    vec_each(struct component **, c, &model.components)
        vec_each(struct attribute *, a, &(*c)->attributes)
            a->given = true;
    check_parts(&model);
    check_alone(unit, &components);
}

/* The same beside a system, which can be made whatever is wrong with them. */
static void check_unused(struct unit *unit)
{
    lower_only_looked_at(true);
    diag_lenient(true);
    check_declarations(unit);
    diag_lenient(false);
    lower_only_looked_at(false);
}

/* ---- the system ---- */

/* What is wrong goes: connections that join what does not fit. */
static void drop_refused(struct model *model)
{
    size_t count = 0;

    vec_each(struct connection **, c, &model->connections)
        if (!(*c)->refused) {
            (*c)->index = count;
            model->connections.at[count++] = *c;
        }
    model->connections.count = count;
    vec_each(struct instance **, i, &model->instances) {
        count = 0;
        vec_each(struct link *, link, &(*i)->links)
            if (!link->connection->refused)
                (*i)->links.at[count++] = *link;
        (*i)->links.count = count;
    }
}

/*
 * Of a system with a mistake, what the plan of the rest says: memory, priorities, devices, and who
 * may reach whom, unless it is wrong what some may do.
 */
static void check_plan(struct model *model)
{
    struct plan plan = {.model = model, .board_ram = plan_board_ram()};

    size_t errors = diag_errors();

    drop_refused(model);
    model->partial = true;
    (void)plan_make(model, &plan);
    (void)layout_make(&plan);
    if (diag_errors() == errors && !diag_told(DIAG_bad_access))
        (void)policy_check(&plan);
}

struct model *front(const struct front_options *options, struct unit *unit)
{
    struct model *model;

    resolve(unit);
    check_constants(unit);
    if (unit->assemblies.count == 0) {
        if (options->need_system)
            diag(NO_SPAN, DIAG_no_assembly, "'%s' declares no assembly: there is no system to "
                 "build", options->file);
        else
            check_declarations(unit);
        check_all_types(unit, false);
        return NULL;
    }
    model = instantiate(unit);
    check_all_types(unit, model != NULL);
    if (!model)
        return NULL;
    check(model);
    check_application(unit, model);
    check_unused(unit);
    if (diag_failed()) {
        check_plan(model);
        return NULL;
    }
    arena_forget_passing();
    return model;
}

void front_reset(void)
{
    source_reset();
    source_reset_path();
    folder_reset();
    diag_reset();
    suggest_reset();
    cpp_reset();
    ctypes_reset();
    dtb_reset();
    output_reset();
    arena_reset();
}
