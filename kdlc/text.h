/* What kdlc does by the million with short texts: names, paths, numbers. */
#pragma once
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/*
 * vsnprintf, faster; what it does not know, widths and fractions above all, it leaves to vsnprintf.
 * Writes at most room bytes, the NUL included, and returns the length of the whole text; args stay
 * as they are.
 */
size_t text_format(char *to, size_t room, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

#define TEXT_NUMBER_ROOM 24             /* a sign and 64 bits in decimal */

/* Writes a number in base 10 or 16, without a NUL; how many characters it has. */
size_t text_number(char *to, uint64_t n, unsigned base);

/* for qsort: texts (const char *) by their bytes, as they stand in no locale but C's */
int text_order(const void *a, const void *b);

/* the same on every machine of this byte order; equal ones may differ */
uint64_t text_hash(const void *bytes, size_t length);
