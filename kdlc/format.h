/*
 * One form for all descriptions: four spaces for each block, one statement on a line. Comments,
 * lines of the preprocessor and line breaks inside of statements stay; formatting twice changes
 * nothing more. The text must be one that parses.
 */
#pragma once
#include "source.h"

struct strbuf;
void format_text(const struct source *source, struct strbuf *out);

/* kdlc fmt [--check] FILE...: rewrites them; --check: only says which are not as they should be */
int cmd_format(int argc, char **argv);
