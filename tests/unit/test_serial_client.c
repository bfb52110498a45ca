// link: stdlib-components/uart/terminal.c
// cflags: -Istdlib-components/uart
/* The blocking client of a serial line, against a line that refuses, delivers late and fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "terminal.h"

static char written[100000];
static size_t length, room;
static const char *typed;
static int waits, waiting, failure;

static int line_write(size_t size, const char *data)
{
    assert_true(size <= TERMINAL_ATOMIC);
    if (failure != 0)
        return failure;
    if (size > room)
        return 0;
    memcpy(written + length, data, size);
    length += size;
    room -= size;
    return (int)size;
}

static int line_read(int max, size_t *size, char **data)
{
    *size = waits >= waiting ? strlen(typed) : 0;
    *size = *size < (size_t)max ? *size : (size_t)max;
    *data = malloc(*size + 1);
    memcpy(*data, typed, *size);
    typed += *size;
    return failure != 0 ? failure : (int)*size;
}

static int line_mode(int flags)
{
    return flags == SERIAL_RAW ? 0 : -EINVAL;
}

static int line_pending(void)
{
    return waits < waiting ? 5 : 0;
}

static void event_wait(void)
{
    waits++;
    room = 700;
}

static struct terminal terminal = TERMINAL(line, event);

static int fresh(void **state)
{
    (void)state;
    length = room = 0;
    waits = waiting = failure = 0;
    typed = "";
    return 0;
}

static void long_text(void **state)
{
    char text[5000];
    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 7);
    assert_int_equal(terminal_write(&terminal, text, sizeof text), 0);
    assert_int_equal(length, sizeof text);
    assert_memory_equal(written, text, sizeof text);
}

static void waits_for_input(void **state)
{
    char data[10];
    (void)state;
    typed = "hello";
    waiting = 3;
    assert_int_equal(terminal_poll(&terminal, data, sizeof data), 0);
    assert_int_equal(terminal_read(&terminal, data, 3), 3);
    assert_memory_equal(data, "hel", 3);
    assert_int_equal(waits, 3);
    assert_int_equal(terminal_read(&terminal, data, sizeof data), 2);
}

static void failures(void **state)
{
    char data[10];
    (void)state;
    failure = -ENOMEM;
    assert_int_equal(terminal_read(&terminal, data, sizeof data), -ENOMEM);
    assert_int_equal(terminal_write(&terminal, "x", 1), -ENOMEM);
    assert_int_equal(terminal_mode(&terminal, 9), -EINVAL);
}

static void formats_and_flushes(void **state)
{
    (void)state;
    waiting = 4;
    assert_int_equal(terminal_printf(&terminal, "%d %s\n", 42, "yes"), 0);
    assert_memory_equal(written, "42 yes\n", 7);
    terminal_flush(&terminal);
    assert_int_equal(waits, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(long_text, fresh), cmocka_unit_test_setup(waits_for_input, fresh),
        cmocka_unit_test_setup(failures, fresh),
        cmocka_unit_test_setup(formats_and_flushes, fresh)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
