/* What printf.c and printf_float.c share. */
#pragma once
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

enum {
    FLAG_SHARP = 1, FLAG_ZERO = 2, FLAG_LEFT = 4, FLAG_SPACE = 8, FLAG_PLUS = 16
};

/* a conversion: %flags width .precision size letter */
struct conversion {
    unsigned flags;                     /* FLAG_ */
    int width;
    int precision;                      /* < 0: none given */
    char size;                          /* 0, h, H (hh), l, q (ll), L, j, z or t */
    char letter;
};

/* where the text goes, and how long it is by now */
struct output {
    FILE *stream;
    int count;
};

void kdl_printf_bytes(struct output *output, const char *bytes, int count);
void kdl_printf_many(struct output *output, char c, int count);
/* the sign and what else stands before the digits; "" if nothing does */
const char *kdl_printf_sign(const struct conversion *conversion, int negative);
/* Blanks and the prefix of a field whose body has so many characters; zeros if zero. The blanks
 * that follow a body at the left are kdl_printf_end's. */
void kdl_printf_begin(struct output *output, const struct conversion *conversion,
                      const char *prefix, int body, int zero);
void kdl_printf_end(struct output *output, const struct conversion *conversion, int all);
/* %a, %e, %f and %g: +-mantissa * 2^exponent, exactly rounded; NaN and infinity have a name */
struct number {
    unsigned __int128 mantissa;         /* < 2^113 */
    int exponent;
    int negative;
    const char *name;                   /* or null */
};

void kdl_printf_float(struct output *output, const struct conversion *conversion,
                   const struct number *number);
