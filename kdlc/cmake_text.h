/* The text of a CMakeLists.txt: its commands as written. */
#pragma once
#include "source.h"
#include "diag.h"
#include "vec.h"

/* one command as written: its arguments are expanded each time it is run */
struct argument { const char *text; bool quoted, literal; struct span span; };
struct command {
    const char *name;                   /* in lower case: it means the same */
    VEC(struct argument) arguments;
    struct span span;
};
VEC_OF(commands, struct command *);

/* All commands up to the first error, which is a diagnostic. */
struct commands *cmake_read(const struct source *source);

const char *cmake_lower(const char *name);
