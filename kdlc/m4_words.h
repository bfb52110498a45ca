/* Which macros a template asks for: what it is not told cannot make its outputs differ. */
#pragma once
#include "map.h"
#include "m4_data.h"

/* words of a template and of the library's macros that it uses, directly or not */
struct m4_words {
    struct map known, answers;          /* answers: of m4_select, by name */
    VEC(const char *) names, starts;    /* starts: a word that is pasted together begins so */
};

/* a macro of the library: its text up to where the next one is defined */
struct library_macro { const char *name, *text; size_t length; };

/* zero but for the folder, templates/lib: each file is read once */
struct m4_library {
    const char *folder;
    bool read;
    VEC(struct library_macro) macros;
    struct map templates;               /* path -> struct m4_words */
};

/* Of the template at this path and what it uses of the library. All, if it includes. */
struct m4_words *m4_words_of(struct m4_library *library, const char *template);

/* The part of the data that these words ask for, as m4 reads it. */
void m4_select(const struct m4_data *data, struct m4_words *words, struct strbuf *out);
