// link: stdlib-components/tui/utf8.c
// cflags: -Istdlib-components/tui
/* Decoding, encoding and widths of characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "utf8.h"

static void round_trip(void **state)
{
    (void)state;
    for (uint32_t code = 1; code < 0x110000; code++) {
        char text[UTF8_MAX];
        uint32_t back;
        size_t size = utf8_encode(code, text);
        if (code >= 0xd800 && code <= 0xdfff) {
            assert_int_equal(utf8_decode(text, size, &back), 3);
            assert_int_equal(back, UTF8_BAD);
            continue;
        }
        assert_int_equal(utf8_decode(text, size, &back), size);
        assert_int_equal(back, code);
        assert_int_equal(utf8_length((uint8_t)text[0]), size);
        for (size_t cut = 1; cut < size; cut++) {
            assert_int_equal(utf8_decode(text, cut, &back), 1);
            assert_int_equal(back, UTF8_BAD);
        }
    }
    char text[UTF8_MAX];
    assert_int_equal(utf8_encode(0x110000, text), 3);
}

static void damaged(void **state)
{
    static const char *const bad[] = {
        "\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xed\xa0\x80",
        "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xc3(", "\xe2\x82(",
        "\xf0\x9f\x98("};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        uint32_t code = 0;
        assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &code), 1);
        assert_int_equal(code, UTF8_BAD);
    }
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(utf8_width('a'), 1);
    assert_int_equal(utf8_width(0xe9), 1);
    assert_int_equal(utf8_width(0x301), 0);
    assert_int_equal(utf8_width(0x200d), 1);    /* shown by a stand-in, never drawn */
    assert_int_equal(utf8_width(0x65e5), 2);
    assert_int_equal(utf8_width(0xac00), 2);
    assert_int_equal(utf8_width(0x1f642), 2);
    assert_int_equal(utf8_width(0x2500), 1);
    assert_int_equal(utf8_width(0x10ffff), 1);
}

static void controls(void **state)
{
    (void)state;
    for (uint32_t code = 0; code < 0xa0; code++)
        assert_int_equal(utf8_is_control(code), code < 0x20 || code >= 0x7f);
    assert_true(utf8_is_control(0x202e));
    assert_true(utf8_is_control(0x200b));
    assert_true(utf8_is_control(0xfeff));
    assert_false(utf8_is_control(0x2500));
    assert_false(utf8_is_control(0x301));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(round_trip), cmocka_unit_test(damaged), cmocka_unit_test(widths),
        cmocka_unit_test(controls)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
