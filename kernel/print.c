#include "print.h"

#include "arch.h"
#include "kernel.h"

#define MAX_DIGITS 20

struct number_style { unsigned base, width; char pad; bool negative; };

static void put_number(word_t n, struct number_style style)
{
    char digits[MAX_DIGITS];
    unsigned count = 0, used;

    do {
        digits[count++] = "0123456789abcdef"[n % style.base];
        n /= style.base;
    } while (n);
    used = count + style.negative;
    if (style.negative && style.pad == '0')
        arch_console_putc('-');
    for (unsigned i = used; i < style.width; i++)
        arch_console_putc(style.pad);
    if (style.negative && style.pad != '0')
        arch_console_putc('-');
    while (count)
        arch_console_putc(digits[--count]);
}

static void put_string(const char *s, unsigned width)
{
    unsigned length = 0;

    for (; s[length]; length++)
        arch_console_putc(s[length]);
    for (; length < width; length++)
        arch_console_putc(' ');
}

/* What is passed takes up a whole word, of which an int is the lower half. */
static void put_argument(char conversion, bool is_long, struct number_style style, word_t value)
{
    switch (conversion) {
    case 's':
        put_string((const char *)value, style.width);
        return;
    case 'c':
        arch_console_putc((char)value);
        return;
    case 'd':
        if (!is_long)
            value = (word_t)(int)value;
        style.negative = (int64_t)value < 0;
        put_number(style.negative ? -value : value, style);
        return;
    case 'p':
        is_long = true;
        /* fall through */
    case 'x':
        style.base = 16;
        break;
    }
    put_number(is_long ? value : (unsigned)value, style);
}

/* One conversion, behind its '%'; returns where it ends. */
static const char *convert(const char *format, va_list *args)
{
    struct number_style style = {10, 0, ' ', false};
    bool is_long = false;

    if (*format == '0')
        style.pad = *format++;
    if (*format == '-')                 /* strings are always left aligned */
        format++;
    for (; *format >= '0' && *format <= '9'; format++)
        style.width = style.width * 10 + (unsigned)(*format - '0');
    for (; *format == 'l'; format++)
        is_long = true;
    if (!*format || *format == '%') {
        arch_console_putc('%');
        return *format ? format + 1 : format;
    }
    put_argument(*format, is_long, style, va_arg(*args, word_t));
    return format + 1;
}

void print_va(const char *format, va_list args)
{
    va_list copy;

    va_copy(copy, args);
    while (*format)
        if (*format == '%')
            format = convert(format + 1, &copy);
        else
            arch_console_putc(*format++);
    va_end(copy);
}

void print(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    print_va(format, args);
    va_end(args);
}

void print_explanations(bool on)
{
    kernel.silent = !on;
}

bool print_explains(void)
{
    return CONFIG_DEBUG && !kernel.silent;
}

void user_error(const char *format, ...)
{
    const struct tcb *t = cpu()->current;
    va_list args;

    if (!log_keeps(warn) || !print_explains())
        return;
    va_start(args, format);
    print("KRN| refused %s: ", t && t->name[0] ? t->name : "(unnamed)");
    print_va(format, args);
    print("\n");
    va_end(args);
}
