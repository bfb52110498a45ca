// link: kernel/print.c kernel/kernel.c
// cflags: -Itests/unit/fake -Ikernel -DCONFIG_DEBUG=1
/* The kernel's own printf against the host's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "kernel/kernel.h"
#include "kernel/print.h"

static char written[512];
static size_t length;

void arch_console_putc(char c)
{
    assert_true(length < sizeof written - 1);
    written[length++] = c;
    written[length] = '\0';
}

struct cpu *arch_cpu(void) { return &kernel.cpu[0]; }

#define SAME(...) \
    do { \
        char expected[512]; \
        snprintf(expected, sizeof expected, __VA_ARGS__); \
        length = 0; \
        print(__VA_ARGS__); \
        assert_string_equal(written, expected); \
    } while (0)

static void test_conversions(void **state)
{
    (void)state;
    SAME("plain");
    SAME("%%|%c|%s|", 'x', "text");
    SAME("%d %d %d", 0, -1, INT32_MIN);
    SAME("%u %x", UINT32_MAX, UINT32_MAX);
    SAME("%lu %lx %ld", UINT64_MAX, UINT64_MAX, INT64_MIN);
    SAME("%5d|%05d|%-5s|%8x|%08x", -42, -42, "ab", 0xbeefu, 0xbeefu);
    SAME("%016lx", 0x123ul);
    SAME("%2d %2d %2d", 1, 12, 123);
}

static void test_pointer(void **state)
{
    (void)state;
    length = 0;
    print("%p", (void *)0x1234);
    assert_string_equal(written, "1234");
}

static void test_user_error(void **state)
{
    static struct tcb thread = {.name = "uart.control"};

    (void)state;
    kernel.cpu[0].current = &thread;
    length = 0;
    user_error("argument %d", 3);
    assert_string_equal(written, "KRN| refused uart.control: argument 3\n");
    thread.name[0] = '\0';
    length = 0;
    user_error("again");
    assert_string_equal(written, "KRN| refused (unnamed): again\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conversions), cmocka_unit_test(test_pointer),
        cmocka_unit_test(test_user_error)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
