/* What the editor asks the user for: texts, answers, a file of a list; and what follows. */
#pragma once
#include "editor.h"

void dialog_open(struct editor *editor);
void dialog_save(struct editor *editor);
void dialog_save_as(struct editor *editor);
void dialog_find(struct editor *editor);
void dialog_line(struct editor *editor);
void dialog_list(struct editor *editor);
void dialog_new(struct editor *editor);
void dialog_quit(struct editor *editor);

/* A key while something is being asked. */
void dialog_key(struct editor *editor, const struct key *key);

/* Opens a path now, whatever happens to the text before. */
void dialog_open_path(struct editor *editor, const char *path);
