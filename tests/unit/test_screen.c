// link: stdlib-components/tui/screen.c stdlib-components/tui/utf8.c
// cflags: -Istdlib-components/tui
/*
 * The screen: what is sent makes a terminal show the grid, and nothing is sent twice. The terminal
 * here understands what screen.c sends, and fails on everything else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "screen.h"
#include "utf8.h"

enum { ROWS = 12, COLUMNS = 40 };

static struct { char text[CELL_TEXT + 1]; char style[40]; } shown[ROWS][COLUMNS];
static unsigned row, column;
static char style[40], sequence[64];
static size_t in_sequence, sent;
static char character[UTF8_MAX];
static size_t character_length;
static bool cursor_on, strange;

static void clear_cells(unsigned from_row, unsigned from_column, unsigned to_row)
{
    for (unsigned r = from_row; r <= to_row; r++) {
        for (unsigned c = r == from_row ? from_column : 0; c < COLUMNS; c++) {
            strcpy(shown[r][c].text, " ");
            strcpy(shown[r][c].style, style);
        }
    }
}

static void obey(void)
{
    unsigned a = 1, b = 1;
    char final = sequence[in_sequence - 1];
    sequence[in_sequence] = '\0';
    if (final == 'H' && sscanf(sequence, "\033[%u;%uH", &a, &b) == 2) {
        assert_true(a >= 1 && a <= ROWS && b >= 1 && b <= COLUMNS);
        row = a - 1;
        column = b - 1;
    } else if (final == 'm') {
        strcpy(style, sequence);
    } else if (strcmp(sequence, "\033[K") == 0) {
        clear_cells(row, column, row);
    } else if (strcmp(sequence, "\033[2J") == 0) {
        clear_cells(0, 0, ROWS - 1);
    } else if (strcmp(sequence, "\033[?25l") == 0 || strcmp(sequence, "\033[?25h") == 0) {
        cursor_on = final == 'h';
    } else {
        strange = true;
    }
    in_sequence = 0;
}

static void print(uint32_t code)
{
    unsigned width = utf8_width(code);
    if (width == 0) {
        assert_true(column > 0);
        unsigned at = shown[row][column - 1].text[0] == '\0' ? column - 2 : column - 1;
        strncat(shown[row][at].text, character, character_length);
        return;
    }
    assert_true(column + width <= COLUMNS);
    memset(shown[row][column].text, 0, CELL_TEXT + 1);
    memcpy(shown[row][column].text, character, character_length);
    strcpy(shown[row][column].style, style);
    if (width == 2)
        shown[row][column + 1].text[0] = '\0';
    column += width;
}

static void terminal_byte(uint8_t byte)
{
    uint32_t code;
    if (in_sequence > 0 || byte == 0x1b) {
        sequence[in_sequence++] = (char)byte;
        if (in_sequence > 2 && byte >= 0x40)
            obey();
        return;
    }
    assert_true(byte >= 0x20 && byte != 0x7f);
    character[character_length++] = (char)byte;
    if (character_length < utf8_length((uint8_t)character[0]))
        return;
    assert_int_equal(utf8_decode(character, character_length, &code), character_length);
    print(code);
    character_length = 0;
}

static void terminal_write(void *context, const char *data, size_t size)
{
    (void)context;
    assert_true(size <= SCREEN_OUTPUT);
    sent += size;
    for (size_t i = 0; i < size; i++)
        terminal_byte((uint8_t)data[i]);
}

static struct screen screen;

static int setup(void **state)
{
    (void)state;
    strange = false;
    strcpy(style, "\033[0m");
    clear_cells(0, 0, ROWS - 1);
    return !screen_init(&screen, ROWS, COLUMNS, terminal_write, NULL);
}

static int teardown(void **state)
{
    (void)state;
    screen_release(&screen);
    return strange;
}

/* The terminal shows every cell of the grid. */
static void check(void)
{
    for (unsigned r = 0; r < ROWS; r++) {
        for (unsigned c = 0; c < COLUMNS; c++) {
            const struct cell *cell = &screen.cells[r * COLUMNS + c];
            char text[CELL_TEXT + 1] = "";
            memcpy(text, cell->text, cell->length);
            if (cell->width == 0)
                continue;
            assert_string_equal(shown[r][c].text, text);
            assert_int_equal(strcmp(shown[r][c].style, "\033[0m") == 0,
                             cell->style == STYLE_DEFAULT);
        }
    }
    assert_int_equal(cursor_on, screen.cursor_visible);
    if (cursor_on) {
        assert_int_equal(row, screen.cursor_row);
        assert_int_equal(column, screen.cursor_column);
    }
}

