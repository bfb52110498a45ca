// link: systems/notepad/editor.c systems/notepad/dialog.c systems/notepad/find.c
// link: systems/notepad/view.c systems/notepad/glyph.c systems/notepad/document.c
// link: systems/notepad/buffer.c stdlib-components/tui/screen.c stdlib-components/tui/keys.c
// link: stdlib-components/tui/utf8.c stdlib-components/vfs/files.c stdlib-components/vfs/vfs.c
// link: stdlib-components/vfs/mount.c stdlib-components/vfs/path.c stdlib-components/vfs/ramfs.c
// link: tests/unit/fake_files.c
// cflags: -Isystems/notepad -Istdlib-components/tui -Istdlib-components/vfs -Wl,--wrap=realloc
/* The whole editor without a machine: keys in, screens out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "editor.h"
#include "fake_files.h"
#include "view.h"

enum { ROWS = 10, COLUMNS = 60 };

#define UP "\033[A"
#define DOWN "\033[B"
#define RIGHT "\033[C"
#define LEFT "\033[D"
#define HOME "\033[H"
#define END "\033[F"
#define PGUP "\033[5~"
#define PGDN "\033[6~"
#define DEL "\033[3~"
#define BS "\x7f"
#define ESC "\033\033[0n"               /* and the terminal's answer */
#define ENTER "\r"
#define TOP "\033[1;5H"
#define BOTTOM "\033[1;5F"
#define F1 "\033OP"
#define SAVE "\x13"
#define SAVE_AS "\x17"
#define OPEN "\x0f"
#define FIND "\x06"
#define NEXT "\x07"
#define LIST "\x10"
#define LINE "\x14"
#define NEW "\x0e"
#define UNDO "\x1a"
#define REDO "\x19"
#define CUT "\x0b"
#define PUT "\x16"
#define QUIT "\x11"
#define PASTED(text) "\033[200~" text "\033[201~"

static struct editor editor;
static struct screen screen;
static struct keys keys;
static bool out_of_memory;

void *__real_realloc(void *memory, size_t size);
void *__wrap_realloc(void *memory, size_t size);

void *__wrap_realloc(void *memory, size_t size)
{
    return out_of_memory ? NULL : __real_realloc(memory, size);
}

static void terminal_write(void *context, const char *data, size_t size)
{
    (void)context;
    (void)data;
    (void)size;
}

static int setup(void **state)
{
    (void)state;
    out_of_memory = false;
    const struct files *files = fake_files_make(65536);
    editor_init(&editor, files);
    keys_init(&keys);
    if (!screen_init(&screen, ROWS, COLUMNS, terminal_write, NULL))
        return 1;
    editor_resize(&editor, screen.rows, screen.columns);
    return files == NULL;
}

static int teardown(void **state)
{
    (void)state;
    editor_release(&editor);
    screen_release(&screen);
    fake_files_release();
    return 0;
}

static void draw(void)
{
    view_draw(&editor, &screen);
    screen_show(&screen);
}

static void feed(const char *bytes, bool drawing)
{
    struct key key;
    for (; *bytes != '\0' && !editor.quit; bytes++) {
        keys_feed(&keys, (uint8_t)*bytes);
        while (keys_next(&keys, &key)) {
            if (key.code == KEY_ANSWER)
                continue;
            editor_key(&editor, &key);
            if (drawing)
                draw();
        }
    }
    draw();
}

/* Types, drawing after every key. */
static void type(const char *bytes)
{
    feed(bytes, true);
}

/* Types faster than the screen is drawn. */
static void paste(const char *bytes)
{
    feed(bytes, false);
}

/* A row of the screen without trailing blanks. */
static const char *row(unsigned number)
{
    static char text[COLUMNS * CELL_TEXT + 1];
    size_t length = 0;
    for (unsigned column = 0; column < screen.columns; column++) {
        const struct cell *cell = &screen.cells[number * screen.columns + column];
        memcpy(text + length, cell->text, cell->length);
        length += cell->length;
    }
    while (length > 0 && text[length - 1] == ' ')
        length--;
    text[length] = '\0';
    return text;
}

static void expect_rows(const char *expected)
{
    for (unsigned i = 0; i < editor.rows; i++) {
        size_t length = strcspn(expected, "\n");
        char text[500];
        snprintf(text, sizeof text, "%.*s", (int)length, expected);
        assert_string_equal(row(i), text);
        expected += length;
        expected += *expected == '\n';
    }
}

static void expect_status(const char *part)
{
    if (strstr(row(ROWS - 2), part) == NULL)
        fail_msg("status bar is \"%s\", without \"%s\"", row(ROWS - 2), part);
}

static void expect_last(const char *part)
{
    if (strstr(row(ROWS - 1), part) == NULL)
        fail_msg("last row is \"%s\", without \"%s\"", row(ROWS - 1), part);
}

