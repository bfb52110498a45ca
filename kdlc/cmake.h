/*
 * As much of CMake as the CMakeLists.txt of an application uses to say which files belong to what:
 * set, list, string, math, file(GLOB), properties, if, foreach, while, include, add_subdirectory,
 * functions and macros. What it does not know it hands to `command`; what depends on something
 * unknown is empty or false, as for CMake.
 */
#pragma once
#include "diag.h"
#include "map.h"
#include "vec.h"

struct cmake_word { const char *text; struct span span; };
VEC_OF(cmake_words, struct cmake_word);

struct cmake {
    const char *directory;              /* CMAKE_CURRENT_SOURCE_DIR: absolute */
    const char *top;                    /* the outermost one; NULL: nothing is read yet */
    struct cmake_words flags, include_dirs;     /* of the targets of this folder and those below */
    struct cmake_words configured;      /* flags that all components get: -DCONFIG_... */
    struct map variables;               /* name -> struct cmake_word, lists with ';' */
    struct span command_at;             /* the name of the command at hand */
    struct span at;                     /* where what a variable is set to now comes from */
    struct map *parent;                 /* of the caller, in a function; else NULL */
    struct map properties;              /* "scope name property" -> struct cmake_word */
    struct map functions;               /* name in lower case -> struct cmake_function */
    unsigned depth;                     /* of calls */
    void (*command)(struct cmake *cmake, const char *name, const struct cmake_words *words);
    void *context;                      /* for command */
    VEC(const void *) reading;          /* files that read one another, outermost first */
    unsigned steps;                     /* commands run so far: bounded */
};

/*
 * Runs directory/CMakeLists.txt; false when there is none. Errors are diagnostics. Before the
 * outermost one runs settings.cmake beside it, as the build of CAmkES does.
 */
bool cmake_run(struct cmake *cmake, const char *directory);

/*
 * Where files of configure_file() go: below that folder, or into a passing one, which is there
 * until kdlc ends. Before either is called, and with NULL, nothing is written.
 */
void cmake_write_below(const char *folder);
void cmake_write_passing(void);
/* what commands have made until now; a command that reads such a file has it written before */
void cmake_write_made(void);

bool cmake_has_word(const struct cmake_words *words, const char *text);

/* What the property of a source file says, piece by piece; path: from where kdlc runs. */
struct cmake_words cmake_source_property(const struct cmake *cmake, const char *path,
                                         const char *property);

/* A path as a command means it: relative ones start at the current source folder. */
const char *cmake_path(const struct cmake *cmake, const char *path);
/* Is it in the application's folder, and not in that for files that commands make? */
bool cmake_is_own(const struct cmake *cmake, const char *path);
/* for people and make: relative to the folder that kdlc runs in, when it is below that */
const char *cmake_shown_path(const char *path);
