/* Gap buffer with history; see buffer.h. */
#include "buffer.h"
#include <stdlib.h>
#include <string.h>

#define GROWTH 256u                     /* smallest gap after growing */

void buffer_init(struct buffer *buffer)
{
    *buffer = (struct buffer){.capacity = 0};
}

/* ---- history ---- */

static void history_clear(struct history *history)
{
    for (size_t i = 0; i < history->count; i++)
        free(history->changes[i].text);
    history->count = 0;
}

void buffer_release(struct buffer *buffer)
{
    history_clear(&buffer->undo);
    history_clear(&buffer->redo);
    free(buffer->undo.changes);
    free(buffer->redo.changes);
    free(buffer->bytes);
    buffer_init(buffer);
}

/* Gives up the older half, at least one change; false when there is none. */
static bool history_shrink(struct history *history)
{
    size_t dropped = (history->count + 1) / 2;
    if (dropped == 0)
        return false;
    for (size_t i = 0; i < dropped; i++)
        free(history->changes[i].text);
    history->count -= dropped;
    memmove(history->changes, history->changes + dropped,
            history->count * sizeof *history->changes);
    return true;
}

/* realloc that gives up history before it gives up. */
static void *reallocate(struct buffer *buffer, void *memory, size_t size)
{
    void *larger;
    while ((larger = realloc(memory, size)) == NULL)
        if (!history_shrink(&buffer->undo) && !history_shrink(&buffer->redo))
            return NULL;
    return larger;
}

/* Room for one more change; the history itself is not given up for that. */
static bool history_reserve(struct history *history)
{
    if (history->count < history->capacity)
        return true;
    size_t capacity = history->capacity + history->capacity / 2 + 16;
    struct change *changes = realloc(history->changes, capacity * sizeof *changes);
    if (changes == NULL) {
        /* keep as many as fit */
        return history->count > 0 && history_shrink(history);
    }
    history->changes = changes;
    history->capacity = capacity;
    return true;
}

/* ---- bytes ---- */

size_t buffer_size(const struct buffer *buffer)
{
    return buffer->capacity - (buffer->gap_end - buffer->gap);
}

uint8_t buffer_byte(const struct buffer *buffer, size_t at)
{
    return (uint8_t)buffer->bytes[at < buffer->gap ? at : at + buffer->gap_end - buffer->gap];
}

void buffer_pieces(const struct buffer *buffer, struct piece pieces[2])
{
    pieces[0] = (struct piece){buffer->bytes, buffer->gap};
    pieces[1] = (struct piece){buffer->bytes == NULL ? NULL : buffer->bytes + buffer->gap_end,
                               buffer->capacity - buffer->gap_end};
}

/* The longest stretch of memory that holds the text from 'at' on, up to 'end'. */
static struct piece stretch(const struct buffer *buffer, size_t at, size_t end)
{
    if (at < buffer->gap)
        return (struct piece){buffer->bytes + at,
                              (end < buffer->gap ? end : buffer->gap) - at};
    return (struct piece){buffer->bytes + at + (buffer->gap_end - buffer->gap), end - at};
}

size_t buffer_copy(const struct buffer *buffer, size_t at, char *data, size_t size)
{
    size_t end = buffer_size(buffer), done = 0;
    if (at >= end)
        return 0;
    if (size < end - at)
        end = at + size;
    while (at + done < end) {
        struct piece piece = stretch(buffer, at + done, end);
        memcpy(data + done, piece.text, piece.size);
        done += piece.size;
    }
    return done;
}

static void move_gap(struct buffer *buffer, size_t at)
{
    size_t width = buffer->gap_end - buffer->gap;
    if (at < buffer->gap)
        memmove(buffer->bytes + at + width, buffer->bytes + at, buffer->gap - at);
    else if (at > buffer->gap)
        memmove(buffer->bytes + buffer->gap, buffer->bytes + buffer->gap_end, at - buffer->gap);
    buffer->gap = at;
    buffer->gap_end = at + width;
}

