/* Other programs: run to their end, with a text to read; what they write is kept. */
#pragma once
#include "strbuf.h"
#include "vec.h"

VEC_OF(command_words, const char *);

struct command_result {
    bool good;                          /* it ran, and its exit status was 0 */
    int error;                          /* why it could not be run; 0: it could */
    struct strbuf out, messages;        /* what it wrote; text is never NULL */
};

/* A command line, cut at its spaces. */
void command_split(struct command_words *words, const char *line);

/* The first word is looked for in PATH; in: NULL for nothing. Dies without temporary files. */
struct command_result command_run(const struct command_words *words, const struct strbuf *in);
