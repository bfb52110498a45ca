/* The emulated terminal of screen.c: see terminal.h. */
#include "terminal.h"
#include <stdio.h>
#include <string.h>

enum { ROWS = TERMINAL_ROWS, COLUMNS = TERMINAL_COLUMNS };

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

static void erase(struct terminal *t, int row, int from, int to)
{
    for (int i = from; i < to; i++)
        t->cell[row][i] = ' ';
}

void terminal_reset(struct terminal *t)
{
    memset(t, 0, sizeof *t);
    t->bottom = ROWS - 1;
    for (int row = 0; row < ROWS; row++)
        erase(t, row, 0, COLUMNS);
}

/* move the rows from `first` to the bottom of the region by `count`; positive: up */
static void scroll(struct terminal *t, int first, int count)
{
    for (; count > 0; count--) {
        memmove(t->cell[first], t->cell[first + 1], sizeof t->cell[0] * (t->bottom - first));
        erase(t, t->bottom, 0, COLUMNS);
    }
    for (; count < 0; count++) {
        memmove(t->cell[first + 1], t->cell[first], sizeof t->cell[0] * (t->bottom - first));
        erase(t, first, 0, COLUMNS);
    }
}

static void line_feed(struct terminal *t)
{
    if (t->row == t->bottom)
        scroll(t, t->top, 1);
    else if (t->row < ROWS - 1)
        t->row++;
}

