/*
 * report/index.html: one page that needs no network and no server. What the system is, who can
 * influence whom, whether the policy is kept and what it costs stand first; every component
 * follows. All of it can be read without JavaScript; page.js lets the reader ask.
 *
 * page.css and page.js are files of the tree; make turns them into C strings.
 */
#include "emit_report_html.h"

#include "html.h"
#include "source.h"

static const char style[] =
#include "kdlc/page.css.inc"
    ;
static const char script[] =
#include "kdlc/page.js.inc"
    ;

/* ---- small things that all parts share ---- */

void html_bar(struct strbuf *out, uint64_t part, uint64_t whole, const char *class)
{
    unsigned long thousandths = whole ? (unsigned long)(part * 1000 / whole) : 0;

    html_printf(out, "<span class=\"bar %s\" style=\"width:%lu.%lu%%\"></span>", class,
                thousandths / 10, thousandths % 10);
}

void html_begin_table(struct strbuf *out, const char *class, const char *caption,
                      const char *columns)
{
    html_printf(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
                "<table class=\"%s\">\n<caption>%s</caption>\n<thead><tr>", caption, class,
                caption);
    while (*columns) {
        size_t length = strcspn(columns, "|");
        bool number = *columns == '#';

        html_printf(out, "<th scope=\"col\" class=\"%s\">%s</th>", number ? "number" : "text",
                    arena_strndup(columns + number, length - number));
        columns += length + (columns[length] == '|');
    }
    strbuf_add(out, "</tr></thead>\n<tbody>\n");
}

void html_end_table(struct strbuf *out)
{
    strbuf_add(out, "</tbody></table></div>\n");
}

void html_part(struct strbuf *out, const struct instance *instance)
{
    html_printf(out, "<a href=\"#c%zu\">%s</a>", instance->index, instance->name);
}

void html_place(struct strbuf *out, struct span span)
{
    struct position at = source_position(span.lo);

    if (at.source)
        html_printf(out, "%s:%u", at.source->path, at.line);
}

/* ---- the head of the page ---- */

static void add_head(struct strbuf *out, const struct report *r)
{
    strbuf_add(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
               "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"color-scheme\" content=\"light dark\">\n");
    html_printf(out, "<title>%s: who can reach what</title>\n<style>\n",
                r->plan->model->name);
    strbuf_add(out, style);
    strbuf_add(out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#components\">"
               "Skip to the components</a>\n<header>\n");
    html_printf(out, "<h1>%s</h1>\n<nav aria-label=\"Parts of this page\">"
                "<a href=\"#diagram\">Diagram</a> <a href=\"#influence\">Influence</a> "
                "<a href=\"#policy\">Policy</a> <a href=\"#memory\">Memory</a> "
                "<a href=\"#threads\">Threads</a> <a href=\"#devices\">Devices</a> "
                "<a href=\"#connections\">Connections</a> <a href=\"#components\">Components</a>"
                "</nav>\n</header>\n<main>\n", r->plan->model->name);
}

static size_t count_hardware(const struct model *model)
{
    size_t count = 0;

    vec_each(struct instance **, i, &model->instances)
        count += (*i)->component->hardware;
    return count;
}

static const char *plural(size_t count, const char *one, const char *many)
{
    return intern_printf("%zu %s", count, count == 1 ? one : many);
}

static void add_parts_card(struct strbuf *out, const struct report *r)
{
    const struct model *model = r->plan->model;

    html_printf(out, "<section class=\"card\"><h2>Parts</h2><p class=\"big\">%s</p><p>%s, %s, "
                "%s,<br>%s to %s</p></section>\n",
                plural(r->plan->instances.count, "component", "components"),
                plural(model->connections.count, "connection", "connections"),
                plural(count_hardware(model), "device", "devices"),
                plural(r->plan->thread_count, "thread", "threads"),
                plural(r->caps, "capability", "capabilities"),
                plural(r->objects, "kernel object", "kernel objects"));
}

static void add_policy_card(struct strbuf *out, const struct plan *plan)
{
    size_t rules = plan->model->policies.count, broken = 0;
    const struct policy *last = NULL;

    vec_each(const struct verdict *, v, &plan->verdicts)
        if (!v->holds && v->policy != last) {
            broken++;
            last = v->policy;
        }
    strbuf_add(out, "<section class=\"card\"><h2>Policy</h2><p class=\"big\">");
    if (!rules)
        strbuf_add(out, "no rules</p><p>Nothing is forbidden that the connections permit.</p>");
    else if (broken)
        html_printf(out, "<span class=\"bad\">&#10007; %zu of %s broken</span></p>"
                    "<p><a href=\"#policy\">Which, and by which way</a></p>", broken,
                    plural(rules, "rule", "rules"));
    else
        html_printf(out, "<span class=\"good\">&#10003; %s kept</span></p>"
                    "<p><a href=\"#policy\">Why each of them holds</a></p>",
                    plural(rules, "rule", "rules"));
    strbuf_add(out, "</section>\n");
}

