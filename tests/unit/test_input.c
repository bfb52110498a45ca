// link: stdlib-components/uart/input.c stdlib-components/uart/ring.c stdlib-components/tui/utf8.c
// cflags: -Istdlib-components/uart -Istdlib-components/tui
/* The input queue of a client of the serial line: raw and line mode, editing, full queues. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "input.h"

#define CAPACITY 64

static struct input input;
static char memory[CAPACITY], shown[1024];
static size_t shown_length;

static void show(void *context, const char *text, size_t length)
{
    (void)context;
    assert_true(shown_length + length < sizeof shown);
    memcpy(shown + shown_length, text, length);
    shown_length += length;
    shown[shown_length] = '\0';
}

static int fresh(void **state)
{
    (void)state;
    input_init(&input, memory, CAPACITY);
    input.echo = show;
    shown_length = 0;
    shown[0] = '\0';
    return 0;
}

static void type(const char *text)
{
    for (; *text != '\0'; text++)
        input_byte(&input, (uint8_t)*text);
}

static void expect_read(const char *expected)
{
    char data[CAPACITY + 1];
    size_t size = input_read(&input, data, CAPACITY);
    data[size] = '\0';
    assert_string_equal(data, expected);
}

static void ring_wraps(void **state)
{
    struct ring ring;
    char bytes[8];
    (void)state;
    ring_init(&ring, bytes, sizeof bytes);
    ring.put = ring.taken = UINT32_MAX - 3;     /* the counters may overflow */
    assert_int_equal(ring_take(&ring), -1);
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 8; i++)
            assert_true(ring_put(&ring, (uint8_t)(round + i)));
        assert_false(ring_put(&ring, 0));
        assert_int_equal(ring_room(&ring), 0);
        for (int i = 0; i < 8; i++)
            assert_int_equal(ring_take(&ring), round + i);
        assert_int_equal(ring_used(&ring), 0);
    }
}

static void raw_bytes(void **state)
{
    (void)state;
    assert_true(input_set_mode(&input, SERIAL_RAW));
    for (int i = 0; i < CAPACITY; i++) {
        assert_false(input_full(&input));
        input_byte(&input, (uint8_t)i);
    }
    assert_true(input_full(&input));
    char data[CAPACITY];
    assert_int_equal(input_read(&input, data, CAPACITY), CAPACITY);
    for (int i = 0; i < CAPACITY; i++)
        assert_int_equal(data[i], i);
    assert_string_equal(shown, "");
}

static void whole_lines(void **state)
{
    (void)state;
    type("hello");
    expect_read("");
    type("\rnext");
    expect_read("hello\n");
    type("\n");
    expect_read("next\n");
    assert_string_equal(shown, "hello\r\nnext\r\n");
}

static void erasing(void **state)
{
    (void)state;
    type("\x7fgrüx\x7f\bün\n");
    assert_string_equal(shown, "grüx\b \b\b \bün\r\n");
    expect_read("grün\n");
    fresh(NULL);
    type("日\x7f\x01\x7f");
    assert_string_equal(shown, "日\b \b\b \b^A\b \b\b \b");
    fresh(NULL);
    type("abc\x15" "d\n");
    assert_string_equal(shown, "abc\b \b\b \b\b \bd\r\n");
    expect_read("d\n");
    type("done\n\x7f\x15");                      /* a finished line cannot be changed */
    expect_read("done\n");
}

static void control_bytes_finish(void **state)
{
    (void)state;
    type("stop\x03");
    expect_read("stop\x03");
    type("end\x04");
    expect_read("end\x04");
    assert_string_equal(shown, "stop^Cend^D");
}

static void silent_mode(void **state)
{
    (void)state;
    assert_false(input_set_mode(&input, SERIAL_SILENT));
    assert_false(input_set_mode(&input, 17));
    assert_false(input_set_mode(&input, -1));
    assert_true(input_set_mode(&input, SERIAL_LINE | SERIAL_SILENT));
    type("secreT\x7ft\n");
    assert_string_equal(shown, "");
    expect_read("secret\n");
}

static void mode_forgets(void **state)
{
    (void)state;
    type("one\ntwo");
    assert_true(input_set_mode(&input, SERIAL_RAW));
    expect_read("");
    type("x");
    expect_read("x");
}

/* A line longer than the queue is handed on in parts: the reader can always make room. */
static void long_line(void **state)
{
    (void)state;
    size_t total = 0;
    for (int i = 0; i < 1000; i++) {
        if (input_full(&input)) {
            char data[7];
            size_t size = input_read(&input, data, sizeof data);
            assert_true(size > 0);
            for (size_t k = 0; k < size; k++)
                assert_int_equal(data[k], 'a' + (int)((total + k) % 26));
            total += size;
        }
        shown_length = 0;
        input_byte(&input, (uint8_t)('a' + i % 26));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ring_wraps),
        cmocka_unit_test_setup(raw_bytes, fresh), cmocka_unit_test_setup(whole_lines, fresh),
        cmocka_unit_test_setup(erasing, fresh),
        cmocka_unit_test_setup(control_bytes_finish, fresh),
        cmocka_unit_test_setup(silent_mode, fresh), cmocka_unit_test_setup(mode_forgets, fresh),
        cmocka_unit_test_setup(long_line, fresh)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
