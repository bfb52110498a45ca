/* Between cmake*.c only. */
#pragma once
#include "cmake.h"
#include "cmake_text.h"

#define CMAKE_MOST_TEXT 65536           /* bytes of a value: what is longer is left out */
#define CMAKE_STEP_TEXT 256             /* so many bytes that are made count as one more command */

/* ---- cmake_value.c ---- */

const char *cmake_variable(const struct cmake *cmake, const char *name);     /* "" when not set */
bool cmake_is_set(const struct cmake *cmake, const char *name);
void cmake_set(struct cmake *cmake, const char *name, const char *text);    /* NULL: not any more */
/* the same variables, apart from the others from now on */
struct map cmake_copy(const struct map *variables);

/* the elements of the list `text`, empty ones left out */
void cmake_add_pieces(struct cmake_words *words, const char *text, struct span span);
/* the arguments of the command, with the values of variables in their places */
struct cmake_words cmake_words_of(const struct cmake *cmake, const struct command *command);
/* words[from..] with that between them */
const char *cmake_glue(const struct cmake_words *words, size_t from, const char *glue);
/* words[from..] up to CACHE or PARENT_SCOPE, as one list */
const char *cmake_join(const struct cmake_words *words, size_t from);

const char *cmake_current_folder(void);                 /* that kdlc runs in */
const char *cmake_absolute(const char *base, const char *path);     /* without . and .. */

/* ---- */

void cmake_do_file(struct cmake *cmake, const struct cmake_words *words);    /* cmake_file.c */
void cmake_do_glob(struct cmake *cmake, const struct cmake_words *words);    /* cmake_glob.c */
void cmake_do_string(struct cmake *cmake, const struct cmake_words *words);  /* cmake_string.c */
/* cmake_option.c; name: option, config_option or config_string */
void cmake_do_option(struct cmake *cmake, const char *name, const struct cmake_words *words);
/* cmake_message.c: that an application gives up is a warning, nothing ends with it */
void cmake_do_message(const struct command *command, const struct cmake_words *words);
/* cmake_condition.c: what cannot be told is false */
bool cmake_condition(struct cmake *cmake, const struct cmake_words *words);
void cmake_do_list(struct cmake *cmake, const struct cmake_words *words);    /* cmake_list.c */
void cmake_do_math(struct cmake *cmake, const struct cmake_words *words);    /* cmake_math.c */
/* cmake_property.c; false: it is no command about properties */
bool cmake_do_property(struct cmake *cmake, const char *name, const struct cmake_words *words);

/*
 * What stands in the file that the word names; NULL: it is not there, which is told. Those of seL4
 * projects, which have absolute paths, are not needed here.
 */
const struct source *cmake_read_named(const struct cmake *cmake, const struct cmake_word *word);

/* ---- cmake_configure.c ---- */

struct strbuf;

/* CMAKE_CURRENT_BINARY_DIR */
const char *cmake_build_folder(const struct cmake *cmake);
/* a file to be, if it is below the build folder; false: it is not, which is told at the word */
bool cmake_write(const struct cmake *cmake, const struct cmake_word *word,
                 const struct strbuf *text);
/* appends what that file has by now; false: no command of this run has made it */
bool cmake_add_made(const struct cmake *cmake, const char *name, struct strbuf *text);
/* before that file is read: if it has been made, it is there */
void cmake_settle(const char *path);
void cmake_do_configure_file(struct cmake *cmake, const struct cmake_words *words);
/* what string(CONFIGURE words[1] ..) makes of it */
const char *cmake_configured(struct cmake *cmake, const struct cmake_words *words);

/* ---- cmake_regex.c ---- */

/* does the pattern match anywhere in the text? Then CMAKE_MATCH_0 .. are set. */
bool cmake_matches(struct cmake *cmake, const char *text, const char *pattern);
void cmake_do_regex(struct cmake *cmake, const struct cmake_words *words);