static void show(void)
{
    screen_show(&screen);
    check();
}

static void simple_text(void **state)
{
    (void)state;
    screen_print(&screen, 2, 3, STYLE_DEFAULT, "hello");
    screen_cursor(&screen, 2, 8);
    show();
    sent = 0;
    show();
    assert_int_equal(sent, 0);
    screen_print(&screen, 2, 4, STYLE_DEFAULT, "E");
    show();
    assert_true(sent <= 30);
    screen_clear(&screen, STYLE_DEFAULT);
    sent = 0;
    show();
    assert_true(sent <= 30);                    /* erased, not overwritten with blanks */
}

static void wide_characters(void **state)
{
    (void)state;
    assert_int_equal(screen_print(&screen, 0, 0, STYLE_DEFAULT, "日本x"), 5);
    show();
    screen_print(&screen, 0, 1, STYLE_DEFAULT, "a");    /* splits the first, */
    show();
    assert_string_equal(shown[0][0].text, " ");
    screen_print(&screen, 0, 2, STYLE_DEFAULT, "b");    /* and the second from its left */
    show();
    assert_int_equal(screen_print(&screen, 1, COLUMNS - 1, STYLE_DEFAULT, "日"), COLUMNS);
    show();
    assert_string_equal(shown[1][COLUMNS - 1].text, " ");
    screen_print(&screen, 2, 0, STYLE_DEFAULT, "e\xcc\x81日\xcc\x81x");
    show();
    assert_string_equal(shown[2][0].text, "e\xcc\x81");
}

static void nothing_harmful(void **state)
{
    (void)state;
    screen_print(&screen, 0, 0, STYLE_DEFAULT, "a\033[2Jb\x07\x9b\xff\xe2\x80\xae");
    show();
    for (int i = 0; i < 30; i++)                /* no end of marks on one character */
        screen_print(&screen, 1, 1, STYLE_DEFAULT, "\xcc\x81");
    screen_print(&screen, ROWS, 0, STYLE_DEFAULT, "outside");
    screen_print(&screen, 0, COLUMNS, STYLE_DEFAULT, "outside");
    screen_fill(&screen, 3, COLUMNS - 2, 100, STYLE_REVERSE);
    screen_fill(&screen, ROWS, 0, 1, STYLE_REVERSE);
    screen_cursor(&screen, 1000, 1000);
    show();
}

static void boxes(void **state)
{
    (void)state;
    screen_box(&screen, (struct box){1, 2, 4, 10}, STYLE_BOLD);
    screen_hide_cursor(&screen);
    show();
    assert_string_equal(shown[1][2].text, "┌");
    assert_string_equal(shown[4][11].text, "┘");
    assert_string_equal(shown[2][11].text, "│");
    screen_box(&screen, (struct box){0, 0, ROWS, COLUMNS}, STYLE_DEFAULT);
    screen_box(&screen, (struct box){5, 30, 100, 100}, STYLE_DEFAULT);
    screen_box(&screen, (struct box){5, 30, 1, 1}, STYLE_DEFAULT);
    show();
}

static void sizes(void **state)
{
    (void)state;
    assert_true(screen_resize(&screen, 1, 1));
    assert_int_equal(screen.rows, SCREEN_ROWS_MIN);
    assert_true(screen_resize(&screen, 9999, 9999));
    assert_int_equal(screen.columns, SCREEN_COLUMNS_MAX);
    assert_true(screen_resize(&screen, ROWS, COLUMNS));
    show();
}

static void random_drawing(void **state)
{
    static const char *const texts[] = {"a", "hello world", "日本語", "é", "e\xcc\x81", " ",
                                        "          ", "🙂🙂", "│─┐", "x\x01y"};
    (void)state;
    srand(11);
    for (int i = 0; i < 5000; i++) {
        uint16_t s = rand() % 3 ? STYLE_DEFAULT : STYLE(rand() % 17, rand() % 17);
        unsigned r = (unsigned)rand() % ROWS, c = (unsigned)rand() % COLUMNS;
        if (rand() % 40 == 0)
            screen_clear(&screen, STYLE_DEFAULT);
        else if (rand() % 5 == 0)
            screen_fill(&screen, r, c, (unsigned)rand() % 50, s);
        else
            screen_print(&screen, r, c, s, texts[rand() % 10]);
        if (rand() % 10 == 0)
            screen_hide_cursor(&screen);
        else
            screen_cursor(&screen, r, c);
        if (rand() % 100 == 0)
            screen_forget(&screen);
        if (rand() % 3 == 0)
            show();
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(simple_text), TEST(wide_characters), TEST(nothing_harmful), TEST(boxes),
        TEST(sizes), TEST(random_drawing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
