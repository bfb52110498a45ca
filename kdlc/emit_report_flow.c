/* The parts of report.json about authority: rules with their verdicts, and the flow relation. */
#include <jansson.h>

#include "flow.h"
#include "report.h"
#include "source.h"

static void set(json_t *object, const char *key, json_t *value)
{
    json_object_set_new(object, key, value);
}

void report_place(json_t *object, struct span span)
{
    struct position at = source_position(span.lo);
    json_t *place;

    if (!at.source)
        return;
    place = json_object();
    set(place, "file", json_string(at.source->path));
    set(place, "line", json_integer(at.line));
    set(object, "place", place);
}

static json_t *words(const struct names *names)
{
    json_t *list = json_array();

    vec_each(const char **, name, names)
        json_array_append_new(list, json_string(*name));
    return list;
}

json_t *report_policy(const struct plan *plan)
{
    json_t *list = json_array();

    for (size_t i = 0; i < plan->verdicts.count; i++) {
        struct span span = plan->verdicts.at[i].policy->span;
        json_t *o = json_object();

        set(o, "rule", json_stringn(source_text(span.lo), span.hi - span.lo));
        set(o, "holds", json_boolean(plan->verdicts.at[i].holds));
        set(o, "reason", json_string(plan->verdicts.at[i].reason));
        if (plan->verdicts.at[i].way.count)
            set(o, "way", words(&plan->verdicts.at[i].way));
        report_place(o, span);
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *edges_of(const struct flow *flow)
{
    json_t *list = json_array();

    vec_each(const struct flow_edge *, e, &flow->edges) {
        json_t *o;

        if (!flow_is_passed(flow, e->from) || !flow_is_passed(flow, e->to))
            continue;
        o = json_object();
        set(o, "from", json_integer(e->from));
        set(o, "to", json_integer(e->to));
        set(o, "by", json_string(flow_reason_word(e->reason)));
        if (e->connection)
            set(o, "connection", json_string(e->connection->name));
        json_array_append_new(list, o);
    }
    return list;
}

json_t *report_flow(const struct report *report)
{
    const struct plan *plan = report->plan;
    const struct flow *flow = report->flow;
    json_t *o = json_object(), *nodes = json_array();

    for (uint32_t i = 0; i < flow->nodes; i++) {
        json_t *node;

        if (!flow_is_passed(flow, i))
            continue;
        node = json_object();
        set(node, "id", json_integer(i));
        set(node, "name", json_string(flow_node_name(flow, i)));
        set(node, "component", json_boolean(i < flow->instances));
        set(node, "may_access_all_memory", json_boolean(i < flow->instances && flow->masters[i]));
        set(node, "trusted", json_boolean(plan->monitor
                                          && plan->monitor->instance->index == i));
        json_array_append_new(nodes, node);
    }
    set(o, "nodes", nodes);
    set(o, "edges", edges_of(flow));
    return o;
}
