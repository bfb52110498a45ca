/* The grid of cells and its output; see screen.h. */
#include "screen.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "utf8.h"

#define BRIDGE 5u                       /* cells that cost less than moving the cursor */

/* ---- size ---- */

static unsigned clamp(unsigned value, unsigned low, unsigned high)
{
    return value < low ? low : value > high ? high : value;
}

bool screen_resize(struct screen *screen, unsigned rows, unsigned columns)
{
    rows = clamp(rows, SCREEN_ROWS_MIN, SCREEN_ROWS_MAX);
    columns = clamp(columns, SCREEN_COLUMNS_MIN, SCREEN_COLUMNS_MAX);
    size_t count = (size_t)rows * columns;
    struct cell *cells = malloc(count * sizeof *cells);
    struct cell *shown = malloc(count * sizeof *shown);
    if (cells == NULL || shown == NULL) {
        free(cells);
        free(shown);
        return false;
    }
    screen_release(screen);
    screen->cells = cells;
    screen->shown = shown;
    screen->rows = rows;
    screen->columns = columns;
    screen_clear(screen, STYLE_DEFAULT);
    screen_forget(screen);
    return true;
}

bool screen_init(struct screen *screen, unsigned rows, unsigned columns,
                 void (*write)(void *context, const char *data, size_t size), void *context)
{
    *screen = (struct screen){.write = write, .context = context, .cursor_visible = true};
    return screen_resize(screen, rows, columns);
}

void screen_release(struct screen *screen)
{
    free(screen->cells);
    free(screen->shown);
    screen->cells = screen->shown = NULL;
}

/* ---- drawing ---- */

static struct cell *cell_at(struct screen *screen, unsigned row, unsigned column)
{
    return &screen->cells[(size_t)row * screen->columns + column];
}

static void blank(struct cell *cell, uint16_t style)
{
    *cell = (struct cell){.style = style, .width = 1, .length = 1, .text = " "};
}

/* A wide character of which one half is about to be overwritten disappears whole. */
static void free_cell(struct screen *screen, unsigned row, unsigned column)
{
    struct cell *cell = cell_at(screen, row, column);
    if (cell->width == 0 && column > 0)
        blank(cell - 1, cell->style);
    if (cell->width == 2 && column + 1 < screen->columns)
        blank(cell + 1, cell->style);
}

void screen_fill(struct screen *screen, unsigned row, unsigned column, unsigned count,
                 uint16_t style)
{
    if (row >= screen->rows)
        return;
    for (; count > 0 && column < screen->columns; count--, column++) {
        free_cell(screen, row, column);
        blank(cell_at(screen, row, column), style);
    }
}

void screen_clear(struct screen *screen, uint16_t style)
{
    for (size_t i = 0; i < (size_t)screen->rows * screen->columns; i++)
        blank(&screen->cells[i], style);
}

static void combine(struct screen *screen, unsigned row, unsigned column, const char *text,
                    size_t length)
{
    if (column == 0)
        return;
    struct cell *cell = cell_at(screen, row, column - 1);
    if (cell->width == 0 && column > 1)
        cell--;
    if (cell->length + length <= CELL_TEXT) {
        memcpy(cell->text + cell->length, text, length);
        cell->length = (uint8_t)(cell->length + length);
    }
}

static unsigned put_character(struct screen *screen, unsigned row, unsigned column,
                              uint16_t style, uint32_t code)
{
    char text[UTF8_MAX];
    if (utf8_is_control(code))
        code = UTF8_BAD;
    unsigned width = utf8_width(code);
    size_t length = utf8_encode(code, text);
    if (width == 0) {
        combine(screen, row, column, text, length);
        return column;
    }
    if (column + width > screen->columns) {
        screen_fill(screen, row, column, width, style);
        return screen->columns;
    }
    for (unsigned i = 0; i < width; i++)
        free_cell(screen, row, column + i);
    struct cell *cell = cell_at(screen, row, column);
    *cell = (struct cell){.style = style, .width = (uint8_t)width, .length = (uint8_t)length};
    memcpy(cell->text, text, length);
    if (width == 2)
        *(cell + 1) = (struct cell){.style = style};
    return column + width;
}

