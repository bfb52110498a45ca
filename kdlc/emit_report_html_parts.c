/* The page's tables of threads, devices and connections of the whole system. */
#include "emit_report_html.h"

#include "../kernel/abi/bootinfo.h"
#include "dtb.h"
#include "flow.h"
#include "html.h"
#include "schedule.h"
#include "stack.h"

static bool left_out(struct strbuf *out, const struct report *r)
{
    if (r->plan->instances.count <= MAX_LISTED)
        return false;
    html_printf(out, "<p>Left out above %u components: see <a href=\"report.txt\">report.txt</a>."
                "</p>\n</section>\n", (unsigned)MAX_LISTED);
    return true;
}

/* ---- threads ---- */

static void add_time(struct strbuf *out, const struct planned_thread *t)
{
    unsigned long share = (unsigned long)(t->budget * 1000 / t->period);

    if (t->budget >= t->period)
        strbuf_add(out, "<td class=\"number\">all</td><td class=\"number\"></td>");
    else
        html_printf(out, "<td class=\"number\">%lu of %lu</td><td class=\"number\">%lu.%lu %%</td>",
                    (unsigned long)t->budget, (unsigned long)t->period, share / 10, share % 10);
}

static void add_bound(struct strbuf *out, const struct time_bound *bound)
{
    html_printf(out, "<td>%s</td>", bound->unknown ? time_bound_text(bound)
                : bound->us ? arena_printf("%lu us", (unsigned long)bound->us) : "");
}

static void add_cores(struct strbuf *out, const struct report *r)
{
    html_begin_table(out, "cores", "Processor time that budgets allow, of each core",
                     "core|#threads|#without a budget|#others may use|of the core");
    vec_each(const struct core_time *, c, &r->schedule->cores) {
        html_printf(out, "<tr><th scope=\"row\">core %u</th><td class=\"number\">%zu</td>"
                    "<td class=\"number\">%zu</td><td class=\"number\">%lu.%lu %%</td>"
                    "<td class=\"bars\"><span class=\"track\" aria-hidden=\"true\">", c->core,
                    c->threads, c->unlimited, (unsigned long)(c->millionths / 10000),
                    (unsigned long)(c->millionths / 1000 % 10));
        html_bar(out, c->millionths < 1000000 ? c->millionths : 1000000, 1000000, "programs");
        strbuf_add(out, "</span></td></tr>\n");
    }
    html_end_table(out);
    strbuf_add(out, "<p class=\"note\">A thread without a budget may use all the time that more "
               "urgent ones leave. Bounds count from when a thread is ready, hold for as long as "
               "a job or request needs no more than the budget, and are given where the "
               "description states enough.</p>\n");
}

static void add_thread(struct strbuf *out, const struct report *r, const struct placed_thread *p)
{
    const struct thread_time *time = &r->schedule->threads[p->thread->number - 1];
    const struct planned_thread *t = p->thread;

    html_printf(out, "<tr data-part=\"%zu\"><th scope=\"row\">", p->pi->instance->index);
    html_part(out, p->pi->instance);
    html_printf(out, " %s</th><td class=\"number\">%u</td><td class=\"number\">%u</td>"
                "<td class=\"number\">%u</td>", t->name, t->core, t->domain, t->priority);
    add_time(out, t);
    html_printf(out, "<td class=\"number\">%lu</td><td>%s", (unsigned long)t->stack_size,
                t->use ? stack_text(t) : "");
    if (t->use && t->use->open.count) {
        strbuf_add(out, "<ul>");
        vec_each(const char **, why, &t->use->open)
            html_printf(out, "<li>%s</li>", *why);
        strbuf_add(out, "</ul>");
    }
    strbuf_add(out, "</td>");
    add_bound(out, &time->job);
    add_bound(out, &time->answer);
    strbuf_add(out, "</tr>\n");
}

