/*
 * Every text that kdlc reads: loaded once, found on the import path, and turned from a byte
 * offset into file, line and column when something is printed.
 *
 * All texts lie one after another in one space of offsets (struct span, diag.h) that starts at 1.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct source {
    const char *path;                   /* as found */
    const char *directory;              /* of path; "." when it has none */
    const char *text;                   /* length bytes and a NUL after them */
    uint32_t base, length;              /* offsets base .. base + length belong to it */
    uint32_t *lines;                    /* start of each line, from 0 */
    size_t line_count;
};

struct position {
    const struct source *source;        /* NULL for NO_SPAN */
    unsigned line, column;              /* from 1; columns count characters, tabs to 8 */
    const char *line_text;
    size_t line_length, line_offset;    /* bytes in the line; bytes before the position */
};

enum source_result { SOURCE_OK, SOURCE_AGAIN, SOURCE_FAILED };

/* AGAIN: the same file was loaded before. FAILED: errno says why. */
enum source_result source_load(const char *path, struct source **source);
struct source *source_add_text(const char *path, const char *text, size_t length);
struct position source_position(uint32_t offset);

/* bytes of the character at s, if a terminal shows it; 0: it is none, or a control character */
size_t source_character(const char *s, size_t left);

/* columns that length bytes of text take when printed from the given column (from 0) */
unsigned source_width(const char *text, size_t length, unsigned column);

/* the import path: "name" is looked up beside the importing file first, <name> not */
void source_add_directory(const char *directory);
size_t source_directory_count(void);
const char *source_import_directory(size_t i);
const char *source_find(const char *name, const char *beside, const char **directory);
const char *source_directory_of(const char *path);

/* everything read, in order, for system.mk: texts, and what others read and tell */
void source_add_input(const char *path);
size_t source_input_count(void);
const char *source_input(size_t i);

/* the text that begins at an offset; of a span that lies in one file */
const char *source_text(uint32_t offset);

/* forget all that was read; the import path */
void source_reset(void);
void source_reset_path(void);