unsigned screen_put(struct screen *screen, unsigned row, unsigned column, uint16_t style,
                    const char *text, size_t length)
{
    while (length > 0 && row < screen->rows && column < screen->columns) {
        uint32_t code;
        size_t size = utf8_decode(text, length, &code);
        column = put_character(screen, row, column, style, code);
        text += size;
        length -= size;
    }
    return column;
}

unsigned screen_print(struct screen *screen, unsigned row, unsigned column, uint16_t style,
                      const char *text)
{
    return screen_put(screen, row, column, style, text, strlen(text));
}

unsigned screen_width(const char *text, size_t length)
{
    unsigned columns = 0;
    while (length > 0) {
        uint32_t code;
        size_t size = utf8_decode(text, length, &code);
        columns += utf8_is_control(code) ? 1 : utf8_width(code);
        text += size;
        length -= size;
    }
    return columns;
}

static void box_line(struct screen *screen, struct box box, unsigned row, uint16_t style,
                     const char *const pieces[3])
{
    unsigned column = screen_print(screen, row, box.column, style, pieces[0]);
    while (column + 1 < box.column + box.columns && column < screen->columns)
        column = screen_print(screen, row, column, style, pieces[1]);
    screen_print(screen, row, column, style, pieces[2]);
}

void screen_box(struct screen *screen, struct box box, uint16_t style)
{
    static const char *const top[3] = {"┌", "─", "┐"}, *const middle[3] = {"│", " ", "│"};
    static const char *const bottom[3] = {"└", "─", "┘"};
    if (box.rows < 2 || box.columns < 2)
        return;
    for (unsigned i = 0; i < box.rows && box.row + i < screen->rows; i++)
        box_line(screen, box, box.row + i, style,
                 i == 0 ? top : i + 1 == box.rows ? bottom : middle);
}

void screen_cursor(struct screen *screen, unsigned row, unsigned column)
{
    screen->cursor_row = row < screen->rows ? row : screen->rows - 1;
    screen->cursor_column = column < screen->columns ? column : screen->columns - 1;
    screen->cursor_visible = true;
}

void screen_hide_cursor(struct screen *screen)
{
    screen->cursor_visible = false;
}

/* ---- output ---- */

static void flush(struct screen *screen)
{
    if (screen->pending > 0)
        screen->write(screen->context, screen->output, screen->pending);
    screen->pending = 0;
}

static void emit(struct screen *screen, const char *text, size_t length)
{
    if (screen->pending + length > SCREEN_OUTPUT)
        flush(screen);
    memcpy(screen->output + screen->pending, text, length);
    screen->pending += length;
}

static void emit_string(struct screen *screen, const char *text)
{
    emit(screen, text, strlen(text));
}

void screen_send(struct screen *screen, const char *text)
{
    emit_string(screen, text);
    flush(screen);
}

void screen_forget(struct screen *screen)
{
    screen->known = false;
}

void screen_start(struct screen *screen)
{
    /* alternate screen, no automatic wrapping, pasted text in brackets */
    screen_send(screen, "\033[?1049h\033[?7l\033[?2004h");
    screen_forget(screen);
}

void screen_stop(struct screen *screen)
{
    screen_send(screen, "\033[0m\033[?2004l\033[?7h\033[?25h\033[2J\033[H\033[?1049l");
}

void screen_ask_size(struct screen *screen)
{
    /* the size itself, and for terminals without that: where the far corner is */
    screen_send(screen, "\033[18t\0337\033[999;999H\033[6n\0338");
    screen->at_row = UINT_MAX;
}

static void move_to(struct screen *screen, unsigned row, unsigned column)
{
    char text[32];
    if (screen->at_row == row && screen->at_column == column)
        return;
    snprintf(text, sizeof text, "\033[%u;%uH", row + 1, column + 1);
    emit_string(screen, text);
    screen->at_row = row;
    screen->at_column = column;
}

static void emit_colour(char *text, size_t size, unsigned colour, unsigned base)
{
    size_t length = strlen(text);
    if (colour >= COLOUR_BRIGHT)
        snprintf(text + length, size - length, ";%u", base + 60 + colour - COLOUR_BRIGHT);
    else if (colour != COLOUR_DEFAULT)
        snprintf(text + length, size - length, ";%u", base + colour - COLOUR_BLACK);
}

