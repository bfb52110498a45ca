#include "strbuf.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "spool.h"
#include "text.h"

#define MUCH (1u << 20)

static void spill(struct strbuf *b)
{
    spool_extend(b->spill, b->text, b->length);
    b->length = 0;
}

void strbuf_spill(struct strbuf *b)
{
    spill(b);
    free(b->text);
    b->text = NULL;
    b->room = 0;
}

static void reserve(struct strbuf *b, size_t more)
{
    if (b->spill && b->length >= MUCH)
        spill(b);
    if (b->length + more + 1 > b->room) {
        b->room = (b->length + more + 1) * 2;
        b->text = realloc(b->text, b->room);
        if (!b->text)
            die("out of memory");
    }
}

void strbuf_addn(struct strbuf *b, const void *bytes, size_t n)
{
    reserve(b, n);
    if (n)
        memcpy(b->text + b->length, bytes, n);
    b->length += n;
    b->text[b->length] = '\0';
}

void strbuf_add(struct strbuf *b, const char *s)
{
    strbuf_addn(b, s, strlen(s));
}

void strbuf_printf(struct strbuf *b, const char *format, ...)
{
    size_t room = b->room - b->length, length;
    char *end = b->text ? b->text + b->length : NULL;
    va_list args;

    va_start(args, format);
    length = text_format(end, room, format, args);
    if (length >= room) {
        reserve(b, length);
        text_format(b->text + b->length, length + 1, format, args);
    }
    b->length += length;
    va_end(args);
}

bool strbuf_read(struct strbuf *b, const char *path, size_t limit)
{
    FILE *f = fopen(path, "rb");
    size_t start = b->length, n;
    char buffer[65536];
    int reason;

    if (!f)
        return false;
    strbuf_addn(b, "", 0);
    while ((n = fread(buffer, 1, sizeof buffer, f)) > 0 && b->length - start <= limit)
        strbuf_addn(b, buffer, n);
    reason = b->length - start > limit ? EFBIG : ferror(f) ? errno : 0;
    fclose(f);
    errno = reason;
    return reason == 0;
}
