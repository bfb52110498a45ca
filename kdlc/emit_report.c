/* Every report of a plan, each written by its emit_report_x.c. */
#include "emit.h"
#include "output.h"
#include "report.h"

static void add_report(const char *directory, const char *name, const struct strbuf *content)
{
    output_add(arena_printf("%s/report/%s", directory, name), content);
}

/* All reports of the plan. Where there is no Graphviz, those that need drawings go without. */
void emit_report(struct plan *plan, const char *directory)
{
    const struct report *report = report_make(plan);
    struct strbuf text = {0}, json = {0}, dot = {0}, drawn = {0}, svg = {0}, html = {0};

    report_text(report, &text);
    add_report(directory, "report.txt", &text);
    report_json(report, &json);
    add_report(directory, "report.json", &json);
    report_dot(report, &dot);
    add_report(directory, "report.dot", &dot);
    report_dot_drawn(report, &drawn);
    if (report_svg(&drawn, &svg))
        add_report(directory, "report.svg", &svg);
    report_html(report, &svg, &html);
    add_report(directory, "index.html", &html);
}
