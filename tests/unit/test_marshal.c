// link: runtime/component/marshal.c
// cflags: -Iruntime/component/include
/* Marshalling: what is put is got back; no peer can make a reader leave its buffer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "kdl/marshal.h"

#define SIZE 256

/* exactly size bytes from the heap, so that the sanitizer sees one byte too many */
static unsigned char *exact(const void *bytes, size_t size)
{
    unsigned char *copy = malloc(size + !size);

    assert_non_null(copy);
    if (size > 0)
        memcpy(copy, bytes, size);
    return copy;
}

static void test_round_trip(void **state)
{
    static const int numbers[] = {1, -2, 3};
    static char *words[] = {"", "two", "three"};
    unsigned char *buffer = malloc(SIZE);
    struct kdl_writer w = kdl_writer_of(buffer, SIZE);
    struct kdl_reader r;
    size_t count;
    char *s, **a;
    int *n;

    (void)state;
    kdl_put_word(&w, (uint64_t)-5);
    kdl_put_word(&w, kdl_from_real(1.0 / 3));
    kdl_put_string(&w, "text");
    kdl_put_string(&w, NULL);
    kdl_put_string(&w, "\1");
    kdl_put_string(&w, "");
    kdl_put_array(&w, numbers, 3, sizeof numbers[0]);
    kdl_put_array(&w, NULL, 0, 8);
    kdl_put_strings(&w, words, 3);
    assert_int_equal(w.status, KDL_STATUS_OK);

    r = kdl_reader_of(buffer, w.used);
    assert_int_equal((int)kdl_get_word(&r), -5);
    assert_true(kdl_to_real(kdl_get_word(&r)) == 1.0 / 3);
    s = kdl_get_string(&r);
    assert_string_equal(s, "text");
    free(s);
    assert_null(kdl_get_string_or_null(&r));
    assert_int_equal(r.status, KDL_STATUS_OK);
    s = kdl_get_string_or_null(&r);
    assert_string_equal(s, "\1");
    free(s);
    s = kdl_get_string_or_null(&r);
    assert_string_equal(s, "");
    free(s);
    n = kdl_get_array(&r, &count, sizeof *n);
    assert_int_equal(count, 3);
    assert_memory_equal(n, numbers, sizeof numbers);
    free(n);
    n = kdl_get_array(&r, &count, 8);
    assert_non_null(n);
    assert_int_equal(count, 0);
    free(n);
    a = kdl_get_strings(&r, &count);
    assert_int_equal(count, 3);
    assert_string_equal(a[0], "");
    assert_string_equal(a[2], "three");
    kdl_free_strings(a, count);
    assert_int_equal(r.status, KDL_STATUS_OK);
    assert_int_equal(r.left, 0);
    free(buffer);
}

static void test_writer_stops_at_the_end(void **state)
{
    (void)state;
    for (size_t size = 0; size < 40; size++) {
        unsigned char *buffer = calloc(1, size + !size);
        struct kdl_writer w = kdl_writer_of(buffer, size);

        assert_non_null(buffer);
        kdl_put_word(&w, 1);
        kdl_put_string(&w, "0123456789");
        assert_true(w.used <= size);
        assert_int_equal(w.status, size >= 19 ? KDL_STATUS_OK : KDL_STATUS_TOO_LARGE);
        kdl_put_word(&w, 2);            /* after a failure nothing is written any more */
        assert_int_equal(w.status, size >= 27 ? KDL_STATUS_OK : KDL_STATUS_TOO_LARGE);
        free(buffer);
    }
}

static void test_writer_counts_do_not_wrap(void **state)
{
    unsigned char buffer[32] = {0};
    struct kdl_writer w = kdl_writer_of(buffer, sizeof buffer);

    (void)state;
    kdl_put_array(&w, buffer, SIZE_MAX / 8 + 2, 8);
    assert_int_equal(w.status, KDL_STATUS_TOO_LARGE);
    assert_true(w.used <= sizeof buffer);
}