static void expect_cursor(unsigned at_row, unsigned at_column)
{
    assert_int_equal(screen.cursor_row, at_row);
    assert_int_equal(screen.cursor_column, at_column);
}

static void expect_text(const char *text)
{
    char data[2000];
    size_t size = buffer_copy(&editor.document.text, 0, data, sizeof data - 1);
    data[size] = '\0';
    assert_string_equal(data, text);
}

static void typing(void **state)
{
    (void)state;
    type("hello" ENTER "wörld" ENTER ENTER "日本");
    expect_rows("hello\nwörld\n\n日本");
    expect_cursor(3, 4);
    expect_status("(no name) (changed)");
    expect_status("Line 4 of 4, column 5");
    expect_last("F1 Help");
    type(UP UP END "!" HOME DEL "W" LEFT BS);
    expect_rows("helloWörld!\n\n日本");
    expect_cursor(0, 5);
    type(UNDO UNDO UNDO UNDO);
    type(UNDO UNDO UNDO UNDO UNDO UNDO);
    expect_text("");
    expect_status("Nothing to undo");
    assert_false(buffer_modified(&editor.document.text));
    for (int i = 0; i < 12; i++)
        type(REDO);
    expect_text("helloWörld!\n\n日本");
    expect_status("Nothing to redo");
}

static void moving(void **state)
{
    (void)state;
    type("a long first line" ENTER "b" ENTER "another long line" TOP);
    type(END DOWN);
    expect_cursor(1, 1);
    type(DOWN);
    expect_cursor(2, 17);                       /* the column is remembered */
    type(LEFT UP UP "\033[1;5D");
    expect_cursor(0, 13);
    type("\033[1;5C\033[1;5C");
    expect_cursor(2, 0);
    type(LEFT);
    expect_cursor(1, 1);
    type(RIGHT UP UP UP UP);
    expect_cursor(0, 0);
    type(BOTTOM);
    expect_cursor(2, 17);
    type(DOWN DOWN RIGHT);
    expect_cursor(2, 17);
}

static void paging(void **state)
{
    char line[20];
    (void)state;
    for (int i = 1; i <= 50; i++) {
        snprintf(line, sizeof line, "line %d%s", i, i < 50 ? ENTER : "");
        type(line);
    }
    expect_rows("line 43\nline 44\nline 45\nline 46\nline 47\nline 48\nline 49\nline 50");
    type(TOP);
    expect_rows("line 1\nline 2\nline 3\nline 4\nline 5\nline 6\nline 7\nline 8");
    type(PGDN);
    expect_rows("line 8\nline 9\nline 10\nline 11\nline 12\nline 13\nline 14\nline 15");
    expect_cursor(0, 0);
    type(PGDN PGUP UP);
    expect_rows("line 7\nline 8\nline 9\nline 10\nline 11\nline 12\nline 13\nline 14");
    type(PGUP PGUP PGUP);
    expect_rows("line 1\nline 2\nline 3\nline 4\nline 5\nline 6\nline 7\nline 8");
    type(LINE "30" ENTER);
    expect_status("Line 30 of 50, column 1");
    assert_string_equal(row(screen.cursor_row), "line 30");
    type(LINE "0" ENTER);
    expect_status("That is no line number: 0");
    type(LINE "999" ENTER);
    expect_status("Line 50 of 50");
}

static void long_lines(void **state)
{
    char text[101];
    (void)state;
    for (int i = 0; i < 100; i++)
        text[i] = (char)('a' + i % 26);
    text[100] = '\0';
    type(text);
    type(ENTER "short" UP END);
    expect_status("column 101");
    assert_int_equal(row(0)[0], '<');
    assert_int_equal(screen.cells[screen.cursor_column - 1].text[0], 'a' + 99 % 26);
    assert_string_equal(row(1), "<");           /* everything is scrolled */
    type(HOME);
    assert_int_equal(row(0)[0], 'a');
    assert_int_equal(row(0)[COLUMNS - 1], '>');
    for (int i = 0; i < 100; i++) {
        type(RIGHT);
        unsigned at = screen.cursor_column;
        assert_true(at < COLUMNS);
        if (i < 98 && at < COLUMNS - 1)
            assert_int_equal(screen.cells[at].text[0], text[i + 1]);
    }
    for (int i = 99; i >= 0; i--) {
        type(LEFT);
        assert_int_equal(screen.cells[screen.cursor_column].text[0], text[i]);
    }
}

