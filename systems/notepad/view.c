/* Drawing: text, status bar, what is being asked; see view.h. */
#include "view.h"
#include <stdio.h>
#include <string.h>
#include "glyph.h"
#include "utf8.h"

#define STYLE_STATUS  (STYLE_DEFAULT | STYLE_REVERSE)
#define STYLE_ALARM   ((uint16_t)(STYLE(COLOUR_WHITE, COLOUR_RED) | STYLE_BOLD))
#define STYLE_SPECIAL STYLE(COLOUR_CYAN, COLOUR_DEFAULT)
#define STYLE_MATCH   STYLE(COLOUR_BLACK, COLOUR_YELLOW)
#define STYLE_EDGE    STYLE(COLOUR_BLUE, COLOUR_DEFAULT)

/* ---- scrolling ---- */

static void scroll_lines(struct editor *editor)
{
    struct buffer *text = &editor->document.text;
    size_t size = buffer_size(text);
    size_t top = buffer_line_of(text, editor->top < size ? editor->top : size);
    size_t line = buffer_line_of(text, editor->cursor);
    size_t rows = editor->rows;
    bool hidden = line < top || line >= top + rows;
    if (hidden && editor->jumped)
        top = line > rows / 2 ? line - rows / 2 : 0;    /* with what is around it */
    else if (hidden)
        top = line < top ? line : line - rows + 1;
    editor->jumped = false;
    editor->top = buffer_line_offset(text, top);
}

/* The last column is kept free for the sign that the line goes on. */
static void scroll_columns(struct editor *editor, size_t column)
{
    size_t step = editor->columns / 4 + 1, width = editor->columns - 1;
    if (column < editor->left + (editor->left > 0))
        editor->left = column > step ? column - step : 0;
    else if (column >= editor->left + width)
        editor->left = column - width + step;
}

/* ---- text ---- */

struct pen {
    struct editor *editor;
    struct screen *screen;
    unsigned row;
};

static uint16_t style_at(const struct editor *editor, size_t at, const struct glyph *glyph)
{
    if (at >= editor->match && at < editor->match + editor->match_size)
        return STYLE_MATCH;
    return glyph->special ? STYLE_SPECIAL : STYLE_DEFAULT;
}

/* Draws a glyph of the line at its column; what sticks out at the left is cut off. */
static void draw_glyph(const struct pen *pen, const struct glyph *glyph, size_t column,
                       uint16_t style)
{
    size_t left = pen->editor->left;
    if (column >= left) {
        screen_put(pen->screen, pen->row, (unsigned)(column - left), style, glyph->text,
                   glyph->length);
    } else if (column + glyph->columns > left) {
        screen_fill(pen->screen, pen->row, 0, (unsigned)(column + glyph->columns - left), style);
    }
}

/* Draws the line that starts at 'at' and returns where it ends. */
static size_t draw_line(const struct pen *pen, size_t at)
{
    const struct buffer *text = &pen->editor->document.text;
    size_t size = buffer_size(text), column = 0, start = at;
    size_t right = pen->editor->left + pen->editor->columns;
    while (at < size && buffer_byte(text, at) != '\n' && column < right) {
        struct glyph glyph = glyph_at(text, at, column);
        draw_glyph(pen, &glyph, column, style_at(pen->editor, at, &glyph));
        column += glyph.columns;
        at += glyph.bytes;
    }
    if (column >= right && at < size && buffer_byte(text, at) != '\n')
        screen_print(pen->screen, pen->row, pen->editor->columns - 1, STYLE_EDGE, ">");
    if (pen->editor->left > 0 && at > start)
        screen_print(pen->screen, pen->row, 0, STYLE_EDGE, "<");
    return buffer_line_end(text, at);
}

static void draw_text(struct editor *editor, struct screen *screen, size_t column)
{
    size_t at = editor->top, size = buffer_size(&editor->document.text);
    for (unsigned row = 0; row < editor->rows; row++) {
        struct pen pen = {editor, screen, row};
        at = draw_line(&pen, at);
        if (at >= size)
            break;
        at++;
    }
    screen_cursor(screen,
                  (unsigned)(buffer_line_of(&editor->document.text, editor->cursor) -
                             buffer_line_of(&editor->document.text, editor->top)),
                  (unsigned)(column - editor->left));
}

/* ---- status bar and last row ---- */

