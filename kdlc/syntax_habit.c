/*
 * What is written from habit, as in C or in other descriptions: recognised by the word found, the
 * word before it, and what could have stood there; and how it is said here.
 */
#include <ctype.h>
#include <stdlib.h>

#include "lexer_state.h"

/*
 * found: as the grammar calls it, or as it is written; last, before: the two words before it;
 * NULL: any. expected: could have stood there. fix: what to write in its place. The first that fits
 * counts.
 */
static const struct habit {
    const char *found, *last, *before, *expected, *help, *fix;
} habits[] = {
    {"'-'", NULL, NULL, "';'", "names have letters, digits and '_'", NULL},
    {"'-'", NULL, NULL, "'.'", "names have letters, digits and '_'", NULL},
    {"'*'", NULL, NULL, "identifier",
     "there are no pointers: what 'out' and 'inout' parameters hold comes back, "
     "'refin' ones are only read", NULL},
    {NULL, "const", NULL, "identifier",
     "there is no 'const': 'in' parameters do not come back", NULL},
    {NULL, "output", NULL, "identifier", "the directions are in, out, inout and refin", NULL},
    {NULL, "input", NULL, "identifier", "the directions are in, out, inout and refin", NULL},
    {NULL, "long", NULL, "'['", "a type of C is one word: int64_t, uint64_t", NULL},
    {NULL, "short", NULL, "'['", "a type of C is one word: int16_t, uint16_t", NULL},
    {"void", NULL, NULL, "unsigned", "only a result can be 'void'", NULL},
    {"maybe", NULL, NULL, "identifier",
     "'maybe' stands before 'uses', 'consumes', 'dataport'", NULL},
    {"number", NULL, NULL, "']'", "an array has no fixed length: []", NULL},
    {"char", "dataport", NULL, "identifier",
     "a dataport is a Buf, a Buf(size), or of a type of C that is one word", NULL},
    {"struct", "dataport", NULL, "identifier",
     "a dataport is a Buf, a Buf(size), or of a type of C that is one word", NULL},
    {"'['", NULL, "dataport", "'('",
     "the size of a dataport stands in parentheses: Buf(4096)", NULL},
    {"'['", NULL, NULL, "identifier", "the brackets of an array stand behind its name", NULL},
    {"'['", NULL, NULL, "';'", "only parameters, attributes and fields can be arrays", NULL},
    {"';'", NULL, NULL, "->", "an export says where it leads: export x.p -> p", NULL},
    {"from", "flow", NULL, "identifier", "a rule is written with '->': deny flow a -> b", NULL},
    {"to", NULL, NULL, "->", "it is written '->'", "->"},
    {"':'", "to", NULL, "identifier", "no ':' stands behind it", ""},
    {"':'", "from", NULL, "identifier", "no ':' stands behind it", ""},
    {"'='", "to", NULL, "identifier", "no '=' stands behind it", ""},
    {"'='", "from", NULL, "identifier", "no '=' stands behind it", ""},
    {"'='", NULL, NULL, "->", "an export is written with '->'", "->"},
    {"'='", NULL, NULL, "':'", "between a key and its value stands ':'", ":"},
    {"'='", NULL, "attribute", "identifier",
     "first its type, then its name: attribute int x", NULL},
    {"':'", NULL, "attribute", "identifier",
     "first its type, then its name: attribute int x", NULL},
    {"==", NULL, NULL, "'='", "a setting is written with one '='", "="},
    {"':'", NULL, NULL, "'='", "a value is given with '='", "="},
    {"':'", NULL, "component", "identifier",
     "first its type, then its name: component Store store", NULL},
    {"':'", NULL, "provides", "identifier",
     "first its type, then its name: provides Store store", NULL},
    {"':'", NULL, "uses", "identifier", "first its type, then its name: uses Store store", NULL},
    {"':'", NULL, NULL, "'.'", "an instance and its interface are joined by '.'", NULL},
    {"'('", "control", NULL, "';'", "its function is run() in C, here the word stands alone", NULL},
    {"'='", "control", NULL, "';'", "the word alone says it", NULL},
    {"'='", NULL, "semaphore", "';'", "its first number is a setting: instance.x_value = 2", NULL},
    {"'='", NULL, "binary_semaphore", "';'",
     "its first number is a setting: instance.x_value = 1", NULL},
    {"':'", NULL, NULL, "';'", "it ends with ';'", ";"},
    {"':'", NULL, NULL, "'{'", "no component inherits from another", NULL},
    {"extends", NULL, NULL, "'{'", "no component inherits from another", NULL},
    {"->", NULL, ";", "<-", "an instance and its attribute are joined by '.'", "."},
    {"->", NULL, "{", "<-", "an instance and its attribute are joined by '.'", "."},
    {"identifier", NULL, ";", "<-", "an instance and its attribute are joined by '.'", NULL},
    {"identifier", NULL, "{", "<-", "an instance and its attribute are joined by '.'", NULL},
    {"'+'", NULL, NULL, "<-", "a value is given with '='", NULL},
    {"->", NULL, NULL, "<-", "the value of another attribute is taken over with '<-'", "<-"},
    {"<=", NULL, NULL, "<-", "the value of another attribute is taken over with '<-'", "<-"},
    {"->", NULL, NULL, "'.'", "an instance and its interface are joined by '.'", "."},
    {"'<'", NULL, NULL, "<=", "a limit is written '<='", "<="},
    {"number", "<-", NULL, "identifier",
     "a value is given with '=', '<-' names an attribute", NULL},
    {"string", "<-", NULL, "identifier",
     "a value is given with '=', '<-' names an attribute", NULL},
    {"number", "threads", NULL, "'('", "it is written so: with 1 thread", NULL},
    {"and", NULL, NULL, "&&", "it is written '&&'", "&&"},
    {"or", NULL, NULL, "||", "it is written '||'", "||"},
    {"'('", NULL, "connection", "identifier",
     "a connection names its connector, then itself: connection Call line(...)", NULL},
    {"'('", NULL, "long", "identifier", "a type of C is one word: int64_t, uint64_t", NULL},
    {"'('", NULL, NULL, "identifier",
     "a method begins with the type of its result, or 'void'", NULL},
    {"'('", "{", NULL, "'['", "the turns stand in brackets: [(0, 10), (1, 20)]", NULL},
    {"')'", "from", NULL, "identifier", "an end is instance.interface", NULL},
    {"')'", "to", NULL, "identifier", "an end is instance.interface", NULL},
    {"')'", NULL, NULL, "identifier", "a parameter has a type and a name", NULL},
    {"identifier", NULL, "component", "'{'", "an instance stands in a composition", NULL},
    {"identifier", NULL, NULL, "from", "an end begins with 'from' or 'to'", NULL},
    {"identifier", NULL, NULL, "ticks", "a turn lasts so many 'ticks' or 'us'", NULL},
    {"'['", NULL, NULL, "<file>", "files stand one behind another: \"a.c\", \"b.c\"", NULL},
    {"'='", NULL, NULL, "<file>", "no '=' stands before it", ""},
    {"'<'", NULL, NULL, "<file>", "a '>' is missing behind the name of the file", NULL},
    {"identifier", NULL, NULL, "<file>", "a file stands in quotes: \"x.c\"", NULL},
    {"';'", "(", NULL, "')'", "a ')' is missing before it", NULL},
    {"';'", NULL, NULL, "identifier", "a name is missing before it", NULL},
    {"';'", NULL, NULL, "','", "a list goes on with ',', or its end is missing", NULL},
    {"';'", "]", NULL, "'}'", "no ';' stands behind the turns", ""},
    {"']'", "[", NULL, "'('", "a turn is a domain and its length: [(0, 10)]", NULL},
    {"','", NULL, NULL, "ticks", "a turn is a domain and its length: (0, 10)", NULL},
    {"','", NULL, NULL, "':'",
     "a list stands in brackets: [1, 2], a dictionary has keys: {\"key\": 1}", NULL},
    {"','", NULL, NULL, "';'", "here nothing is listed: each ends with a ';' of its own", NULL},
    {"','", NULL, NULL, "||", "in parentheses stands one value, in brackets a list: [1, 2]", NULL},
    {"';'", "}", NULL, "composition", "no ';' stands behind a block", ""},
    {"'{'", ")", NULL, "';'", "methods are only declared: their code is C", NULL},
    {"'}'", NULL, NULL, "assembly", "there is a '}' too many", NULL},
    {"include", NULL, NULL, "import", "other descriptions are read with 'import'", "import"},
    {"interface", NULL, NULL, "procedure", "methods stand in a 'procedure'", "procedure"},
    {"system", NULL, NULL, "assembly", "a system is an 'assembly'", "assembly"},
    {"optional", NULL, NULL, "maybe", "what may stay unconnected is 'maybe'", "maybe"},
    {"'/'", NULL, NULL, "'}'", "a comment begins with '//'", NULL},
    {"'-'", NULL, NULL, "'}'", "a comment begins with '//'", NULL},
    {"requires", NULL, NULL, "uses", "what others provide is used", "uses"},
    {"implements", NULL, NULL, "provides", "what others use is provided", "provides"},
    {"mutex", NULL, NULL, "has", "a mutex is declared by 'has mutex'", "has mutex"},
    {"semaphore", NULL, NULL, "has", "a semaphore is declared by 'has semaphore'", "has semaphore"},
    {"binary_semaphore", NULL, NULL, "has",
     "it is declared by 'has binary_semaphore'", "has binary_semaphore"},
    {"identifier", NULL, NULL, "connection",
     "an instance begins with 'component'; settings stand in a configuration", NULL},
};

