/* The page's part about each component: what it holds, what it maps, how it runs, what it takes. */
#include "emit_report_html.h"

#include "html.h"

/* ---- all of them ---- */

static uint64_t biggest(const struct report *r)
{
    uint64_t bytes = 0;

    for (size_t i = 0; i < r->plan->instances.count; i++)
        if (r->instances[i].own_total > bytes)
            bytes = r->instances[i].own_total;
    return bytes;
}

static void add_overview_row(struct strbuf *out, const struct planned_instance *pi,
                             const struct instance_report *ir, uint64_t most)
{
    html_printf(out, "<tr data-part=\"%zu\"><th scope=\"row\">", pi->instance->index);
    html_part(out, pi->instance);
    html_printf(out, "</th><td>%s</td><td class=\"number\">%zu</td><td class=\"number\">%zu</td>"
                "<td class=\"number\">%lu</td><td class=\"number\">%lu</td><td class=\"bars\">"
                "<span class=\"track\" aria-hidden=\"true\">", pi->instance->component->name,
                pi->threads.count, pi->caps.count, (unsigned long)ir->own_total,
                (unsigned long)ir->common_total);
    html_bar(out, ir->own_total, most, "components");
    strbuf_add(out, "</span></td></tr>\n");
}

static void add_overview(struct strbuf *out, const struct report *r)
{
    uint64_t most = biggest(r);

    html_begin_table(out, "overview sortable", "What each component has; common bytes are those of "
                     "programs that several instances of a type share",
                     "component|type|#threads|#capabilities|#own bytes|#common bytes|own memory");
    for (size_t i = 0; i < r->plan->instances.count; i++)
        add_overview_row(out, r->plan->instances.at[i], &r->instances[i], most);
    html_end_table(out);
}

struct type_sum { size_t count, threads, caps; uint64_t own; };

/* when there are too many to list */
static void add_types(struct strbuf *out, const struct report *r)
{
    const struct model *model = r->plan->model;
    struct type_sum *sums = arena_alloc((model->components.count + 1) * sizeof *sums);

    for (size_t i = 0; i < r->plan->instances.count; i++) {
        const struct planned_instance *pi = r->plan->instances.at[i];
        struct type_sum *sum = &sums[r->types[pi->instance->index]];

        sum->count++;
        sum->threads += pi->threads.count;
        sum->caps += pi->caps.count;
        sum->own += r->instances[i].own_total;
    }
    html_printf(out, "<p>Above %u components their types are listed; every single one stands in "
                "<a href=\"report.txt\">report.txt</a>.</p>\n", (unsigned)MAX_LISTED);
    html_begin_table(out, "overview sortable", "Types of components",
                     "type|#components|#threads|#capabilities|#own bytes of all");
    for (size_t t = 0; t < model->components.count; t++)
        if (sums[t].count)
            html_printf(out, "<tr><th scope=\"row\">%s</th><td class=\"number\">%zu</td>"
                        "<td class=\"number\">%zu</td><td class=\"number\">%zu</td>"
                        "<td class=\"number\">%lu</td></tr>\n", model->components.at[t]->name,
                        sums[t].count, sums[t].threads, sums[t].caps,
                        (unsigned long)sums[t].own);
    html_end_table(out);
}

/* ---- one of them ---- */

static void add_threads(struct strbuf *out, const struct planned_instance *pi)
{
    html_begin_table(out, "", "Threads", "name|#priority|#may give|#budget us|#period us|#stack|"
                     "#core|#domain");
    vec_each(const struct planned_thread *, t, &pi->threads)
        html_printf(out, "<tr><th scope=\"row\">%s</th><td class=\"number\">%u</td>"
                    "<td class=\"number\">%u</td><td class=\"number\">%lu</td>"
                    "<td class=\"number\">%lu</td><td class=\"number\">%lu</td>"
                    "<td class=\"number\">%u</td><td class=\"number\">%u</td></tr>\n", t->name,
                    t->priority, t->mcp, (unsigned long)t->budget, (unsigned long)t->period,
                    (unsigned long)t->stack_size, t->core, t->domain);
    html_end_table(out);
}

static void add_caps(struct strbuf *out, const struct planned_instance *pi)
{
    html_begin_table(out, "", intern_printf("Capabilities, in a table of %u slots",
                                            1u << pi->space->cnode_bits),
                     "#slot|object|kind|rights|#badge|through");
    vec_each(const struct planned_cap *, c, &pi->caps) {
        html_printf(out, "<tr><td class=\"number\">%u</td><th scope=\"row\">%s</th><td>%s</td>"
                    "<td>%s</td><td class=\"number\">", c->slot, c->object->name,
                    object_type_name(c->object->type), rights_text(c->object, c->rights));
        if (c->badge)
            html_printf(out, "%#lx", (unsigned long)c->badge);
        html_printf(out, "</td><td>%s%s%s</td></tr>\n",
                    c->connection ? c->connection->name : "", c->connection && c->end ? " as " : "",
                    c->connection && c->end ? c->end->interface->name : "");
    }
    html_end_table(out);
}