static void add_cost_card(struct strbuf *out, const struct report *r)
{
    uint64_t board = r->plan->board_ram;

    html_printf(out, "<section class=\"card\"><h2>Memory</h2><p class=\"big\">%s</p>",
                html_size(r->total));
    if (board) {
        unsigned long tenths = (unsigned long)(r->total * 1000 / board);

        html_printf(out, "<p>%lu.%lu %% of the board's %s%s</p><div class=\"track\" "
                    "aria-hidden=\"true\">", tenths / 10, tenths % 10, html_size(board),
                    r->plan->image_size ? "" : ", without programs");
        html_bar(out, r->total, board, "total");
        strbuf_add(out, "</div>");
    } else if (!r->plan->image_size) {
        strbuf_add(out, "<p>without programs: they are not linked yet</p>");
    }
    strbuf_add(out, "</section>\n");
}

static void add_cards(struct strbuf *out, const struct report *r, const struct influence *all)
{
    strbuf_add(out, "<div class=\"cards\">\n");
    add_parts_card(out, r);
    html_influence_card(out, all);
    add_policy_card(out, r->plan);
    add_cost_card(out, r);
    strbuf_add(out, "</div>\n");
}

/* ---- the diagram ---- */

static void add_tools(struct strbuf *out)
{
    static const struct { const char *class, *text; } kinds[] = {
        {"call", "calls"}, {"signal", "signals"}, {"memory", "shared memory"},
        {"device", "registers"}, {"interrupt", "interrupts"}};

    strbuf_add(out, "<div class=\"tools\"><span class=\"needs-script\">"
               "<button type=\"button\" id=\"closer\" aria-label=\"Zoom in\">+</button>"
               "<button type=\"button\" id=\"farther\" aria-label=\"Zoom out\">&minus;</button>"
               "<button type=\"button\" id=\"fit\">Fit</button>"
               "<label>Filter <input id=\"filter\" type=\"search\" autocomplete=\"off\" "
               "placeholder=\"name or type\"></label></span>\n<span class=\"kinds\">");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        html_printf(out, "<label class=\"kind %s\"><input type=\"checkbox\" class=\"needs-script\" "
                    "name=\"kind\" value=\"%s\" checked> <svg width=\"28\" height=\"8\" "
                    "aria-hidden=\"true\"><line x1=\"0\" y1=\"4\" x2=\"28\" y2=\"4\"/></svg> "
                    "%s</label>", kinds[i].class, kinds[i].class, kinds[i].text);
    strbuf_add(out, "</span></div>\n");
}

static void add_drawing(struct strbuf *out, const struct strbuf *svg)
{
    const char *start = svg->length ? strstr(svg->text, "<svg") : NULL;

    strbuf_add(out, "<div id=\"drawing\" role=\"group\" aria-label=\"Components and connections. "
               "Arrow keys go from one to the next, Enter asks about it, plus and minus zoom.\">");
    if (start)
        strbuf_add(out, start);
    else
        strbuf_add(out, "<p>There is no drawing: Graphviz was not there when the report was "
                   "made.</p>");
    strbuf_add(out, "</div>\n");
}

static void add_questions(struct strbuf *out)
{
    static const struct { const char *value, *text; } questions[] = {
        {"near", "whom it meets directly"}, {"in", "everything that can reach it"},
        {"out", "everything that it can reach"}};

    strbuf_add(out, "<aside class=\"needs-script\" aria-label=\"Questions\">\n"
               "<form id=\"ask\">\n<label>Ask about <input id=\"who\" list=\"names\" "
               "autocomplete=\"off\" placeholder=\"click, or type a name\"></label>\n"
               "<datalist id=\"names\"></datalist>\n<fieldset><legend>Show</legend>\n");
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        html_printf(out, i ? "<label><input type=\"radio\" name=\"what\" value=\"%s\"> %s"
                             "</label>\n"
                           : "<label><input type=\"radio\" name=\"what\" value=\"%s\" checked> "
                             "%s</label>\n", questions[i].value, questions[i].text);
    strbuf_add(out, "</fieldset>\n<button type=\"button\" id=\"clear\">Clear</button>\n</form>\n"
               "<div id=\"answer\" aria-live=\"polite\"><p>Choose a component, in the diagram or "
               "by name.</p></div>\n</aside>\n");
}

static void add_diagram(struct strbuf *out, const struct report *r, const struct strbuf *svg)
{
    strbuf_add(out, "<section id=\"diagram\">\n<h2>Diagram</h2>\n");
    if (report_is_summarised(r))
        html_printf(out, "<p>%zu components are too many for one picture: this one shows their "
                    "types. Choose a type to see its components.</p>\n",
                    r->plan->instances.count);
    add_tools(out);
    strbuf_add(out, "<div class=\"stage\">\n");
    add_drawing(out, svg);
    add_questions(out);
    strbuf_add(out, "</div>\n<p class=\"note\">Arrows point where calls, signals and data go; both "
               "ways where both may write.</p>\n</section>\n");
}

/* ---- policy ---- */

