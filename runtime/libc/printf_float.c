/*
 * Numbers with a point, each digit of them right: the number is an integer in words of nine
 * decimal digits, so many of which stand behind the point.
 */
#include <stdbool.h>
#include <string.h>

#include "printf.h"

#define WORD_DIGITS 9
#define WORD_RANGE 1000000000u
#define FIVES 12                        /* 5^12 fits into a word */
/* 113 bits of mantissa times 5^1135, or times 2^1023 */
#define WORDS 96
#define EXPONENT_MAX 1023
#define EXPONENT_MIN -1135

struct decimal {
    uint32_t word[WORDS];               /* the least significant one first */
    int words;
    int behind;                         /* digits behind the point */
};

/* ---- the number in decimal ---- */

static void multiply(struct decimal *decimal, uint32_t factor)
{
    uint64_t carry = 0;

    for (int w = 0; w < decimal->words; w++) {
        carry += (uint64_t)decimal->word[w] * factor;
        decimal->word[w] = (uint32_t)(carry % WORD_RANGE);
        carry /= WORD_RANGE;
    }
    for (; carry > 0 && decimal->words < WORDS; carry /= WORD_RANGE)
        decimal->word[decimal->words++] = (uint32_t)(carry % WORD_RANGE);
}

static void to_decimal(struct decimal *decimal, unsigned __int128 mantissa, int exponent)
{
    uint32_t fives = 1;

    decimal->words = 0;
    decimal->behind = exponent < 0 ? -exponent : 0;
    for (; mantissa > 0; mantissa /= WORD_RANGE)
        decimal->word[decimal->words++] = (uint32_t)(mantissa % WORD_RANGE);
    for (; exponent >= 29; exponent -= 29)
        multiply(decimal, 1u << 29);
    if (exponent > 0)
        multiply(decimal, 1u << exponent);
    for (; exponent <= -FIVES; exponent += FIVES)
        multiply(decimal, 244140625);
    for (; exponent < 0; exponent++)
        fives *= 5;
    multiply(decimal, fives);
}

static uint32_t power_of_ten(int n)
{
    uint32_t power = 1;

    while (n-- > 0)
        power *= 10;
    return power;
}

static int digits(const struct decimal *decimal)
{
    int count = (decimal->words - 1) * WORD_DIGITS;

    if (decimal->words == 0)
        return 0;
    for (uint32_t top = decimal->word[decimal->words - 1]; top > 0; top /= 10)
        count++;
    return count;
}

/* the digit with so many below it */
static unsigned digit(const struct decimal *decimal, int below)
{
    if (below < 0 || below / WORD_DIGITS >= decimal->words)
        return 0;
    return decimal->word[below / WORD_DIGITS] / power_of_ten(below % WORD_DIGITS) % 10;
}

static bool any_below(const struct decimal *decimal, int below)
{
    for (int w = 0; w < below / WORD_DIGITS; w++)
        if (decimal->word[w] > 0)
            return true;
    return decimal->word[below / WORD_DIGITS] % power_of_ten(below % WORD_DIGITS) > 0;
}

static void add(struct decimal *decimal, int w, uint32_t what)
{
    for (; what > 0 && w < WORDS; w++) {
        for (; decimal->words <= w; decimal->words++)
            decimal->word[decimal->words] = 0;
        what += decimal->word[w];
        decimal->word[w] = what % WORD_RANGE;
        what /= WORD_RANGE;
    }
}

