/* UTF-8 and the columns that characters take on a terminal. Nothing here trusts its input. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_MAX 4                      /* bytes of the longest character */
#define UTF8_BAD 0xfffd                 /* what a byte that belongs to no character decodes to */

/* Decodes the character at 'text' (length > 0) and returns its length in bytes. Overlong forms,
 * surrogates, stray and missing bytes give UTF8_BAD and 1. */
size_t utf8_decode(const char *text, size_t length, uint32_t *code);

/* Writes the character and returns its length; a number that is no character becomes UTF8_BAD. */
size_t utf8_encode(uint32_t code, char text[UTF8_MAX]);

/* Bytes that the character starting with this byte should have; 0 when none starts with it. */
unsigned utf8_length(uint8_t first);

/* Columns on a terminal: 0 (combining), 1 or 2 (wide). */
unsigned utf8_width(uint32_t code);

/* Must not be sent to a terminal as it is: control characters and invisible formatting ones. */
bool utf8_is_control(uint32_t code);
