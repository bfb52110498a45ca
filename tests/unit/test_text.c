// link: kdlc/text.c kdlc/strbuf.c kdlc/arena.c kdlc/spool.c
/*
 * Formatting as vsnprintf does it, cut off where room ends, and into text that grows; hashes that
 * depend on every byte.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "kdlc/strbuf.h"
#include "kdlc/text.h"

static size_t format(char *to, size_t room, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static size_t format(char *to, size_t room, const char *text, ...)
{
    va_list args;
    size_t length;

    va_start(args, text);
    length = text_format(to, room, text, args);
    va_end(args);
    return length;
}

#define SAME(...) do { \
        for (size_t room = 0; room < 70; room++) { \
            char a[72] = "kept", b[72] = "kept"; \
            assert_int_equal(format(a, room, __VA_ARGS__), snprintf(b, room, __VA_ARGS__)); \
            assert_string_equal(a, b); \
        } \
    } while (0)

#pragma GCC diagnostic ignored "-Wformat-truncation"

static const char *volatile nobody;     /* NULL, and the compiler does not see it */

static void conversions(void **state)
{
    (void)state;
    SAME("plain");
    SAME("%s and %s%%", "one", "");
    SAME("%s|%s", "before", nobody);
    SAME("%c%c", 'a', 'z');
    SAME("%d %d %d %ld %lld", 0, INT_MIN, INT_MAX, LONG_MIN, LLONG_MAX);
    SAME("%u %lu %zu", UINT_MAX, ULONG_MAX, (size_t)0);
    SAME("%x %lx %llx", 0xdeadbeef, 0x123456789abcdeful, 0ull);
}

/* what vsnprintf has to do, also behind what it need not */
static void left_to_others(void **state)
{
    (void)state;
    SAME("%s %5u|%-6s|%.3f", "name", 42u, "left", 1.5);
    SAME("%d %#lx %.*s %03o", 7, 255ul, 2, "abc", 8u);
}

/* text that grows is there from the first time it is written to, and ends with a NUL */
static void growing(void **state)
{
    struct strbuf b = {0};

    (void)state;
    strbuf_printf(&b, "%s", "");
    assert_non_null(b.text);
    assert_string_equal(b.text, "");
    for (int i = 0; i < 100; i++)
        strbuf_printf(&b, "%d%s", i % 10, i % 10 == 9 ? nobody : "");
    assert_int_equal(b.length, 100 + 10 * strlen("(null)"));
    assert_int_equal(strlen(b.text), b.length);
    assert_memory_equal(b.text, "0123456789(null)0123456789(null)", 32);
    free(b.text);
}

static void hashes(void **state)
{
    char bytes[40] = {0};
    uint64_t before = text_hash(bytes, sizeof bytes);

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = 1;
        assert_int_not_equal(text_hash(bytes, sizeof bytes), before);
        bytes[i] = 0;
    }
    assert_int_equal(text_hash(bytes, sizeof bytes), before);
    assert_int_not_equal(text_hash(bytes, 8), text_hash(bytes, 16));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conversions),
        cmocka_unit_test(left_to_others),
        cmocka_unit_test(growing),
        cmocka_unit_test(hashes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