static void special_bytes(void **state)
{
    (void)state;
    type("\033[200~a\x01\033[2Jb\tc\xff\x9b\033[201~");
    assert_string_equal(row(0), "a^A^[[2Jb       c<FF><9B>");
    expect_text("a\x01\033[2Jb\tc\xff\x9b");
    type(LEFT LEFT LEFT LEFT);
    expect_cursor(0, 9);
    type("\t\xe9" "x");
    assert_string_equal(row(0), "a^A^[[2Jb       <E9>x   c<FF><9B>");
    type(ENTER "\033[200~1\r\n2\r3\n4\033[201~");
    expect_text("a\x01\033[2Jb\t\xe9x\n1\n2\n3\n4\tc\xff\x9b");
}

static void saving_and_opening(void **state)
{
    (void)state;
    type("first" SAVE);
    expect_last("Save as: /");
    type("one" ENTER);
    expect_status("/one  Saved, 5 bytes");
    type("!");
    expect_status("/one (changed)");
    type(SAVE);
    expect_status("Saved, 6 bytes");
    type(NEW "second" SAVE_AS "two" ENTER);
    expect_status("/two");
    type(OPEN "one" ENTER);
    expect_rows("first!");
    expect_status("/one");
    type("?" OPEN "two" ENTER);
    expect_last("Save the changes to /one? Y yes  N no, lose them  Esc");
    type("x" ESC);
    expect_rows("?first!");
    type(OPEN "two" ENTER "y");
    expect_rows("second");
    type(OPEN "one" ENTER);
    expect_rows("?first!");
    type("#" OPEN "two" ENTER "n");
    expect_rows("second");
    type(OPEN "one" ENTER);
    expect_rows("?first!");
    type(SAVE_AS BS BS BS "two" ENTER);
    expect_last("Replace /two?");
    type("n" OPEN "two" ENTER);
    expect_rows("second");
    type(SAVE_AS "\x15one" ENTER "y" OPEN "one" ENTER);
    expect_rows("second");
    type(OPEN "/one" ENTER);
    expect_status(" /one ");
    type(OPEN "new" ENTER);
    expect_status("New file");
    type("x" SAVE);
    expect_status("/new  Saved, 1 bytes");
    type(SAVE_AS "\x15/no/such" ENTER);
    expect_status("Not saved");
    expect_status("No such file");
}

/* A folder is not a file that could be replaced. */
static void saving_to_a_folder(void **state)
{
    (void)state;
    files_mkdir(editor.files, "/folder");
    type("text" SAVE ENTER);
    expect_status("Not saved: Is a directory");
    type(QUIT "y" BS "folder" ENTER);
    expect_status("Not saved: Is a directory");
    assert_false(editor.quit);
    type(SAVE "folder/" ENTER);
    expect_status("Not saved: Is a directory");
    type(SAVE "f" ENTER);                       /* the wish to leave has been forgotten */
    expect_status("/f  Saved, 4 bytes");
    assert_false(editor.quit);
}

/* What is pasted goes into the text or the answer to a question for one, whole or not at all. */
static void pasting(void **state)
{
    (void)state;
    type(PASTED("some Gr\xc3\xbc\xc3\x9f" "e here") TOP FIND PASTED("\tGr\xc3\xbc\xc3\x9f" "e\r"));
    expect_last("Find: Gr\xc3\xbc\xc3\x9f" "e");
    type(ENTER);
    expect_cursor(0, 5);
    type(F1 PASTED("nyd"));
    assert_non_null(strstr(row(0), " Keys "));
    type(ESC SAVE PASTED("f") ENTER LIST PASTED("nyd"));
    assert_non_null(strstr(row(0), " / "));
    type(ESC "x" QUIT PASTED("nyd"));
    expect_last("Save the changes to /f?");
    type(ESC);
    expect_text("some xGr\xc3\xbc\xc3\x9f" "e here");
}

static void leaving(void **state)
{
    (void)state;
    type("text" QUIT ESC);
    assert_false(editor.quit);
    type(QUIT "y");
    expect_last("Save as");
    type(ESC);
    assert_false(editor.quit);
    type(SAVE "f" ENTER);                       /* the wish to leave has been forgotten */
    assert_false(editor.quit);
    type("more" QUIT "y");
    assert_true(editor.quit);
    editor.quit = false;
    type("x" QUIT "n");
    assert_true(editor.quit);
    editor.quit = false;
    type(UNDO QUIT);
    assert_true(editor.quit);
}

static void finding(void **state)
{
    (void)state;
    type("one two" ENTER "TWO three" ENTER "two" TOP);
    type(FIND "two" ENTER);
    expect_cursor(0, 4);
    type(NEXT);
    expect_cursor(1, 0);
    type(FIND);
    expect_last("Enter alone: two");
    type(ENTER);
    expect_cursor(2, 0);
    type(NEXT);
    expect_cursor(0, 4);
    expect_status("Found after going on from the top");
    type(FIND "TWO" ENTER NEXT);
    expect_cursor(1, 0);
    type(FIND "four" ENTER);
    expect_status("Not found: four");
    expect_cursor(1, 0);
    type(FIND "x" ESC);
    expect_last("F1 Help");
}