/* drops so many of the last digits: to the nearest, and of two to the even one */
static void round_off(struct decimal *decimal, int drop)
{
    int w = drop / WORD_DIGITS;
    uint32_t unit = power_of_ten(drop % WORD_DIGITS);
    unsigned first;
    bool up;

    if (drop <= 0)
        return;
    if (drop > digits(decimal)) {
        decimal->words = 0;
        return;
    }
    first = digit(decimal, drop - 1);
    up = first > 5 || (first == 5 && (any_below(decimal, drop - 1)
                                      || digit(decimal, drop) % 2 == 1));
    memset(decimal->word, 0, (size_t)w * sizeof *decimal->word);
    if (w < decimal->words)
        decimal->word[w] -= decimal->word[w] % unit;
    if (up)
        add(decimal, w, unit);
    while (decimal->words > 0 && decimal->word[decimal->words - 1] == 0)
        decimal->words--;
}

/* how many of its last digits are 0 */
static int trailing_zeros(const struct decimal *decimal)
{
    int zeros = 0, all = digits(decimal);

    while (zeros < all && digit(decimal, zeros) == 0)
        zeros++;
    return zeros;
}

/* ---- with and without an exponent ---- */

static void put_digits(struct output *output, const struct decimal *decimal, int below, int count)
{
    for (; count > 0; count--, below--) {
        char c = (char)('0' + digit(decimal, below));

        kdl_printf_bytes(output, &c, 1);
    }
}

static void put_fixed(struct output *output, const struct conversion *conversion,
                      const char *sign, const struct decimal *decimal)
{
    int before = digits(decimal) - decimal->behind;
    int precision = conversion->precision;
    int point = precision > 0 || conversion->flags & FLAG_SHARP;
    int length;

    if (before < 1)
        before = 1;
    length = before + point + precision;
    kdl_printf_begin(output, conversion, sign, length, 1);
    put_digits(output, decimal, decimal->behind + before - 1, before);
    kdl_printf_bytes(output, ".", point);
    put_digits(output, decimal, decimal->behind - 1, precision);
    kdl_printf_end(output, conversion, (int)strlen(sign) + length);
}

/* the exponent as it is written; returns its length */
static int write_exponent(char *to, char letter, int exponent, int least)
{
    char text[8];
    int at = sizeof text, length = 0;

    to[length++] = letter;
    to[length++] = exponent < 0 ? '-' : '+';
    for (unsigned rest = (unsigned)(exponent < 0 ? -exponent : exponent); rest > 0; rest /= 10)
        text[--at] = (char)('0' + rest % 10);
    while ((int)sizeof text - at < least)
        text[--at] = '0';
    memcpy(to + length, text + at, sizeof text - (size_t)at);
    return length + (int)sizeof text - at;
}

static void put_scientific(struct output *output, const struct conversion *conversion,
                           const char *sign, const struct decimal *decimal, char letter)
{
    int count = digits(decimal), precision = conversion->precision;
    int point = precision > 0 || conversion->flags & FLAG_SHARP;
    char exponent[10];
    int tail = write_exponent(exponent, letter, count ? count - decimal->behind - 1 : 0, 2);
    int length = 1 + point + precision + tail;

    kdl_printf_begin(output, conversion, sign, length, 1);
    put_digits(output, decimal, count - 1, 1);
    kdl_printf_bytes(output, ".", point);
    put_digits(output, decimal, count - 2, precision);
    kdl_printf_bytes(output, exponent, tail);
    kdl_printf_end(output, conversion, (int)strlen(sign) + length);
}

/* the shorter of both, without zeros at the end */
static void put_general(struct output *output, struct conversion *conversion, const char *sign,
                        struct decimal *decimal)
{
    int precision = conversion->precision > 0 ? conversion->precision : 1;
    int exponent, least;

    round_off(decimal, digits(decimal) - precision);
    exponent = digits(decimal) ? digits(decimal) - decimal->behind - 1 : 0;
    if (precision > exponent && exponent >= -4) {
        conversion->precision = precision - 1 - exponent;
        least = decimal->behind - trailing_zeros(decimal);
    } else {
        conversion->precision = precision - 1;
        least = digits(decimal) - 1 - trailing_zeros(decimal);
    }
    if (least < 0 || digits(decimal) == 0)
        least = 0;
    if (!(conversion->flags & FLAG_SHARP) && conversion->precision > least)
        conversion->precision = least;
    if (precision > exponent && exponent >= -4)
        put_fixed(output, conversion, sign, decimal);
    else
        put_scientific(output, conversion, sign, decimal, (char)(conversion->letter - 2));
}

