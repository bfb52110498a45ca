/* Which macros a template asks for: what it is not told cannot make its outputs differ. */
#pragma once
#include "map.h"
#include "m4_data.h"

/* words of a template and of the library's macros that it uses, directly or not */
struct m4_words {
    struct map known;
    VEC(const char *) names, starts;    /* starts: a word that is pasted together begins so */
};

/* Of the template at this path, with templates/lib; each is read once. All, if it includes. */
const struct m4_words *m4_words_of(const char *template, const char *templates);

/* The part of the data that these words ask for, as m4 reads it. */
void m4_select(const struct m4_data *data, const struct m4_words *words, struct strbuf *out);
