/* Text under construction. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct spooled;

/*
 * text is NUL terminated once used. spill: what stands in front of it has gone there (spool.h),
 * which happens whenever there is much; NULL: all of it stays. The spooled text grows at the end of
 * the spool: nothing else may go there until it is complete.
 */
struct strbuf { char *text; size_t length, room; struct spooled *spill; };

void strbuf_add(struct strbuf *b, const char *s);
void strbuf_addn(struct strbuf *b, const void *bytes, size_t n);
void strbuf_printf(struct strbuf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void strbuf_spill(struct strbuf *b);            /* all of it, now; the memory is given back */

/* Append the file; false and errno: it cannot be read, or is larger than limit. */
bool strbuf_read(struct strbuf *b, const char *path, size_t limit);