/* ---- in hexadecimal ---- */

#define HEX_DIGITS 28                   /* behind the point */
#define HEX_ONE ((unsigned __int128)1 << 4 * HEX_DIGITS)

static unsigned __int128 round_bits(unsigned __int128 value, int bits)
{
    unsigned __int128 unit = (unsigned __int128)1 << bits, rest = value & (unit - 1);

    value -= rest;
    return rest > unit / 2 || (rest == unit / 2 && value & unit) ? value + unit : value;
}

static void put_hex(struct output *output, const struct conversion *conversion, const char *sign,
                    const struct number *number)
{
    const char *all = conversion->letter == 'a' ? "0123456789abcdef" : "0123456789ABCDEF";
    unsigned __int128 value = number->mantissa;
    int power = value ? number->exponent + 4 * HEX_DIGITS : 0, precision = conversion->precision;
    int point, tail, length, count = 0;
    char prefix[4], exponent[10];

    for (; value && value < HEX_ONE; power--)
        value <<= 1;
    if (precision >= 0 && precision < HEX_DIGITS)
        value = round_bits(value, 4 * (HEX_DIGITS - precision));
    for (unsigned __int128 rest = value & (HEX_ONE - 1); rest; count++)
        rest = (rest << 4) & (HEX_ONE - 1);
    if (precision < count)
        precision = count;
    point = precision > 0 || conversion->flags & FLAG_SHARP;
    tail = write_exponent(exponent, conversion->letter == 'a' ? 'p' : 'P', power, 1);
    length = 1 + point + precision + tail;
    (void)strcpy(prefix, sign);
    (void)strcat(prefix, conversion->letter == 'a' ? "0x" : "0X");
    kdl_printf_begin(output, conversion, prefix, length, 1);
    kdl_printf_bytes(output, &all[value >> 4 * HEX_DIGITS], 1);
    kdl_printf_bytes(output, ".", point);
    for (int i = 0; i < precision; i++) {
        value = (value & (HEX_ONE - 1)) << 4;
        kdl_printf_bytes(output, &all[value >> 4 * HEX_DIGITS], 1);
    }
    kdl_printf_bytes(output, exponent, tail);
    kdl_printf_end(output, conversion, (int)strlen(prefix) + length);
}

/* ---- all of them ---- */

static void put_name(struct output *output, const struct conversion *conversion, const char *sign,
                     const char *name)
{
    int length = (int)strlen(name);

    kdl_printf_begin(output, conversion, sign, length, 0);
    kdl_printf_bytes(output, name, length);
    kdl_printf_end(output, conversion, (int)strlen(sign) + length);
}

void kdl_printf_float(struct output *output, const struct conversion *conversion,
                   const struct number *number)
{
    struct conversion now = *conversion;
    const char *sign = kdl_printf_sign(conversion, number->negative);
    struct decimal decimal;

    if (number->name) {
        put_name(output, &now, sign, number->name);
        return;
    }
    if ((now.letter | 32) == 'a') {
        put_hex(output, &now, sign, number);
        return;
    }
    if (now.precision < 0)
        now.precision = 6;
    to_decimal(&decimal, number->mantissa, number->exponent);
    if ((now.letter | 32) == 'g') {
        put_general(output, &now, sign, &decimal);
    } else if ((now.letter | 32) == 'f') {
        round_off(&decimal, decimal.behind - now.precision);
        put_fixed(output, &now, sign, &decimal);
    } else {
        round_off(&decimal, digits(&decimal) - now.precision - 1);
        put_scientific(output, &now, sign, &decimal, now.letter);
    }
}
