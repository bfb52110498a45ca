/* Moving about and changing the text; see editor.h. Everything that asks is in dialog.c. */
#include "editor.h"
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "dialog.h"
#include "find.h"
#include "glyph.h"
#include "utf8.h"

/* ---- messages ---- */

void editor_say(struct editor *editor, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(editor->message, sizeof editor->message, format, arguments);
    va_end(arguments);
    editor->alarm = false;
}

void editor_fail(struct editor *editor, const char *what, int failure)
{
    const char *reason = failure == -ENOMEM ? "out of memory"
                         : failure == -ENOSPC ? "the disk is full" : strerror(-failure);
    editor_say(editor, "%s: %s", what, reason);
    editor->alarm = true;
}

const char *editor_title(const struct editor *editor)
{
    return editor->document.path[0] != '\0' ? editor->document.path : "(no name)";
}

/* ---- moving ---- */

static struct buffer *text_of(struct editor *editor)
{
    return &editor->document.text;
}

static void move_left(struct editor *editor)
{
    editor->cursor = glyph_previous(text_of(editor), editor->cursor);
}

static void move_right(struct editor *editor)
{
    editor->cursor = glyph_next(text_of(editor), editor->cursor);
}

static bool in_word(struct editor *editor, size_t at)
{
    uint8_t byte = buffer_byte(text_of(editor), at);
    return byte >= 0x80 || byte == '_' || (byte >= '0' && byte <= '9') ||
           (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static void word_left(struct editor *editor)
{
    while (editor->cursor > 0 && !in_word(editor, editor->cursor - 1))
        move_left(editor);
    while (editor->cursor > 0 && in_word(editor, editor->cursor - 1))
        move_left(editor);
}

static void word_right(struct editor *editor)
{
    size_t size = buffer_size(text_of(editor));
    while (editor->cursor < size && in_word(editor, editor->cursor))
        move_right(editor);
    while (editor->cursor < size && !in_word(editor, editor->cursor))
        move_right(editor);
}

static void line_start(struct editor *editor)
{
    editor->cursor = buffer_line_start(text_of(editor), editor->cursor);
}

static void line_end(struct editor *editor)
{
    editor->cursor = buffer_line_end(text_of(editor), editor->cursor);
}

static void text_start(struct editor *editor)
{
    editor->cursor = 0;
}

static void text_end(struct editor *editor)
{
    editor->cursor = buffer_size(text_of(editor));
}

/* Up (negative) or down by lines, keeping the column as far as lines are long enough. */
static void move_lines(struct editor *editor, long lines)
{
    struct buffer *text = text_of(editor);
    if (!editor->goal_kept)
        editor->goal = glyph_column(text, editor->cursor);
    editor->goal_kept = true;
    size_t start = buffer_line_start(text, editor->cursor), moved = start;
    for (; lines < 0 && moved > 0; lines++)
        moved = buffer_line_start(text, moved - 1);
    for (; lines > 0 && buffer_line_end(text, moved) < buffer_size(text); lines--)
        moved = buffer_line_end(text, moved) + 1;
    if (moved != start)
        editor->cursor = glyph_offset(text, moved, editor->goal);
}

static void move_up(struct editor *editor)
{
    move_lines(editor, -1);
}

static void move_down(struct editor *editor)
{
    move_lines(editor, 1);
}

static long page(const struct editor *editor)
{
    return editor->rows > 1 ? (long)editor->rows - 1 : 1;
}

/* The shown part moves as far as the cursor. */
static void scroll(struct editor *editor, long lines)
{
    struct buffer *text = text_of(editor);
    size_t before = buffer_line_of(text, editor->cursor);
    size_t top = buffer_line_of(text, editor->top);
    move_lines(editor, lines);
    size_t after = buffer_line_of(text, editor->cursor);
    size_t moved = after >= before ? top + (after - before)
                   : top > before - after ? top - (before - after) : 0;
    editor->top = buffer_line_offset(text, moved);
}

static void page_up(struct editor *editor)
{
    scroll(editor, -page(editor));
}

static void page_down(struct editor *editor)
{
    scroll(editor, page(editor));
}

/* ---- changing ---- */

static bool change(struct editor *editor, struct edit edit)
{
    bool done = buffer_edit(text_of(editor), edit, editor->cursor);
    if (done)
        editor->cursor = edit.at + edit.add;
    else
        editor_fail(editor, "Nothing was changed", -ENOMEM);
    return done;
}

static bool insert(struct editor *editor, const char *text, size_t size)
{
    return change(editor, (struct edit){.at = editor->cursor, .text = text, .add = size});
}

static void erase(struct editor *editor, size_t from, size_t to)
{
    if (from < to)
        change(editor, (struct edit){.at = from, .remove = to - from});
}

static void erase_before(struct editor *editor)
{
    erase(editor, glyph_previous(text_of(editor), editor->cursor), editor->cursor);
}

static void erase_after(struct editor *editor)
{
    size_t cursor = editor->cursor;
    erase(editor, cursor, glyph_next(text_of(editor), cursor));
}

static void new_line(struct editor *editor)
{
    insert(editor, "\n", 1);
    buffer_seal(text_of(editor));
}

static void insert_tab(struct editor *editor)
{
    insert(editor, "\t", 1);
}

static void cut_line(struct editor *editor)
{
    struct buffer *text = text_of(editor);
    size_t start = buffer_line_start(text, editor->cursor);
    size_t end = buffer_line_end(text, editor->cursor);
    end += end < buffer_size(text);
    size_t kept = editor->cutting ? editor->cut_size : 0;
    if (start == end)
        return;
    char *cut = realloc(editor->cut, kept + (end - start));
    if (cut == NULL) {
        editor_fail(editor, "Nothing was cut", -ENOMEM);
        return;
    }
    buffer_copy(text, start, cut + kept, end - start);
    editor->cut = cut;
    editor->cut_size = kept + (end - start);
    editor->cutting = true;
    erase(editor, start, end);
}

static void paste_lines(struct editor *editor)
{
    if (editor->cut_size == 0) {
        editor_say(editor, "Nothing has been cut yet");
        return;
    }
    buffer_seal(text_of(editor));
    insert(editor, editor->cut, editor->cut_size);
    buffer_seal(text_of(editor));
}

static void report_undo(struct editor *editor, enum undo_result result, const char *what)
{
    if (result == UNDO_NOTHING)
        editor_say(editor, "Nothing to %s", what);
    else if (result == UNDO_NO_MEMORY)
        editor_fail(editor, "Nothing was changed", -ENOMEM);
}

static void undo(struct editor *editor)
{
    editor->jumped = true;
    report_undo(editor, buffer_undo(text_of(editor), &editor->cursor), "undo");
}

static void redo(struct editor *editor)
{
    editor->jumped = true;
    report_undo(editor, buffer_redo(text_of(editor), &editor->cursor), "redo");
}

static void redraw(struct editor *editor)
{
    editor->redraw = true;
}

static void help(struct editor *editor)
{
    editor->mode = MODE_HELP;
    editor->help_top = 0;
}

/* ---- keys ---- */

struct binding {
    uint32_t code;
    unsigned modifiers;
    void (*command)(struct editor *editor);
    enum { MOVES = 1, VERTICAL = 2, CUTS = 4 } kind;
};

static const struct binding bindings[] = {
    {KEY_UP, 0, move_up, MOVES | VERTICAL}, {KEY_DOWN, 0, move_down, MOVES | VERTICAL},
    {KEY_LEFT, 0, move_left, MOVES}, {KEY_RIGHT, 0, move_right, MOVES},
    {KEY_LEFT, KEY_CTRL, word_left, MOVES}, {KEY_RIGHT, KEY_CTRL, word_right, MOVES},
    {KEY_HOME, 0, line_start, MOVES}, {KEY_END, 0, line_end, MOVES},
    {KEY_HOME, KEY_CTRL, text_start, MOVES}, {KEY_END, KEY_CTRL, text_end, MOVES},
    {KEY_PAGE_UP, 0, page_up, MOVES | VERTICAL}, {KEY_PAGE_DOWN, 0, page_down, MOVES | VERTICAL},
    {KEY_BACKSPACE, 0, erase_before, 0}, {KEY_DELETE, 0, erase_after, 0},
    {KEY_ENTER, 0, new_line, 0}, {KEY_TAB, 0, insert_tab, 0},
    {KEY_F1, 0, help, 0},
    {KEY_F2, 0, dialog_save, 0}, {'s', KEY_CTRL, dialog_save, 0},
    {KEY_F3, 0, dialog_find, MOVES}, {'f', KEY_CTRL, dialog_find, MOVES},
    {KEY_F4, 0, find_next, MOVES}, {'g', KEY_CTRL, find_next, MOVES},
    {KEY_F5, 0, dialog_save_as, 0}, {'w', KEY_CTRL, dialog_save_as, 0},
    {KEY_F6, 0, dialog_open, 0}, {'o', KEY_CTRL, dialog_open, 0},
    {KEY_F7, 0, dialog_list, 0}, {'p', KEY_CTRL, dialog_list, 0},
    {KEY_F8, 0, dialog_line, MOVES}, {'t', KEY_CTRL, dialog_line, MOVES},
    {'n', KEY_CTRL, dialog_new, 0},
    {'z', KEY_CTRL, undo, 0}, {'y', KEY_CTRL, redo, 0},
    {'k', KEY_CTRL, cut_line, CUTS}, {'v', KEY_CTRL, paste_lines, 0},
    {'l', KEY_CTRL, redraw, 0},
    {KEY_F10, 0, dialog_quit, 0}, {'q', KEY_CTRL, dialog_quit, 0},
};

const struct help_line editor_help[] = {
    {"Arrows, PgUp, PgDn", "move"},
    {"Ctrl-Left, Ctrl-Right", "by words"},
    {"Home, End", "to the ends of the line"},
    {"Ctrl-Home, Ctrl-End", "to the ends of the text"},
    {"F8  Ctrl-T", "go to a line"},
    {"F3  Ctrl-F", "find (small letters find capitals too)"},
    {"F4  Ctrl-G", "find the next"},
    {"Ctrl-Z, Ctrl-Y", "undo, redo"},
    {"Ctrl-K, Ctrl-V", "cut lines, put them back"},
    {"F2  Ctrl-S", "save"},
    {"F5  Ctrl-W", "save under another name"},
    {"F6  Ctrl-O", "open a file by its name"},
    {"F7  Ctrl-P", "list files: Enter opens, Del deletes"},
    {"Ctrl-N", "start a new text"},
    {"Ctrl-L", "draw the screen anew, at its size"},
    {"F10 Ctrl-Q", "leave; the machine goes off"},
};

size_t editor_help_lines(void)
{
    return sizeof editor_help / sizeof editor_help[0];
}

static const struct binding *binding_of(const struct key *key)
{
    for (size_t i = 0; i < sizeof bindings / sizeof bindings[0]; i++)
        if (bindings[i].code == key->code && bindings[i].modifiers == (key->modifiers & ~KEY_SHIFT))
            return &bindings[i];
    return NULL;
}

/* Pasted bytes come as they were; only line ends are translated. */
static void pasted(struct editor *editor, uint8_t byte)
{
    bool second_half = byte == '\n' && editor->after_return;
    char text = byte == '\r' ? '\n' : (char)byte;
    editor->after_return = byte == '\r';
    if (!second_half)
        insert(editor, &text, 1);
}

static void typed(struct editor *editor, const struct key *key)
{
    char text[UTF8_MAX];
    if (key->code < KEY_UP && !(key->modifiers & (KEY_CTRL | KEY_ALT)))
        insert(editor, text, utf8_encode(key->code, text));
    else if (key->code == KEY_BAD)
        insert(editor, (const char *)&key->byte, 1);
    else
        editor_say(editor, "That key does nothing here; F1 shows those that do");
}

static void edit_key(struct editor *editor, const struct key *key)
{
    const struct binding *binding = binding_of(key);
    if (key->code == KEY_ESCAPE)
        return;
    if (binding == NULL) {
        editor->goal_kept = editor->cutting = false;
        if (key->code == KEY_PASTE)
            pasted(editor, key->byte);
        else
            typed(editor, key);
        return;
    }
    if (binding->kind & MOVES)
        buffer_seal(text_of(editor));
    if (!(binding->kind & VERTICAL))
        editor->goal_kept = false;
    if (!(binding->kind & CUTS))
        editor->cutting = false;
    binding->command(editor);
}

static void help_key(struct editor *editor, const struct key *key)
{
    if (key->code == KEY_DOWN && editor->help_top + 1 < editor_help_lines())
        editor->help_top++;
    else if (key->code == KEY_UP && editor->help_top > 0)
        editor->help_top--;
    else if (key->code != KEY_DOWN && key->code != KEY_UP)
        editor->mode = MODE_EDIT;
}

/* What is pasted is text, not an answer to a question or a command. */
static bool takes(const struct editor *editor, const struct key *key)
{
    return key->code != KEY_PASTE || editor->mode == MODE_EDIT || editor->mode == MODE_PROMPT;
}

void editor_key(struct editor *editor, const struct key *key)
{
    if (!takes(editor, key))
        return;
    editor->message[0] = '\0';
    editor->alarm = false;
    editor->match_size = 0;
    if (editor->mode == MODE_EDIT)
        edit_key(editor, key);
    else if (editor->mode == MODE_HELP)
        help_key(editor, key);
    else
        dialog_key(editor, key);
}

/* ---- life ---- */

void editor_init(struct editor *editor, const struct files *files)
{
    *editor = (struct editor){.files = files, .mode = MODE_EDIT};
    document_init(&editor->document);
    editor_resize(editor, 24, 80);
}

void editor_release(struct editor *editor)
{
    document_clear(&editor->document);
    free(editor->list.entries);
    free(editor->cut);
}

void editor_open(struct editor *editor, const char *path)
{
    dialog_open_path(editor, path);
}

void editor_resize(struct editor *editor, unsigned rows, unsigned columns)
{
    editor->rows = rows > 2 ? rows - 2 : 1;     /* the rest: status bar, last row */
    editor->columns = columns;
}
