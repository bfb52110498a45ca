/* What the reports say, computed once from the plan: who holds each object, and memory by kind. */
#pragma once
#include "plan.h"
#include "strbuf.h"
#include "words.h"

/* one way to an object: a slot of a component's CSpace, a mapping, or a thread's fault handler */
struct holder {
    const struct planned_instance *instance;
    const struct planned_cap *cap;              /* one of these three is not NULL */
    const struct planned_region *region;
    const struct planned_thread *faults_of;
    uint64_t vaddr;                             /* region: where its first page is seen */
};

enum memory_kind {
    MEMORY_TEXT, MEMORY_RODATA, MEMORY_DATA, MEMORY_HEAP, MEMORY_STACKS, MEMORY_IPC,
    MEMORY_THREADS,                             /* TCBs, scheduling contexts, reply objects */
    MEMORY_CAPABILITIES,                        /* CNode */
    MEMORY_TABLES,                              /* address space and page tables */
    MEMORY_SIGNALS,                             /* notifications and endpoints of its own */
    MEMORY_KINDS
};

struct instance_report {
    uint64_t own[MEMORY_KINDS];                 /* bytes that exist for this instance alone */
    uint64_t common[MEMORY_KINDS];              /* bytes also mapped by instances of its type */
    uint64_t own_total, common_total;
    uint64_t through_connections;               /* shared memory and buffers that it maps */
    uint64_t registers;                         /* of devices that it maps */
};

VEC_OF(holders, struct holder);
struct flow;
struct schedule;

struct report {
    struct plan *plan;
    struct flow *flow;
    struct schedule *schedule;
    struct holders *holders;                    /* by object index */
    struct instance_report *instances;          /* beside plan->instances */
    const struct instance_report **of;          /* by instance->index; NULL for hardware */
    size_t *types;                              /* by instance->index: in model->components */
    uint64_t ram;                               /* of all objects, without the image */
    uint64_t connections_ram;                   /* of it: objects of connections */
    uint64_t programs;                          /* bytes of component pages in the image */
    uint64_t root_cnode;
    uint64_t total;                             /* ram, image and root CNode */
    size_t caps, objects;
};

struct report *report_make(struct plan *plan);
const char *memory_kind_name(enum memory_kind kind);
const char *region_use_name(enum region_use use);
uint64_t object_bytes(const struct planned_object *object);

void report_text(const struct report *report, struct strbuf *out);  /* emit_report_text.c */
void report_json(const struct report *report, struct strbuf *out);  /* emit_report_json.c */
/*
 * emit_report_dot.c: a node for each component, and all that is known of it; what is drawn, which
 * is less where that would be too much (types alone: report_is_summarised); and the drawing
 */
void report_dot(const struct report *report, struct strbuf *out);
void report_dot_drawn(const struct report *report, struct strbuf *out);
bool report_svg(const struct strbuf *dot, struct strbuf *out);
/* there are so many components that their types are drawn */
bool report_is_summarised(const struct report *report);
void report_html(const struct report *report, const struct strbuf *svg,
                 struct strbuf *out);                               /* emit_report_html.c */
/* emit_report_flow.c: parts of report.json; the place of a span, if it has one */
struct json;
void report_policy(struct json *o, const struct plan *plan);
void report_flow(struct json *o, const struct report *report);
void report_place(struct json *o, struct span span);
void report_words(struct json *o, const char *key, const struct names *names);
