/*
 * The editor: what is edited, what the keys do, what is being asked. It knows neither the terminal
 * (view.c draws it) nor the connections (main.c feeds it keys).
 *
 *     cursor <= size of the text, and stands where glyph_next() could put it
 */
#pragma once
#include <keys.h>
#include "document.h"

#define PROMPT_MAX FILES_PATH_MAX

enum editor_mode { MODE_EDIT, MODE_PROMPT, MODE_QUESTION, MODE_LIST, MODE_HELP };

enum prompt_purpose { PROMPT_OPEN, PROMPT_SAVE_AS, PROMPT_FIND, PROMPT_LINE };

struct prompt {
    enum prompt_purpose purpose;
    char text[PROMPT_MAX + 1];
    size_t length, cursor;
};

enum question { ASK_SAVE, ASK_OVERWRITE, ASK_DELETE };

/* What was asked for and waits until unsaved changes are dealt with. */
enum intention { THEN_NOTHING, THEN_QUIT, THEN_NEW, THEN_OPEN };

struct list {
    char directory[FILES_PATH_MAX + 1];
    struct files_entry *entries;
    size_t count, selected;
};

struct editor {
    const struct files *files;
    struct document document;
    size_t cursor;
    size_t goal;                        /* column that moving up and down aims at */
    bool goal_kept;                     /* the last key moved up or down */
    size_t top, left;                   /* first line (its offset) and column shown */
    bool jumped;                        /* the cursor went somewhere else altogether */
    unsigned rows, columns;             /* of the text area */

    enum editor_mode mode;
    struct prompt prompt;
    enum question question;
    char subject[FILES_PATH_MAX + 1];   /* path that the question is about */
    enum intention then;
    char then_path[FILES_PATH_MAX + 1];
    struct list list;
    size_t help_top;

    char message[160];                  /* shown in the status bar until the next key */
    bool alarm;                         /* the message reports a failure */
    char pattern[PROMPT_MAX + 1];       /* looked for last */
    size_t match, match_size;           /* found text, to be shown */
    char *cut;                          /* lines cut last */
    size_t cut_size;
    bool cutting;                       /* the last key cut a line */
    bool after_return;                  /* the last pasted byte was a carriage return */
    bool redraw;                        /* the terminal is to be asked and drawn anew */
    bool quit;
};

void editor_init(struct editor *editor, const struct files *files);
void editor_release(struct editor *editor);

/* Opens a file; one that does not exist starts empty and is made when it is saved. */
void editor_open(struct editor *editor, const char *path);

void editor_resize(struct editor *editor, unsigned rows, unsigned columns);
void editor_key(struct editor *editor, const struct key *key);

/* Puts a message into the status bar; a failure is a negative errno. */
void editor_say(struct editor *editor, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void editor_fail(struct editor *editor, const char *what, int failure);

/* One line of the help: keys and what they do; NULL behind the last. */
struct help_line { const char *keys, *meaning; };
extern const struct help_line editor_help[];
size_t editor_help_lines(void);

/* Name of the document for people. */
const char *editor_title(const struct editor *editor);
