/* What the kernel printed: the lines of its dumps, taken apart. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vec.h"

/* "DUMP| kind name rest": words[0] is the kind; '=' separates like a space */
struct log_line { const char **words; size_t count; };
VEC_OF(log_lines, struct log_line);

/* one dump, complete: the line "end" is left out */
struct log_dump { struct log_lines lines; };

/* The first `wanted` dumps of the file; dies when it has fewer or one is cut short. */
void log_read(const char *file, struct log_dump *dumps, size_t wanted);
/* the word behind the key from word `from` on, NULL when it is missing */
const char *log_value(const struct log_line *line, size_t from, const char *key);
uint64_t log_number(const struct log_line *line, size_t from, const char *key, int base);
