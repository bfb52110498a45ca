/* Text under construction. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct strbuf { char *text; size_t length, room; };     /* text is NUL terminated once used */

void strbuf_add(struct strbuf *b, const char *s);
void strbuf_addn(struct strbuf *b, const void *bytes, size_t n);
void strbuf_printf(struct strbuf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Append the file; false and errno: it cannot be read, or is larger than limit. */
bool strbuf_read(struct strbuf *b, const char *path, size_t limit);
