#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

#define CHUNK (1u << 20)
#define TEXT_CHUNK (1u << 16)
#define ALIGNMENT 16u
#define SMALL_TEXT 512              /* most names are shorter */

struct chunk { struct chunk *before; };
struct arena { struct chunk *chunks; char *free; size_t size, left; };  /* of the last chunk */
static struct arena lasting, passing, *current = &lasting;
static char *texts;                 /* room for interned text */
static size_t texts_left;

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

static void new_chunk(struct arena *arena, size_t bytes)
{
    size_t size = bytes > CHUNK ? bytes : CHUNK;
    struct chunk *new = calloc(1, ALIGNMENT + size);

    if (!new)
        die("out of memory");
    new->before = arena->chunks;
    arena->chunks = new;
    arena->free = (char *)new + ALIGNMENT;
    arena->size = arena->left = size;
    if (__asan_poison_memory_region)
        __asan_poison_memory_region(arena->free, size);
}

static void *alloc_in(struct arena *arena, size_t bytes)
{
    size_t room = (bytes + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    void *result;

    if (room < bytes)
        die("out of memory");
    if (__asan_unpoison_memory_region)
        room += ALIGNMENT;
    if (room > arena->left)
        new_chunk(arena, room);
    result = arena->free;
    if (__asan_unpoison_memory_region)
        __asan_unpoison_memory_region(result, bytes);
    arena->free += room;
    arena->left -= room;
    return result;
}

void *arena_alloc(size_t bytes)
{
    return alloc_in(current, bytes);
}

static void free_chunks(struct chunk *chunk)
{
    while (chunk) {
        struct chunk *before = chunk->before;

        free(chunk);
        chunk = before;
    }
}

static void empty(struct arena *arena)
{
    free_chunks(arena->chunks);
    *arena = (struct arena){0};
}

void arena_begin_passing(void)
{
    current = &passing;
}

void arena_end_passing(void)
{
    current = &lasting;
}

/* One chunk stays, zeroed again: what is forgotten thousands of times needs no new memory. */
void arena_forget_passing(void)
{
    struct arena *a = &passing;

    if (a->size != CHUNK || __asan_poison_memory_region) {
        empty(a);
        return;
    }
    free_chunks(a->chunks->before);
    a->chunks->before = NULL;
    a->free -= a->size - a->left;
    memset(a->free, 0, a->size - a->left);
    a->left = a->size;
}

char *arena_strndup(const char *s, size_t length)
{
    char *copy = arena_alloc(length + 1);

    memcpy(copy, s, length);
    return copy;
}

/* Interned text stands close together: it needs no alignment. */
static char *text_alloc(size_t bytes)
{
    char *result;

    if (bytes > TEXT_CHUNK / 16 || __asan_unpoison_memory_region)
        return alloc_in(&lasting, bytes);
    if (bytes > texts_left) {
        texts = alloc_in(&lasting, TEXT_CHUNK);
        texts_left = TEXT_CHUNK;
    }
    result = texts;
    texts += bytes;
    texts_left -= bytes;
    return result;
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
    set = calloc(set_room, sizeof *set);
    if (!set)
        die("out of memory");
    for (size_t i = 0; i < old_room; i++)
        if (old[i])
            *find(old[i], strlen(old[i])) = old[i];
    free(old);
}

const char *intern_n(const char *s, size_t length)
{
    const char **place;

    if (set_count * 2 >= set_room)
        grow();
    place = find(s, length);
    if (!*place) {
        char *copy = text_alloc(length + 1);

        memcpy(copy, s, length);
        *place = copy;
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
    empty(&lasting);
    empty(&passing);
    current = &lasting;
    texts_left = 0;
    free(set);
    set = NULL;
    set_room = set_count = 0;
}
