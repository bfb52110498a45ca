/*
 * vfprintf, and with it all of printf's family: the C library's own knows no %m, %n and long
 * double, takes one letter of a wide string, and has 17 digits of a number.
 */
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <wchar.h>

#include "printf.h"

#define WEAK __attribute__((weak))
#define PLACES 9                        /* %1$d to %9$d */

union argument {
    uintmax_t number;
    uint64_t halves[2];
};

/* Where the next argument comes from. Those with places are all taken before the first is used. */
struct arguments {
    va_list list;
    bool placed;
    union argument at[PLACES + 1];
};

/* a conversion as it stands in the format */
struct directive {
    struct conversion conversion;
    int place, width_place, precision_place;    /* 0: the next one; -1: none */
};

/* ---- putting ---- */

void kdl_printf_bytes(struct output *output, const char *bytes, int count)
{
    output->count += count;
    while (count-- > 0)
        (void)fputc(*bytes++, output->stream);
}

void kdl_printf_many(struct output *output, char c, int count)
{
    while (count-- > 0)
        kdl_printf_bytes(output, &c, 1);
}

const char *kdl_printf_sign(const struct conversion *conversion, int negative)
{
    if (negative)
        return "-";
    if (conversion->flags & FLAG_PLUS)
        return "+";
    return conversion->flags & FLAG_SPACE ? " " : "";
}

void kdl_printf_begin(struct output *output, const struct conversion *conversion,
                      const char *prefix, int body, int zero)
{
    int fill = conversion->width - (int)strlen(prefix) - body;

    zero = zero && conversion->flags & FLAG_ZERO;
    if (!zero && !(conversion->flags & FLAG_LEFT))
        kdl_printf_many(output, ' ', fill);
    kdl_printf_bytes(output, prefix, (int)strlen(prefix));
    if (zero && !(conversion->flags & FLAG_LEFT))
        kdl_printf_many(output, '0', fill);
}

void kdl_printf_end(struct output *output, const struct conversion *conversion, int all)
{
    if (conversion->flags & FLAG_LEFT)
        kdl_printf_many(output, ' ', conversion->width - all);
}

static void put_text(struct output *output, const struct conversion *conversion, const char *text,
                     int length)
{
    kdl_printf_begin(output, conversion, "", length, 0);
    kdl_printf_bytes(output, text, length);
    kdl_printf_end(output, conversion, length);
}

/* ---- integers ---- */

static void put_integer(struct output *output, const struct conversion *conversion,
                        const char *prefix, uintmax_t value, unsigned base)
{
    const char *all = conversion->letter == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    char digits[24];
    int at = sizeof digits, precision = conversion->precision, length;

    for (; value > 0; value /= base)
        digits[--at] = all[value % base];
    length = (int)sizeof digits - at;
    if (base == 8 && conversion->flags & FLAG_SHARP && precision <= length)
        precision = length + 1;
    if (precision < 0 && length == 0)
        precision = 1;
    if (precision < length)
        precision = length;
    kdl_printf_begin(output, conversion, prefix, precision, conversion->precision < 0);
    kdl_printf_many(output, '0', precision - length);
    kdl_printf_bytes(output, digits + at, length);
    kdl_printf_end(output, conversion, (int)strlen(prefix) + precision);
}

static uintmax_t narrow(uintmax_t value, char size, bool is_signed)
{
    unsigned bits = size == 'H' ? 8 : size == 'h' ? 16 : size ? 64 : 32;
    unsigned unused = 64 - bits;

    if (is_signed)
        return (uintmax_t)((intmax_t)(value << unused) >> unused);
    return value << unused >> unused;
}

static void put_signed(struct output *output, const struct conversion *conversion, uintmax_t value)
{
    value = narrow(value, conversion->size, true);
    if ((intmax_t)value < 0)
        put_integer(output, conversion, "-", -value, 10);
    else
        put_integer(output, conversion, kdl_printf_sign(conversion, false), value, 10);
}

static void put_unsigned(struct output *output, const struct conversion *conversion,
                         uintmax_t value)
{
    const char *prefix = "";

    value = narrow(value, conversion->size, false);
    if (value && conversion->flags & FLAG_SHARP && (conversion->letter | 32) == 'x')
        prefix = conversion->letter == 'x' ? "0x" : "0X";
    put_integer(output, conversion, prefix, value,
                conversion->letter == 'o' ? 8 : conversion->letter == 'u' ? 10 : 16);
}

static void put_pointer(struct output *output, struct conversion conversion, uintmax_t value)
{
    conversion.letter = 'x';
    conversion.size = 'l';
    conversion.flags |= FLAG_SHARP;
    put_unsigned(output, &conversion, value);
}

/* %n: the length until here, into a variable of any size */
static void store_count(void *to, char size, int count)
{
    if (size == 'H')
        *(signed char *)to = (signed char)count;
    else if (size == 'h')
        *(short *)to = (short)count;
    else if (size)
        *(long *)to = count;
    else
        *(int *)to = count;
}

