/* Text under construction, and writing it to disk only when it differs. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct strbuf { char *text; size_t length, room; };     /* text is NUL terminated once used */

void strbuf_add(struct strbuf *b, const char *s);
void strbuf_addn(struct strbuf *b, const void *bytes, size_t n);
void strbuf_printf(struct strbuf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Files are collected with output_add and all written by output_commit: through a temporary
 * file and rename, only those whose bytes differ. Parent folders are made. Nothing is written
 * before commit, so an error leaves no partial output.
 */
void output_add(const char *path, const struct strbuf *content);
void output_commit(void);                               /* dies with the path on failure */
