/*
 * The text being edited: bytes with a gap where the last change was, and the history of changes.
 *
 *     text = bytes[0 .. gap) + bytes[gap_end .. capacity)
 *     newlines == number of '\n' in the text
 *     mark_line == number of '\n' before offset mark
 *
 * Offsets count bytes of the text. Every change that fails for lack of memory leaves the text as it
 * was; before that happens the oldest history is given up.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What takes a change back: replace 'remove' bytes at 'at' by 'text'. */
struct change {
    size_t at, remove, add;
    char *text;                         /* 'add' bytes; NULL when there are none */
    size_t cursor;                      /* where the cursor was */
    uint64_t revision;                  /* of the text that this change leads to */
    bool sealed;                        /* later changes do not join this one */
};

struct history {
    struct change *changes;             /* oldest first */
    size_t count, capacity;
};

struct buffer {
    char *bytes;
    size_t gap, gap_end, capacity;
    size_t newlines;
    size_t mark, mark_line;
    struct history undo, redo;
    uint64_t revision, last_revision;   /* of the text as it is; the highest given out */
    uint64_t saved;                     /* revision that is on disk */
};

void buffer_init(struct buffer *buffer);
void buffer_release(struct buffer *buffer);

size_t buffer_size(const struct buffer *buffer);
uint8_t buffer_byte(const struct buffer *buffer, size_t at);

/* Copies up to 'size' bytes; returns how many there were. */
size_t buffer_copy(const struct buffer *buffer, size_t at, char *data, size_t size);

/* The text in two pieces, either of which may be empty. */
struct piece { const char *text; size_t size; };
void buffer_pieces(const struct buffer *buffer, struct piece pieces[2]);

/* ---- changes ---- */

struct edit { size_t at, remove; const char *text; size_t add; };

/* Changes the text; 'cursor' is where undoing will put the cursor. Changes that continue the last
 * one (typing, deleting in one direction) join it. False when there is no memory. */
bool buffer_edit(struct buffer *buffer, struct edit edit, size_t cursor);

/* Adds to the end without history: for loading. */
bool buffer_append(struct buffer *buffer, const char *text, size_t size);

/* The next change starts a new step for undo. */
void buffer_seal(struct buffer *buffer);

enum undo_result { UNDO_DONE, UNDO_NOTHING, UNDO_NO_MEMORY };
enum undo_result buffer_undo(struct buffer *buffer, size_t *cursor);
enum undo_result buffer_redo(struct buffer *buffer, size_t *cursor);

bool buffer_modified(const struct buffer *buffer);
void buffer_saved(struct buffer *buffer);

/* ---- lines and characters ---- */

size_t buffer_line_start(const struct buffer *buffer, size_t at);
size_t buffer_line_end(const struct buffer *buffer, size_t at);

/* Number of the line (from 0) that holds this offset, and where a line starts (the last line when
 * there are not so many). */
size_t buffer_line_of(struct buffer *buffer, size_t at);
size_t buffer_line_offset(struct buffer *buffer, size_t line);

/* The first match at or after 'from'; SIZE_MAX when there is none. A pattern without capitals
 * matches them too. */
size_t buffer_find(const struct buffer *buffer, size_t from, const char *pattern, size_t size);
