#include "front.h"

#include <errno.h>

#include "check.h"
#include "cpp.h"
#include "ctypes.h"
#include "dtb.h"
#include "folder.h"
#include "output.h"
#include "suggest.h"

/* an import, or NULL for what is read without being asked for */
struct wanted { const char *path; const struct node *import; };
VEC_OF(queue, struct wanted);

static bool is_standard(const char *name)
{
    return strcmp(name, "std_connector.camkes") == 0
        || strcmp(name, "global-connectors.camkes") == 0 || strcmp(name, "std.kdl") == 0;
}

static void add_import(const struct front_options *options, struct queue *queue,
                       const struct node *import)
{
    const char *path;

    if (import->angle && is_standard(import->text) && options->prelude)
        return;
    path = source_find(import->text, import->source->directory, NULL);
    if (!path) {
        struct diag *d = diag(import->span, DIAG_cannot_read, "there is no file '%s'",
                              import->text);

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

struct model *front(const struct front_options *options, struct unit *unit)
{
    struct model *model;

    if (!resolve(unit))
        return NULL;
    check_constants(unit);
    if (unit->assemblies.count == 0) {
        if (options->need_system)
            diag(NO_SPAN, DIAG_no_assembly, "'%s' declares no assembly: there is no system to "
                 "build", options->file);
        return NULL;
    }
    model = instantiate(unit);
    if (!model || !check(model))
        return NULL;
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
