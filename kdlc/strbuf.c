#include "strbuf.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vec.h"

static void reserve(struct strbuf *b, size_t more)
{
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
    va_list args, again;
    int length;

    va_start(args, format);
    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    reserve(b, (size_t)length);
    vsnprintf(b->text + b->length, (size_t)length + 1, format, args);
    b->length += (size_t)length;
    va_end(args);
}

struct output { const char *path; struct strbuf content; };
static VEC(struct output) outputs;

void output_add(const char *path, const struct strbuf *content)
{
    *vec_push(&outputs) = (struct output){arena_strndup(path, strlen(path)), *content};
}

static bool same_on_disk(const struct output *o)
{
    FILE *f = fopen(o->path, "rb");
    char buffer[65536];
    size_t n, at = 0;
    bool same = true;

    if (!f)
        return false;
    while (same && (n = fread(buffer, 1, sizeof buffer, f)) > 0) {
        same = at + n <= o->content.length && memcmp(buffer, o->content.text + at, n) == 0;
        at += n;
    }
    fclose(f);
    return same && at == o->content.length;
}

static const char *last_folder = "";    /* made by this commit */

/* Files of one folder follow each other: it is made once. */
static void make_parents(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *copy = arena_strndup(path, slash ? (size_t)(slash - path) + 1 : 0);

    if (strcmp(copy, last_folder) == 0)
        return;
    last_folder = arena_strndup(copy, strlen(copy));

    for (char *p = copy + 1; (p = strchr(p, '/')) != NULL; p++) {
        *p = '\0';
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            die("cannot create folder '%s': %s", copy, strerror(errno));
        *p = '/';
    }
}

static void write_new(const struct output *o)
{
    char *temporary = arena_printf("%s.new", o->path);
    FILE *f;
    bool good;

    make_parents(o->path);
    f = fopen(temporary, "wb");
    if (!f)
        die("cannot write '%s': %s", temporary, strerror(errno));
    good = fwrite(o->content.text, 1, o->content.length, f) == o->content.length;
    good = fclose(f) == 0 && good;
    if (!good || rename(temporary, o->path) != 0) {
        int reason = errno;

        unlink(temporary);
        die("cannot write '%s': %s", o->path, strerror(reason));
    }
}

void output_commit(void)
{
    last_folder = "";
    vec_each(struct output *, o, &outputs)
        if (!same_on_disk(o))
            write_new(o);
    outputs.count = 0;
}
