// link: stdlib-components/global/SerialServer/typed.c stdlib-components/global/SerialServer/lines.c
// cflags: -Istdlib-components/global/SerialServer
/* SerialServer: whom a typed character is for, and that lines of clients do not mix. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "lines.h"
#include "typed.h"

/* "0a 0b ": client and character for each that somebody gets */
static const char *type(const char *text, unsigned clients)
{
    static char got[200];

    got[0] = '\0';
    for (; *text; text++) {
        int out[3], client = typed_for(*text, clients, out);

        for (int *o = out; client != TYPED_NOBODY && *o >= 0; o++)
            (void)snprintf(got + strlen(got), sizeof got - strlen(got), "%d%c ", client,
                           *o < ' ' ? '.' : *o);
    }
    return got;
}

static void typing(void **state)
{
    (void)state;
    assert_string_equal(type("ab\n", 3), "0a 0b 0. ");
    assert_string_equal(type("@2cd\r@x\n", 3), "2c 2d 2. 2@ 2x 2. ");
    assert_string_equal(type("a@1\n", 3), "2a 2@ 21 2. ");
    assert_string_equal(type("@@\n@7\n", 3), "2@ 2. 2@ 27 2. ");
    assert_string_equal(type("@0@1z\n", 3), "1z 1. ");
    assert_string_equal(type("@\n@0", 3), "1@ 1. ");
}

static char printed[2000];

static void put(int c)
{
    size_t length = strlen(printed);

    assert_true(length + 1 < sizeof printed);
    printed[length] = (char)c;
    printed[length + 1] = '\0';
}

static void say(struct lines *lines, unsigned client, bool processed, const char *text)
{
    while (*text)
        lines_add(lines, client, processed, *text++);
}

static void whole_lines(void **state)
{
    struct lines lines = {put};

    (void)state;
    say(&lines, 1, true, "on");
    say(&lines, 2, true, "two\nth");
    say(&lines, 1, false, "raw\n");
    say(&lines, 1, true, "e\n");
    assert_string_equal(printed, "two\r\nraw\none\r\n");
    assert_true(lines_held(&lines));
    lines_flush(&lines);
    assert_string_equal(printed, "two\r\nraw\none\r\nth");
    assert_false(lines_held(&lines));
}

/* a line longer than there is room comes in parts; so many clients share a channel */
static void limits(void **state)
{
    struct lines lines = {put};

    (void)state;
    printed[0] = '\0';
    for (int i = 0; i < LINE_ROOM; i++)
        lines_add(&lines, 1, false, 'x');
    assert_int_equal(strlen(printed), LINE_ROOM);
    say(&lines, UINT32_MAX, true, "far");
    say(&lines, 4000, false, "away\n");
    assert_string_equal(printed + LINE_ROOM, "faraway\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(typing),
        cmocka_unit_test(whole_lines),
        cmocka_unit_test(limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
