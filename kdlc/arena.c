#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

#define CHUNK (1u << 20)
#define ALIGNMENT 16u
#define SMALL_TEXT 512              /* most names are shorter */

static struct chunk { struct chunk *before; } *chunks;
static char *chunk;
static size_t chunk_left, total;

/* The address sanitizer's, where kdlc is built with it: an allocation ends where it ends. */
void __asan_poison_memory_region(const volatile void *at, size_t bytes) __attribute__((weak));
void __asan_unpoison_memory_region(const volatile void *at, size_t bytes) __attribute__((weak));

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

static void new_chunk(size_t bytes)
{
    size_t size = bytes > CHUNK ? bytes : CHUNK;
    struct chunk *new = calloc(1, ALIGNMENT + size);

    if (!new)
        die("out of memory");
    new->before = chunks;
    chunks = new;
    chunk = (char *)new + ALIGNMENT;
    chunk_left = size;
    if (__asan_poison_memory_region)
        __asan_poison_memory_region(chunk, size);
}

void *arena_alloc(size_t bytes)
{
    size_t room = (bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    void *result;

    if (room < bytes)
        die("out of memory");
    if (__asan_unpoison_memory_region)
        room += ALIGNMENT;
    if (room > chunk_left)
        new_chunk(room);
    result = chunk;
    if (__asan_unpoison_memory_region)
        __asan_unpoison_memory_region(result, bytes);
    chunk += room;
    chunk_left -= room;
    total += room;
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

static const char **find(const char *s, size_t length)
{
    size_t i = text_hash(s, length) & (set_room - 1);

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

char *arena_vprintf(const char *format, va_list args)
{
    char small[SMALL_TEXT], *text;
    size_t length = text_format(small, sizeof small, format, args);

    text = arena_alloc(length + 1);
    if (length < sizeof small)
        memcpy(text, small, length);
    else
        text_format(text, length + 1, format, args);
    return text;
}

char *arena_printf(const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = arena_vprintf(format, args);
    va_end(args);
    return text;
}

const char *intern_printf(const char *format, ...)
{
    char small[SMALL_TEXT];
    const char *text;
    va_list args;
    size_t length;

    va_start(args, format);
    length = text_format(small, sizeof small, format, args);
    text = length < sizeof small ? intern_n(small, length) : NULL;
    if (!text)
        text = intern(arena_vprintf(format, args));
    va_end(args);
    return text;
}

void arena_reset(void)
{
    while (chunks) {
        struct chunk *before = chunks->before;

        free(chunks);
        chunks = before;
    }
    chunk_left = total = 0;
    set = NULL;
    set_room = set_count = 0;
}