void html_threads(struct strbuf *out, const struct report *r)
{
    struct placed_threads all = threads_by_urgency(r->plan);

    strbuf_add(out, "<section id=\"threads\">\n<h2>Threads</h2>\n");
    if (left_out(out, r))
        return;
    add_cores(out, r);
    html_begin_table(out, "threads sortable", "Threads of all components, the most urgent first",
                     "thread|#core|#domain|#priority|#microseconds|#share|#stack|used of it|"
                     "job done within|call answered within");
    vec_each(const struct placed_thread *, p, &all)
        add_thread(out, r, p);
    html_end_table(out);
    strbuf_add(out, "</section>\n");
}

/* ---- devices and interrupts ---- */

static void add_users(struct strbuf *out, const struct holders *holders)
{
    strbuf_add(out, "</td><td>");
    for (size_t i = 0; i < holders->count; i++) {
        const struct holder *h = &holders->at[i];
        const struct connection *c = h->cap ? h->cap->connection
                                            : h->region ? h->region->connection : NULL;

        strbuf_add(out, i ? ", " : "");
        html_part(out, h->instance->instance);
        if (c)
            html_printf(out, " through %s", c->name);
    }
}

/* the first of a device is what links to the device lead to */
static void add_device_object(struct strbuf *out, const struct report *r,
                              const struct planned_object *o, bool first)
{
    strbuf_add(out, "<tr");
    if (first)
        html_printf(out, " id=\"c%zu\"", o->owner->index);
    html_printf(out, "><th scope=\"row\">%s</th><td>", o->owner->name);
    if (o->type == OBJECT_IRQ)
        html_printf(out, "interrupt %lu, %s", (unsigned long)o->address,
                    o->trigger ? "edge" : "level");
    else
        html_printf(out, "registers at <code>%#lx</code>, %lu bytes", (unsigned long)o->address,
                    (unsigned long)object_bytes(o));
    add_users(out, &r->holders[o->index]);
    html_printf(out, "</td><td>%s</td></tr>\n",
                r->flow->masters[o->owner->index] ? "may access all memory" : "");
}

void html_devices(struct strbuf *out, const struct report *r)
{
    bool *shown = arena_alloc(r->flow->instances + 1), any = false;

    strbuf_add(out, "<section id=\"devices\">\n<h2>Devices and interrupts</h2>\n");
    vec_each(struct planned_object **, p, &r->plan->objects) {
        const struct planned_object *o = *p;

        if (!o->owner || !o->owner->component->hardware)
            continue;
        if (!any)
            html_begin_table(out, "devices", "What the components may use of the board",
                             "device|what|used by|note");
        add_device_object(out, r, o, !shown[o->owner->index]);
        any = shown[o->owner->index] = true;
    }
    if (any)
        html_end_table(out);
    else
        strbuf_add(out, "<p>No component may use a device.</p>\n");
    strbuf_add(out, "</section>\n");
}

/* ---- connections ---- */

static void add_ends(struct strbuf *out, struct end *const *ends, size_t count)
{
    strbuf_add(out, "<td>");
    for (size_t i = 0; i < count; i++) {
        strbuf_add(out, i ? ", " : "");
        html_part(out, ends[i]->instance);
        html_printf(out, ".%s", ends[i]->interface->name);
    }
    strbuf_add(out, "</td>");
}

void html_connections(struct strbuf *out, const struct report *r)
{
    strbuf_add(out, "<section id=\"connections\">\n<h2>Connections</h2>\n");
    if (left_out(out, r))
        return;
    html_begin_table(out, "connections sortable", "Connections",
                     "connection|connector|from|to|place");
    vec_each(struct connection **, c, &r->plan->model->connections) {
        html_printf(out, "<tr><th scope=\"row\">%s</th><td>%s</td>", (*c)->name,
                    (*c)->connector->name);
        add_ends(out, (*c)->from.at, (*c)->from.count);
        add_ends(out, (*c)->to.at, (*c)->to.count);
        strbuf_add(out, "<td>");
        html_place(out, (*c)->span);
        strbuf_add(out, "</td></tr>\n");
    }
    html_end_table(out);
    strbuf_add(out, "</section>\n");
}