/* The end of a text that fits into a number of columns. */
static const char *tail_of(const char *text, unsigned columns)
{
    while (screen_width(text, strlen(text)) > columns) {
        uint32_t code;
        text += utf8_decode(text, strlen(text), &code);
    }
    return text;
}

static void draw_status(struct editor *editor, struct screen *screen, size_t column)
{
    struct buffer *text = &editor->document.text;
    char position[80];
    unsigned row = screen->rows - 2, columns = screen->columns;
    snprintf(position, sizeof position, " Line %zu of %zu, column %zu ",
             buffer_line_of(text, editor->cursor) + 1, text->newlines + 1, column + 1);
    unsigned width = screen_width(position, strlen(position));
    unsigned right = width < columns ? columns - width : 0;
    screen_fill(screen, row, 0, columns, STYLE_STATUS);
    unsigned at = screen_print(screen, row, 1, STYLE_STATUS,
                               tail_of(editor_title(editor), columns / 3));
    at = screen_print(screen, row, at, STYLE_STATUS,
                      buffer_modified(text) ? " (changed)" : "");
    if (editor->message[0] != '\0')
        screen_print(screen, row, at + 2, editor->alarm ? STYLE_ALARM : STYLE_STATUS,
                     editor->message);
    if (editor->message[0] == '\0' || at + 2 + screen_width(editor->message,
                                                strlen(editor->message)) <= right)
        screen_print(screen, row, right, STYLE_STATUS, position);
}

static void draw_hints(struct screen *screen)
{
    static const char *const hints[] = {"F1", "Help", "F2", "Save", "F3", "Find", "F5",
                                        "Save as", "F6", "Open", "F7", "Files", "^Z", "Undo",
                                        "F10", "Leave", NULL};
    unsigned row = screen->rows - 1, column = 0;
    for (size_t i = 0; hints[i] != NULL && column < screen->columns; i += 2) {
        column = screen_print(screen, row, column, STYLE_STATUS, hints[i]);
        column = screen_print(screen, row, column, STYLE_DEFAULT, " ");
        column = screen_print(screen, row, column, STYLE_DEFAULT, hints[i + 1]);
        column = screen_print(screen, row, column, STYLE_DEFAULT, "  ");
    }
}

static void draw_prompt(struct editor *editor, struct screen *screen)
{
    static const char *const labels[] = {
        [PROMPT_OPEN] = "Open: ", [PROMPT_SAVE_AS] = "Save as: ", [PROMPT_FIND] = "Find: ",
        [PROMPT_LINE] = "Go to line: "};
    const struct prompt *prompt = &editor->prompt;
    unsigned row = screen->rows - 1;
    unsigned at = screen_print(screen, row, 0, STYLE_BOLD, labels[prompt->purpose]);
    char before[PROMPT_MAX + 1];
    memcpy(before, prompt->text, prompt->cursor);
    before[prompt->cursor] = '\0';
    unsigned room = screen->columns > at + 1 ? screen->columns - at - 1 : 1;
    unsigned cursor = screen_print(screen, row, at, STYLE_DEFAULT, tail_of(before, room));
    screen_print(screen, row, cursor, STYLE_DEFAULT, prompt->text + prompt->cursor);
    if (prompt->purpose == PROMPT_FIND && prompt->length == 0 && editor->pattern[0] != '\0') {
        at = screen_print(screen, row, cursor, STYLE_DIM, "Enter alone: ");
        screen_print(screen, row, at, STYLE_DIM, editor->pattern);
    }
    screen_cursor(screen, row, cursor);
}

static void draw_question(struct editor *editor, struct screen *screen)
{
    static const struct { const char *before, *after; } texts[] = {
        [ASK_SAVE] = {"Save the changes to ", "? Y yes  N no, lose them  Esc go back"},
        [ASK_OVERWRITE] = {"Replace ", "? Y yes  N no"},
        [ASK_DELETE] = {"Delete ", "? Y yes  N no"}};
    unsigned row = screen->rows - 1;
    unsigned at = screen_print(screen, row, 0, STYLE_BOLD, texts[editor->question].before);
    at = screen_print(screen, row, at, STYLE_BOLD, tail_of(editor->subject, screen->columns / 3));
    at = screen_print(screen, row, at, STYLE_BOLD, texts[editor->question].after);
    screen_cursor(screen, row, at);
}

/* ---- boxes ---- */

