/*
 * Messages about text that is no description: what was found, what was expected, and what was
 * perhaps meant. Tokens are known by the names that parser.y gives them.
 */
#include <ctype.h>
#include <stdlib.h>

#include "lexer_state.h"
#include "suggest.h"
#include "text.h"

#define SHORTENED 5                     /* letters of a word are that word: "config" */
#define FEW 5                           /* so many expected tokens stand in the message itself */

/* "identifier", "number", ...: a kind of token and no token */
static bool is_class(const char *name)
{
    static const char *const classes[] = {"identifier", "number", "string", "true or false",
                                          "end of file"};

    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strcmp(classes[i], name) == 0)
            return true;
    return false;
}

static bool is_word(const char *name)
{
    return name[0] >= 'a' && name[0] <= 'z' && !is_class(name);
}

static const char *quoted(const char *name)
{
    if (strcmp(name, "end of file") == 0)
        return "the end of the file";
    if (strcmp(name, "identifier") == 0)
        return "an identifier";
    if (is_class(name))
        return arena_printf("a %s", name);
    return name[0] == '\'' || strcmp(name, "<file>") == 0 ? name : arena_printf("'%s'", name);
}

struct span lexer_here(const struct lexer *lexer)
{
    uint32_t place = lexer->places ? lexer->places[lexer->at] : lexer->source->base + lexer->at;

    return (struct span){place, place};
}

struct span lexer_step(struct lexer *lexer, uint32_t bytes)
{
    struct span span = lexer_here(lexer);

    lexer->at += bytes;
    span.hi = lexer->places ? lexer->places[lexer->at - 1] + 1 : span.lo + bytes;
    return span;
}

static const char *found_text(const struct lexer *lexer, struct span span, const char *found)
{
    int length = (int)(span.hi - span.lo), macro = 0;
    const char *text = source_text(span.lo);

    while (lexer->places && (isalnum((unsigned char)text[macro]) || text[macro] == '_'))
        macro++;
    if (macro > length && strcmp(found, "identifier") != 0)
        return arena_printf("%s in '%.*s'", quoted(found), macro, text);
    if (strcmp(found, "identifier") != 0 && strcmp(found, "number") != 0
        && strcmp(found, "true or false") != 0)
        return quoted(found);
    return arena_printf("'%.*s'", length > 60 ? 60 : length, text);
}

bool syntax_expects(const struct expected *expected, const char *name)
{
    for (size_t i = 0; i < expected->count; i++)
        if (strcmp(expected->names[i], name) == 0)
            return true;
    return false;
}

/* A word that begins a declaration and a line, inside a block that does not take it. */
static bool is_misplaced_declaration(const char *found, struct span span,
                                     const struct expected *expected)
{
    static const char *const words[] = {"assembly", "component", "composition", "configuration",
                                        "connector", "import", "procedure", "struct"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i], found) == 0)
            return syntax_expects(expected, "'}'") && source_position(span.lo).column == 1;
    return false;
}

/* What is being skipped may be anything. */
static bool is_value(const struct expected *expected)
{
    return syntax_expects(expected, "true or false") && !syntax_expects(expected, "assembly");
}

/* what may always follow a value, and is hardly what is missing */
static bool is_operator(const char *name)
{
    static const char *const operators[] = {"||", "&&", "==", "!=", "<=", ">=", "<<", ">>", "**",
        "'<'", "'>'", "'+'", "'-'", "'*'", "'/'", "'%'", "'?'", "'|'", "'^'", "'&'"};

    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (strcmp(operators[i], name) == 0)
            return true;
    return false;
}

static size_t count_expected(const struct expected *expected)
{
    size_t count = 0;

    for (size_t i = 0; i < expected->count; i++)
        count += !is_operator(expected->names[i]);
    return count;
}

/* "'a', 'b' or 'c'" */
static const char *listed(const struct expected *expected)
{
    VEC(const char *) words = {0};
    const char *text = "";

    for (size_t i = 0; i < expected->count; i++)
        if (!is_operator(expected->names[i]))
            *vec_push(&words) = quoted(expected->names[i]);
    if (words.count > 0)
        qsort(words.at, words.count, sizeof *words.at, text_order);
    for (size_t i = 0; i < words.count; i++)
        text = arena_printf("%s%s%s", text, i == 0 ? "" : i + 1 == words.count ? " or " : ", ",
                            words.at[i]);
    return text;
}

