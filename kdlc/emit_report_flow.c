/* The parts of report.json about authority: rules with their verdicts, and the flow relation. */
#include "flow.h"
#include "json.h"
#include "report.h"
#include "source.h"

void report_place(struct json *o, struct span span)
{
    struct position at = source_position(span.lo);

    if (!at.source)
        return;
    json_open_row(o, "place", '{');
    set(o, "file", text(at.source->path));
    set(o, "line", number(at.line));
    json_close(o, '}');
}

void report_words(struct json *o, const char *key, const struct names *names)
{
    json_open_row(o, key, '[');
    vec_each(const char **, name, names)
        set(o, NULL, text(*name));
    json_close(o, ']');
}

void report_policy(struct json *o, const struct plan *plan)
{
    json_open(o, "policy", '[');
    for (size_t i = 0; i < plan->verdicts.count; i++) {
        struct span span = plan->verdicts.at[i].policy->span;

        json_open(o, NULL, '{');
        set(o, "rule", textn(source_text(span.lo), span.hi - span.lo));
        set(o, "holds", boolean(plan->verdicts.at[i].holds));
        set(o, "reason", text(plan->verdicts.at[i].reason));
        if (plan->verdicts.at[i].way.count)
            report_words(o, "way", &plan->verdicts.at[i].way);
        report_place(o, span);
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_nodes(struct json *o, const struct flow *flow)
{
    const struct planned_instance *monitor = flow->plan->monitor;

    json_open(o, "nodes", '[');
    for (uint32_t i = 0; i < flow->nodes; i++) {
        if (!flow_is_passed(flow, i))
            continue;
        json_open_row(o, NULL, '{');
        set(o, "id", number(i));
        set(o, "name", text(flow_node_name(flow, i)));
        set(o, "component", boolean(i < flow->instances));
        set(o, "may_access_all_memory", boolean(i < flow->instances && flow->masters[i]));
        set(o, "trusted", boolean(monitor && monitor->instance->index == i));
        json_close(o, '}');
    }
    json_close(o, ']');
}

static void set_edges(struct json *o, const struct flow *flow)
{
    json_open(o, "edges", '[');
    vec_each(const struct flow_edge *, e, &flow->edges) {
        if (!flow_is_passed(flow, e->from) || !flow_is_passed(flow, e->to))
            continue;
        json_open_row(o, NULL, '{');
        set(o, "from", number(e->from));
        set(o, "to", number(e->to));
        set(o, "by", text(flow_reason_word(e->reason)));
        if (e->connection)
            set(o, "connection", text(e->connection->name));
        json_close(o, '}');
    }
    json_close(o, ']');
}

void report_flow(struct json *o, const struct report *report)
{
    json_open(o, "flow", '{');
    set_nodes(o, report->flow);
    set_edges(o, report->flow);
    json_close(o, '}');
}
