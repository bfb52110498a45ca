/*
 * A terminal as a program sees it: bytes go in, a grid of characters comes out. Enough of VT100
 * and xterm for full-screen programs; colours and other attributes are read and forgotten.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TERMINAL_ROWS = 24, TERMINAL_COLUMNS = 80, TERMINAL_PARAMETERS = 16 };

/*
 * 0 <= row < ROWS, 0 <= column <= COLUMNS (== COLUMNS: the next character wraps first),
 * 0 <= top <= bottom < ROWS; a cell is a code point, ' ' where nothing stands, 0 behind a wide one.
 */
struct terminal {
    uint32_t cell[TERMINAL_ROWS][TERMINAL_COLUMNS];
    int row, column, saved_row, saved_column, top, bottom;
    enum { TERMINAL_TEXT, TERMINAL_ESCAPE, TERMINAL_CSI, TERMINAL_OSC, TERMINAL_SKIP } state;
    int parameter[TERMINAL_PARAMETERS], parameters;
    bool brackets;                      /* wants to know where a paste begins and ends */
    bool hidden;                        /* the cursor is not shown */
    char mark;                          /* '?', '>' or 0: the private marker of a sequence */
    uint32_t code_point;
    int continuation;                   /* UTF-8 bytes still to come */
    char reply[256];                    /* what the terminal wants to say */
    size_t reply_length;
};

void terminal_reset(struct terminal *t);
void terminal_feed(struct terminal *t, const char *bytes, size_t count);

/* the rows as UTF-8 text without trailing blanks, one line each; text must hold 8 KiB */
void terminal_text(const struct terminal *t, char *text);