static void use_style(struct screen *screen, uint16_t style)
{
    char text[40];
    if (screen->style == style)
        return;
    snprintf(text, sizeof text, "\033[0%s%s%s%s", style & STYLE_BOLD ? ";1" : "",
             style & STYLE_DIM ? ";2" : "", style & STYLE_UNDERLINE ? ";4" : "",
             style & STYLE_REVERSE ? ";7" : "");
    emit_colour(text, sizeof text, style & 0x1f, 30);
    emit_colour(text, sizeof text, style >> 5 & 0x1f, 40);
    emit_string(screen, text);
    emit_string(screen, "m");
    screen->style = style;
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
    return a->style == b->style && a->width == b->width && a->length == b->length &&
           memcmp(a->text, b->text, a->length) == 0;
}

static bool plain_blank(const struct cell *cell)
{
    return cell->style == STYLE_DEFAULT && cell->length == 1 && cell->text[0] == ' ';
}

static void show_cursor(struct screen *screen, bool show)
{
    if (screen->cursor_shown != show)
        emit_string(screen, show ? "\033[?25h" : "\033[?25l");
    screen->cursor_shown = show;
}

static void show_cell(struct screen *screen, unsigned row, unsigned column,
                      const struct cell *cell)
{
    show_cursor(screen, false);
    move_to(screen, row, column);
    use_style(screen, cell->style);
    emit(screen, cell->text, cell->length);
    screen->at_column += cell->width;
    /* terminals disagree about the width of some characters, and about the last column */
    if (cell->width == 2 || cell->length > utf8_length((uint8_t)cell->text[0]) ||
        screen->at_column >= screen->columns)
        screen->at_row = UINT_MAX;
}

/* The column from which the row is plain and blank. */
static unsigned blank_from(const struct cell *cells, unsigned columns)
{
    while (columns > 0 && plain_blank(&cells[columns - 1]))
        columns--;
    return columns;
}

/* Over a few cells that need no change it is shorter to send them than to move the cursor. */
static void bridge_gap(struct screen *screen, unsigned row, unsigned column,
                       const struct cell *wanted)
{
    unsigned from = screen->at_column;
    if (screen->at_row != row || from >= column || column - from > BRIDGE)
        return;
    for (unsigned i = from; i < column; i++)
        if (wanted[i].length != 1 || wanted[i].style != screen->style)
            return;
    for (unsigned i = from; i < column; i++)
        show_cell(screen, row, i, &wanted[i]);
}

static void show_row(struct screen *screen, unsigned row)
{
    struct cell *wanted = cell_at(screen, row, 0);
    struct cell *shown = &screen->shown[(size_t)row * screen->columns];
    unsigned end = blank_from(wanted, screen->columns);
    bool erase = blank_from(shown, screen->columns) > end + 4;
    for (unsigned column = 0; column < (erase ? end : screen->columns); column++) {
        if (wanted[column].width == 0 || same_cell(&wanted[column], &shown[column]))
            continue;
        bridge_gap(screen, row, column, wanted);
        show_cell(screen, row, column, &wanted[column]);
    }
    if (erase) {
        show_cursor(screen, false);
        move_to(screen, row, end);
        use_style(screen, STYLE_DEFAULT);
        emit_string(screen, "\033[K");
    }
    memcpy(shown, wanted, screen->columns * sizeof *shown);
}

void screen_show(struct screen *screen)
{
    if (!screen->known) {
        emit_string(screen, "\033[?25l\033[0m\033[2J");
        screen->cursor_shown = false;
        for (size_t i = 0; i < (size_t)screen->rows * screen->columns; i++)
            blank(&screen->shown[i], STYLE_DEFAULT);
        screen->style = STYLE_DEFAULT;
        screen->at_row = UINT_MAX;
        screen->known = true;
    }
    for (unsigned row = 0; row < screen->rows; row++)
        show_row(screen, row);
    if (screen->cursor_visible)
        move_to(screen, screen->cursor_row, screen->cursor_column);
    show_cursor(screen, screen->cursor_visible);
    flush(screen);
}
