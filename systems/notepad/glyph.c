/* How the bytes of a text are drawn; see glyph.h. */
#include "glyph.h"
#include <stdio.h>
#include <string.h>
#include "utf8.h"

static struct glyph stand_in(size_t bytes, const char *format, unsigned value)
{
    struct glyph glyph = {.bytes = bytes, .special = true};
    snprintf(glyph.text, sizeof glyph.text, format, value);
    glyph.length = strlen(glyph.text);
    glyph.columns = (unsigned)glyph.length;
    return glyph;
}

static struct glyph tab(size_t column)
{
    struct glyph glyph = {.bytes = 1, .columns = TAB_WIDTH - (unsigned)(column % TAB_WIDTH)};
    memset(glyph.text, ' ', glyph.columns);
    glyph.length = glyph.columns;
    return glyph;
}

struct glyph glyph_at(const struct buffer *buffer, size_t at, size_t column)
{
    char text[UTF8_MAX];
    uint32_t code = buffer_byte(buffer, at);
    if (code >= 0x20 && code < 0x7f)            /* most of them */
        return (struct glyph){.bytes = 1, .columns = 1, .length = 1, .text = {(char)code}};
    size_t bytes = utf8_decode(text, buffer_copy(buffer, at, text, sizeof text), &code);
    if (code == '\t')
        return tab(column);
    if (code < 0x20 || code == 0x7f)
        return stand_in(bytes, "^%c", (unsigned)code ^ 0x40);
    if (code == UTF8_BAD && bytes == 1)
        return stand_in(bytes, "<%02X>", (uint8_t)text[0]);
    unsigned columns = utf8_width(code);
    if (utf8_is_control(code) || (columns == 0 && column == 0))
        return stand_in(bytes, "<U+%04X>", (unsigned)code);
    struct glyph glyph = {.bytes = bytes, .columns = columns, .length = bytes};
    memcpy(glyph.text, text, bytes);
    return glyph;
}

size_t glyph_column(const struct buffer *buffer, size_t at)
{
    size_t column = 0;
    for (size_t i = buffer_line_start(buffer, at); i < at;) {
        struct glyph glyph = glyph_at(buffer, i, column);
        column += glyph.columns;
        i += glyph.bytes;
    }
    return column;
}

/* Behind the marks that combine with the glyph before 'at'. */
static size_t skip_marks(const struct buffer *buffer, size_t at)
{
    size_t size = buffer_size(buffer);
    while (at < size && buffer_byte(buffer, at) != '\n') {
        struct glyph glyph = glyph_at(buffer, at, 1);
        if (glyph.columns > 0)
            break;
        at += glyph.bytes;
    }
    return at;
}

size_t glyph_offset(const struct buffer *buffer, size_t start, size_t column)
{
    size_t at = start, size = buffer_size(buffer), reached = 0;
    while (at < size && buffer_byte(buffer, at) != '\n') {
        struct glyph glyph = glyph_at(buffer, at, reached);
        if (reached + glyph.columns > column)
            break;
        reached += glyph.columns;
        at = skip_marks(buffer, at + glyph.bytes);
    }
    return at;
}

size_t glyph_next(const struct buffer *buffer, size_t at)
{
    if (at >= buffer_size(buffer))
        return at;
    if (buffer_byte(buffer, at) == '\n')
        return at + 1;
    return skip_marks(buffer, at + glyph_at(buffer, at, 1).bytes);
}

/* Start of the character that ends at 'at'. */
static size_t character_before(const struct buffer *buffer, size_t at)
{
    for (size_t length = 2; length <= UTF8_MAX && length <= at; length++) {
        char text[UTF8_MAX];
        uint32_t code;
        buffer_copy(buffer, at - length, text, length);
        if (utf8_decode(text, length, &code) == length)
            return at - length;
    }
    return at - 1;
}

size_t glyph_previous(const struct buffer *buffer, size_t at)
{
    if (at == 0)
        return 0;
    at = character_before(buffer, at);
    while (at > 0 && buffer_byte(buffer, at) != '\n' && buffer_byte(buffer, at - 1) != '\n' &&
           glyph_at(buffer, at, 1).columns == 0)
        at = character_before(buffer, at);
    return at;
}
