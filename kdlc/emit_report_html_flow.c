/* The page's part about influence: a table that everybody can read, and data for the script. */
#include "emit_report_html.h"

#include "flow.h"
#include "html.h"

#define MAX_CLOSED 1000                 /* parts; of more, the script finds ways one by one */
#define MAX_NAMED 12                    /* in one cell; then only how many more */

enum way { WAY_NONE, WAY_FURTHER, WAY_DIRECT };

/* Between parts: instances, hardware included, but not the monitor, which is trusted. */
struct influence {
    uint32_t count;                     /* of instances */
    unsigned char *ways;                /* enum way, count * count: row influences column */
    bool *trusted;
};

/* ---- who influences whom ---- */

static void find_direct(const struct flow *flow, uint32_t from, unsigned char *row)
{
    for (uint32_t i = flow->first[from]; i < flow->first[from + 1]; i++) {
        uint32_t middle = flow->edges.at[i].to;

        for (uint32_t k = flow->first[middle]; k < flow->first[middle + 1]; k++)
            row[flow->edges.at[k].to] = WAY_DIRECT;
    }
}

static void find_ways(const struct report *r, struct influence *all, struct flow_search *search,
                      uint32_t from)
{
    unsigned char *row = all->ways + (size_t)from * all->count;

    search->start[from] = true;
    flow_search_run(search);
    search->start[from] = false;
    for (uint32_t i = 0; i < all->count; i++)
        row[i] = flow_reached(search, i) ? WAY_FURTHER : WAY_NONE;
    find_direct(r->flow, from, row);
    row[from] = WAY_NONE;
    for (uint32_t i = 0; i < all->count; i++)
        if (all->trusted[i])
            row[i] = WAY_NONE;
}

struct influence *html_influence_make(const struct report *r)
{
    struct influence *all = arena_alloc(sizeof *all);
    struct flow_search search;

    all->count = r->flow->instances;
    all->trusted = arena_alloc(all->count + 1);
    if (r->plan->monitor)
        all->trusted[r->plan->monitor->instance->index] = true;
    if (all->count > MAX_CLOSED)
        return all;
    all->ways = arena_alloc((size_t)all->count * all->count + 1);
    flow_search_init(&search, r->flow);
    search.stop = all->trusted;
    for (uint32_t i = 0; i < all->count; i++)
        if (!all->trusted[i])
            find_ways(r, all, &search, i);
    return all;
}

void html_influence_card(struct strbuf *out, const struct influence *all)
{
    unsigned long parts = all->count, with = 0, pairs;

    for (uint32_t i = 0; i < all->count; i++)
        parts -= all->trusted[i];
    pairs = parts * (parts ? parts - 1 : 0);
    strbuf_add(out, "<section class=\"card\"><h2>Influence</h2><p class=\"big\">");
    if (!all->ways) {
        html_printf(out, "%lu parts</p><p><span class=\"needs-script\">Ask about any of them, "
                    "below.</span></p></section>\n", parts);
        return;
    }
    for (size_t i = 0; i < (size_t)all->count * all->count; i++)
        with += all->ways[i] != WAY_NONE;
    if (with == pairs)
        html_printf(out, "%lu of %lu ways</p><p>Every part can influence every other one, directly "
                    "or <a href=\"#influence\">through others</a>.</p></section>\n", with, pairs);
    else
        html_printf(out, "%lu of %lu ways</p><p>from one part to another are there. For the other "
                    "%lu, the first <a href=\"#influence\">cannot influence</a> the second.</p>"
                    "</section>\n", with, pairs, pairs - with);
}

/* ---- the table ---- */

/* One cell: the members of a row, or of a column, with this kind of way. */
static void add_cell(struct strbuf *out, const struct report *r, const struct influence *all,
                     const unsigned char *first, size_t step, enum way wanted)
{
    size_t found = 0;

    strbuf_add(out, "<td>");
    for (uint32_t i = 0; i < all->count; i++) {
        if (first[i * step] != wanted || found++ >= MAX_NAMED)
            continue;
        strbuf_add(out, found > 1 ? ", " : "");
        html_part(out, r->plan->model->instances.at[i]);
    }
    if (found > MAX_NAMED)
        html_printf(out, " and %zu more", found - MAX_NAMED);
    strbuf_add(out, found ? "</td>" : "<span class=\"none\">nobody</span></td>");
}

