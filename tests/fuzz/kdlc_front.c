/*
 * Any bytes as a description: the front of kdlc must end with a model or with a diagnostic, and
 * never otherwise. For libFuzzer (clang -fsanitize=fuzzer,address -DFUZZER), or as a program that
 * replays the files it is given.
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
    diag_render(&text);
    free(text.text);
    return 0;
}

#ifndef FUZZER
static void replay(const char *path)
{
    FILE *f = fopen(path, "rb");
    static uint8_t bytes[1 << 24];
    uint8_t *exact;
    size_t size;

    if (!f)
        die("cannot read '%s'", path);
    size = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    exact = malloc(size + 1);           /* so that reading past the end is seen */
    if (!exact)
        die("out of memory");
    memcpy(exact, bytes, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        replay(argv[i]);
    printf("%d inputs\n", argc - 1);
    return 0;
}
#endif