/* A word of the language, also one that may be a name elsewhere. */
static bool begins_item(struct span span, const char *found)
{
    static const char *const names[] = {"sources", "include_dirs", "cflags", "libraries", "device",
                                        "object", "deny", "allow", "isolate", "only", "memory",
                                        "stack", "total", "utilisation"};
    const char *text = intern_n(source_text(span.lo), span.hi - span.lo);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], text) == 0)
            return true;
    return is_word(found);
}

/*
 * A forgotten ';' belongs to the end of the line before, or of the item, and not to the word that
 * follows.
 */
static bool report_semicolon(const struct lexer *lexer, struct span span, const char *found,
                             const struct expected *expected)
{
    struct span end = {lexer->last.hi, lexer->last.hi};
    bool item = begins_item(span, found) && !syntax_expects(expected, "identifier");

    /* between declarations it would mean nothing */
    if (!syntax_expects(expected, "';'") || syntax_expects(expected, "assembly") || !end.lo
        || (source_position(end.lo).line >= source_position(span.lo).line
            && *source_text(span.lo) != '}' && !item))
        return false;
    diag_fix(diag(end, DIAG_syntax, "expected ';'"), end, ";");
    return true;
}

static bool hint(struct diag *d, struct span span, const char *found,
                 const struct expected *expected)
{
    struct suggestion s;

    if (strcmp(found, "identifier") != 0)
        return false;
    suggest_start(&s, intern_n(source_text(span.lo), span.hi - span.lo));
    for (size_t i = 0; i < expected->count; i++)
        if (is_word(expected->names[i]))
            suggest_candidate(&s, expected->names[i]);
    for (size_t i = 0; i < expected->count && !s.best; i++)
        if (span.hi - span.lo >= SHORTENED
            && strncmp(expected->names[i], s.name, span.hi - span.lo) == 0)
            suggest_only(&s, expected->names[i]);
    suggest_finish(&s, d, span);
    return s.best != NULL;
}

/* A word of the language, a brace, a name where there are no names: of another block, perhaps. */
static bool is_misplaced(const char *found, const struct expected *expected)
{
    return is_word(found) || strcmp(found, "'}'") == 0
        || (strcmp(found, "identifier") == 0 && !syntax_expects(expected, "identifier")
            && !syntax_expects(expected, "<-"));
}

const char *syntax_last(const struct lexer *lexer)
{
    struct span last = lexer->last;

    return last.lo ? intern_n(source_text(last.lo), last.hi - last.lo) : "";
}

/* A string that goes on to the opening '"' of another one: what follows makes no sense. */
static bool report_open_string(struct lexer *lexer, struct span span)
{
    const char *last = syntax_last(lexer), *line = strchr(last, '\n');
    struct span first = lexer->last;
    struct diag *d;

    if (*last != '"' || !line)
        return false;
    first.hi = first.lo + (uint32_t)(line - last);
    d = diag(first, DIAG_unterminated_string, "this string is not closed with '\"' on its line");
    diag_note(d, span, "it goes on to the '\"' before this");
    lexer->broken = true;
    return true;
}

/* Behind a name or a block stands no value. */
static bool ends_name(struct span span)
{
    char last = span.lo ? source_text(span.hi - 1)[0] : ' ';

    return isalnum((unsigned char)last) || last == '_' || last == '}';
}

static bool is_macro_name(const char *text)
{
    return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == strlen(text);
}

static void help_value(struct diag *d, const char *text, struct span span)
{
    static const char *const truths[][2] = {{"yes", "true"}, {"on", "true"}, {"no", "false"},
                                            {"off", "false"}};

    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
        if (strcasecmp(truths[i][0], text) == 0) {
            diag_help(d, "truth values are true and false");
            diag_fix(d, span, truths[i][1]);
            return;
        }
    if (is_macro_name(text))
        diag_help(d, "no macro has this name: they are made by #define, or given with -D");
    diag_help(d, "a string stands in double quotes: \"%s\"", text);
}

