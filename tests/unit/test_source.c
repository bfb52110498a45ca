// link: kdlc/source.c kdlc/arena.c kdlc/text.c kdlc/map.c
// cflags: -iquote kdlc
/* Positions: from an offset into all texts to file, line and column, whatever the line holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kdlc/source.h"

static struct source *add(const char *path, const char *text)
{
    return source_add_text(path, text, strlen(text));
}

static void expect_place(uint32_t offset, const struct source *source, unsigned line,
                         unsigned column)
{
    struct position p = source_position(offset);

    assert_ptr_equal(p.source, source);
    assert_int_equal(p.line, line);
    assert_int_equal(p.column, column);
}

static void finds_lines_of_several_files(void **state)
{
    struct source *one, *two, *empty;

    (void)state;
    source_reset();
    one = add("one", "a\nbc\n");
    empty = add("empty", "");
    two = add("two", "x");
    expect_place(one->base, one, 1, 1);
    expect_place(one->base + 1, one, 1, 2);
    expect_place(one->base + 2, one, 2, 1);
    expect_place(one->base + 3, one, 2, 2);
    expect_place(one->base + 5, one, 3, 1);         /* the end of the file */
    expect_place(empty->base, empty, 1, 1);
    expect_place(two->base, two, 1, 1);
    expect_place(two->base + 1, two, 1, 2);
    assert_null(source_position(0).source);
}

static void counts_columns_as_shown(void **state)
{
    struct source *s;

    (void)state;
    source_reset();
    s = add("s", "\tx\r\nab\ty\r\n\xc3\xa4\xe2\x82\xacz\n");
    expect_place(s->base + 1, s, 1, 9);             /* behind a tab */
    expect_place(s->base + 7, s, 2, 9);             /* a tab goes to the next multiple of 8 */
    expect_place(s->base + 15, s, 3, 3);            /* behind two characters of 2 and 3 bytes */
    assert_int_equal(source_position(s->base).line_length, 2);  /* without the CR */
    expect_place(s->base + 3, s, 1, 10);            /* on the line end: behind the line */
}

static void measures_width(void **state)
{
    (void)state;
    assert_int_equal(source_width("\t", 1, 0), 8);
    assert_int_equal(source_width("\t", 1, 7), 1);
    assert_int_equal(source_width("a\t", 2, 0), 8);
    assert_int_equal(source_width("\xc3\xa4", 2, 0), 1);
    assert_int_equal(source_width("\xe6\xbc\xa2", 3, 0), 2);             /* wide */
    assert_int_equal(source_width("\xf0\x9f\x98\x80", 4, 0), 2);
    assert_int_equal(source_width("e\xcc\x81", 3, 0), 1);               /* combining */
    assert_int_equal(source_width("\xe2\x80\x8d", 3, 0), 0);
    assert_int_equal(source_width("\xe6\xbc\xa2\t", 4, 5), 3);          /* 5, 7, 8 */
    assert_int_equal(source_width("\x80\xff\xe6\xbc", 4, 0), 4);        /* no characters */
}

static void knows_folders(void **state)
{
    (void)state;
    assert_string_equal(source_directory_of("a/b.kdl"), "a");
    assert_string_equal(source_directory_of("b.kdl"), ".");
    assert_string_equal(source_directory_of("/b.kdl"), "/");
}

static void lists_inputs_once(void **state)
{
    (void)state;
    source_reset();
    source_add_input("x");
    source_add_input("y");
    source_add_input("x");
    assert_int_equal(source_input_count(), 2);
    assert_string_equal(source_input(1), "y");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_lines_of_several_files),
        cmocka_unit_test(counts_columns_as_shown),
        cmocka_unit_test(measures_width),
        cmocka_unit_test(knows_folders),
        cmocka_unit_test(lists_inputs_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
