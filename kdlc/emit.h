/*
 * What is made of a plan. Every emitter collects its files with output_add (output.h); main.c
 * writes them all at the end, so that an error leaves nothing behind. False: diagnostics were
 * reported.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "output.h"

struct plan;

/* emit_m4.c: data for the templates, gen/types/ and gen/<instance>/; then the glue, by m4 */
struct m4_jobs;
struct m4_jobs *emit_m4(struct plan *plan, const char *templates);
bool run_m4(const struct m4_jobs *jobs, const char *directory, const char *templates);

/* emit_mk.c: system.mk, the variables that the Makefile reads; named/<type>/<Type>.h; places */
void emit_mk(struct plan *plan, const char *directory);

/* emit_report.c: report/index.html, report/report.{txt,json,dot,svg} */
void emit_report(struct plan *plan, const char *directory);

/* link.c: plan.bin, payload.bin and image from the components' ELF files */
struct link_options {
    const char *directory, *loader, *kernel, *root;
    bool audit;                         /* into directory/audit: an image that prints what is */
};
bool link_system(struct plan *plan, const struct link_options *options);
/* Only for a report: add the programs, and the size of the image if there is one. False,
   silently: they are not all built. */
bool link_read(struct plan *plan, const char *directory);
/* the same, and the tables that the root task is given, for the audit */
bool link_tables(struct plan *plan, const char *directory, uint64_t flags, struct strbuf *tables);

/* emit_plan.c: the tables for the root task; fixes slots and plan->root_cnode_bits */
/* flags: PLAN_AUDIT */
void emit_plan(struct plan *plan, uint64_t payload_size, uint64_t flags, struct strbuf *out);
