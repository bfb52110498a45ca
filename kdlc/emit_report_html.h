/* The parts of the page that people open in a browser, and what these parts share. */
#pragma once
#include "report.h"

#define MAX_LISTED 2000                 /* components; of more than these the types are listed */

/* emit_report_html.c: what the parts share. Columns: "name|#number" */
void html_bar(struct strbuf *out, uint64_t part, uint64_t whole, const char *class);
void html_begin_table(struct strbuf *out, const char *class, const char *caption,
                      const char *columns);
void html_end_table(struct strbuf *out);
void html_part(struct strbuf *out, const struct instance *instance);    /* a link to it */
void html_place(struct strbuf *out, struct span span);

/* emit_report_html_flow.c: who can influence whom; what the script searches */
struct influence;
struct influence *html_influence_make(const struct report *r);
void html_influence_card(struct strbuf *out, const struct influence *all);
void html_influence(struct strbuf *out, const struct report *r, const struct influence *all);
void html_data(struct strbuf *out, const struct report *r);

/* emit_report_html_parts.c: the system as tables */
void html_threads(struct strbuf *out, const struct report *r);
void html_devices(struct strbuf *out, const struct report *r);
void html_connections(struct strbuf *out, const struct report *r);

/* emit_report_html_component.c: each component */
void html_components(struct strbuf *out, const struct report *r);
