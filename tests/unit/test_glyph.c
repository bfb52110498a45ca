// link: systems/notepad/glyph.c systems/notepad/buffer.c stdlib-components/tui/utf8.c
// cflags: -Isystems/notepad -Istdlib-components/tui
/* How bytes are drawn, and where the cursor can stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "glyph.h"
#include "utf8.h"

static struct buffer buffer;

static void load(const char *text, size_t size)
{
    buffer_release(&buffer);
    assert_true(buffer_append(&buffer, text, size));
}

static void expect(const char *text, const char *drawn, size_t bytes, unsigned columns)
{
    load(text, strlen(text) + (text[0] == '\0'));
    struct glyph glyph = glyph_at(&buffer, 0, 0);
    assert_int_equal(glyph.length, strlen(drawn));
    assert_memory_equal(glyph.text, drawn, glyph.length);
    assert_int_equal(glyph.bytes, bytes);
    assert_int_equal(glyph.columns, columns);
}

static void stand_ins(void **state)
{
    (void)state;
    expect("a", "a", 1, 1);
    expect("é", "é", 2, 1);
    expect("日", "日", 3, 2);
    expect("", "^@", 1, 2);
    expect("\033[2J", "^[", 1, 2);
    expect("\r", "^M", 1, 2);
    expect("\x7f", "^?", 1, 2);
    expect("\xff", "<FF>", 1, 4);
    expect("\xc3", "<C3>", 1, 4);
    expect("\xc2\x9b", "<U+009B>", 2, 8);
    expect("\xe2\x80\xae", "<U+202E>", 3, 8);
    expect("\xf3\xa0\x80\x81", "<U+E0001>", 4, 9);
    expect("\xcc\x81", "<U+0301>", 2, 8);       /* nothing before it to combine with */
    expect("\t", "        ", 1, 8);
    load("ab\tc", 4);
    assert_int_equal(glyph_at(&buffer, 2, 2).columns, 6);
    assert_int_equal(glyph_column(&buffer, 3), 8);
}

static void stepping(void **state)
{
    (void)state;
    load("ae\xcc\x81日\n\xff!", 10);
    static const size_t stops[] = {0, 1, 4, 7, 8, 9, 10};
    for (size_t i = 0; i + 1 < sizeof stops / sizeof stops[0]; i++) {
        assert_int_equal(glyph_next(&buffer, stops[i]), stops[i + 1]);
        assert_int_equal(glyph_previous(&buffer, stops[i + 1]), stops[i]);
    }
    assert_int_equal(glyph_next(&buffer, 10), 10);
    assert_int_equal(glyph_previous(&buffer, 0), 0);
    assert_int_equal(glyph_offset(&buffer, 0, 1), 1);
    assert_int_equal(glyph_offset(&buffer, 0, 2), 4);
    assert_int_equal(glyph_offset(&buffer, 0, 3), 4);       /* inside the wide one */
    assert_int_equal(glyph_offset(&buffer, 0, 99), 7);
}

/* Going right over any bytes stops at places that going left stops at too. */
static void random_bytes(void **state)
{
    static const char *const pieces[] = {"a", "\n", "\xcc\x81", "日", "\xff", "\xe2", "\x82",
                                         "\t", "\xf0\x9f", "🙂", "\033", "\x80"};
    (void)state;
    srand(9);
    for (int round = 0; round < 3000; round++) {
        char text[200] = "";
        for (int i = 0; i < 20; i++)
            strcat(text, pieces[rand() % 12]);
        load(text, strlen(text));
        size_t at = 0, steps = 0;
        while (at < strlen(text)) {
            size_t next = glyph_next(&buffer, at);
            assert_true(next > at && next <= strlen(text));
            at = next;
            steps++;
        }
        while (at > 0) {
            size_t before = glyph_previous(&buffer, at);
            assert_true(before < at);
            at = before;
            assert_true(steps-- > 0);
        }
        assert_int_equal(steps, 0);
    }
}

static int teardown(void **state)
{
    (void)state;
    buffer_release(&buffer);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(stand_ins, teardown),
        cmocka_unit_test_teardown(stepping, teardown),
        cmocka_unit_test_teardown(random_bytes, teardown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
