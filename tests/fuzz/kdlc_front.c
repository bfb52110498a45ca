/*
 * Any bytes as a description: the front of kdlc must end with a model or with a diagnostic, and
 * never otherwise. For libFuzzer (clang -fsanitize=fuzzer,address -DFUZZER), or as a program that
 * tries the files it is given and mutations of them, the same ones each time.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "kdlc/front.h"
#include "kdlc/strbuf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char prelude[] =
    "connector Call { from Procedures with 0 threads; to Procedure; object endpoint ep;"
    " from holds ep (send, grant_reply) badged; to holds ep (receive); }"
    "connector seL4RPCCall = Call;"
    "connector Notification { from Event with 0 threads; to Events; object notification n per to;"
    " from holds n (signal); to holds n (wait); }"
    "connector SharedData { from Dataports with 0 threads; to Dataports with 0 threads;"
    " object frames mem; from maps mem (read, write); to maps mem (read, write); }"
    "connector HardwareMMIO { from Dataports with 0 threads; to hardware Dataport; "
    " object device regs; from maps regs (read, write, uncached); }";

static void add(struct unit *unit, const char *name, const char *text, size_t size)
{
    const struct source *source = source_add_text(name, text, size);
    struct nodes *nodes = parse(source);

    vec_each(struct node **, n, nodes) {
        (*n)->source = source;
        if ((*n)->kind != NODE_IMPORT)
            *vec_push(&unit->declarations) = *n;
    }
}

#define MUST(condition) do { if (!(condition)) abort(); } while (0)

static void check_end(const struct model *model, const struct connection *connection,
                      const struct end *end, size_t position)
{
    bool has = false, linked = false;

    MUST(end->instance && end->interface && end->position == position);
    MUST(end->instance->index < model->instances.count
         && model->instances.at[end->instance->index] == end->instance);
    vec_each(struct interface **, i, &end->instance->component->interfaces)
        has |= *i == end->interface;
    vec_each(struct link *, link, &end->instance->links)
        linked |= link->connection == connection && link->end == end;
    MUST(has && linked);
}

/* What every later pass relies on (model.h). */
static void check_model(const struct model *model)
{
    vec_each(struct component **, c, &model->components)
        MUST((*c)->name && (*c)->directory);
    vec_each(struct instance **, i, &model->instances) {
        MUST((*i)->name && (*i)->component && (*i)->index == (size_t)(i - model->instances.at));
        vec_each(struct setting *, s, &(*i)->settings)
            MUST(s->name && s->value);
        vec_each(struct attribute_value *, a, &(*i)->attributes)
            MUST(a->attribute && a->value);
    }
    vec_each(struct connection **, c, &model->connections) {
        MUST((*c)->name && (*c)->connector && (*c)->from.count && (*c)->to.count);
        MUST((*c)->index == (size_t)(c - model->connections.at));
        for (size_t i = 0; i < (*c)->from.count; i++)
            check_end(model, *c, (*c)->from.at[i], i);
        for (size_t i = 0; i < (*c)->to.count; i++)
            check_end(model, *c, (*c)->to.at[i], i);
        vec_each(struct connector_grant *, g, &(*c)->connector->grants)
            MUST(g->object);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct front_options options = {.file = "input.kdl"};
    struct unit unit = {.file = options.file};
    struct strbuf text = {0};
    struct model *model = NULL;

    source_reset();
    diag_reset();
    add(&unit, "input.kdl", (const char *)data, size);
    unit.prelude_start = unit.declarations.count;
    add(&unit, "std.kdl", prelude, sizeof prelude - 1);
    dump_ast(&unit.declarations, &text);
    if (!diag_failed())
        model = front(&options, &unit);
    if (!model && !diag_failed() && unit.assemblies.count > 0)
        abort();
    if (model)
        check_model(model);
    diag_render(&text);
    free(text.text);
    return 0;
}

#ifndef FUZZER
static uint64_t state = 1;

static uint32_t random_below(uint32_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33) % n;
}

/* Copies with bytes changed, removed and moved; in memory of the exact size. */
static void try_one(const uint8_t *bytes, size_t size, unsigned changes)
{
    uint8_t *copy = malloc(size + 1);

    if (!copy)
        die("out of memory");
    memcpy(copy, bytes, size);
    for (unsigned i = 0; i < changes && size > 1; i++) {
        uint32_t at = random_below((uint32_t)size), from = random_below((uint32_t)size);
        uint32_t most = (uint32_t)size - (at > from ? at : from), length = random_below(most) / 4;

        switch (random_below(4)) {
        case 0: copy[at] = (uint8_t)random_below(256); break;
        case 1: copy[at] = copy[from]; break;
        case 2: memmove(copy + at, copy + from, length); break;
        case 3: size = size > 64 && random_below(8) == 0 ? at : size; break;
        }
    }
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void replay(const char *path, unsigned mutations)
{
    static uint8_t bytes[1 << 20];
    FILE *f = fopen(path, "rb");
    size_t size;

    if (!f)
        die("cannot read '%s'", path);
    size = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    try_one(bytes, size, 0);
    for (unsigned i = 0; i < mutations; i++)
        try_one(bytes, size, 1 + i % 6);
}

/* kdlc_front MUTATIONS FILE...: each file, and so many mutations of each */
int main(int argc, char **argv)
{
    unsigned mutations = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 0;

    for (int i = 2; i < argc; i++)
        replay(argv[i], mutations);
    printf("%d inputs, %u mutations of each\n", argc - 2, mutations);
    return 0;
}
#endif
