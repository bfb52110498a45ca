/*
 * system.mk: what make needs to know of a system, as variables. Nothing but lists; the recipes
 * stand in systems/build.mk. And for each type its flags, for make to see them change, and the
 * header <Type.h>, which the first CAmkES had in place of <camkes.h>: in a folder of its own, to be
 * searched last. And places, for tests/tools/link-notes.
 */
#include "application.h"
#include "emit.h"
#include "emit_m4.h"
#include "plan.h"
#include "source.h"
#include "strbuf.h"

/* A word of a make variable. */
static void add_word(struct strbuf *out, const char *word)
{
    strbuf_add(out, " ");
    for (const char *p = word; *p; p++) {
        if (*p == ' ' || *p == '\t' || *p == ':')
            die("'%s': make cannot handle a file whose name contains '%c'", word, *p);
        if (*p == '$')
            strbuf_add(out, "$");
        if (*p == '#')
            strbuf_add(out, "\\");
        strbuf_addn(out, p, 1);
    }
}

/* Flags go to the shell as written: only make's own signs are protected. */
static void add_flag(struct strbuf *out, const char *flag)
{
    strbuf_add(out, " ");
    for (const char *p = flag; *p; p++) {
        if (*p == '$' || *p == '#')
            strbuf_add(out, *p == '$' ? "$" : "\\");
        strbuf_addn(out, p, 1);
    }
}

static void add_list(struct strbuf *out, const char *what, const struct variant *of,
                     const struct names *words, const struct names *more,
                     void (*add)(struct strbuf *out, const char *word))
{
    strbuf_printf(out, "%s.%s :=", what, of->name);
    vec_each(const char **, w, words)
        add(out, *w);
    vec_each(const char **, w, more)
        add(out, *w);
    strbuf_add(out, "\n");
}

static const struct names none;

/* flags.<type>.<source>: of a source that has some of its own */
static void add_source_flags(struct strbuf *out, const struct variant *v,
                             const struct names *sources)
{
    vec_each(const char *const *, source, sources) {
        const struct cmake_words *flags = application_source_flags(*source);

        if (!flags)
            continue;
        strbuf_printf(out, "flags.%s.%s :=", v->name, *source);
        vec_each(const struct cmake_word *, w, flags)
            add_flag(out, w->text);
        strbuf_add(out, "\n");
    }
}

static void add_type_flags(struct strbuf *out, const struct variant *v)
{
    const struct component *c = v->component;

    add_list(out, "includes", v, &c->include_dirs, &v->include_dirs, add_word);
    add_list(out, "cflags", v, &c->cflags, &v->cflags, add_flag);
    if (c->cxxflags.count)
        add_list(out, "cxxflags", v, &c->cxxflags, &none, add_flag);
    add_source_flags(out, v, &c->sources);
    add_source_flags(out, v, &v->sources);
}

static void add_types(struct strbuf *out, const struct plan *plan)
{

    strbuf_add(out, "types :=");
    vec_each(struct variant **, v, &plan->model->variants)
        add_word(out, (*v)->name);
    strbuf_add(out, "\n");
    vec_each(struct variant **, v, &plan->model->variants) {
        const struct component *c = (*v)->component;

        strbuf_add(out, "\n");
        add_list(out, "sources", *v, &c->sources, &(*v)->sources, add_word);
        add_type_flags(out, *v);
        add_list(out, "libraries", *v, &c->libraries, &none, add_flag);
    }
}

/* glue is listed as folder/file below gen/ */
static void add_instance(struct strbuf *out, const struct planned_instance *pi)
{
    const struct instance *i = pi->instance;

    strbuf_printf(out, "\ntype.%s := %s\nglue.%s :=", i->name, i->variant->name, i->name);
    vec_each(const struct m4_job *const *, job, &pi->glue) {
        add_word(out, (*job)->folder);
        strbuf_printf(out, "/%s", (*job)->name);
    }
    strbuf_add(out, "\n");
}

/* what is linked to one program: an instance, or the members of a group */
static void add_programs(struct strbuf *out, const struct plan *plan)
{
    strbuf_add(out, "\nprograms :=");
    vec_each(struct planned_space **, s, &plan->spaces)
        add_word(out, (*s)->name);
    strbuf_add(out, "\ngroups :=");
    vec_each(struct group **, g, &plan->model->groups)
        add_word(out, (*g)->name);
    strbuf_add(out, "\n");
    vec_each(struct group **, g, &plan->model->groups) {
        strbuf_printf(out, "members.%s :=", (*g)->name);
        vec_each(struct instance **, i, &(*g)->members)
            add_word(out, (*i)->name);
        strbuf_add(out, "\n");
    }
}

static void add_inputs(struct strbuf *out)
{
    strbuf_add(out, "\ninputs :=");
    for (size_t i = 0; i < source_input_count(); i++)
        add_word(out, source_input(i));
    strbuf_add(out, "\n");
    /* a file that is gone is no reason to stop: whoever imported it has changed */
    for (size_t i = 0; i < source_input_count(); i++) {
        struct strbuf name = {0};

        add_word(&name, source_input(i));
        strbuf_printf(out, "%s:\n", name.text + 1);
    }
}

static void add_headers(const struct plan *plan, const char *directory)
{
    struct strbuf text = {0};

    strbuf_add(&text, "#include <camkes.h>\n");
    vec_each(struct variant *const *, v, &plan->model->variants)
        output_add(arena_printf("%s/named/%s/%s.h", directory, (*v)->name,
                                (*v)->component->name), &text);
}

/* What is compiled with other flags than before is compiled again: a file for each type says so. */
static void write_flags(const struct plan *plan, const char *directory)
{
    vec_each(struct variant **, v, &plan->model->variants) {
        struct strbuf out = {0};

        add_type_flags(&out, *v);
        output_add(arena_printf("%s/gen/types/%s/flags", directory, (*v)->name), &out);
    }
}

/*
 * Where each interface is declared, for who reads what the linker says of its glue. No file is made
 * of this: lines may move, and nothing is compiled again.
 */
static void write_places(const struct plan *plan, const char *directory)
{
    struct strbuf out = {0};

    strbuf_add(&out, "");
    vec_each(struct variant *const *, v, &plan->model->variants)
        vec_each(struct interface *const *, i, &(*v)->component->interfaces) {
            struct position p = source_position((*i)->span.lo);

            if (p.source)
                strbuf_printf(&out, "%s.%s %s:%u:%u\n", (*v)->name, (*i)->name, p.source->path,
                              p.line, p.column);
        }
    output_add(arena_printf("%s/places", directory), &out);
}

void emit_mk(struct plan *plan, const char *directory)
{
    struct strbuf out = {0};

    strbuf_printf(&out, "# written by kdlc for the system %s\ninstances :=", plan->model->name);
    vec_each(struct planned_instance **, pi, &plan->instances)
        add_word(&out, (*pi)->instance->name);
    strbuf_add(&out, "\n");
    add_programs(&out, plan);
    add_types(&out, plan);
    vec_each(struct planned_instance **, pi, &plan->instances)
        add_instance(&out, *pi);
    add_inputs(&out);
    output_add(arena_printf("%s/system.mk", directory), &out);
    add_headers(plan, directory);
    write_flags(plan, directory);
    write_places(plan, directory);
}