static void add_policy(struct strbuf *out, const struct plan *plan)
{
    strbuf_add(out, "<section id=\"policy\">\n<h2>Policy</h2>\n");
    if (!plan->model->policies.count) {
        strbuf_add(out, "<p>No rules are stated. A <code>policy</code> block in the assembly says "
                   "what must never flow where.</p>\n</section>\n");
        return;
    }
    html_begin_table(out, "policy", "Rules, and why they hold", "|rule|reason|place");
    vec_each(const struct verdict *, v, &plan->verdicts) {
        struct span span = v->policy->span;

        html_printf(out, v->holds ? "<tr><td class=\"good\"><span aria-hidden=\"true\">&#10003;"
                                    "</span><span class=\"hidden\">kept</span></td>"
                                  : "<tr><td class=\"bad\"><span aria-hidden=\"true\">&#10007;"
                                    "</span><span class=\"hidden\">broken</span></td>");
        strbuf_add(out, "<th scope=\"row\"><code>");
        html_text(out, source_text(span.lo), span.hi - span.lo);
        html_printf(out, "</code></th><td>%s", v->reason);
        if (v->way.count)
            strbuf_add(out, "<ol>");
        vec_each(const char **, hop, &v->way)
            html_printf(out, "<li>%s</li>", *hop);
        strbuf_add(out, v->way.count ? "</ol></td><td>" : "</td><td>");
        html_place(out, span);
        strbuf_add(out, "</td></tr>\n");
    }
    html_end_table(out);
    strbuf_add(out, "</section>\n");
}

/* ---- memory ---- */

struct amount { const char *text, *class; uint64_t bytes; };

static void add_amounts(struct strbuf *out, const struct amount *amounts, size_t count,
                        uint64_t whole)
{
    strbuf_add(out, "<div class=\"track tall\" aria-hidden=\"true\">");
    for (size_t i = 0; i < count; i++)
        if (amounts[i].bytes)
            html_bar(out, amounts[i].bytes, whole, amounts[i].class);
    strbuf_add(out, "</div>\n");
}

static void add_memory(struct strbuf *out, const struct report *r)
{
    uint64_t image = r->plan->image_size, board = r->plan->board_ram;
    const struct amount amounts[] = {
        {"programs of components, in the boot image", "programs", image ? r->programs : 0},
        {"loader, kernel, root task and tables, in the boot image", "image",
         image ? image - r->programs : 0},
        {"stacks, heaps, data and kernel objects of components", "components",
         r->ram - r->connections_ram},
        {"shared memory and kernel objects of connections", "connections", r->connections_ram},
        {"capability table of the root task", "root", r->root_cnode}};
    size_t count = sizeof amounts / sizeof *amounts;

    strbuf_add(out, "<section id=\"memory\">\n<h2>Memory</h2>\n");
    if (board) {
        html_printf(out, "<h3>Of the board's %s</h3>\n", html_size(board));
        add_amounts(out, amounts, count, board > r->total ? board : r->total);
    }
    html_printf(out, "<h3>What the %s are</h3>\n", html_size(r->total));
    add_amounts(out, amounts, count, r->total);
    html_begin_table(out, "amounts", "All memory that the system takes", "what|#bytes|#share");
    for (size_t i = 0; i < count; i++) {
        unsigned long tenths = r->total ? (unsigned long)(amounts[i].bytes * 1000 / r->total) : 0;

        html_printf(out, "<tr><th scope=\"row\"><span class=\"swatch %s\"></span>%s</th>"
                    "<td class=\"number\">%lu</td><td class=\"number\">%lu.%lu %%</td></tr>\n",
                    amounts[i].class, amounts[i].text, (unsigned long)amounts[i].bytes,
                    tenths / 10, tenths % 10);
    }
    html_printf(out, "<tr class=\"sum\"><th scope=\"row\">total</th><td class=\"number\">%lu</td>"
                "<td class=\"number\">100.0 %%</td></tr>\n", (unsigned long)r->total);
    html_end_table(out);
    if (!image)
        strbuf_add(out, "<p class=\"note\">The programs are not linked yet; with them the numbers "
                   "become exact.</p>\n");
    strbuf_add(out, "</section>\n");
}

/* ---- all of it ---- */

void report_html(const struct report *r, const struct strbuf *svg, struct strbuf *out)
{
    const struct influence *all = html_influence_make(r);

    add_head(out, r);
    add_cards(out, r, all);
    add_diagram(out, r, svg);
    html_influence(out, r, all);
    add_policy(out, r->plan);
    add_memory(out, r);
    html_threads(out, r);
    html_devices(out, r);
    html_connections(out, r);
    html_components(out, r);
    strbuf_add(out, "</main>\n<footer>Made by <code>kdlc</code>; the same facts for tools are in "
               "<a href=\"report.json\">report.json</a>, as text in <a href=\"report.txt\">"
               "report.txt</a>.</footer>\n<script type=\"application/json\" id=\"data\">");
    html_data(out, r);
    strbuf_add(out, "</script>\n<script>\n");
    strbuf_add(out, script);
    strbuf_add(out, "</script>\n</body>\n</html>\n");
}
