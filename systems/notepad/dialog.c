/* Prompts, questions, the list of files, and what follows from the answers; see dialog.h. */
#include "dialog.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "find.h"
#include "utf8.h"

/* ---- doing what was asked for ---- */

static void show_start(struct editor *editor)
{
    editor->cursor = editor->top = editor->left = 0;
    editor->goal_kept = false;
    editor->mode = MODE_EDIT;
}

static void list_directory(struct editor *editor, const char *path);

void dialog_open_path(struct editor *editor, const char *path)
{
    struct files_entry entry;
    editor->mode = MODE_EDIT;
    if (files_stat(editor->files, path, &entry) == 0 && entry.type == FILES_DIRECTORY) {
        list_directory(editor, path);
        return;
    }
    int result = document_load(&editor->document, editor->files, path);
    if (result == -ENOENT) {
        document_clear(&editor->document);
        snprintf(editor->document.path, sizeof editor->document.path, "%s", path);
        editor_say(editor, "New file");
    } else if (result != 0) {
        editor_fail(editor, "Not opened", result);
        return;
    }
    show_start(editor);
}

static void carry_on(struct editor *editor)
{
    enum intention then = editor->then;
    editor->then = THEN_NOTHING;
    editor->mode = MODE_EDIT;
    switch (then) {
    case THEN_NOTHING:
        break;
    case THEN_QUIT:
        editor->quit = true;
        break;
    case THEN_NEW:
        document_clear(&editor->document);
        show_start(editor);
        break;
    case THEN_OPEN:
        dialog_open_path(editor, editor->then_path);
        break;
    }
}

static void forget_intention(struct editor *editor)
{
    editor->then = THEN_NOTHING;
    editor->mode = MODE_EDIT;
}

static void save_to(struct editor *editor, const char *path)
{
    int result = document_save(&editor->document, editor->files, path);
    if (result != 0) {
        forget_intention(editor);
        editor_fail(editor, "Not saved", result);
        return;
    }
    editor_say(editor, "Saved, %zu bytes", buffer_size(&editor->document.text));
    carry_on(editor);
}

/* ---- asking ---- */

static void ask_text(struct editor *editor, enum prompt_purpose purpose, const char *text)
{
    struct prompt *prompt = &editor->prompt;
    editor->mode = MODE_PROMPT;
    prompt->purpose = purpose;
    snprintf(prompt->text, sizeof prompt->text, "%s", text);
    prompt->length = prompt->cursor = strlen(prompt->text);
}

static void ask(struct editor *editor, enum question question, const char *subject)
{
    editor->mode = MODE_QUESTION;
    editor->question = question;
    snprintf(editor->subject, sizeof editor->subject, "%s", subject);
}

/* Does it now, or asks first what to do with unsaved changes. */
static void intend(struct editor *editor, enum intention then)
{
    editor->then = then;
    if (buffer_modified(&editor->document.text))
        ask(editor, ASK_SAVE, editor_title(editor));
    else
        carry_on(editor);
}

/* The folder of the document, ending in a slash. */
static void folder_of(const struct editor *editor, char *folder, size_t size)
{
    const char *path = editor->document.path, *slash = strrchr(path, '/');
    int length = slash != NULL ? (int)(slash - path) + 1 : 0;
    snprintf(folder, size, "%.*s", length, path);
    if (length == 0)
        snprintf(folder, size, "/");
}

void dialog_open(struct editor *editor)
{
    char folder[FILES_PATH_MAX + 1];
    folder_of(editor, folder, sizeof folder);
    ask_text(editor, PROMPT_OPEN, folder);
}

void dialog_save_as(struct editor *editor)
{
    ask_text(editor, PROMPT_SAVE_AS,
             editor->document.path[0] != '\0' ? editor->document.path : "/");
}

void dialog_save(struct editor *editor)
{
    if (editor->document.path[0] == '\0')
        dialog_save_as(editor);
    else
        save_to(editor, editor->document.path);
}

