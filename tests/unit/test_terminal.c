// link: tests/tools/terminal.c
/* The terminal emulator that the boot tests look through. */
#include "tests/tools/terminal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static struct terminal t;
static char text[8192];

/* feed the bytes to a fresh terminal and return its screen without the empty lines at the end */
static const char *shown(const char *bytes)
{
    terminal_reset(&t);
    terminal_feed(&t, bytes, strlen(bytes));
    terminal_text(&t, text);
    size_t end = strlen(text);
    while (end > 0 && text[end - 1] == '\n')
        end--;
    text[end] = '\0';
    return text;
}

static void plain_text(void **state)
{
    (void)state;
    assert_string_equal(shown("ab\r\ncd"), "ab\ncd");
    assert_string_equal(shown("abc\bX\rY"), "YbX");
    assert_string_equal(shown("a\tb"), "a       b");
    assert_string_equal(shown("gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80"),
                        "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80");
    assert_int_equal(t.column, 9);
    assert_string_equal(shown("\xe6\x97\xa5\xe6\x9c\xac!"), "\xe6\x97\xa5\xe6\x9c\xac!");
    assert_int_equal(t.column, 5);
}

static void wraps_and_scrolls(void **state)
{
    (void)state;
    char bytes[200];
    memset(bytes, 'x', 80);
    strcpy(bytes + 80, "y");
    shown(bytes);
    assert_int_equal(t.row, 1);
    assert_int_equal(t.cell[1][0], 'y');
    bytes[80] = '\0';
    shown(bytes);
    assert_int_equal(t.row, 0);         /* the wrap waits for the next character */
    shown("1\r\n\033[24;1H2\n");
    assert_int_equal(t.cell[22][0], '2');
    assert_int_equal(t.cell[0][0], ' ');
}

static void moves_and_erases(void **state)
{
    (void)state;
    assert_string_equal(shown("\033[2;3Hx\033[Hy"), "y\n  x");
    assert_string_equal(shown("abcdef\033[3D\033[K"), "abc");
    assert_string_equal(shown("abcdef\033[3G\033[1K"), "   def");
    assert_string_equal(shown("one\r\ntwo\033[1;2H\033[J"), "o");
    assert_string_equal(shown("one\r\ntwo\033[2J"), "");
    assert_string_equal(shown("abc\033[2G\033[@\033[5G\033[P"), "a bc");
    assert_string_equal(shown("abc\033[1G\033[P"), "bc");
    assert_string_equal(shown("a\033[999;999H"), "a");
    assert_int_equal(t.row, 23);
    assert_int_equal(t.column, 79);
}

static void regions(void **state)
{
    (void)state;
    assert_string_equal(shown("1\r\n2\r\n3\r\n4\033[2;3r\033[3;1H\n"), "1\n3\n\n4");
    assert_string_equal(shown("1\r\n2\r\n3\r\n4\033[2;3r\033[2;1H\033M"), "1\n\n2\n4");
    assert_string_equal(shown("1\r\n2\r\n3\033[2;1H\033[L"), "1\n\n2\n3");
    assert_string_equal(shown("1\r\n2\r\n3\033[2;1H\033[M"), "1\n3");
}

static void answers(void **state)
{
    (void)state;
    shown("\033[3;4H\033[6n\033[18t");
    t.reply[t.reply_length] = '\0';
    assert_string_equal(t.reply, "\033[3;4R\033[8;24;80t");
    shown("\033[999;999H\033[6n");
    t.reply[t.reply_length] = '\0';
    assert_string_equal(t.reply, "\033[24;80R");
}

static void forgets_what_it_does_not_know(void **state)
{
    (void)state;
    assert_string_equal(shown("\033[1;31mred\033[0m \033[?25lx\033]0;title\a\033(B!"), "red x!");
    for (int first = 0; first < 256; first++)       /* any two bytes behind an escape: no harm */
        for (int second = 0; second < 256; second++) {
            char bytes[] = { '\033', (char)first, (char)second, '9', '9', '9', '9', 'L' };
            terminal_feed(&t, bytes, sizeof bytes);
            terminal_text(&t, text);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text),
        cmocka_unit_test(wraps_and_scrolls),
        cmocka_unit_test(moves_and_erases),
        cmocka_unit_test(regions),
        cmocka_unit_test(answers),
        cmocka_unit_test(forgets_what_it_does_not_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