/* one word that lies about what follows */
static void lie(uint64_t word, const char *rest, size_t rest_size)
{
    unsigned char *buffer = malloc(8 + rest_size);
    struct kdl_reader r;
    size_t count = 99;
    void *p;

    memcpy(buffer, &word, 8);
    memcpy(buffer + 8, rest, rest_size);
    for (size_t size = 1; size <= 64; size *= 2) {
        r = kdl_reader_of(buffer, 8 + rest_size);
        p = kdl_get_array(&r, &count, size);
        if (p) {
            assert_int_equal(r.status, KDL_STATUS_OK);
            assert_true(count * size <= rest_size);
        } else {
            assert_int_equal(r.status, KDL_STATUS_MALFORMED);
            assert_int_equal(count, 0);
        }
        free(p);
    }
    r = kdl_reader_of(buffer, 8 + rest_size);
    p = kdl_get_string(&r);
    if (p)
        assert_true(strlen(p) < 8 + rest_size);
    else
        assert_int_equal(r.status, KDL_STATUS_MALFORMED);
    free(p);
    r = kdl_reader_of(buffer, 8 + rest_size);
    p = kdl_get_strings(&r, &count);
    if (!p)
        assert_int_equal(count, 0);
    kdl_free_strings(p, count);
    free(buffer);
}

static void test_lies(void **state)
{
    static const uint64_t words[] = {
        0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 0x7fffffff, 0x80000000, 0xffffffff,
        UINT64_C(1) << 60, UINT64_C(1) << 61, UINT64_C(1) << 63, UINT64_MAX / 8 + 1,
        UINT64_MAX - 7, UINT64_MAX,
    };
    static const char text[16] = "sixteen bytes...";

    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        for (size_t rest = 0; rest <= sizeof text; rest++)
            lie(words[i], text, rest);
}

static void test_string_without_end(void **state)
{
    unsigned char *buffer = exact("abcd", 4);
    struct kdl_reader r = kdl_reader_of(buffer, 4);

    (void)state;
    assert_null(kdl_get_string(&r));
    assert_int_equal(r.status, KDL_STATUS_MALFORMED);
    assert_int_equal(kdl_get_word(&r), 0);
    r = kdl_reader_of(buffer, 0);
    assert_null(kdl_get_string(&r));
    assert_int_equal(r.status, KDL_STATUS_MALFORMED);
    r = kdl_reader_of(buffer, 4);
    r.steady = true;
    assert_null(kdl_get_string(&r));
    assert_int_equal(r.status, KDL_STATUS_MALFORMED);
    free(buffer);
}

static void test_null_is_refused_where_a_string_must_be(void **state)
{
    unsigned char buffer[8] = {1};
    struct kdl_reader r = kdl_reader_of(buffer, sizeof buffer);

    (void)state;
    assert_null(kdl_get_string(&r));
    assert_int_equal(r.status, KDL_STATUS_MALFORMED);
}

static void test_value_is_zero_when_missing(void **state)
{
    unsigned char buffer[4] = {1, 2, 3, 4};
    struct kdl_reader r = kdl_reader_of(buffer, sizeof buffer);
    struct { int a, b; } value = {7, 7};

    (void)state;
    assert_false(kdl_get_bytes(&r, &value, sizeof value));
    assert_int_equal(value.a, 0);
    assert_int_equal(value.b, 0);
}

static uint64_t random_state = 1;

static unsigned random_below(unsigned n)
{
    random_state = random_state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (unsigned)(random_state >> 33) % n;
}

/* read whatever there is in whatever order: it ends, in the buffer, without a leak */
static void read_anything(struct kdl_reader *r)
{
    char bytes[32];
    size_t count;
    char **a;

    for (int i = 0; i < 6; i++)
        switch (random_below(6)) {
        case 0:
            (void)kdl_get_word(r);
            break;
        case 1:
            (void)kdl_get_bytes(r, bytes, random_below(sizeof bytes));
            break;
        case 2:
            free(kdl_get_string(r));
            break;
        case 3:
            free(kdl_get_string_or_null(r));
            break;
        case 4:
            free(kdl_get_array(r, &count, 1 + random_below(16)));
            break;
        case 5:
            a = kdl_get_strings(r, &count);
            kdl_free_strings(a, count);
            break;
        }
}