void dialog_find(struct editor *editor)
{
    ask_text(editor, PROMPT_FIND, "");
}

void dialog_line(struct editor *editor)
{
    ask_text(editor, PROMPT_LINE, "");
}

void dialog_new(struct editor *editor)
{
    intend(editor, THEN_NEW);
}

void dialog_quit(struct editor *editor)
{
    intend(editor, THEN_QUIT);
}

/* ---- the list of files ---- */

static int compare_entries(const void *left, const void *right)
{
    const struct files_entry *a = left, *b = right;
    if (a->type != b->type)
        return a->type == FILES_DIRECTORY ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* Adds an entry; false when there is no memory. */
static bool list_add(struct list *list, const struct files_entry *entry, size_t *capacity)
{
    if (list->count == *capacity) {
        size_t larger = *capacity + *capacity / 2 + 16;
        struct files_entry *entries = realloc(list->entries, larger * sizeof *entries);
        if (entries == NULL)
            return false;
        list->entries = entries;
        *capacity = larger;
    }
    list->entries[list->count++] = *entry;
    return true;
}

/* Reads the whole directory. Returns 0 or a negative errno. */
static int list_read(const struct files *files, struct list *list)
{
    struct files_entry entry = {.name = "..", .type = FILES_DIRECTORY};
    size_t capacity = 0;
    int more = 1, fd = files_open(files, list->directory, O_RDONLY | O_DIRECTORY);
    if (fd < 0)
        return -errno;
    bool room = strcmp(list->directory, "/") == 0 || list_add(list, &entry, &capacity);
    while (room && (more = files_readdir(files, fd, &entry)) > 0)
        room = list_add(list, &entry, &capacity);
    int failure = !room ? -ENOMEM : more < 0 ? -errno : 0;
    files_close(files, fd);
    if (list->count > 0)
        qsort(list->entries, list->count, sizeof *list->entries, compare_entries);
    return failure;
}

static void list_directory(struct editor *editor, const char *path)
{
    struct list fresh = {.count = 0};
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    snprintf(fresh.directory, sizeof fresh.directory, "%.*s", (int)length, path);
    int result = list_read(editor->files, &fresh);
    if (result != 0) {
        free(fresh.entries);
        editor_fail(editor, "Cannot list the files", result);
        return;
    }
    free(editor->list.entries);
    editor->list = fresh;
    editor->mode = MODE_LIST;
}

void dialog_list(struct editor *editor)
{
    char folder[FILES_PATH_MAX + 1];
    folder_of(editor, folder, sizeof folder);
    list_directory(editor, folder);
}

/* Path of the selected entry; false when it is too long. */
static bool selected_path(struct editor *editor, char *path, size_t size)
{
    struct list *list = &editor->list;
    const char *name = list->entries[list->selected].name;
    const char *slash = strcmp(list->directory, "/") == 0 ? "" : "/";
    if (strcmp(name, "..") == 0) {
        const char *last = strrchr(list->directory, '/');
        int length = last > list->directory ? (int)(last - list->directory) : 1;
        snprintf(path, size, "%.*s", length, list->directory);
        return true;
    }
    int length = snprintf(path, size, "%s%s%s", list->directory, slash, name);
    if (length >= 0 && (size_t)length < size)
        return true;
    editor_fail(editor, "Not opened", -ENAMETOOLONG);
    return false;
}

static void list_choose(struct editor *editor)
{
    struct list *list = &editor->list;
    char path[FILES_PATH_MAX + 1];
    if (list->count == 0 || !selected_path(editor, path, sizeof path))
        return;
    if (list->entries[list->selected].type == FILES_DIRECTORY) {
        list_directory(editor, path);
        return;
    }
    snprintf(editor->then_path, sizeof editor->then_path, "%s", path);
    intend(editor, THEN_OPEN);
}

static void list_delete(struct editor *editor)
{
    struct list *list = &editor->list;
    char path[FILES_PATH_MAX + 1];
    if (list->count == 0 || strcmp(list->entries[list->selected].name, "..") == 0)
        return;
    if (selected_path(editor, path, sizeof path))
        ask(editor, ASK_DELETE, path);
}

static void delete_subject(struct editor *editor)
{
    struct files_entry entry;
    size_t selected = editor->list.selected;
    int result = files_stat(editor->files, editor->subject, &entry);
    if (result == 0)
        result = entry.type == FILES_DIRECTORY ? files_rmdir(editor->files, editor->subject)
                                               : files_unlink(editor->files, editor->subject);
    int failure = result != 0 ? -errno : 0;
    editor->mode = MODE_LIST;
    list_directory(editor, editor->list.directory);
    if (editor->list.count > 0)
        editor->list.selected = selected < editor->list.count ? selected
                                                              : editor->list.count - 1;
    if (failure != 0)
        editor_fail(editor, "Not deleted", failure);
    else
        editor_say(editor, "Deleted %.120s", editor->subject);
}

static void list_key(struct editor *editor, const struct key *key)
{
    struct list *list = &editor->list;
    size_t page = editor->rows > 6 ? editor->rows - 5 : 1;
    size_t last = list->count > 0 ? list->count - 1 : 0;
    if (key->code == KEY_UP)
        list->selected -= list->selected > 0;
    else if (key->code == KEY_DOWN)
        list->selected += list->selected < last;
    else if (key->code == KEY_PAGE_UP)
        list->selected -= list->selected < page ? list->selected : page;
    else if (key->code == KEY_PAGE_DOWN)
        list->selected = last - list->selected < page ? last : list->selected + page;
    else if (key->code == KEY_HOME)
        list->selected = 0;
    else if (key->code == KEY_END)
        list->selected = last;
    else if (key->code == KEY_ENTER)
        list_choose(editor);
    else if (key->code == KEY_DELETE)
        list_delete(editor);
    else
        editor->mode = MODE_EDIT;
}

/* ---- answers ---- */

static void go_to_line(struct editor *editor, const char *text)
{
    char *end;
    unsigned long line = strtoul(text, &end, 10);
    if (end == text || *end != '\0' || line == 0) {
        editor_say(editor, "That is no line number: %.80s", text);
        editor->alarm = true;
        return;
    }
    editor->cursor = buffer_line_offset(&editor->document.text, line - 1);
    editor->jumped = true;
}

static void save_as(struct editor *editor, const char *path)
{
    struct files_entry entry;
    bool other = strcmp(path, editor->document.path) != 0;
    if (other && files_stat(editor->files, path, &entry) == 0 && entry.type != FILES_DIRECTORY)
        ask(editor, ASK_OVERWRITE, path);
    else
        save_to(editor, path);
}

/* Paths start at the root, whether that is said or not; a slash more (behind the folder that the
 * prompt offers) means nothing, and a file must not get two names by it. */
static void prompt_path(const struct prompt *prompt, char *path, size_t size)
{
    size_t length = 0;
    path[length++] = '/';
    for (const char *c = prompt->text; *c != '\0' && length < size - 1; c++)
        if (*c != '/' || path[length - 1] != '/')
            path[length++] = *c;
    path[length] = '\0';
}

static void prompt_done(struct editor *editor)
{
    struct prompt *prompt = &editor->prompt;
    char path[FILES_PATH_MAX + 1];
    editor->mode = MODE_EDIT;
    prompt_path(prompt, path, sizeof path);
    switch (prompt->purpose) {
    case PROMPT_OPEN:
        snprintf(editor->then_path, sizeof editor->then_path, "%s", path);
        intend(editor, THEN_OPEN);
        break;
    case PROMPT_SAVE_AS:
        save_as(editor, path);
        break;
    case PROMPT_FIND:
        if (prompt->length > 0)
            memcpy(editor->pattern, prompt->text, prompt->length + 1);
        if (editor->pattern[0] != '\0')
            find_next(editor);
        break;
    case PROMPT_LINE:
        go_to_line(editor, prompt->text);
        break;
    }
}

static void prompt_erase(struct prompt *prompt, size_t from, size_t to)
{
    memmove(prompt->text + from, prompt->text + to, prompt->length + 1 - to);
    prompt->length -= to - from;
    prompt->cursor = from;
}

static size_t prompt_previous(const struct prompt *prompt)
{
    size_t at = prompt->cursor;
    if (at > 0)
        at--;
    while (at > 0 && (prompt->text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

static size_t prompt_next(const struct prompt *prompt)
{
    uint32_t code;
    if (prompt->cursor == prompt->length)
        return prompt->cursor;
    return prompt->cursor +
           utf8_decode(prompt->text + prompt->cursor, prompt->length - prompt->cursor, &code);
}

static void prompt_insert(struct editor *editor, const char *text, size_t size)
{
    struct prompt *prompt = &editor->prompt;
    if (prompt->length + size > PROMPT_MAX) {
        editor_fail(editor, "No more", -ENAMETOOLONG);
        return;
    }
    memmove(prompt->text + prompt->cursor + size, prompt->text + prompt->cursor,
            prompt->length + 1 - prompt->cursor);
    memcpy(prompt->text + prompt->cursor, text, size);
    prompt->length += size;
    prompt->cursor += size;
}

static void prompt_key(struct editor *editor, const struct key *key)
{
    struct prompt *prompt = &editor->prompt;
    char text[UTF8_MAX];
    if (key->code == KEY_ENTER)
        prompt_done(editor);
    else if (key->code == KEY_ESCAPE)
        forget_intention(editor);
    else if (key->code == KEY_LEFT)
        prompt->cursor = prompt_previous(prompt);
    else if (key->code == KEY_RIGHT)
        prompt->cursor = prompt_next(prompt);
    else if (key->code == KEY_HOME)
        prompt->cursor = 0;
    else if (key->code == KEY_END)
        prompt->cursor = prompt->length;
    else if (key->code == KEY_BACKSPACE)
        prompt_erase(prompt, prompt_previous(prompt), prompt->cursor);
    else if (key->code == KEY_DELETE)
        prompt_erase(prompt, prompt->cursor, prompt_next(prompt));
    else if (key->code == 'u' && key->modifiers == KEY_CTRL)
        prompt_erase(prompt, 0, prompt->length);
    else if (key->code < KEY_UP && !(key->modifiers & (KEY_CTRL | KEY_ALT)))
        prompt_insert(editor, text, utf8_encode(key->code, text));
    else if (key->code == KEY_PASTE && key->byte >= 0x20 && key->byte != 0x7f)
        prompt_insert(editor, (const char *)&key->byte, 1);
}

static void question_key(struct editor *editor, const struct key *key)
{
    bool plain = !(key->modifiers & (KEY_CTRL | KEY_ALT));
    bool yes = plain && (key->code == 'y' || key->code == 'Y');
    bool no = plain && (key->code == 'n' || key->code == 'N');
    if (key->code == KEY_ESCAPE || (no && editor->question != ASK_SAVE)) {
        bool listing = editor->question == ASK_DELETE;
        forget_intention(editor);
        editor->mode = listing ? MODE_LIST : MODE_EDIT;
    } else if (no) {
        carry_on(editor);
    } else if (yes && editor->question == ASK_SAVE) {
        editor->mode = MODE_EDIT;
        dialog_save(editor);
    } else if (yes && editor->question == ASK_OVERWRITE) {
        editor->mode = MODE_EDIT;
        save_to(editor, editor->subject);
    } else if (yes) {
        delete_subject(editor);
    }
}

void dialog_key(struct editor *editor, const struct key *key)
{
    if (editor->mode == MODE_PROMPT)
        prompt_key(editor, key);
    else if (editor->mode == MODE_QUESTION)
        question_key(editor, key);
    else
        list_key(editor, key);
}
