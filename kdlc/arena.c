#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK (1u << 20)

static char *chunk;
static size_t chunk_left, total;

void die(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fputs("kdlc: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(2);
}

void *arena_alloc(size_t bytes)
{
    void *result;

    bytes = (bytes + 15) & ~(size_t)15;
    if (bytes > chunk_left) {
        size_t size = bytes > CHUNK ? bytes : CHUNK;

        chunk = calloc(1, size);
        if (!chunk)
            die("out of memory");
        chunk_left = size;
    }
    result = chunk;
    chunk += bytes;
    chunk_left -= bytes;
    total += bytes;
    return result;
}

size_t arena_used(void)
{
    return total;
}

char *arena_strndup(const char *s, size_t length)
{
    char *copy = arena_alloc(length + 1);

    memcpy(copy, s, length);
    return copy;
}

/* open-addressing set of interned strings; grows at half full */
static const char **set;
static size_t set_room, set_count;

static uint64_t hash(const char *s, size_t length)
{
    uint64_t h = 14695981039346656037u;

    for (size_t i = 0; i < length; i++)
        h = (h ^ (unsigned char)s[i]) * 1099511628211u;
    return h ^ h >> 29;
}

static const char **find(const char *s, size_t length)
{
    size_t i = hash(s, length) & (set_room - 1);

    while (set[i] && (strncmp(set[i], s, length) != 0 || set[i][length] != '\0'))
        i = (i + 1) & (set_room - 1);
    return &set[i];
}

static void grow(void)
{
    const char **old = set;
    size_t old_room = set_room;

    set_room = set_room ? set_room * 2 : 1024;
    set = arena_alloc(set_room * sizeof *set);
    for (size_t i = 0; i < old_room; i++)
        if (old[i])
            *find(old[i], strlen(old[i])) = old[i];
}

const char *intern_n(const char *s, size_t length)
{
    const char **place;

    if (set_count * 2 >= set_room)
        grow();
    place = find(s, length);
    if (!*place) {
        *place = arena_strndup(s, length);
        set_count++;
    }
    return *place;
}

const char *intern(const char *s)
{
    return intern_n(s, strlen(s));
}

static char *print_to_arena(const char *format, va_list args)
{
    va_list again;
    int length;
    char *text;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    text = arena_alloc((size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, args);
    return text;
}

char *arena_printf(const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = print_to_arena(format, args);
    va_end(args);
    return text;
}

const char *intern_printf(const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = print_to_arena(format, args);
    va_end(args);
    return intern(text);
}
