/*
 * The C preprocessor, for descriptions that use it: those with lines like #include or #define, or
 * all of them when options are given. What it writes is mapped back, byte by byte, to the files as
 * people wrote them: diagnostics never speak of expanded text.
 */
#pragma once
#include "source.h"

struct expansion {
    const char *text;
    uint32_t length;
    const uint32_t *places;             /* length + 1: where each byte comes from (source.h) */
};

/* The command to run, split at spaces; without one no description is preprocessed. */
void cpp_program(const char *command);
void cpp_option(const char *option);    /* -DNAME=VALUE, -IDIR, ... */
void cpp_wanted(bool always);           /* also for files without a directive */

void cpp_reset(void);                   /* no command, no options */

/* Has a line that begins with '#' and a word like "include"; with a space it is a comment. */
bool cpp_needed(const struct source *source);

enum cpp_result { CPP_UNCHANGED, CPP_EXPANDED, CPP_FAILED };    /* FAILED: reported */
enum cpp_result cpp_expand(const struct source *source, struct expansion *expansion);
