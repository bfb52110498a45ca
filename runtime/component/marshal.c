/* Arguments to bytes and back; see kdl/marshal.h. */
#include "kdl/marshal.h"

#include <stdlib.h>
#include <string.h>

void kdl_put_bytes(struct kdl_writer *w, const void *bytes, size_t count)
{
    if (w->status == KDL_STATUS_OK && count > w->size - w->used)
        w->status = KDL_STATUS_TOO_LARGE;
    if (w->status != KDL_STATUS_OK || count == 0)
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

bool kdl_get_bytes(struct kdl_reader *r, void *bytes, size_t count)
{
    if (count > r->left) {
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
        memset(bytes, 0, count);
        return false;
    }
    if (count == 0)
        return true;
    memcpy(bytes, r->at, count);
    __asm__ volatile("" : : : "memory");    /* the copy is made here and not read again */
    r->at += count;
    r->left -= count;
    return true;
}

/* memory from malloc, or, where the copy is borrowed, from what is lent while that is enough */
static void *get_room(struct kdl_reader *r, size_t bytes, bool borrow)
{
    size_t taken = (bytes + !bytes + 15) & ~(size_t)15;
    void *room;

    if (!borrow || !r->lent || taken > r->lent->size - r->lent_used)
        return malloc(bytes + !bytes);
    room = r->lent->memory + r->lent_used;
    r->lent_used += taken;
    return room;
}

void kdl_return(const struct kdl_reader *r, void *borrowed)
{
    if (!r->lent || (uintptr_t)borrowed - (uintptr_t)r->lent->memory >= r->lent->size)
        free(borrowed);
}

/* private copy of count elements, at least one byte long; NULL when they are not there */
static void *get_copy(struct kdl_reader *r, uint64_t count, size_t size, bool borrow)
{
    size_t bytes;
    void *copy;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes > r->left) {
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
        return NULL;
    }
    if (r->status != KDL_STATUS_OK)
        return NULL;
    copy = get_room(r, bytes, borrow);
    if (!copy)
        kdl_reader_fail(r, KDL_STATUS_NO_MEMORY);
    else
        (void)kdl_get_bytes(r, copy, bytes);
    return copy;
}

/* Where the end was may be none in the copy: only the copy is believed. */
static char *get_string(struct kdl_reader *r, bool borrow)
{
    size_t length = r->left ? strnlen((const char *)r->at, r->left) : 0;
    char *s = get_copy(r, length + 1, 1, borrow);

    if (s && s[length] != '\0')
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
    if (s && (s[length] != '\0' || (s[0] == ESCAPE && s[1] == '\0'))) {
        kdl_return(r, s);
        return NULL;
    }
    if (s && s[0] == ESCAPE)
        memmove(s, s + 1, length);
    return s;
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

static void *get_array(struct kdl_reader *r, size_t *count, size_t size, bool borrow)
{
    uint64_t wanted = kdl_get_word(r);
    void *a = get_copy(r, wanted, size, borrow);

    *count = a ? wanted : 0;
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