/* words at which something begins, and where that belongs; first those that begin declarations */
#define DECLARATIONS 8
static const struct { const char *word, *where; } homes[] = {
    {"component", "a composition or, with a block, at the top of a file"},
    {"assembly", "no block, but at the top of a file"},
    {"connector", "no block, but at the top of a file"},
    {"import", "no block, but at the top of a file"},
    {"procedure", "no block, but at the top of a file"},
    {"struct", "no block, but at the top of a file"},
    {"composition", "an assembly or a component"}, {"configuration", "an assembly or a component"},
    {"connection", "a composition"}, {"group", "a composition"},
    {"export", "the composition of a component"}, {"schedule", "an assembly"},
    {"attribute", "a component or connector"}, {"control", "a component"},
    {"hardware", "a component"}, {"provides", "a component"}, {"uses", "a component"},
    {"emits", "a component"}, {"consumes", "a component"}, {"dataport", "a component"},
    {"has", "a component"}, {"maybe", "a component"},
    {"from", "a connector, or the parentheses of a connection"},
    {"to", "a connector, or the parentheses of a connection"},
};

static bool is_text(const char *wanted, struct span span)
{
    size_t length = strlen(wanted);

    return span.lo && length == span.hi - span.lo
        && strncmp(wanted, source_text(span.lo), length) == 0;
}

