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

void kdl_put_string(struct kdl_writer *w, const char *s)
{
    size_t count = s ? strlen(s) + 1 : 0;

    kdl_put_word(w, count);
    kdl_put_bytes(w, s, count);
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

/* private copy of count elements, at least one byte long; NULL when they are not there */
static void *get_copy(struct kdl_reader *r, uint64_t count, size_t size)
{
    size_t bytes;
    void *copy;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes > r->left) {
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
        return NULL;
    }
    if (r->status != KDL_STATUS_OK)
        return NULL;
    copy = malloc(bytes + !bytes);
    if (!copy)
        kdl_reader_fail(r, KDL_STATUS_NO_MEMORY);
    else
        (void)kdl_get_bytes(r, copy, bytes);
    return copy;
}

char *kdl_get_string_or_null(struct kdl_reader *r)
{
    uint64_t count = kdl_get_word(r);
    char *s = count ? get_copy(r, count, 1) : NULL;

    if (s && s[count - 1] != '\0') {
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
        free(s);
        return NULL;
    }
    return s;
}

char *kdl_get_string(struct kdl_reader *r)
{
    char *s = kdl_get_string_or_null(r);

    if (!s)
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
    return s;
}

void *kdl_get_array(struct kdl_reader *r, size_t *count, size_t size)
{
    uint64_t wanted = kdl_get_word(r);
    void *a = get_copy(r, wanted, size);

    *count = a ? wanted : 0;
    return a;
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
    if (r->status == KDL_STATUS_OK && wanted > r->left / sizeof(uint64_t))
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);   /* each has a length at least */
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
