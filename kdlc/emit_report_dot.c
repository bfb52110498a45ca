/*
 * report/report.dot and .svg: the components, and what flows between them. An arrow points where
 * calls, signals or data go; both ways where both sides may write.
 */
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../kernel/abi/message.h"
#include "report.h"

#define MAX_DRAWN 300           /* components; a larger picture helps nobody and takes minutes */

static void add_quoted(struct strbuf *out, const char *s)
{
    strbuf_add(out, "\"");
    for (; *s; s++) {
        if (*s == '"' || *s == '\\' || *s == '\n')
            strbuf_add(out, "\\");
        strbuf_addn(out, *s == '\n' ? "n" : s, 1);
    }
    strbuf_add(out, "\"");
}

static void add_instance(struct strbuf *out, const struct report *r, const struct instance *i,
                         size_t *place)
{
    strbuf_add(out, "    ");
    add_quoted(out, i->name);
    strbuf_add(out, " [label=");
    if (i->component->hardware) {
        add_quoted(out, i->name);
        strbuf_add(out, ", shape=component, style=filled, fillcolor=\"#e8e8e8\"");
    } else {
        const struct planned_instance *pi = r->plan->instances.at[*place];

        add_quoted(out, intern_printf("%s\n%s\n%zu thread%s, %lu KiB", i->name, i->component->name,
                                      pi->threads.count, pi->threads.count == 1 ? "" : "s",
                                      (unsigned long)(r->instances[*place].own_total / 1024)));
        strbuf_printf(out, ", shape=box, style=\"filled,rounded\", fillcolor=\"%s\"",
                      pi == r->plan->monitor ? "#ffe8d0" : "#d8e8ff");
        ++*place;
    }
    strbuf_add(out, "];\n");
}

/* what kind of thing goes through the connection decides how it is drawn */
static const char *line_style(const struct connection *c)
{
    const char *style = "style=solid";
    bool from_writes = false, to_writes = false;

    vec_each(const struct connector_object *, o, &c->connector->objects) {
        if (o->kind == CO_ENDPOINT)
            return "style=solid";
        if (o->kind == CO_IRQ)
            return "style=dashed, color=\"#a04000\"";
        if (o->kind == CO_DEVICE)
            return "style=bold, dir=both, color=\"#606060\"";
        style = o->kind == CO_NOTIFICATION ? "style=dashed" : "style=bold, color=\"#206020\"";
    }
    vec_each(const struct connector_grant *, g, &c->connector->grants)
        if (g->map && (g->rights & RIGHT_WRITE))
            *(g->to_side ? &to_writes : &from_writes) = true;
    return from_writes && to_writes ? intern_printf("%s, dir=both", style) : style;
}

static void add_edge(struct strbuf *out, const char *from, const char *to, const char *label,
                     const char *style)
{
    strbuf_add(out, "    ");
    add_quoted(out, from);
    strbuf_add(out, " -> ");
    add_quoted(out, to);
    strbuf_add(out, " [label=");
    add_quoted(out, label);
    strbuf_printf(out, ", %s];\n", style);
}

/* One arrow, or with several ends on both sides arrows that meet in a point. */
static void add_connection(struct strbuf *out, const struct connection *c)
{
    const char *style = line_style(c), *point = NULL;

    if (c->from.count > 1 && c->to.count > 1) {
        point = intern_printf("connection %s", c->name);
        strbuf_add(out, "    ");
        add_quoted(out, point);
        strbuf_add(out, " [shape=point, xlabel=");
        add_quoted(out, c->name);
        strbuf_add(out, "];\n");
        vec_each(struct end **, f, &c->from)
            add_edge(out, (*f)->instance->name, point, (*f)->interface->name, style);
        vec_each(struct end **, t, &c->to)
            add_edge(out, point, (*t)->instance->name, (*t)->interface->name, style);
        return;
    }
    vec_each(struct end **, f, &c->from)
        vec_each(struct end **, t, &c->to)
            add_edge(out, (*f)->instance->name, (*t)->instance->name,
                     intern_printf("%s\n%s", c->name, c->connector->name), style);
}

/* a frame around what is one program */
static void add_group(struct strbuf *out, const struct group *group)
{
    strbuf_add(out, "    subgraph ");
    add_quoted(out, intern_printf("cluster %s", group->name));
    strbuf_add(out, " {\n        style=dashed; fontname=\"sans-serif\"; fontsize=9; label=");
    add_quoted(out, intern_printf("%s: one address space", group->name));
    strbuf_add(out, ";\n");
    vec_each(struct instance **, i, &group->members) {
        strbuf_add(out, "        ");
        add_quoted(out, (*i)->name);
        strbuf_add(out, ";\n");
    }
    strbuf_add(out, "    }\n");
}

void report_dot(const struct report *report, struct strbuf *out)
{
    const struct model *model = report->plan->model;
    size_t place = 0;

    strbuf_add(out, "digraph ");
    add_quoted(out, model->name);
    strbuf_add(out, " {\n    graph [rankdir=LR, fontname=\"sans-serif\"];\n"
               "    node [fontname=\"sans-serif\", fontsize=11];\n"
               "    edge [fontname=\"sans-serif\", fontsize=9];\n");
    vec_each(struct instance **, i, &model->instances)
        add_instance(out, report, *i, &place);
    vec_each(struct group **, g, &model->groups)
        add_group(out, *g);
    vec_each(struct connection **, c, &model->connections)
        add_connection(out, *c);
    strbuf_add(out, "}\n");
}

/* ---- the drawing ---- */

static bool run_dot(FILE *in, FILE *out)
{
    char *const argv[] = {(char *)"dot", (char *)"-Tsvg", NULL};
    posix_spawn_file_actions_t actions;
    int status, error;
    pid_t child;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fileno(in), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, fileno(out), STDOUT_FILENO);
    error = posix_spawnp(&child, "dot", &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error)
        return false;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Graphviz writes its version and the graph's name as comments: the same input must give the
   same bytes wherever it is drawn. */
static void add_without_comments(struct strbuf *out, const char *s)
{
    const char *start, *end;

    while ((start = strstr(s, "<!--")) != NULL && (end = strstr(start, "-->")) != NULL) {
        strbuf_addn(out, s, (size_t)(start - s));
        s = end + 3;
        if (*s == '\n')
            s++;
    }
    strbuf_add(out, s);
}

/* False: there is nothing to draw with, or too much to draw. */
bool report_svg(const struct report *report, const struct strbuf *dot, struct strbuf *out)
{
    struct strbuf raw = {0};
    char buffer[65536];
    FILE *in, *drawn;
    bool good;
    size_t n;

    if (report->plan->instances.count > MAX_DRAWN)
        return false;
    in = tmpfile();
    drawn = tmpfile();
    if (!in || !drawn)
        die("cannot make a temporary file");
    good = fwrite(dot->text, 1, dot->length, in) == dot->length && fflush(in) == 0;
    rewind(in);
    good = good && run_dot(in, drawn);
    rewind(drawn);
    while (good && (n = fread(buffer, 1, sizeof buffer, drawn)) > 0)
        strbuf_addn(&raw, buffer, n);
    fclose(in);
    fclose(drawn);
    if (good && raw.length)
        add_without_comments(out, raw.text);
    return good && raw.length;
}
