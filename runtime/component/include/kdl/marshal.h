/*
 * Arguments to bytes and back. Neither side trusts the other: a reader never looks beyond the
 * bytes it was given, reads each of them once (the buffer may be shared with a peer that changes
 * it meanwhile), and gives out only private copies. After the first failure every further
 * operation does nothing, readers give 0 or NULL, and status says why. Nothing takes more bytes
 * than in CAmkES, so that what fits there fits here.
 *
 *     word     8 bytes               value    its bytes
 *     string   its bytes with the NUL; one that begins with \1 has another \1 before it
 *     NULL     where a string may be: \1 and the NUL
 *     array    word: elements; then their bytes
 *     strings  word: how many; then each as a string
 *
 * Needs malloc and nothing else of the runtime.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* the label of an answer */
enum kdl_status {
    KDL_STATUS_OK,
    KDL_STATUS_NO_METHOD,
    KDL_STATUS_MALFORMED,
    KDL_STATUS_NO_MEMORY,
    KDL_STATUS_TOO_LARGE,               /* the results do not fit the buffer */
    KDL_STATUS_ARGUMENTS,               /* never sent: the arguments do not fit the buffer */
    KDL_STATUS_FAILED,                  /* the other end failed, and has started again */
};

struct kdl_writer { unsigned char *at; size_t used, size; enum kdl_status status; };
/* memory for the arguments of one request at a time, 16 bytes aligned */
struct kdl_lent { unsigned char *memory; size_t size; };
/*
 * steady: no peer can change the bytes. lent: NULL where there is none; of it, so many bytes are
 * given away.
 */
struct kdl_reader {
    const unsigned char *at;
    size_t left;
    enum kdl_status status;
    bool steady;
    const struct kdl_lent *lent;
    size_t lent_used;
};

static inline struct kdl_writer kdl_writer_of(void *buffer, size_t size)
{
    return (struct kdl_writer){buffer, 0, size, KDL_STATUS_OK};
}

static inline struct kdl_reader kdl_reader_of(const void *buffer, size_t size)
{
    return (struct kdl_reader){.at = buffer, .left = size};
}

/* ---- writing ---- */

void kdl_put_bytes(struct kdl_writer *w, const void *bytes, size_t count);
void kdl_put_string(struct kdl_writer *w, const char *s);
void kdl_put_array(struct kdl_writer *w, const void *a, size_t count, size_t size);
void kdl_put_strings(struct kdl_writer *w, char *const *a, size_t count);

static inline bool kdl_writer_has_room(struct kdl_writer *w, size_t count)
{
    if (w->status == KDL_STATUS_OK && count > w->size - w->used)
        w->status = KDL_STATUS_TOO_LARGE;
    return w->status == KDL_STATUS_OK;
}

static inline void kdl_put_word(struct kdl_writer *w, uint64_t word)
{
    if (!kdl_writer_has_room(w, sizeof word))
        return;
    memcpy(w->at + w->used, &word, sizeof word);
    w->used += sizeof word;
}

/* ---- reading ---- */

/* false, and the bytes zeroed, when there are not that many */
bool kdl_get_bytes(struct kdl_reader *r, void *bytes, size_t count);
/* a string, or NULL where NULL was put */
char *kdl_get_string_or_null(struct kdl_reader *r);
/* a string; NULL only when it failed */
char *kdl_get_string(struct kdl_reader *r);
/* count elements of size bytes; NULL only when it failed, then *count is 0 */
void *kdl_get_array(struct kdl_reader *r, size_t *count, size_t size);
/* the same for those who need it until the request is done: not for free() but for kdl_return() */
char *kdl_borrow_string(struct kdl_reader *r);
void *kdl_borrow_array(struct kdl_reader *r, size_t *count, size_t size);

static inline void kdl_return(const struct kdl_reader *r, void *borrowed)
{
    if (__builtin_expect(!r->lent || (uintptr_t)borrowed - (uintptr_t)r->lent->memory
                         >= r->lent->size, 0))
        free(borrowed);
}

char **kdl_get_strings(struct kdl_reader *r, size_t *count);
void kdl_free_strings(char **a, size_t count);

static inline void kdl_reader_fail(struct kdl_reader *r, enum kdl_status status)
{
    if (r->status == KDL_STATUS_OK)
        r->status = status;
    r->left = 0;
}

/* a number of size bytes, at most 8; what is above them is 0 */
static inline uint64_t kdl_get_number(struct kdl_reader *r, size_t size)
{
    uint64_t word = 0;

    if (r->left < size) {
        kdl_reader_fail(r, KDL_STATUS_MALFORMED);
        return 0;
    }
    memcpy(&word, r->at, size);
    __asm__ volatile("" : : : "memory");        /* and is not read again */
    r->at += size;
    r->left -= size;
    return word;
}

static inline uint64_t kdl_get_word(struct kdl_reader *r)
{
    return kdl_get_number(r, sizeof(uint64_t));
}

/* ---- floats as words; a float widens to double and back without loss ---- */

static inline uint64_t kdl_from_real(double real)
{
    uint64_t word;

    memcpy(&word, &real, sizeof word);
    return word;
}

static inline double kdl_to_real(uint64_t word)
{
    double real;

    memcpy(&real, &word, sizeof real);
    return real;
}
