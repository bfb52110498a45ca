/* How the bytes of a text are drawn: characters, tabs, and stand-ins for what must not reach a
 * terminal. A newline is never a glyph. */
#pragma once
#include "buffer.h"

#define GLYPH_TEXT 12
#define TAB_WIDTH 8u

struct glyph {
    size_t bytes;                       /* of the text */
    unsigned columns;                   /* 0: drawn over the glyph before */
    bool special;                       /* a stand-in */
    char text[GLYPH_TEXT];              /* what is drawn; blanks for a tab */
    size_t length;
};

/* The glyph at 'at' (which is inside the text), drawn at this column of the line. */
struct glyph glyph_at(const struct buffer *buffer, size_t at, size_t column);

/* The column at which the character at 'at' is drawn, from the start of its line. */
size_t glyph_column(const struct buffer *buffer, size_t at);

/* The character of the line starting at 'start' that covers a column, or the end of the line. */
size_t glyph_offset(const struct buffer *buffer, size_t start, size_t column);

/* The next and the previous place where the cursor can stand; lines are crossed. */
size_t glyph_next(const struct buffer *buffer, size_t at);
size_t glyph_previous(const struct buffer *buffer, size_t at);
