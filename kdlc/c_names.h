/* Names that are taken in the C code of every component: words of C, and c_names.def. */
#pragma once
#include <stdbool.h>

#include "suggest.h"

enum c_name {
    C_FREE,
    C_WORD,             /* of the language C */
    C_MACRO,            /* without parameters: replaced wherever it stands */
    C_TYPE,
    C_NAME,             /* of a function, variable, enumerator that camkes.h declares */
    C_LIBRARY           /* not declared, but the C library calls it by this name */
};

enum c_name c_name_of(const char *name);
bool c_is_type(const char *name);       /* of C or camkes.h; "x", or "struct x" */
void c_suggest_types(struct suggestion *s);             /* those of descriptions, too */
/* reports it: no header is included that could declare it */
void c_unknown_type(const char *name, struct span span, const struct suggestion *s);