static void listing(void **state)
{
    (void)state;
    files_mkdir(editor.files, "/folder");
    type("a" SAVE "b" ENTER SAVE_AS "\x15/folder/inner" ENTER);
    type(LIST);
    assert_non_null(strstr(row(0), " /folder "));
    assert_non_null(strstr(row(1), "../"));
    assert_non_null(strstr(row(2), "1  inner"));
    expect_last("Enter opens  Del deletes");
    type(ENTER);
    assert_non_null(strstr(row(0), " / "));
    assert_non_null(strstr(row(1), "folder/"));
    assert_non_null(strstr(row(2), "1  b"));
    type(DEL "y");
    expect_status("Not deleted");
    type(DOWN DOWN DOWN ENTER);
    expect_status("/b");
    type(LIST END DEL "n" DEL "y");
    expect_status("Deleted /b");
    type(UP ENTER END DEL "y");
    expect_status("Deleted /folder/inner");
    type(ESC);
    expect_rows("a");
    type(OPEN "\x15/folder" ENTER);
    assert_non_null(strstr(row(0), " /folder "));
}

static void help(void **state)
{
    (void)state;
    type("text" F1);
    assert_non_null(strstr(row(0), " Keys "));
    expect_last("Up and Down show more");
    for (int i = 0; i < 50; i++)
        type(DOWN);
    assert_non_null(strstr(row(6), "goes off"));
    type(UP UP "x");
    expect_rows("text");
}

static void cutting(void **state)
{
    (void)state;
    type("one" ENTER "two" ENTER "three" TOP PUT);
    expect_status("Nothing has been cut yet");
    type(CUT CUT);
    expect_text("three");
    type(BOTTOM ENTER PUT);
    expect_text("three\none\ntwo\n");
    type(CUT UP CUT PUT PUT);
    expect_text("three\none\ntwo\ntwo\n");
    type(UNDO UNDO);
    expect_text("three\none\n");
}

static void disk_full(void **state)
{
    static char text[80000];
    (void)state;
    memset(text, 'x', sizeof text - 1);
    for (size_t i = 50; i < sizeof text - 1; i += 50)
        text[i] = '\r';
    editor_open(&editor, "/f");
    type("small" SAVE);
    paste(text);
    type(SAVE);
    expect_status("the disk is full");
    expect_status("(changed)");
    assert_int_equal(buffer_size(&editor.document.text), 5 + sizeof text - 1);
    for (int i = 0; i < 1000; i++)
        paste(UNDO);
    type(SAVE);
    expect_status("Saved");
    for (int i = 0; i < 1000; i++)
        paste(REDO);
    assert_int_equal(buffer_size(&editor.document.text), 5 + sizeof text - 1);
}

static void no_memory(void **state)
{
    (void)state;
    type("text");
    static char line[3000];
    memset(line, 'y', sizeof line - 1);
    out_of_memory = true;
    type(line);
    expect_status("Nothing was changed: out of memory");
    type(HOME CUT);
    expect_status("out of memory");
    type(SAVE "f" ENTER);
    expect_status("Not saved");
    out_of_memory = false;
    type(END "z" SAVE "f" ENTER);
    expect_status("Saved");
}

static void any_keys(void **state)
{
    static const char *const pool[] = {
        UP, DOWN, LEFT, RIGHT, HOME, END, PGUP, PGDN, DEL, BS, ESC, ENTER, TOP, BOTTOM, F1, SAVE,
        SAVE_AS, OPEN, FIND, NEXT, LIST, LINE, NEW, UNDO, REDO, CUT, PUT, QUIT, "a", "y", "n",
        "日", "\t", "\xff", "e\xcc\x81", "hello world ",
        PASTED("\r\n\x01"), PASTED("\xe6\x97"), "1", "/"};
    (void)state;
    srand(12);
    for (int i = 0; i < 15000; i++) {
        if (rand() % 300 == 0) {
            screen_resize(&screen, (unsigned)rand() % 40, (unsigned)rand() % 120);
            editor_resize(&editor, screen.rows, screen.columns);
        }
        out_of_memory = rand() % 50 == 0;
        type(pool[(unsigned)rand() % (sizeof pool / sizeof pool[0])]);
        editor.quit = false;
        assert_true(editor.cursor <= buffer_size(&editor.document.text));
        assert_true(screen.cursor_row < screen.rows);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(typing), TEST(moving), TEST(paging), TEST(long_lines), TEST(special_bytes),
        TEST(saving_and_opening), TEST(saving_to_a_folder), TEST(pasting), TEST(leaving),
        TEST(finding), TEST(listing), TEST(help), TEST(cutting), TEST(disk_full), TEST(no_memory),
        TEST(any_keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
