/*
 * report/report.dot and .svg: the components, and what flows between them. An arrow points where
 * calls, signals or data go; both ways where both sides may write.
 */
#include <stdlib.h>

#include "../kernel/abi/message.h"
#include "command.h"
#include "report.h"

#define MAX_DRAWN 300           /* components; of more than these the types are drawn */
#define MAX_LABELLED 24         /* components; of more than these the drawing has names alone */

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

/* ---- one node for each instance ---- */

static const struct planned_instance *software(const struct report *r, const struct instance *i)
{
    return r->plan->by_index[i->index];
}

/* looks of a node; id and class are for the page that shows the drawing */
static void add_node(struct strbuf *out, const char *name, const char *label, const char *id,
                     const char *class)
{
    bool hardware = strcmp(class, "hardware") == 0;

    strbuf_add(out, "    ");
    add_quoted(out, name);
    strbuf_add(out, " [label=");
    add_quoted(out, label);
    if (hardware)
        strbuf_add(out, ", shape=component, style=filled, fillcolor=\"#e8e8e8\"");
    else
        strbuf_printf(out, ", shape=box, style=\"filled,rounded\", fillcolor=\"%s\"",
                      strcmp(class, "monitor") == 0 ? "#ffe8d0" : "#d8e8ff");
    strbuf_printf(out, ", id=\"%s\", class=\"%s\"];\n", id, class);
}

static void add_instance(struct strbuf *out, const struct report *r, const struct instance *i,
                         bool brief)
{
    const struct planned_instance *pi = software(r, i);
    const char *id = arena_printf("n%zu", i->index), *label = i->name;

    if (pi && !brief)
        label = arena_printf("%s\n%s\n%zu thread%s, %lu KiB", i->name, i->component->name,
                             pi->threads.count, pi->threads.count == 1 ? "" : "s",
                             (unsigned long)(r->of[i->index]->own_total / 1024));
    add_node(out, i->name, label, id,
             !pi ? "hardware" : pi == r->plan->monitor ? "monitor" : "component");
}

/* what kind of thing goes through the connection decides how it is drawn */
enum line { LINE_CALL, LINE_SIGNAL, LINE_MEMORY, LINE_DEVICE, LINE_INTERRUPT };

static enum line line_of(const struct connector *connector)
{
    enum line line = LINE_CALL;

    vec_each(const struct connector_object *, o, &connector->objects)
        switch (o->kind) {
        case CO_ENDPOINT: return LINE_CALL;
        case CO_IRQ: return LINE_INTERRUPT;
        case CO_DEVICE: return LINE_DEVICE;
        case CO_NOTIFICATION: line = LINE_SIGNAL; break;
        case CO_FRAMES: line = LINE_MEMORY; break;
        }
    return line;
}

static bool both_write(const struct report *r, const struct connection *c)
{
    bool from_writes = false, to_writes = false;

    vec_each(const struct planned_grant *, g, &r->plan->connections.at[c->index].grants)
        if (g->region && (g->region->rights & RIGHT_WRITE))
            *(g->grant->to_side ? &to_writes : &from_writes) = true;
    return from_writes && to_writes;
}

static const char *line_style(const struct report *r, const struct connection *c)
{
    static const struct { const char *style, *class; } lines[] = {
        [LINE_CALL] = {"style=solid", "call"},
        [LINE_SIGNAL] = {"style=dashed", "signal"},
        [LINE_MEMORY] = {"style=bold, color=\"#206020\"", "memory"},
        [LINE_DEVICE] = {"style=bold, dir=both, color=\"#606060\"", "device"},
        [LINE_INTERRUPT] = {"style=dashed, color=\"#a04000\"", "interrupt"}};
    enum line line = line_of(c->connector);

    return intern_printf("%s, class=\"%s\"%s", lines[line].style, lines[line].class,
                         (line == LINE_SIGNAL || line == LINE_MEMORY) && both_write(r, c)
                         ? ", dir=both" : "");
}

static void add_edge(struct strbuf *out, const char *from, const char *to, const char *label,
                     const char *style)
{
    strbuf_add(out, "    ");
    add_quoted(out, from);
    strbuf_add(out, " -> ");
    add_quoted(out, to);
    strbuf_add(out, " [");
    if (label) {
        strbuf_add(out, "label=");
        add_quoted(out, label);
        strbuf_add(out, ", ");
    }
    strbuf_printf(out, "%s];\n", style);
}

