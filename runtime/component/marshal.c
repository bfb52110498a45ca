/* Arguments to bytes and back; see kdl/marshal.h. */
#include "kdl/marshal.h"

#include <stdlib.h>
#include <string.h>

void kdl_put_bytes(struct kdl_writer *w, const void *bytes, size_t count)
{
    if (!kdl_writer_has_room(w, count) || count == 0)
        return;
    memcpy(w->at + w->used, bytes, count);
    w->used += count;
}

#define ESCAPE '\1'

void kdl_put_string(struct kdl_writer *w, const char *s)
{
    static const char null[] = {ESCAPE, '\0'};

    if (s && *s == ESCAPE)
        kdl_put_bytes(w, null, 1);
    kdl_put_bytes(w, s ? s : null, s ? strlen(s) + 1 : sizeof null);
}

void kdl_put_array(struct kdl_writer *w, const void *a, size_t count, size_t size)
{
    size_t bytes;

    kdl_put_word(w, count);
    if (__builtin_mul_overflow(count, size, &bytes))
        bytes = SIZE_MAX;
    kdl_put_bytes(w, a, bytes);
}

void kdl_put_strings(struct kdl_writer *w, char *const *a, size_t count)
{
    kdl_put_word(w, count);
    for (size_t i = 0; i < count && w->status == KDL_STATUS_OK; i++)
        kdl_put_string(w, a[i]);
}

/* the next bytes, which are there; the copy is made here and nothing of it read again */
static void take(struct kdl_reader *r, void *bytes, size_t count)
{
    memcpy(bytes, r->at, count);
    __asm__ volatile("" : : : "memory");
    r->at += count;
    r->left -= count;
}

bool kdl_get_bytes(struct kdl_reader *r, void *bytes, size_t count)
{
    if (count > r->left) {
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
        memset(bytes, 0, count);
        return false;
    }
    if (count > 0)
        take(r, bytes, count);
    return true;
}

/* memory from malloc, or, where the copy is borrowed, from what is lent while that is enough */
static inline void *get_room(struct kdl_reader *r, size_t bytes, bool borrow)
{
    size_t taken = (bytes + !bytes + 15) & ~(size_t)15;
    void *room;

    if (borrow && r->lent && taken <= r->lent->size - r->lent_used) {
        room = r->lent->memory + r->lent_used;
        r->lent_used += taken;
        return room;
    }
    room = malloc(bytes + !bytes);
    if (!room)
        kdl_reader_fail(r, KDL_STATUS_NO_MEMORY);
    return room;
}

/* r->left where there is no end; strlen() is the faster way, but needs one that stays */
static size_t string_length(const struct kdl_reader *r)
{
    const char *s = (const char *)r->at;

    if (r->left == 0)
        return 0;
    return r->steady && s[r->left - 1] == '\0' ? strlen(s) : strnlen(s, r->left);
}

/* Where the end was may be none in the copy: only the copy is believed. */
static char *get_string(struct kdl_reader *r, bool borrow)
{
    size_t length = string_length(r);
    char *s;

    if (length == r->left) {
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
        return NULL;
    }
    s = get_room(r, length + 1, borrow);
    if (!s)
        return NULL;
    take(r, s, length + 1);
    if (s[length] != '\0')
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
    else if (s[0] != ESCAPE)
        return s;
    else if (s[1] != '\0')
        return memmove(s, s + 1, length);
    kdl_return(r, s);
    return NULL;
}

static char *there(struct kdl_reader *r, char *s)
{
    if (!s)
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
    return s;
}

char *kdl_get_string_or_null(struct kdl_reader *r)
{
    return get_string(r, false);
}

char *kdl_get_string(struct kdl_reader *r)
{
    return there(r, get_string(r, false));
}

char *kdl_borrow_string(struct kdl_reader *r)
{
    return there(r, get_string(r, true));
}

/* private copy of the elements, at least one byte long */
static void *get_array(struct kdl_reader *r, size_t *count, size_t size, bool borrow)
{
    uint64_t wanted = kdl_get_word(r);
    size_t bytes;
    void *a;

    *count = 0;
    if (__builtin_mul_overflow(wanted, size, &bytes) || bytes > r->left)
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
    if (r->status != KDL_STATUS_OK)
        return NULL;
    a = get_room(r, bytes, borrow);
    if (!a)
        return NULL;
    if (bytes > 0)
        take(r, a, bytes);
    *count = wanted;
    return a;
}

void *kdl_get_array(struct kdl_reader *r, size_t *count, size_t size)
{
    return get_array(r, count, size, false);
}

void *kdl_borrow_array(struct kdl_reader *r, size_t *count, size_t size)
{
    return get_array(r, count, size, true);
}

void kdl_free_strings(char **a, size_t count)
{
    for (size_t i = 0; a && i < count; i++)
        free(a[i]);
    free(a);
}

char **kdl_get_strings(struct kdl_reader *r, size_t *count)
{
    uint64_t wanted = kdl_get_word(r), got = 0;
    char **a;

    *count = 0;
    if (r->status == KDL_STATUS_OK && wanted > r->left)
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);   /* each has an end at least */
    if (r->status != KDL_STATUS_OK)
        return NULL;
    a = calloc(wanted + !wanted, sizeof *a);
    if (!a)
        kdl_reader_fail(r, KDL_STATUS_NO_MEMORY);
    while (a && got < wanted && r->status == KDL_STATUS_OK)
        a[got++] = kdl_get_string(r);
    if (r->status != KDL_STATUS_OK) {
        kdl_free_strings(a, got);
        return NULL;
    }
    *count = wanted;
    return a;
}
