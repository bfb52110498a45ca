/*
 * A terminal screen as a grid of cells. Drawing changes the grid only; screen_show() sends what
 * differs from what the terminal shows, and no more.
 *
 *     a wide character takes a cell of width 2 and, to its right, one of width 0
 *     text of a cell: one character and what combines with it, never a control character
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum screen_colour {
    COLOUR_DEFAULT, COLOUR_BLACK, COLOUR_RED, COLOUR_GREEN, COLOUR_YELLOW, COLOUR_BLUE,
    COLOUR_MAGENTA, COLOUR_CYAN, COLOUR_WHITE, COLOUR_BRIGHT        /* + BRIGHT - 1: bright ones */
};

enum { STYLE_BOLD = 1 << 10, STYLE_UNDERLINE = 1 << 11, STYLE_REVERSE = 1 << 12,
       STYLE_DIM = 1 << 13 };

/* A style: foreground + background + STYLE_... */
#define STYLE(foreground, background) ((uint16_t)((foreground) | (background) << 5))
#define STYLE_DEFAULT 0

#define CELL_TEXT 12

struct cell {
    uint16_t style;
    uint8_t width, length;
    char text[CELL_TEXT];
};

enum { SCREEN_ROWS_MIN = 3, SCREEN_ROWS_MAX = 300, SCREEN_COLUMNS_MIN = 10,
       SCREEN_COLUMNS_MAX = 500 };

#define SCREEN_OUTPUT 512

struct screen {
    unsigned rows, columns;
    struct cell *cells;                 /* wanted */
    struct cell *shown;                 /* on the terminal, when known */
    bool known;
    unsigned cursor_row, cursor_column;
    bool cursor_visible;

    void (*write)(void *context, const char *data, size_t size);
    void *context;
    char output[SCREEN_OUTPUT];
    size_t pending;                     /* bytes in output */
    unsigned at_row, at_column;         /* where the terminal's cursor is; UINT_MAX: not known */
    unsigned style;                     /* in force on the terminal; UINT_MAX: not known */
    bool cursor_shown;                  /* the terminal shows its cursor, as far as we know */
};

/* Returns false when there is no memory. */
bool screen_init(struct screen *screen, unsigned rows, unsigned columns,
                 void (*write)(void *context, const char *data, size_t size), void *context);
void screen_release(struct screen *screen);

/* A new size, kept within the limits above. The grid is cleared. False when there is no memory: the
 * size stays as it was. */
bool screen_resize(struct screen *screen, unsigned rows, unsigned columns);

/* Takes the terminal over (alternate screen, pasted text marked) and gives it back. */
void screen_start(struct screen *screen);
void screen_stop(struct screen *screen);

/* Asks the terminal how large it is; the answer comes as KEY_SIZE, or never. */
void screen_ask_size(struct screen *screen);

/* Sends bytes as they are. */
void screen_send(struct screen *screen, const char *text);

/* ---- drawing ---- */

void screen_clear(struct screen *screen, uint16_t style);
void screen_fill(struct screen *screen, unsigned row, unsigned column, unsigned count,
                 uint16_t style);

/* Draws text (UTF-8) and returns the column behind it. What does not fit on the row is cut off,
 * control characters and damaged bytes become a replacement character. */
unsigned screen_put(struct screen *screen, unsigned row, unsigned column, uint16_t style,
                    const char *text, size_t length);
unsigned screen_print(struct screen *screen, unsigned row, unsigned column, uint16_t style,
                      const char *text);

struct box { unsigned row, column, rows, columns; };
/* A frame with an empty inside. */
void screen_box(struct screen *screen, struct box box, uint16_t style);

void screen_cursor(struct screen *screen, unsigned row, unsigned column);
void screen_hide_cursor(struct screen *screen);

/* Columns that text takes. */
unsigned screen_width(const char *text, size_t length);

/* ---- output ---- */

/* Makes the terminal show the grid. */
void screen_show(struct screen *screen);

/* Forgets what the terminal shows: the next screen_show() sends everything. */
void screen_forget(struct screen *screen);
