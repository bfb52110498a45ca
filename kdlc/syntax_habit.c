/*
 * What is written from habit, as in C or in other descriptions: recognised by the word found, the
 * word before it, and what could have stood there; and how it is said here.
 */
#include <ctype.h>
#include <stdlib.h>

#include "lexer_state.h"

/* found: as the grammar calls it; NULL in found, last: any. fix: what to write in its place */
static const struct habit { const char *found, *last, *expected, *help, *fix; } habits[] = {
    {"'*'", NULL, "identifier", "there are no pointers: what 'out' and 'inout' parameters hold "
     "comes back, 'refin' ones are only read", NULL},
    {NULL, "const", "identifier", "there is no 'const': 'in' parameters do not come back", NULL},
    {NULL, "long", "'['", "a type of C is one word: int64_t, uint64_t", NULL},
    {NULL, "short", "'['", "a type of C is one word: int16_t, uint16_t", NULL},
    {"number", NULL, "']'", "an array has no fixed length: []", NULL},
    {"==", NULL, "'='", "a setting is written with one '='", "="},
    {"include", NULL, "import", "other descriptions are read with 'import'", "import"},
    {"mutex", NULL, "has", "a mutex is declared by 'has mutex'", "has mutex"},
    {"semaphore", NULL, "has", "a semaphore is declared by 'has semaphore'", "has semaphore"},
    {"binary_semaphore", NULL, "has", "it is declared by 'has binary_semaphore'",
     "has binary_semaphore"},
    {"identifier", NULL, "connection", "an instance begins with 'component'; settings stand in a "
     "configuration", NULL},
};

static bool is_habit(const struct habit *h, const struct lexer *lexer, const char *found,
                     const struct expected *expected)
{
    return (!h->found || strcmp(h->found, found) == 0) && syntax_expects(expected, h->expected)
        && (!h->last || strcmp(h->last, syntax_last(lexer)) == 0);
}

bool syntax_habit(struct diag *d, const struct lexer *lexer, struct span span, const char *found,
                  const struct expected *expected)
{
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        if (is_habit(&habits[i], lexer, found, expected)) {
            diag_help(d, "%s", habits[i].help);
            if (habits[i].fix)
                diag_fix(d, span, habits[i].fix);
            return true;
        }
    if (!isalpha((unsigned char)found[0]) || !syntax_expects(expected, "identifier")
        || syntax_expects(expected, "'{'") || syntax_expects(expected, "'}'")
        || strncmp(found, source_text(span.lo), span.hi - span.lo) != 0)
        return false;
    diag_help(d, "'%s' is a word of the language and can be no name", found);
    return true;
}

/* "64k", "4KiB", "2 MB" without the space: the letter that kdlc takes, else 0 */
static char unit_of(const char *suffix)
{
    static const char *const tails[] = {"", "b", "ib"};
    char unit = (char)toupper((unsigned char)*suffix);

    for (size_t i = 0; strchr("KMG", unit) && i < sizeof tails / sizeof *tails; i++)
        if (strcasecmp(suffix + 1, tails[i]) == 0)
            return unit;
    return 0;
}

void lexer_bad_number(struct span span, const char *text)
{
    struct diag *d = diag(span, DIAG_bad_number, "'%s' is not a number", text);
    size_t digits = strspn(text, "0123456789");
    char unit = unit_of(text + digits);

    if (!unit)
        return;
    diag_help(d, "units of 1024 are written K, M and G");
    diag_fix(d, span, arena_printf("%.*s%c", (int)digits, text, unit));
}

const char *lexer_other_quotes(struct span span, const char *bytes, size_t length)
{
    size_t quote = *bytes == '\'' ? 1 : 3;
    const char *text = intern_n(bytes + quote, length - 2 * quote);
    struct diag *d = diag(span, DIAG_stray_character, "a string stands in double quotes");

    diag_fix(d, span, arena_printf("\"%s\"", text));
    return text;
}
