/* Every report of a plan, each written by its emit_report_x.c. */
#include "emit.h"
#include "output.h"
#include "report.h"

static void add_report(const char *directory, const char *name, const struct strbuf *content)
{
    output_add(arena_printf("%s/report/%s", directory, name), content);
}

/* a report that can be large is not held in memory */
static void add_large_report(const char *directory, const char *name, struct strbuf *content)
{
    strbuf_spill(content);
    output_add_spooled(arena_printf("%s/report/%s", directory, name), *content->spill);
}

/* All reports of the plan. Where there is no Graphviz, those that need drawings go without. */
void emit_report(struct plan *plan, const char *directory)
{
    const struct report *report = report_make(plan);
    struct spooled texts[3] = {0};
    struct strbuf text = {.spill = &texts[0]}, json = {.spill = &texts[1]},
                  html = {.spill = &texts[2]}, dot = {0}, drawn = {0}, svg = {0};

    report_text(report, &text);
    add_large_report(directory, "report.txt", &text);
    report_json(report, &json);
    add_large_report(directory, "report.json", &json);
    report_dot(report, &dot);
    add_report(directory, "report.dot", &dot);
    report_dot_drawn(report, &drawn);
    if (report_svg(&drawn, &svg))
        add_report(directory, "report.svg", &svg);
    report_html(report, &svg, &html);
    add_large_report(directory, "index.html", &html);
}