/* ---- texts ---- */

static void put_string(struct output *output, const struct conversion *conversion,
                       const char *text)
{
    size_t most = conversion->precision < 0 ? INT_MAX : (size_t)conversion->precision;

    put_text(output, conversion, text ? text : "(null)", (int)strnlen(text ? text : "(null)",
                                                                      most));
}

/* false: it has a letter that is not ASCII, the only ones that the locale "C" has */
static bool put_wide(struct output *output, const struct conversion *conversion,
                     const wchar_t *text)
{
    int length = 0;

    if (!text)
        text = L"(null)";
    while (text[length] && (conversion->precision < 0 || length < conversion->precision))
        if ((unsigned)text[length++] > 0x7f) {
            errno = EILSEQ;
            return false;
        }
    kdl_printf_begin(output, conversion, "", length, 0);
    for (int i = 0; i < length; i++)
        kdl_printf_many(output, (char)text[i], 1);
    kdl_printf_end(output, conversion, length);
    return true;
}

/* ---- numbers with a point ---- */

#define DOUBLE_BITS 52
#define LONG_BITS 112
#define LONG_BIAS 16383

static void name_number(struct number *number, bool is_nan, char letter)
{
    if (letter & 32)
        number->name = is_nan ? "nan" : "inf";
    else
        number->name = is_nan ? "NAN" : "INF";
}

static struct number of_double(uint64_t bits, char letter)
{
    unsigned exponent = bits >> DOUBLE_BITS & 0x7ff;
    uint64_t mantissa = bits & ((UINT64_C(1) << DOUBLE_BITS) - 1);
    struct number number = {.negative = bits >> 63, .mantissa = mantissa, .exponent = -1074};

    if (exponent == 0x7ff)
        name_number(&number, mantissa != 0, letter);
    if (exponent > 0) {
        number.mantissa |= (unsigned __int128)1 << DOUBLE_BITS;
        number.exponent += (int)exponent - 1;
    }
    return number;
}

/* Beyond what a double can hold it is infinite, or 0. */
static struct number of_long_double(const uint64_t halves[2], char letter)
{
    int exponent = (int)(halves[1] >> 48 & 0x7fff) - LONG_BIAS;
    uint64_t high = halves[1] & 0xffffffffffff;
    struct number number = {.negative = halves[1] >> 63};

    if (exponent > 1023) {
        name_number(&number, exponent > LONG_BIAS && (high || halves[0]), letter);
    } else if (exponent >= -1023) {
        number.mantissa = (unsigned __int128)1 << LONG_BITS | (unsigned __int128)high << 64
            | halves[0];
        number.exponent = exponent - LONG_BITS;
    }
    return number;
}

static void put_float(struct output *output, const struct conversion *conversion,
                      const union argument *argument)
{
    struct number number = conversion->size == 'L'
        ? of_long_double(argument->halves, conversion->letter)
        : of_double(argument->halves[0], conversion->letter);

    kdl_printf_float(output, conversion, &number);
}

/* ---- reading the format ---- */

static int read_number(const char **at)
{
    int number = 0;

    for (; **at >= '0' && **at <= '9'; (*at)++)
        number = number < INT_MAX / 10 ? 10 * number + (**at - '0') : INT_MAX / 10;
    return number;
}

/* the 3 of 3$; 0 if there is none */
static int read_place(const char **at)
{
    if (**at < '1' || **at > '9' || (*at)[1] != '$')
        return 0;
    *at += 2;
    return (*at)[-2] - '0';
}

static unsigned read_flags(const char **at)
{
    static const char letters[] = "#0- +'";
    unsigned flags = 0;
    const char *found;

    for (; **at && (found = strchr(letters, **at)) != NULL; (*at)++)
        flags |= 1u << (found - letters);
    return flags;
}

/* a number, or * and where its value comes from */
static int read_width(const char **at, int *place)
{
    *place = -1;
    if (**at != '*')
        return read_number(at);
    (*at)++;
    *place = read_place(at);
    return 0;
}

static char read_size(const char **at)
{
    char size = 0;

    if (**at && strchr("hlLjzt", **at)) {
        size = *(*at)++;
        if (**at == size && (size == 'h' || size == 'l')) {
            size = size == 'h' ? 'H' : 'q';
            (*at)++;
        }
    }
    return size;
}

/* after the %; false: it is none */
static bool read_directive(const char **at, struct directive *directive)
{
    struct conversion *c = &directive->conversion;

    directive->place = read_place(at);
    c->flags = read_flags(at);
    c->width = read_width(at, &directive->width_place);
    c->precision = -1;
    directive->precision_place = -1;
    if (**at == '.') {
        (*at)++;
        c->precision = read_width(at, &directive->precision_place);
    }
    c->size = read_size(at);
    c->letter = **at;
    if (!c->letter || !strchr("diouxXeEfFgGaAcCsSpnm", c->letter))
        return false;
    (*at)++;
    if (c->letter == 'C' || c->letter == 'S') {
        c->size = 'l';
        c->letter |= 32;
    }
    return true;
}