/* A name in the place of a value can only begin a query; before a ':' it is a key. */
static bool report_no_value(const struct lexer *lexer, const char *found,
                            const struct expected *expected)
{
    static const char *const values[] = {"true", "false", "on_fault"};
    const char *last = syntax_last(lexer);
    struct suggestion s;
    struct diag *d;

    if (expected->count != 1 || !syntax_expects(expected, "'('") || ends_name(lexer->before)
        || !(isalpha((unsigned char)*last) || *last == '_'))
        return false;
    if (lexer->stray && lexer->stray + 1 == lexer->last.lo)
        return true;                    /* "$FF": the sign has been told */
    d = diag(lexer->last, DIAG_syntax, "'%s' is no value", last);
    suggest_start(&s, last);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        suggest_candidate(&s, values[i]);
    suggest_finish(&s, d, lexer->last);
    if (!s.best)
        help_value(d, last, lexer->last);
    if (!s.best && strcmp(found, "':'") == 0)
        diag_fix(d, lexer->last, arena_printf("\"%s\"", last));
    return true;
}

static struct diag *report_found(const struct lexer *lexer, struct span span, const char *found,
                                 const struct expected *expected)
{
    const char *text = found_text(lexer, span, found);
    size_t count = count_expected(expected);

    if (is_value(expected))
        return diag(span, DIAG_syntax, "found %s, expected a value", text);
    if (count > 0 && count <= FEW)
        return diag(span, DIAG_syntax, "found %s, expected %s", text, listed(expected));
    return diag(span, DIAG_syntax, "did not expect %s here", text);
}

/* A ';' in parentheses: in the place of a ',', or the ')' is missing. */
static bool is_list(const char *found, const struct expected *expected)
{
    return strcmp(found, "';'") == 0 && syntax_expects(expected, "','")
        && syntax_expects(expected, "')'") && !syntax_expects(expected, "||");
}

/* True: it ends the list. */
static bool help_list(struct diag *d, struct span span)
{
    const char *rest = source_text(span.hi);
    bool closed = rest[strcspn(rest, ")\n")] == ')';

    diag_help(d, closed ? "between the parts of a list in parentheses stands ','"
              : "a ')' is missing before it");
    diag_fix(d, closed ? span : (struct span){span.lo, span.lo}, closed ? "," : ")");
    return !closed;                     /* what follows may be the rest of it */
}

bool syntax_error(struct lexer *lexer, struct span span, const char *found,
                  const struct expected *expected)
{
    bool end = strcmp(found, "end of file") == 0, value = is_value(expected);
    struct diag *d;

    if (lexer->broken || (end && lexer->open) || (lexer->reported && lexer->reported == span.lo)
        || (lexer->stray && lexer->stray >= lexer->last.hi && lexer->stray <= span.lo))
        return true;
    if (report_open_string(lexer, span)
        || report_semicolon(lexer, span, found, expected)
        || report_no_value(lexer, found, expected))
        return true;
    if (end && !value && (count_expected(expected) > FEW || syntax_expects(expected, "'}'"))) {
        diag(span, DIAG_syntax, "the file ends inside a block: a '}' is missing");
        return true;
    }
    d = report_found(lexer, span, found, expected);
    if (is_list(found, expected))
        return help_list(d, span);
    if (is_misplaced_declaration(found, span, expected)) {
        diag_help(d, "perhaps a '}' is missing before it");
        lexer->open = true;
    } else if (hint(d, span, found, expected)) {
        return true;
    } else if (!syntax_habit(d, lexer, span, found, expected) && !value
               && count_expected(expected) > FEW) {
        diag_help(d, "expected %s", listed(expected));
    }
    return !is_misplaced(found, expected);
}

/* What follows makes no sense without it, which is no mistake of its own. */
void lexer_stray(struct lexer *lexer, struct span span, const char *bytes, size_t length)
{
    bool text = (bytes[0] > ' ' && bytes[0] < 0x7f) || (unsigned char)bytes[0] >= 0xc2;

    lexer->stray = span.lo;
    if (text && source_character(bytes, length) == length)
        diag(span, DIAG_stray_character, "the character '%.*s' means nothing here", (int)length,
             bytes);
    else
        diag(span, DIAG_stray_character, "there %s here that mean%s nothing",
             length == 1 ? "is a byte" : "are bytes", length == 1 ? "s" : "");
}

void lexer_broken(struct lexer *lexer, struct span span, enum diag_id id, const char *what)
{
    if (!lexer->broken)
        diag(span, id, "this %s", what);
    lexer->broken = true;
}

const char *lexer_string(struct span span, const char *bytes, size_t length)
{
    if (memchr(bytes, '\0', length))
        diag(span, DIAG_stray_character, "there is a NUL byte in this string");
    return intern_n(bytes, strnlen(bytes, length));
}