/* One arrow, or with several ends on both sides arrows that meet in a point. */
static void add_connection(struct strbuf *out, const struct report *r, const struct connection *c,
                           bool brief)
{
    const char *style = line_style(r, c), *point = NULL;

    if (c->from.count > 1 && c->to.count > 1) {
        point = intern_printf("connection %s", c->name);
        strbuf_add(out, "    ");
        add_quoted(out, point);
        strbuf_add(out, " [shape=point, xlabel=");
        add_quoted(out, brief ? "" : c->name);
        strbuf_add(out, "];\n");
        vec_each(struct end **, f, &c->from)
            add_edge(out, (*f)->instance->name, point, brief ? NULL : (*f)->interface->name, style);
        vec_each(struct end **, t, &c->to)
            add_edge(out, point, (*t)->instance->name, brief ? NULL : (*t)->interface->name, style);
        return;
    }
    vec_each(struct end **, f, &c->from)
        vec_each(struct end **, t, &c->to)
            add_edge(out, (*f)->instance->name, (*t)->instance->name,
                     brief ? NULL : intern_printf("%s\n%s", c->name, c->connector->name), style);
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

static void begin_graph(struct strbuf *out, const struct report *report)
{
    strbuf_add(out, "digraph ");
    add_quoted(out, report->plan->model->name);
    strbuf_add(out, " {\n    graph [rankdir=LR, fontname=\"sans-serif\"];\n"
               "    node [fontname=\"sans-serif\", fontsize=11];\n"
               "    edge [fontname=\"sans-serif\", fontsize=9];\n");
}

static void add_all(const struct report *report, bool brief, struct strbuf *out)
{
    const struct model *model = report->plan->model;

    begin_graph(out, report);
    if (brief)
        strbuf_add(out, "    node [fontsize=16];\n");
    vec_each(struct instance **, i, &model->instances)
        add_instance(out, report, *i, brief);
    vec_each(struct group **, g, &model->groups)
        add_group(out, *g);
    vec_each(struct connection **, c, &model->connections)
        add_connection(out, report, *c, brief);
    strbuf_add(out, "}\n");
}

void report_dot(const struct report *report, struct strbuf *out)
{
    add_all(report, false, out);
}

/* ---- one node for each type ---- */

bool report_is_summarised(const struct report *report)
{
    return report->plan->instances.count > MAX_DRAWN;
}

static void add_types(struct strbuf *out, const struct report *r)
{
    const struct model *model = r->plan->model;
    struct type_sum { size_t count, threads; uint64_t bytes; bool monitor; } *sums;

    sums = arena_alloc((model->components.count + 1) * sizeof *sums);
    vec_each(struct instance **, i, &model->instances) {
        const struct planned_instance *pi = software(r, *i);
        struct type_sum *sum = &sums[r->types[(*i)->index]];

        sum->count++;
        if (!pi)
            continue;
        sum->threads += pi->threads.count;
        sum->bytes += r->of[(*i)->index]->own_total;
        sum->monitor |= pi == r->plan->monitor;
    }
    for (size_t t = 0; t < model->components.count; t++) {
        const struct component *type = model->components.at[t];
        const char *label = arena_printf("%zu x %s", sums[t].count, type->name);

        if (!type->hardware)
            label = arena_printf("%s\n%zu threads, %lu KiB", label, sums[t].threads,
                                 (unsigned long)(sums[t].bytes / 1024));
        add_node(out, type->name, label, arena_printf("t%zu", t),
                 type->hardware ? "hardware" : sums[t].monitor ? "monitor" : "component");
    }
}

/* arrows between two types that look alike, through one connector, are one arrow */
struct bundle {
    const struct component *from, *to;
    const struct connector *connector;
    const char *style;
};
VEC_OF(bundles, struct bundle);

static int by_types(const void *a, const void *b)
{
    const struct bundle *x = a, *y = b;
    int order = strcmp(x->from->name, y->from->name);

    if (!order)
        order = strcmp(x->to->name, y->to->name);
    if (!order)
        order = strcmp(x->connector->name, y->connector->name);
    return order ? order : strcmp(x->style, y->style);
}

static void add_bundles(struct strbuf *out, struct bundles *all)
{
    qsort(all->at, all->count, sizeof *all->at, by_types);
    for (size_t i = 0, next; i < all->count; i = next) {
        const struct bundle *b = &all->at[i];

        for (next = i + 1; next < all->count && by_types(b, &all->at[next]) == 0;)
            next++;
        add_edge(out, b->from->name, b->to->name,
                 arena_printf("%zu x %s", next - i, b->connector->name), b->style);
    }
}

/* A connection with many ends counts once for each pair of types that it joins. */
static void add_all_types(const struct report *report, struct strbuf *out)
{
    const struct model *model = report->plan->model;
    struct bundles all = {0};

    begin_graph(out, report);
    add_types(out, report);
    vec_each(struct connection **, c, &model->connections) {
        const char *style = line_style(report, *c);
        size_t first = all.count;

        vec_each(struct end **, f, &(*c)->from)
            vec_each(struct end **, t, &(*c)->to) {
                struct bundle b = {(*f)->instance->component, (*t)->instance->component,
                                   (*c)->connector, style};
                bool known = false;

                for (size_t i = first; i < all.count && !known; i++)
                    known = by_types(&all.at[i], &b) == 0;
                if (!known)
                    *vec_push(&all) = b;
            }
    }
    if (all.count)
        add_bundles(out, &all);
    strbuf_add(out, "}\n");
}

/* ---- the drawing ---- */

void report_dot_drawn(const struct report *report, struct strbuf *out)
{
    if (report_is_summarised(report))
        add_all_types(report, out);
    else
        add_all(report, report->plan->instances.count > MAX_LABELLED, out);
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

/* False: there is nothing to draw with. */
bool report_svg(const struct strbuf *dot, struct strbuf *out)
{
    struct command_words words = {0};
    struct command_result drawn;

    command_split(&words, "dot -Tsvg");
    drawn = command_run(&words, dot);
    if (!drawn.good || !drawn.out.length)
        return false;
    add_without_comments(out, drawn.out.text);
    return true;
}