static void add_row(struct strbuf *out, const struct report *r, const struct influence *all,
                    const struct instance *instance)
{
    size_t n = all->count, i = instance->index;

    html_printf(out, "<tr data-part=\"%zu\"><th scope=\"row\">", i);
    html_part(out, instance);
    if (instance->component->hardware)
        html_printf(out, " <span class=\"tag\">%s</span>", r->flow->masters[i]
                    ? "device, may access all memory" : "device");
    strbuf_add(out, "</th>");
    add_cell(out, r, all, all->ways + i * n, 1, WAY_DIRECT);
    add_cell(out, r, all, all->ways + i * n, 1, WAY_FURTHER);
    add_cell(out, r, all, all->ways + i, n, WAY_DIRECT);
    add_cell(out, r, all, all->ways + i, n, WAY_FURTHER);
    strbuf_add(out, "</tr>\n");
}

void html_influence(struct strbuf *out, const struct report *r, const struct influence *all)
{
    strbuf_add(out, "<section id=\"influence\">\n<h2>Influence</h2>\n<p>Whoever can send to, "
               "signal or write what another one receives, waits for or reads can influence it.");
    if (r->plan->monitor) {
        strbuf_add(out, " ");
        html_part(out, r->plan->monitor->instance);
        strbuf_add(out, " is left out: it hears of the faults of all and decides how they go on. "
                   "Like the kernel it is trusted, and ways through it are not followed.");
    }
    strbuf_add(out, "</p>\n");
    if (!all->ways) {
        html_printf(out, "<p>This table is left out above %u parts; <code>kdlc query</code> "
                    "answers for any two.</p>\n</section>\n", (unsigned)MAX_CLOSED);
        return;
    }
    html_begin_table(out, "influence wide", "Who can influence whom", "part|influences directly|"
                     "and through others|is influenced directly by|and through others by");
    vec_each(struct instance **, i, &r->plan->model->instances)
        if (!all->trusted[(*i)->index])
            add_row(out, r, all, *i);
    html_end_table(out);
    strbuf_add(out, "</section>\n");
}

/* ---- data for the script ---- */

static const char *separator(bool first)
{
    return first ? "" : ",";
}

static void add_parts(struct strbuf *out, const struct report *r)
{
    strbuf_add(out, "{\"parts\":[");
    vec_each(struct instance **, i, &r->plan->model->instances) {
        strbuf_printf(out, "%s[", separator((*i)->index == 0));
        html_json_string(out, (*i)->name);
        strbuf_printf(out, ",%zu,%d]", r->types[(*i)->index], (*i)->component->hardware);
    }
    strbuf_add(out, "],\n\"types\":[");
    for (size_t i = 0; i < r->plan->model->components.count; i++) {
        strbuf_add(out, separator(i == 0));
        html_json_string(out, r->plan->model->components.at[i]->name);
    }
    strbuf_add(out, "],\n\"connections\":[");
    for (size_t i = 0; i < r->plan->model->connections.count; i++) {
        strbuf_add(out, separator(i == 0));
        html_json_string(out, r->plan->model->connections.at[i]->name);
    }
    strbuf_add(out, "],\n\"words\":[");
    for (int i = 0; i <= FLOW_DEBUG; i++) {
        strbuf_add(out, separator(i == 0));
        html_json_string(out, flow_reason_text((enum flow_reason)i));
    }
}

/* Nodes that are on some way; gives each its number in the data. */
static uint32_t *add_nodes(struct strbuf *out, const struct flow *flow)
{
    uint32_t *numbers = arena_alloc((flow->nodes + 1) * sizeof *numbers), next = 0;

    strbuf_add(out, "],\n\"objects\":[");
    for (uint32_t i = 0; i < flow->nodes; i++) {
        if (!flow_is_passed(flow, i))
            continue;
        numbers[i] = next++;
        if (i < flow->instances)
            continue;
        strbuf_add(out, separator(numbers[i] == flow->instances));
        html_json_string(out, flow_node_name(flow, i));
    }
    return numbers;
}

/* four numbers for each: from, to, index of its word, index of its connection or -1 */
void html_data(struct strbuf *out, const struct report *r)
{
    const struct flow *flow = r->flow;
    const uint32_t *numbers;
    bool first = true;

    add_parts(out, r);
    numbers = add_nodes(out, flow);
    strbuf_add(out, "],\n\"edges\":[");
    vec_each(const struct flow_edge *, e, &flow->edges) {
        if (!flow_is_passed(flow, e->from) || !flow_is_passed(flow, e->to))
            continue;
        strbuf_printf(out, "%s%u,%u,%d,%ld", separator(first), numbers[e->from], numbers[e->to],
                      e->reason, e->connection ? (long)e->connection->index : -1l);
        first = false;
    }
    strbuf_printf(out, "],\n\"monitor\":%ld,\"summarised\":%s,\"listed\":%s}\n",
                  r->plan->monitor ? (long)r->plan->monitor->instance->index : -1l,
                  report_is_summarised(r) ? "true" : "false",
                  r->plan->instances.count > MAX_LISTED ? "false" : "true");
}