static void test_random_bytes(void **state)
{
    (void)state;
    for (int round = 0; round < 200000; round++) {
        unsigned char bytes[64];
        size_t size = random_below(sizeof bytes + 1);
        unsigned char *buffer;
        struct kdl_reader r;

        /* mostly small numbers in word positions, so that much of it decodes */
        memset(bytes, 0, sizeof bytes);
        for (size_t i = 0; i < sizeof bytes; i += 1 + random_below(8))
            bytes[i] = (unsigned char)random_below(random_below(4) ? 5 : 256);
        buffer = exact(bytes, size);
        r = kdl_reader_of(buffer, size);
        r.steady = random_below(2);
        read_anything(&r);
        free(buffer);
    }
}

static void test_borrow(void **state)
{
    static const int numbers[] = {1, -2, 3};
    static _Alignas(16) unsigned char memory[48];
    static const struct kdl_lent lent = {memory, sizeof memory};
    unsigned char *buffer = malloc(SIZE);
    struct kdl_writer w = kdl_writer_of(buffer, SIZE);
    struct kdl_reader r;
    void *got[5];
    size_t count;

    (void)state;
    kdl_put_array(&w, numbers, 3, sizeof numbers[0]);
    kdl_put_string(&w, "sixteen and more");
    kdl_put_string(&w, "too much");
    kdl_put_array(&w, NULL, 0, 8);
    r = kdl_reader_of(buffer, w.used);
    r.lent = &lent;
    got[0] = kdl_borrow_array(&r, &count, sizeof numbers[0]);
    assert_ptr_equal(got[0], memory);
    assert_int_equal(count, 3);
    assert_memory_equal(got[0], numbers, sizeof numbers);
    got[1] = kdl_borrow_string(&r);
    assert_ptr_equal(got[1], memory + 16);
    assert_string_equal(got[1], "sixteen and more");
    got[2] = kdl_borrow_string(&r);             /* from malloc, and back there */
    assert_true((unsigned char *)got[2] < memory || (unsigned char *)got[2] >= memory + 48);
    assert_string_equal(got[2], "too much");
    got[3] = kdl_borrow_array(&r, &count, 8);
    assert_non_null(got[3]);
    assert_int_equal(count, 0);
    got[4] = kdl_borrow_string(&r);
    assert_null(got[4]);
    assert_int_equal(r.status, KDL_STATUS_MALFORMED);
    for (size_t i = 0; i < 5; i++)
        kdl_return(&r, got[i]);
    free(buffer);
}

/* A null where a string must be, and a string without an end, in lent memory. */
static void test_borrow_malformed(void **state)
{
    static _Alignas(16) unsigned char memory[48];
    static const struct kdl_lent lent = {memory, sizeof memory};
    static const char *const bad[] = {"\1", "endless"};
    static const size_t sizes[] = {2, 7};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        unsigned char *bytes = exact(bad[i], sizes[i]);
        struct kdl_reader r = kdl_reader_of(bytes, sizes[i]);

        r.lent = &lent;
        assert_null(kdl_borrow_string(&r));
        assert_int_equal(r.status, KDL_STATUS_MALFORMED);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_writer_stops_at_the_end),
        cmocka_unit_test(test_writer_counts_do_not_wrap),
        cmocka_unit_test(test_lies),
        cmocka_unit_test(test_string_without_end),
        cmocka_unit_test(test_null_is_refused_where_a_string_must_be),
        cmocka_unit_test(test_value_is_zero_when_missing),
        cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_borrow),
        cmocka_unit_test(test_borrow_malformed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
