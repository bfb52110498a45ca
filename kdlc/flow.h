/*
 * Who can influence whom, computed from the plan (docs/policy.md says what counts and why).
 *
 * A graph with two kinds of nodes: instances, numbered as in the model (hardware included), and
 * behind them the objects through which influence passes. An edge leads from an instance to an
 * object or back; so a way between instances that meet directly has two edges, and the number of
 * edges is linear in the number of capabilities and mappings.
 */
#pragma once
#include "plan.h"

enum flow_reason {
    FLOW_SEND, FLOW_RECEIVE, FLOW_TAKE, /* messages; taking them away from other receivers */
    FLOW_REPLY, FLOW_REPLIED,           /* answers to calls */
    FLOW_SIGNAL, FLOW_WAIT,
    FLOW_INTERRUPT,                     /* a device's line signals a notification */
    FLOW_WRITE, FLOW_READ,              /* shared memory */
    FLOW_REGISTERS, FLOW_DEVICE,        /* of hardware: use them; be told by them */
    FLOW_GRANT,                         /* who may be handed capabilities may use them */
    FLOW_FAULT, FLOW_RESUME,            /* told of faults; decides how the thread goes on */
    FLOW_CONTROL, FLOW_CONTROLLED,      /* threads, time, tables, untyped memory of others */
    FLOW_DMA, FLOW_SEEN_BY_DMA,         /* a device that can reach all memory */
    FLOW_FIRMWARE, FLOW_SEEN_BY_FIRMWARE,
    FLOW_DEBUG,                         /* the kernel's debugging invocations */
    FLOW_TOGETHER                       /* members of a group: all memory, all capabilities */
};

struct flow_edge {
    uint32_t from, to;
    enum flow_reason reason;
    const struct planned_cap *cap;      /* of the instance; NULL where it is a mapping or neither */
    const struct planned_region *region;
    const struct connection *connection;/* through which, or NULL */
    struct span span;                   /* what granted it */
};

VEC_OF(flow_edges, struct flow_edge);

struct flow {
    struct plan *plan;
    uint32_t instances;                 /* nodes below are instances */
    uint32_t nodes;
    struct flow_edges edges;            /* ascending in `from` */
    uint32_t *first;                    /* of each node: its edges are first[n] .. first[n + 1] */
    uint32_t *back;                     /* their places in edges.at, ascending in `to` */
    uint32_t *back_first;
    bool *held;                         /* by object: frames that are also held, not only mapped */
    bool *masters;                      /* by instance: hardware that may access all memory */
};

struct flow *flow_make(struct plan *plan);
/* Is it on a way? Not where nothing enters it, or nothing leaves. All instances count as if. */
bool flow_is_passed(const struct flow *flow, uint32_t node);
const char *flow_node_name(const struct flow *flow, uint32_t node);
/* "may send", "is told": what the edge's instance does there */
const char *flow_reason_text(enum flow_reason reason);
/* short and stable, for tools: "send" */
const char *flow_reason_word(enum flow_reason reason);

/* A search from a set of nodes, forward or backward. Nodes marked stop are not gone through. */
struct flow_search {
    const struct flow *flow;
    bool backward;
    const bool *stop;                   /* by instance, or NULL */
    const bool *without;                /* connections left out, by their index; or NULL */
    uint32_t *by;                       /* result: edge by which each node is reached (backward:
                                           its place in `back`), + 1 */
    uint32_t *source;                   /* node the way to it starts from */
    bool *start;                        /* in: by instance */
    bool *seen;                         /* its own */
    uint32_t *queue;
};

void flow_search_init(struct flow_search *search, const struct flow *flow);
void flow_search_run(struct flow_search *search);
/* Is a start node reached by a way from another start node, or any other node at all? */
bool flow_reached(const struct flow_search *search, uint32_t node);
/* how many edges the way to it has */
uint32_t flow_length(const struct flow_search *search, uint32_t node);
/* The edges of the shortest way to the node, in the direction of the flow. */
void flow_path(const struct flow_search *search, uint32_t node, struct flow_edges *path);