/* A box in the middle of the text area, with a title; returns the rows inside. */
static unsigned draw_box(struct screen *screen, struct box *box, const char *title)
{
    unsigned rows = screen->rows - 2, columns = screen->columns;
    box->rows = box->rows < rows ? box->rows : rows;
    box->columns = box->columns < columns ? box->columns : columns;
    box->row = (rows - box->rows) / 2;
    box->column = (columns - box->columns) / 2;
    screen_box(screen, *box, STYLE_DEFAULT);
    unsigned at = screen_print(screen, box->row, box->column + 2, STYLE_BOLD, " ");
    at = screen_print(screen, box->row, at, STYLE_BOLD, tail_of(title, box->columns > 8 ?
                                                                box->columns - 8 : 0));
    screen_print(screen, box->row, at, STYLE_BOLD, " ");
    screen_hide_cursor(screen);
    return box->rows > 2 ? box->rows - 2 : 0;
}

/* Prints inside a box, cut off at its frame. */
static void print_inside(struct screen *screen, struct box box, unsigned row, uint16_t style,
                         const char *text)
{
    unsigned inside = box.columns - 4;
    screen_fill(screen, box.row + 1 + row, box.column + 1, box.columns - 2, style);
    screen_print(screen, box.row + 1 + row, box.column + 2, style, text);
    if (screen_width(text, strlen(text)) > inside) {
        unsigned edge = box.column + box.columns - 1;
        screen_print(screen, box.row + 1 + row, edge, STYLE_DEFAULT, "│");
        screen_fill(screen, box.row + 1 + row, edge + 1, screen->columns, STYLE_DEFAULT);
    }
}

static void draw_help(struct editor *editor, struct screen *screen)
{
    struct box box = {.rows = (unsigned)editor_help_lines() + 2, .columns = 66};
    unsigned rows = draw_box(screen, &box, "Keys");
    size_t hidden = editor_help_lines() > rows ? editor_help_lines() - rows : 0;
    if (editor->help_top > hidden)
        editor->help_top = hidden;
    for (unsigned row = 0; row < rows; row++) {
        char line[100];
        const struct help_line *help = &editor_help[editor->help_top + row];
        snprintf(line, sizeof line, "%-23s %s", help->keys, help->meaning);
        print_inside(screen, box, row, STYLE_DEFAULT, line);
    }
    screen_print(screen, screen->rows - 1, 0, STYLE_BOLD,
                 hidden > 0 ? "Up and Down show more, any other key goes back"
                            : "Any key goes back to the text");
}

static void draw_list(struct editor *editor, struct screen *screen)
{
    struct list *list = &editor->list;
    struct box box = {.rows = screen->rows, .columns = 70};
    unsigned rows = draw_box(screen, &box, list->directory);
    size_t top = list->selected >= rows ? list->selected - rows + 1 : 0;
    for (unsigned row = 0; row < rows && top + row < list->count; row++) {
        const struct files_entry *entry = &list->entries[top + row];
        char line[FILES_NAME_MAX + 40];
        if (entry->type == FILES_DIRECTORY)
            snprintf(line, sizeof line, "%10s  %s/", "", entry->name);
        else
            snprintf(line, sizeof line, "%10llu  %s", (unsigned long long)entry->size,
                     entry->name);
        print_inside(screen, box, row,
                     top + row == list->selected ? STYLE_STATUS : STYLE_DEFAULT, line);
    }
    if (list->count == 0)
        print_inside(screen, box, 0, STYLE_DIM, "no files here");
    if (editor->mode == MODE_LIST)
        screen_print(screen, screen->rows - 1, 0, STYLE_BOLD,
                     "Enter opens  Del deletes  any other key goes back");
}

void view_draw(struct editor *editor, struct screen *screen)
{
    bool listing = editor->mode == MODE_LIST ||
                   (editor->mode == MODE_QUESTION && editor->question == ASK_DELETE);
    size_t column = glyph_column(&editor->document.text, editor->cursor);
    screen_clear(screen, STYLE_DEFAULT);
    scroll_lines(editor);
    scroll_columns(editor, column);
    draw_text(editor, screen, column);
    draw_status(editor, screen, column);
    if (editor->mode == MODE_EDIT)
        draw_hints(screen);
    else if (editor->mode == MODE_PROMPT)
        draw_prompt(editor, screen);
    else if (editor->mode == MODE_HELP)
        draw_help(editor, screen);
    if (listing)
        draw_list(editor, screen);
    if (editor->mode == MODE_QUESTION)
        draw_question(editor, screen);
}
