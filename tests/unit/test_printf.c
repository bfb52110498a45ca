// link: runtime/libc/printf.c runtime/libc/printf_float.c
// cflags: -Iruntime/libc -Dvfprintf=own_vfprintf -D__d_vfprintf=own_d_vfprintf
/* The component's printf against the host's, which is another one, and what only it has to know. */
#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <cmocka.h>

#include "printf.h"

#define SIZE 2048

static char own[SIZE], host[SIZE];
static int own_result, host_result;

static void both(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void both(const char *format, ...)
{
    va_list args;
    FILE *stream = fmemopen(own, sizeof own, "w");

    own[0] = 0;
    va_start(args, format);
    own_result = own_vfprintf(stream, format, args);
    va_end(args);
    (void)fclose(stream);
    va_start(args, format);
    host_result = vsnprintf(host, sizeof host, format, args);
    va_end(args);
}

static void same(const char *format)
{
    if (own_result != host_result || strcmp(own, host) != 0)
        fail_msg("%s: '%s' (%d), not '%s' (%d)", format, own, own_result, host, host_result);
}

static uint64_t seed = 1;

static uint64_t draw(void)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return seed >> 32 | seed << 32;
}

/* %, flags, a width, a precision, the size and a letter */
static void draw_format(char *to, const char *size, const char *letters)
{
    *to++ = '%';
    for (const char *flag = "#0- +"; *flag; flag++)
        if (draw() % 4 == 0)
            *to++ = *flag;
    if (draw() % 3 == 0)
        to += sprintf(to, "%d", (int)(draw() % 40));
    if (draw() % 2)
        to += sprintf(to, ".%d", (int)(draw() % 30));
    (void)sprintf(to, "%s%c", size, letters[draw() % strlen(letters)]);
}

/* as likely near a number with few digits, or between two, as anywhere */
static double draw_double(void)
{
    uint64_t bits = draw();
    double value;

    switch (draw() % 4) {
    case 0: return (double)((int64_t)draw() % 100000) / 8;
    case 1: return (double)((int64_t)draw() % 1000000) / 1000;
    case 2: return ldexp((double)(draw() % 64), (int)(draw() % 40) - 20);
    default:
        memcpy(&value, &bits, sizeof value);
        return value;
    }
}

#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static void numbers_with_a_point(void **state)
{
    (void)state;
    for (int i = 0; i < 30000; i++) {
        char format[40];
        double value = draw_double();
        /* the host does not scale what is smaller than any normal number */
        bool small = value != 0 && fabs(value) < 0x1p-1022;

        draw_format(format, "", small ? "eEfFgG" : "eEfFgGaA");
        both(format, value);
        same(format);
    }
}

static void integers(void **state)
{
    static const char *const sizes[] = {"hh", "h", "", "l", "ll", "j", "z", "t"};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char format[40];
        uint64_t value = draw() >> draw() % 64;

        draw_format(format, sizes[draw() % 8], "diouxX");
        both(format, value);
        same(format);
    }
}

static void extremes(void **state)
{
    static const double values[] = {0.0, -0.0, INFINITY, -INFINITY, NAN, 0x1p-1074, 0x1p-1022,
                                    0x1.fffffffffffffp1023, 0.5, 1.5, 2.5, 9.5, 0.05, 99.95};
    static const char *const formats[] = {"%f", "%.0f", "%e", "%.0e", "%g", "%.17g", "%#.0f",
                                          "%.400f", "%010f", "%-10g|", "%+G", "%.1f", "%.1100f"};

    (void)state;
    for (size_t v = 0; v < sizeof values / sizeof *values; v++)
        for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
            both(formats[f], values[v]);
            same(formats[f]);
        }
}

static void texts(void **state)
{
    int at = 0;
    signed char small = 0;
    long large = 0;

    (void)state;
    both("%s|%10s|%-10s|%.2s|%c|%5c|%-5c|%%", "a", "b", "c", "defg", 'h', 'i', 'j');
    same("texts");
    both("%ls|%lc|%6ls|%.1ls", L"wide", (wint_t)L'x', L"ab", L"cd");
    same("wide texts");
    both("%2$d %1$s %2$5d %3$f", "one", 2, 3.5);
    same("places");
    both("%*d|%-*d|%*d|%.*f|%.*d", 6, 1, 6, 2, -6, 3, 2, 4.567, -1, 5);
    same("widths from arguments");
    errno = ENOENT;
    both("%m|%30m|%-30m");
    same("the error");
    both("abc%n%hhn%lnd", &at, &small, &large);
    assert_string_equal(own, "abcd");
    assert_int_equal(at + small + large, 9);
    both("%p %8p|%-8p|", (void *)0xbeef, (void *)0x12, (void *)0x12);
    same("pointers");
}

static void what_the_host_does_not(void **state)
{
    const char *volatile broken = "ab%y", *volatile none = NULL, *volatile null = "%p";
    const wchar_t other[] = {0x20ac, 0};

    (void)state;
    both(null, (void *)0);
    assert_string_equal(own, "0");
    both("%s", none);
    assert_string_equal(own, "(null)");
    both(broken, 1);
    assert_int_equal(own_result, -1);
    assert_int_equal(errno, EINVAL);
    both("%ls", other);
    assert_int_equal(own_result, -1);
    assert_int_equal(errno, EILSEQ);
}

int main(void)
{
    const struct CMUnitTest all[] = {
        cmocka_unit_test(numbers_with_a_point), cmocka_unit_test(integers),
        cmocka_unit_test(extremes), cmocka_unit_test(texts),
        cmocka_unit_test(what_the_host_does_not),
    };

    return cmocka_run_group_tests(all, NULL, NULL);
}