/* A gap of at least 'size' bytes. */
static bool reserve(struct buffer *buffer, size_t size)
{
    size_t width = buffer->gap_end - buffer->gap;
    if (width >= size)
        return true;
    size_t needed = size - width, tail = buffer->capacity - buffer->gap_end;
    size_t growth = needed + buffer->capacity / 2 + GROWTH;
    if (growth < needed || buffer->capacity > SIZE_MAX / 2 - growth)
        return false;
    char *bytes = realloc(buffer->bytes, buffer->capacity + growth);
    if (bytes == NULL) {
        growth = needed;
        bytes = reallocate(buffer, buffer->bytes, buffer->capacity + growth);
    }
    if (bytes == NULL)
        return false;
    memmove(bytes + buffer->gap_end + growth, bytes + buffer->gap_end, tail);
    buffer->bytes = bytes;
    buffer->gap_end += growth;
    buffer->capacity += growth;
    return true;
}

static size_t count_newlines(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += text[i] == '\n';
    return count;
}

static size_t newlines_between(const struct buffer *buffer, size_t from, size_t to)
{
    size_t count = 0;
    while (from < to) {
        struct piece piece = stretch(buffer, from, to);
        count += count_newlines(piece.text, piece.size);
        from += piece.size;
    }
    return count;
}

/* Changes the bytes; the gap is large enough. */
static void replace(struct buffer *buffer, struct edit edit)
{
    buffer_line_of(buffer, edit.at);    /* the mark stays valid: nothing before it changes */
    buffer->newlines -= newlines_between(buffer, edit.at, edit.at + edit.remove);
    buffer->newlines += count_newlines(edit.text, edit.add);
    move_gap(buffer, edit.at);
    buffer->gap_end += edit.remove;
    if (edit.add > 0)
        memcpy(buffer->bytes + buffer->gap, edit.text, edit.add);
    buffer->gap += edit.add;
}

bool buffer_append(struct buffer *buffer, const char *text, size_t size)
{
    if (!reserve(buffer, size))
        return false;
    replace(buffer, (struct edit){.at = buffer_size(buffer), .text = text, .add = size});
    return true;
}

/* ---- changes ---- */

static uint64_t new_revision(struct buffer *buffer)
{
    return ++buffer->last_revision;
}

/* Adds removed bytes to the text of a change, at its front or its end. */
static bool extend(struct buffer *buffer, struct edit edit, bool front)
{
    size_t index = buffer->undo.count - 1, old = buffer->undo.changes[index].add;
    char *text = realloc(buffer->undo.changes[index].text, old + edit.remove);
    if (text == NULL)
        return false;                   /* it becomes a change of its own */
    if (front)
        memmove(text + edit.remove, text, old);
    buffer_copy(buffer, edit.at, text + (front ? 0 : old), edit.remove);
    buffer->undo.changes[index].text = text;
    buffer->undo.changes[index].add = old + edit.remove;
    return true;
}

/* Lets the edit join the last change, if it continues it. The text has not changed yet. */
static bool join(struct buffer *buffer, struct edit edit)
{
    if (buffer->undo.count == 0)
        return false;
    struct change *last = &buffer->undo.changes[buffer->undo.count - 1];
    if (last->sealed)
        return false;
    if (edit.remove == 0 && last->add == 0 && edit.at == last->at + last->remove) {
        last->remove += edit.add;
        return true;
    }
    if (edit.add != 0 || last->remove != 0)
        return false;
    if (edit.at + edit.remove == last->at && extend(buffer, edit, true)) {
        last->at = edit.at;
        return true;
    }
    return edit.at == last->at && extend(buffer, edit, false);
}

/* The change that would take this edit back; false when there is no memory. */
static bool inverse_of(struct buffer *buffer, struct edit edit, struct change *change)
{
    char *text = NULL;
    if (edit.remove > 0) {
        text = reallocate(buffer, NULL, edit.remove);
        if (text == NULL)
            return false;
        buffer_copy(buffer, edit.at, text, edit.remove);
    }
    *change = (struct change){.at = edit.at, .remove = edit.add, .add = edit.remove,
                              .text = text, .revision = buffer->revision};
    return true;
}

bool buffer_edit(struct buffer *buffer, struct edit edit, size_t cursor)
{
    struct change inverse;
    if (!reserve(buffer, edit.add))
        return false;
    if (!join(buffer, edit)) {
        if (!inverse_of(buffer, edit, &inverse))
            return false;
        if (!history_reserve(&buffer->undo)) {
            free(inverse.text);
            return false;
        }
        inverse.cursor = cursor;
        buffer->undo.changes[buffer->undo.count++] = inverse;
    }
    replace(buffer, edit);
    history_clear(&buffer->redo);
    buffer->revision = new_revision(buffer);
    return true;
}

