#include "ctypes.h"

#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "source.h"

#define MARK "kdl_size_"

static struct command_words compiler;

void ctypes_compiler(const char *command)
{
    compiler.count = 0;
    command_split(&compiler, command);
}

void ctypes_reset(void)
{
    memset(&compiler, 0, sizeof compiler);
}

static bool is_wanted(const struct interface *i)
{
    return i->kind == IF_DATAPORT && i->size == 0;
}

/* An array of so many bytes for each of them: the assembly says how many. */
static struct strbuf question(const struct component *component)
{
    struct strbuf text = {0};

    strbuf_add(&text, "#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n"
               "#include <camkes/dataport.h>\n#include <camkes/error.h>\n"
               "#include <platsupport/io.h>\n#include <sel4/sel4.h>\n");
    vec_each(const struct include *, i, &component->includes)
        strbuf_printf(&text, "#include %s\n", i->text);
    for (size_t i = 0; i < component->interfaces.count; i++)
        if (is_wanted(component->interfaces.at[i]))
            strbuf_printf(&text, "char " MARK "%zu[sizeof(%s)];\n", i,
                          component->interfaces.at[i]->type_name);
    return text;
}

/* What the shell would take apart is left out: it is no -D that a header needs for its types. */
static bool is_plain(const char *flag)
{
    return strpbrk(flag, "\"'\\$` ") == NULL;
}

static struct command_words command_for(const struct component *component)
{
    static const char *const last[] = {"-w", "-MMD", "-MF", "/dev/stderr", "-x", "c", "-S",
                                       "-o", "-", "-"};
    struct command_words words = {0};

    vec_each(const char *const *, w, &compiler)
        *vec_push(&words) = *w;
    vec_each(const char *const *, flag, &component->cflags)
        if (is_plain(*flag))
            *vec_push(&words) = *flag;
    vec_each(const char *const *, directory, &component->include_dirs)
        *vec_push(&words) = arena_printf("-I%s", *directory);
    for (size_t i = 0; i < sizeof last / sizeof *last; i++)
        *vec_push(&words) = last[i];
    return words;
}

/* ".size kdl_size_3, 100" */
static void read_answer(struct component *component, const char *assembly)
{
    const char *at = assembly;

    while ((at = strstr(at, MARK)) != NULL) {
        char *end;
        unsigned long number = strtoul(at + strlen(MARK), &end, 10), size;

        at = end;
        if (*end != ',')
            continue;
        size = strtoul(end + 1, &end, 10);
        if (size > 0 && number < component->interfaces.count)
            component->interfaces.at[number]->size = size;
    }
}

/* "-: first.h second.h \": when one of them changes, the size may. */
static void add_inputs(const char *rule)
{
    struct command_words files = {0};
    char *text = arena_strndup(rule, strlen(rule)), *colon = strchr(text, ':');

    if (!colon)
        return;
    for (char *p = colon; *p; p++)
        if (*p == '\n' || *p == '\\')
            *p = ' ';
    command_split(&files, colon + 1);
    vec_each(const char *const *, file, &files)
        if (strcmp(*file, "-") != 0)
            source_add_input(*file);
}

void ctypes_measure(struct component *component)
{
    struct command_result result;
    struct command_words words;
    struct strbuf text;
    bool wanted = false;

    vec_each(struct interface *const *, i, &component->interfaces)
        wanted |= is_wanted(*i);
    if (!wanted || compiler.count == 0)
        return;
    text = question(component);
    words = command_for(component);
    result = command_run(&words, &text);
    if (!result.good)
        return;
    read_answer(component, result.out.text);
    add_inputs(result.messages.text);
}