static bool is_habit(const struct habit *h, const struct lexer *lexer, struct span span,
                     const char *found, const struct expected *expected)
{
    bool value = syntax_expects(expected, "true or false");

    return (!h->found || strcmp(h->found, found) == 0 || is_text(h->found, span))
        && !(value && strcmp(h->expected, "identifier") == 0)
        && syntax_expects(expected, h->expected) && (!h->last || is_text(h->last, lexer->last))
        && (!h->before || is_text(h->before, lexer->before));
}

/* "64k", "4KiB", "2 MB" without the space: the letter that kdlc takes, else 0 */
static char unit_of(const char *suffix)
{
    static const char *const tails[] = {"", "b", "ib"};
    char unit = (char)toupper((unsigned char)*suffix);

    for (size_t i = 0; unit && strchr("KMG", unit) && i < sizeof tails / sizeof *tails; i++)
        if (strcasecmp(suffix + 1, tails[i]) == 0)
            return unit;
    return 0;
}

/* "4 KB": the unit stands by itself */
static bool is_unit(struct diag *d, const struct lexer *lexer, struct span span)
{
    const char *last = syntax_last(lexer);
    char unit = unit_of(intern_n(source_text(span.lo), span.hi - span.lo));

    if (!unit || last[strspn(last, "0123456789")] || !*last)
        return false;
    diag_help(d, "units of 1024 are written K, M and G, behind the number");
    diag_fix(d, (struct span){lexer->last.lo, span.hi}, arena_printf("%s%c", last, unit));
    return true;
}

/* "10ms", "5 s": what it is in the unit of budgets and periods; 0: it is no time */
static unsigned long microseconds(const char *digits, const char *suffix)
{
    static const struct { const char *word; unsigned long us; } units[] = {
        {"us", 1}, {"ms", 1000}, {"s", 1000000}, {"sec", 1000000}};

    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].word, suffix) == 0 && strspn(digits, "0123456789") < 10)
            return strtoul(digits, NULL, 10) * units[i].us;
    return 0;
}

static void help_time(struct diag *d, struct span span, unsigned long us)
{
    diag_help(d, "times are numbers of microseconds");
    diag_fix(d, span, arena_printf("%lu", us));
}

/* "4 ms": the unit stands by itself */
static bool is_time(struct diag *d, const struct lexer *lexer, struct span span)
{
    const char *last = syntax_last(lexer);
    unsigned long us = microseconds(last, intern_n(source_text(span.lo), span.hi - span.lo));

    if (!us || last[strspn(last, "0123456789")])
        return false;
    help_time(d, (struct span){lexer->last.lo, span.hi}, us);
    return true;
}

/* A second end without the ',' before it. */
static bool is_next_end(struct diag *d, const struct lexer *lexer, const char *found,
                        const struct expected *expected)
{
    if ((strcmp(found, "to") != 0 && strcmp(found, "from") != 0)
        || !syntax_expects(expected, "','") || !syntax_expects(expected, "')'"))
        return false;
    diag_help(d, "a ',' is missing before it");
    diag_fix(d, (struct span){lexer->last.hi, lexer->last.hi}, ",");
    return true;
}

