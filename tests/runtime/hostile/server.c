/*
 * Touches every byte that it is given, as an honest server does. A string without an end or a
 * count beyond what was really allocated would fault here.
 */
#include <camkes.h>

static size_t weigh(const void *bytes, size_t size)
{
    const volatile unsigned char *p = bytes;
    size_t sum = 0;

    for (size_t i = 0; i < size; i++)
        sum += p[i];
    return sum;
}

static size_t text(const char *s, char **t, char **u)
{
    size_t sum = weigh(s, strlen(s)) + weigh(*t, strlen(*t)) + weigh(*u, strlen(*u));

    free(*t);
    *t = strdup(s);
    return sum;
}

static size_t numbers(size_t a_sz, const int *a, size_t *b_sz, int64_t **b, size_t *c_sz,
                      uint8_t **c)
{
    size_t sum = weigh(a, a_sz * sizeof *a) + weigh(*c, *c_sz);

    *b = calloc(a_sz + 1, sizeof **b);
    *b_sz = *b ? a_sz : 0;
    return sum;
}

static size_t texts(size_t a_sz, char **a, size_t *b_sz, char ***b)
{
    size_t sum = 0;

    for (size_t i = 0; i < a_sz; i++)
        sum += weigh(a[i], strlen(a[i]));
    for (size_t i = 0; i < *b_sz; i++)
        sum += weigh((*b)[i], strlen((*b)[i]));
    return sum;
}

static size_t back(size_t size, size_t *count, char **data)
{
    *data = size < 60000 ? malloc(size + 1) : NULL;
    *count = 0;
    if (!*data)
        return 0;
    memset(*data, 'b', size);
    *count = size;
    return size;
}

#define BOTH(p) \
    int p##_add(int a, int b) { return a + b; } \
    size_t p##_text(const char *s, char **t, char **u) { return text(s, t, u); } \
    size_t p##_numbers(size_t a_sz, const int *a, size_t *b_sz, int64_t **b, size_t *c_sz, \
                       uint8_t **c) { return numbers(a_sz, a, b_sz, b, c_sz, c); } \
    size_t p##_texts(size_t a_sz, char **a, size_t *b_sz, char ***b) \
    { return texts(a_sz, a, b_sz, b); } \
    size_t p##_back(size_t size, size_t *count, char **data) { return back(size, count, data); } \
    void p##_leave(bool flag, bool *same) { *same = flag; }

BOTH(small)
BOTH(large)