void buffer_seal(struct buffer *buffer)
{
    if (buffer->undo.count > 0)
        buffer->undo.changes[buffer->undo.count - 1].sealed = true;
}

/* Applies the newest change of one history and puts what takes it back into the other. */
static enum undo_result step(struct buffer *buffer, struct history *from, struct history *to,
                             size_t *cursor)
{
    struct change inverse;
    if (from->count == 0)
        return UNDO_NOTHING;
    struct change change = from->changes[--from->count];    /* safe from being given up */
    struct edit edit = {change.at, change.remove, change.text, change.add};
    bool ready = history_reserve(to) && reserve(buffer, edit.add);
    if (!ready || !inverse_of(buffer, edit, &inverse)) {
        from->changes[from->count++] = change;
        return UNDO_NO_MEMORY;
    }
    inverse.cursor = *cursor;
    inverse.sealed = true;
    replace(buffer, edit);
    to->changes[to->count++] = inverse;
    buffer->revision = change.revision;
    *cursor = from == &buffer->redo ? change.at + change.add : change.cursor;
    free(change.text);
    return UNDO_DONE;
}

enum undo_result buffer_undo(struct buffer *buffer, size_t *cursor)
{
    enum undo_result result = step(buffer, &buffer->undo, &buffer->redo, cursor);
    buffer_seal(buffer);
    return result;
}

enum undo_result buffer_redo(struct buffer *buffer, size_t *cursor)
{
    return step(buffer, &buffer->redo, &buffer->undo, cursor);
}

bool buffer_modified(const struct buffer *buffer)
{
    return buffer->revision != buffer->saved;
}

void buffer_saved(struct buffer *buffer)
{
    buffer->saved = buffer->revision;
    buffer_seal(buffer);
}

/* ---- lines ---- */

size_t buffer_line_start(const struct buffer *buffer, size_t at)
{
    while (at > 0 && buffer_byte(buffer, at - 1) != '\n')
        at--;
    return at;
}

size_t buffer_line_end(const struct buffer *buffer, size_t at)
{
    size_t size = buffer_size(buffer);
    while (at < size) {
        struct piece piece = stretch(buffer, at, size);
        const char *newline = memchr(piece.text, '\n', piece.size);
        if (newline != NULL)
            return at + (size_t)(newline - piece.text);
        at += piece.size;
    }
    return size;
}

size_t buffer_line_of(struct buffer *buffer, size_t at)
{
    if (at >= buffer->mark)
        buffer->mark_line += newlines_between(buffer, buffer->mark, at);
    else
        buffer->mark_line -= newlines_between(buffer, at, buffer->mark);
    buffer->mark = at;
    return buffer->mark_line;
}

size_t buffer_line_offset(struct buffer *buffer, size_t line)
{
    size_t at = buffer_line_start(buffer, buffer->mark), end;
    size_t current = buffer->mark_line;
    while (current > line) {
        at = buffer_line_start(buffer, at - 1);
        current--;
    }
    while (current < line && (end = buffer_line_end(buffer, at)) < buffer_size(buffer)) {
        at = end + 1;
        current++;
    }
    buffer->mark = at;
    buffer->mark_line = current;
    return at;
}

/* ---- searching ---- */

static uint8_t lower(uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + 'a' - 'A') : byte;
}

static bool has_capitals(const char *pattern, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (pattern[i] >= 'A' && pattern[i] <= 'Z')
            return true;
    return false;
}

static bool matches(const struct buffer *buffer, size_t at, struct piece pattern, bool exact)
{
    for (size_t i = 0; i < pattern.size; i++) {
        uint8_t byte = buffer_byte(buffer, at + i);
        if ((exact ? byte : lower(byte)) != (uint8_t)pattern.text[i])
            return false;
    }
    return true;
}

size_t buffer_find(const struct buffer *buffer, size_t from, const char *pattern, size_t size)
{
    bool exact = has_capitals(pattern, size);
    size_t end = buffer_size(buffer);
    if (size == 0 || size > end)
        return SIZE_MAX;
    for (size_t at = from; at <= end - size; at++)
        if (matches(buffer, at, (struct piece){pattern, size}, exact))
            return at;
    return SIZE_MAX;
}