/* ---- arguments ---- */

static bool is_float(char letter)
{
    return strchr("eEfFgGaA", letter) != NULL;
}

static union argument next(struct arguments *arguments, char letter, char size)
{
    union argument argument = {0};

    if (is_float(letter) && size == 'L') {
        long double value = va_arg(arguments->list, long double);

        memcpy(&argument, &value, sizeof value);
    } else if (is_float(letter)) {
        double value = va_arg(arguments->list, double);

        memcpy(&argument, &value, sizeof value);
    } else {
        /* a register or 8 bytes of the stack, whatever its size */
        argument.number = va_arg(arguments->list, uint64_t);
    }
    return argument;
}

static union argument take(struct arguments *arguments, int place, char letter, char size)
{
    if (arguments->placed && place > 0)
        return arguments->at[place];
    return next(arguments, letter, size);
}

/* Finds out what stands at each place, and takes them in their order. */
static void take_placed(struct arguments *arguments, const char *format)
{
    char letters[PLACES + 1] = {0}, sizes[PLACES + 1] = {0};
    struct directive d;

    while ((format = strchr(format, '%')) != NULL) {
        if (*++format == '%') {
            format++;
            continue;
        }
        if (!read_directive(&format, &d))
            return;
        if (d.width_place > 0)
            letters[d.width_place] = 'd';
        if (d.precision_place > 0)
            letters[d.precision_place] = 'd';
        if (d.place > 0) {
            letters[d.place] = d.conversion.letter;
            sizes[d.place] = d.conversion.size;
            arguments->placed = true;
        }
    }
    for (int i = 1; arguments->placed && i <= PLACES && letters[i]; i++)
        arguments->at[i] = next(arguments, letters[i], sizes[i]);
}

static void take_widths(struct directive *directive, struct arguments *arguments)
{
    struct conversion *c = &directive->conversion;

    if (directive->width_place >= 0) {
        c->width = (int)take(arguments, directive->width_place, 'd', 0).number;
        if (c->width < 0) {
            c->flags |= FLAG_LEFT;
            c->width = c->width == INT_MIN ? INT_MAX : -c->width;
        }
    }
    if (directive->precision_place >= 0)
        c->precision = (int)take(arguments, directive->precision_place, 'd', 0).number;
}

/* ---- all of it ---- */

/* false: what it shall write cannot be written */
static bool convert(struct output *output, const struct conversion *c,
                    const union argument *argument)
{
    void *pointer = (void *)argument->number;
    wchar_t letter[2] = {(wchar_t)argument->number, 0};
    char byte = (char)argument->number;

    if (is_float(c->letter))
        put_float(output, c, argument);
    else if (c->letter == 'd' || c->letter == 'i')
        put_signed(output, c, argument->number);
    else if (strchr("ouxX", c->letter))
        put_unsigned(output, c, argument->number);
    else if (c->letter == 'p')
        put_pointer(output, *c, argument->number);
    else if (c->letter == 'n')
        store_count(pointer, c->size, output->count);
    else if (c->letter == 'm')
        put_string(output, c, strerror(errno));
    else if (c->letter == 's' && c->size == 'l')
        return put_wide(output, c, pointer);
    else if (c->letter == 's')
        put_string(output, c, pointer);
    else if (c->size == 'l')
        return put_wide(output, c, letter);
    else
        put_text(output, c, &byte, 1);
    return true;
}

static int put_format(struct output *output, const char *format, struct arguments *arguments)
{
    union argument argument = {0};
    struct directive d;

    if (strchr(format, '$'))
        take_placed(arguments, format);
    while (*format) {
        const char *end = format + strcspn(format, "%");

        kdl_printf_bytes(output, format, (int)(end - format));
        if (!*end)
            break;
        format = end + 1;
        if (*format == '%') {
            kdl_printf_bytes(output, format++, 1);
            continue;
        }
        if (!read_directive(&format, &d)) {
            errno = EINVAL;
            return -1;
        }
        take_widths(&d, arguments);
        if (d.conversion.letter != 'm')
            argument = take(arguments, d.place, d.conversion.letter, d.conversion.size);
        if (!convert(output, &d.conversion, &argument))
            return -1;
    }
    return output->count;
}

WEAK int vfprintf(FILE *restrict stream, const char *restrict format, va_list list)
{
    struct output output = {.stream = stream};
    struct arguments arguments = {.placed = false};
    int result;

    va_copy(arguments.list, list);
    result = put_format(&output, format, &arguments);
    va_end(arguments.list);
    return result;
}

/* by which the C library's own functions call it */
int __d_vfprintf(FILE *restrict stream, const char *restrict format, va_list list);

WEAK int __d_vfprintf(FILE *restrict stream, const char *restrict format, va_list list)
{
    return vfprintf(stream, format, list);
}