/* columns of a character: 0 combining, 2 East Asian wide and emoji */
static int width_of(uint32_t code_point)
{
    static const struct { uint32_t first, last; int width; } ranges[] = {
        { 0x300, 0x36f, 0 }, { 0x1100, 0x115f, 2 }, { 0x200b, 0x200f, 0 },
        { 0x2e80, 0xa4cf, 2 }, { 0xac00, 0xd7a3, 2 }, { 0xf900, 0xfaff, 2 },
        { 0xfe00, 0xfe0f, 0 }, { 0xfe30, 0xfe6f, 2 }, { 0xff00, 0xff60, 2 },
        { 0xffe0, 0xffe6, 2 }, { 0x1f300, 0x1f64f, 2 }, { 0x1f680, 0x1f6ff, 2 },
        { 0x1f900, 0x1f9ff, 2 }, { 0x20000, 0x3fffd, 2 },
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (code_point >= ranges[i].first && code_point <= ranges[i].last)
            return ranges[i].width;
    return 1;
}

static void put(struct terminal *t, uint32_t code_point)
{
    int width = width_of(code_point);
    if (width == 0)
        return;
    if (t->column + width > COLUMNS) {
        t->column = 0;
        line_feed(t);
    }
    t->cell[t->row][t->column++] = code_point;
    if (width == 2)
        t->cell[t->row][t->column++] = 0;
}

static void control(struct terminal *t, unsigned char byte)
{
    switch (byte) {
    case '\r':
        t->column = 0;
        break;
    case '\n':
        line_feed(t);
        break;
    case '\b':
        t->column = clamp(t->column - 1, 0, COLUMNS - 1);
        break;
    case '\t':
        t->column = clamp((t->column / 8 + 1) * 8, 0, COLUMNS - 1);
        break;
    }
}

static void text_byte(struct terminal *t, unsigned char byte)
{
    if (byte < 0x20 || byte == 0x7f) {
        control(t, byte);
    } else if (byte < 0x80) {
        put(t, byte);
    } else if (byte >= 0xc0) {
        t->continuation = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : 1;
        t->code_point = byte & (0x3f >> t->continuation);
    } else if (t->continuation > 0) {
        t->code_point = t->code_point << 6 | (byte & 0x3f);
        if (--t->continuation == 0)
            put(t, t->code_point);
    }
}

static void answer(struct terminal *t, const char *text)
{
    size_t length = strlen(text);
    if (t->reply_length + length > sizeof t->reply)
        return;
    memcpy(t->reply + t->reply_length, text, length);
    t->reply_length += length;
}

static void report(struct terminal *t, char final)
{
    char text[32];
    if (final == 'n' && t->parameter[0] == 6) {
        int column = clamp(t->column, 0, COLUMNS - 1);
        snprintf(text, sizeof text, "\033[%d;%dR", t->row + 1, column + 1);
        answer(t, text);
    } else if (final == 'n' && t->parameter[0] == 5) {
        answer(t, "\033[0n");
    } else if (final == 't' && t->parameter[0] == 18) {
        snprintf(text, sizeof text, "\033[8;%d;%dt", ROWS, COLUMNS);
        answer(t, text);
    } else if (final == 'c' && t->mark == 0) {
        answer(t, "\033[?1;2c");
    }
}

/* J and K: 0 from the cursor on, 1 up to the cursor, 2 and 3 everything */
static void erase_display(struct terminal *t, int mode)
{
    for (int row = 0; row < ROWS; row++)
        if (mode >= 2 || (mode == 0 && row > t->row) || (mode == 1 && row < t->row))
            erase(t, row, 0, COLUMNS);
}

static void erase_line(struct terminal *t, int mode)
{
    int column = clamp(t->column, 0, COLUMNS - 1);
    erase(t, t->row, mode == 0 ? column : 0, mode == 1 ? column + 1 : COLUMNS);
}

/* @ and P: positive count inserts blanks at the cursor, negative deletes characters */
static void shift_characters(struct terminal *t, int count)
{
    int at = clamp(t->column, 0, COLUMNS - 1), size = clamp(count < 0 ? -count : count, 1,
                                                            COLUMNS - at);
    uint32_t *row = t->cell[t->row];
    if (count > 0) {
        memmove(row + at + size, row + at, sizeof *row * (COLUMNS - at - size));
        erase(t, t->row, at, at + size);
    } else {
        memmove(row + at, row + at + size, sizeof *row * (COLUMNS - at - size));
        erase(t, t->row, COLUMNS - size, COLUMNS);
    }
}

static void move(struct terminal *t, int row, int column)
{
    t->row = clamp(row, 0, ROWS - 1);
    t->column = clamp(column, 0, COLUMNS - 1);
}

static void set_region(struct terminal *t, int top, int bottom)
{
    bottom = bottom > 0 ? clamp(bottom, 1, ROWS) : ROWS;
    t->top = clamp(top, 1, bottom) - 1;
    t->bottom = bottom - 1;
    move(t, 0, 0);
}

static void save_cursor(struct terminal *t, bool restore)
{
    if (restore) {
        move(t, t->saved_row, t->saved_column);
    } else {
        t->saved_row = t->row;
        t->saved_column = t->column;
    }
}

/* the sequences that change something; `n` is the first parameter, at least 1 */
static void sequence(struct terminal *t, char final)
{
    int first = t->parameter[0], second = t->parameter[1], n = clamp(first, 1, 9999);
    switch (final) {
    case 'A': move(t, t->row - n, t->column); break;
    case 'B': move(t, t->row + n, t->column); break;
    case 'C': move(t, t->row, t->column + n); break;
    case 'D': move(t, t->row, t->column - n); break;
    case 'E': move(t, t->row + n, 0); break;
    case 'F': move(t, t->row - n, 0); break;
    case 'G': move(t, t->row, n - 1); break;
    case 'd': move(t, n - 1, t->column); break;
    case 'H':
    case 'f': move(t, n - 1, clamp(second, 1, COLUMNS) - 1); break;
    case 'J': erase_display(t, first); /* fall through */
    case 'K': erase_line(t, first); break;
    case 'X': erase(t, t->row, t->column, clamp(t->column + n, 0, COLUMNS)); break;
    case 'L': scroll(t, t->row, -clamp(n, 1, ROWS)); break;
    case 'M': scroll(t, t->row, clamp(n, 1, ROWS)); break;
    case 'S': scroll(t, t->top, clamp(n, 1, ROWS)); break;
    case 'T': scroll(t, t->top, -clamp(n, 1, ROWS)); break;
    case '@': shift_characters(t, n); break;
    case 'P': shift_characters(t, -n); break;
    case 'r': set_region(t, first, second); break;
    case 's': save_cursor(t, false); break;
    case 'u': save_cursor(t, true); break;
    default:  report(t, final); break;
    }
}

static void csi_byte(struct terminal *t, char byte)
{
    int *parameter = &t->parameter[clamp(t->parameters, 0, TERMINAL_PARAMETERS - 1)];
    if (byte >= '0' && byte <= '9') {
        *parameter = clamp(*parameter * 10 + byte - '0', 0, 9999);
    } else if (byte == ';') {
        t->parameters++;
    } else if (byte >= '<' && byte <= '?') {
        t->mark = byte;
    } else if (byte >= '@' && byte <= '~') {
        bool on = byte == 'h', off = byte == 'l', own = t->mark == '?' && (on || off);
        t->state = TERMINAL_TEXT;
        if (t->mark == 0)
            sequence(t, byte);
        else if (own && t->parameter[0] == 1049)
            erase_display(t, 2);
        else if (own && t->parameter[0] == 2004)
            t->brackets = on;
        else if (own && t->parameter[0] == 25)
            t->hidden = off;
    }
}

static void escape_byte(struct terminal *t, char byte)
{
    t->state = TERMINAL_TEXT;
    switch (byte) {
    case '[':
        t->state = TERMINAL_CSI;
        memset(t->parameter, 0, sizeof t->parameter);
        t->parameters = t->mark = 0;
        break;
    case ']': t->state = TERMINAL_OSC; break;
    case '(':
    case ')':
    case '#': t->state = TERMINAL_SKIP; break;
    case '7': save_cursor(t, false); break;
    case '8': save_cursor(t, true); break;
    case 'c': terminal_reset(t); break;
    case 'D': line_feed(t); break;
    case 'E': t->column = 0; line_feed(t); break;
    case 'M':
        if (t->row == t->top)
            scroll(t, t->top, -1);
        else
            move(t, t->row - 1, t->column);
        break;
    }
}

void terminal_feed(struct terminal *t, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char byte = bytes[i];
        if (byte == '\033') {
            t->state = TERMINAL_ESCAPE;
            continue;
        }
        switch (t->state) {
        case TERMINAL_TEXT:   text_byte(t, (unsigned char)byte); break;
        case TERMINAL_ESCAPE: escape_byte(t, byte); break;
        case TERMINAL_CSI:    csi_byte(t, byte); break;
        case TERMINAL_SKIP:   t->state = TERMINAL_TEXT; break;
        case TERMINAL_OSC:
            if (byte == '\a')
                t->state = TERMINAL_TEXT;
            break;
        }
    }
}

static char *put_utf8(char *out, uint32_t code_point)
{
    if (code_point < 0x80) {
        *out++ = (char)code_point;
        return out;
    }
    int more = code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
    *out++ = (char)((0xff00 >> (more + 1) & 0xff) | code_point >> 6 * more);
    while (more-- > 0)
        *out++ = (char)(0x80 | (code_point >> 6 * more & 0x3f));
    return out;
}

void terminal_text(const struct terminal *t, char *text)
{
    for (int row = 0; row < ROWS; row++) {
        int end = COLUMNS;
        while (end > 0 && t->cell[row][end - 1] == ' ')
            end--;
        for (int i = 0; i < end; i++)
            if (t->cell[row][i] != 0)
                text = put_utf8(text, t->cell[row][i]);
        *text++ = '\n';
    }
    *text = '\0';
}
