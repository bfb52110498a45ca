/* HTML under construction. What the description says goes in as %s, and cannot become markup. */
#pragma once
#include "strbuf.h"

#include <stdint.h>

/*
 * Of printf: %s (escaped; of very long text the beginning), %%, and numbers as %u %x %lu %lx %zu
 * with flags and width.
 */
void html_printf(struct strbuf *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* escaped, for text between tags and for quoted attributes */
void html_text(struct strbuf *out, const char *s, size_t length);
/* a JSON string that may stand inside of <script> */
void html_json_string(struct strbuf *out, const char *s);
/* for people: "183 KiB", "6.1 MiB" */
const char *html_size(uint64_t bytes);