static void add_regions(struct strbuf *out, const struct planned_instance *pi)
{
    html_begin_table(out, "", "Memory map", "addresses|#bytes|access|use|name|through");
    vec_each(struct planned_region **, p, &pi->regions) {
        const struct planned_region *r = *p;

        html_printf(out, "<tr><td><code>%lx&#8211;%lx</code></td><td class=\"number\">%lu</td>"
                    "<td>%s</td><td>%s</td><th scope=\"row\">%s</th><td>%s</td></tr>\n",
                    (unsigned long)r->vaddr, (unsigned long)(r->vaddr + r->size),
                    (unsigned long)r->size, access_text(r), region_use_name(r->use), r->name,
                    r->connection ? r->connection->name : "");
    }
    html_end_table(out);
}

static void add_memory(struct strbuf *out, const struct instance_report *ir)
{
    html_begin_table(out, "", "Memory", "for|#own bytes|#common bytes");
    for (int kind = 0; kind < MEMORY_KINDS; kind++)
        if (ir->own[kind] || ir->common[kind])
            html_printf(out, "<tr><th scope=\"row\">%s</th><td class=\"number\">%lu</td>"
                        "<td class=\"number\">%lu</td></tr>\n",
                        memory_kind_name((enum memory_kind)kind), (unsigned long)ir->own[kind],
                        (unsigned long)ir->common[kind]);
    html_printf(out, "<tr class=\"sum\"><th scope=\"row\">total</th><td class=\"number\">%lu</td>"
                "<td class=\"number\">%lu</td></tr>\n", (unsigned long)ir->own_total,
                (unsigned long)ir->common_total);
    if (ir->through_connections)
        html_printf(out, "<tr><th scope=\"row\">shared through connections</th><td></td>"
                    "<td class=\"number\">%lu</td></tr>\n",
                    (unsigned long)ir->through_connections);
    html_end_table(out);
}

static void add_group(struct strbuf *out, const struct planned_instance *pi)
{
    const char *separator = "";

    if (!pi->space->group)
        return;
    html_printf(out, "<p>One program, and one protection domain, with the others of group %s: ",
                pi->space->name);
    vec_each(struct planned_instance **, other, &pi->space->members)
        if (*other != pi) {
            strbuf_add(out, separator);
            html_part(out, (*other)->instance);
            separator = ", ";
        }
    strbuf_add(out, ". What any of them has, all of them can use.</p>\n");
}

static void add_component(struct strbuf *out, const struct report *r, size_t i)
{
    const struct planned_instance *pi = r->plan->instances.at[i];

    html_printf(out, "<details id=\"c%zu\" data-part=\"%zu\"><summary><strong>%s</strong> "
                "<span class=\"facts\">of type %s: %zu thread%s, %zu capabilit%s, %s</span>"
                "</summary>\n<p>", pi->instance->index, pi->instance->index, pi->instance->name,
                pi->instance->component->name, pi->threads.count,
                pi->threads.count == 1 ? "" : "s", pi->caps.count,
                pi->caps.count == 1 ? "y" : "ies", html_size(r->instances[i].own_total));
    if (pi == r->plan->monitor)
        strbuf_add(out, "Hears of the faults of all others. ");
    strbuf_add(out, "Stands at ");
    html_place(out, pi->instance->span);
    if (pi->space->entry)
        html_printf(out, "; begins at <code>%#lx</code>", (unsigned long)pi->space->entry);
    strbuf_add(out, ".</p>\n");
    add_group(out, pi);
    strbuf_add(out, "<div class=\"tables\">\n");
    add_caps(out, pi);
    add_threads(out, pi);
    add_memory(out, &r->instances[i]);
    add_regions(out, pi);
    strbuf_add(out, "</div></details>\n");
}

void html_components(struct strbuf *out, const struct report *r)
{
    strbuf_add(out, "<section id=\"components\">\n<h2>Components</h2>\n");
    if (r->plan->instances.count > MAX_LISTED) {
        add_types(out, r);
    } else {
        add_overview(out, r);
        for (size_t i = 0; i < r->plan->instances.count; i++)
            add_component(out, r, i);
    }
    strbuf_add(out, "</section>\n");
}