/* A name in quotes, or a file without them. */
static bool is_other_quoting(struct diag *d, struct span span, const char *found,
                             const struct expected *expected)
{
    bool name = syntax_expects(expected, "identifier"), text = syntax_expects(expected, "string");
    const char *written = intern_n(source_text(span.lo), span.hi - span.lo);

    if (strcmp(found, "string") == 0 && name && !text) {
        diag_help(d, "names stand without quotes");
        diag_fix(d, span, intern_n(written + 1, strlen(written) - 2));
    } else if (strcmp(found, "identifier") == 0 && text && !name
               && !syntax_expects(expected, "<file>")) {
        diag_help(d, "it stands in double quotes");
        diag_fix(d, span, arena_printf("\"%s\"", written));
    } else {
        return false;
    }
    return true;
}

/* Where an item may begin, a word of the language is none of the names that could stand there. */
static bool begins_item(const struct lexer *lexer)
{
    const char *last = syntax_last(lexer);

    return strcmp(last, ";") == 0 || strcmp(last, "{") == 0 || strcmp(last, "}") == 0;
}

static bool has_home(struct diag *d, struct lexer *lexer, struct span span, const char *found,
                     const struct expected *expected)
{
    if (syntax_expects(expected, found)
        || (syntax_expects(expected, "identifier") && !begins_item(lexer)))
        return false;
    for (size_t i = 0; i < sizeof homes / sizeof *homes; i++)
        if (strcmp(homes[i].word, found) == 0) {
            diag_help(d, "'%s' stands in %s", found, homes[i].where);
            if (source_position(span.lo).line > source_position(lexer->last.hi).line
                && i < DECLARATIONS) {
                diag_help(d, "perhaps a '}' is missing before it");
                lexer->open = true;
            }
            return true;
        }
    return false;
}

bool syntax_habit(struct diag *d, struct lexer *lexer, struct span span, const char *found,
                  const struct expected *expected)
{
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        if (is_habit(&habits[i], lexer, span, found, expected)) {
            diag_help(d, "%s", habits[i].help);
            /* of ":=" only the ':' is too much */
            if (habits[i].fix && !(*habits[i].fix == '=' && *source_text(span.hi) == '='))
                diag_fix(d, span, habits[i].fix);
            return true;
        }
    if (is_unit(d, lexer, span) || is_time(d, lexer, span)
        || is_next_end(d, lexer, found, expected) || is_other_quoting(d, span, found, expected)
        || has_home(d, lexer, span, found, expected))
        return true;
    if (!isalpha((unsigned char)found[0]) || !syntax_expects(expected, "identifier")
        || syntax_expects(expected, "'{'") || syntax_expects(expected, "'}'")
        || (strcmp(found, "true or false") != 0 && !is_text(found, span)))
        return false;
    diag_help(d, "'%.*s' is a word of the language and can be no name", (int)(span.hi - span.lo),
              source_text(span.lo));
    return true;
}

/* Behind a word or a '.' stands a name, but for some words. */
static bool is_place_of_name(const struct lexer *lexer)
{
    static const char *const numbered[] = {"with", "core", "irq", "true", "false"};
    const char *last = syntax_last(lexer);

    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++)
        if (strcmp(last, numbered[i]) == 0)
            return false;
    return isalpha((unsigned char)*last) || *last == '_' || *last == '.';
}

void lexer_bad_number(struct lexer *lexer, struct span span, const char *text)
{
    struct diag *d = diag(span, DIAG_bad_number, "'%s' is not a number", text);
    size_t digits = strspn(text, "0123456789");
    unsigned long us = microseconds(text, text + digits);
    char unit = unit_of(text + digits);

    lexer->reported = span.lo;
    if (is_place_of_name(lexer)) {
        diag_help(d, "a name begins with a letter or '_'");
        return;
    }
    if (us) {
        help_time(d, span, us);
        return;
    }
    if (!unit) {
        diag_help(d, "numbers are decimal (15), hexadecimal (0xf) or fractions (1.5)");
        return;
    }
    diag_help(d, "units of 1024 are written K, M and G");
    diag_fix(d, span, arena_printf("%.*s%c", (int)digits, text, unit));
}

const char *lexer_other_quotes(struct lexer *lexer, struct span span, const char *bytes,
                               size_t length)
{
    size_t quote = *bytes == '\'' ? 1 : 3;
    const char *text = intern_n(bytes + quote, length - 2 * quote);
    struct diag *d = diag(span, DIAG_stray_character, "a string stands in double quotes");

    diag_fix(d, span, arena_printf("\"%s\"", text));
    lexer->reported = span.lo;
    return text;
}
