#include "cmake_text.h"

#include "strbuf.h"

struct reader { const struct source *source; uint32_t at; };

static char peek(const struct reader *r)
{
    return r->source->text[r->at];
}

static struct span span_from(const struct reader *r, uint32_t start)
{
    return (struct span){r->source->base + start, r->source->base + r->at};
}

/* At "[=*[": the number of '=', else -1. */
static int bracket_level(const struct reader *r)
{
    const char *p = r->source->text + r->at;
    int level = 0;

    if (*p++ != '[')
        return -1;
    while (*p == '=') {
        p++;
        level++;
    }
    return *p == '[' ? level : -1;
}

/* Steps over "[==[ ... ]==]"; the text inside. */
static const char *read_bracket(struct reader *r, int level)
{
    uint32_t start = r->at + (uint32_t)level + 2;
    char *close = arena_alloc((size_t)level + 3);
    const char *end;

    memset(close, '=', (size_t)level + 2);
    close[0] = close[level + 1] = ']';
    end = strstr(r->source->text + start, close);
    r->at = end ? (uint32_t)(end - r->source->text) + (uint32_t)level + 2 : r->source->length;
    return arena_strndup(r->source->text + start,
                         (end ? (size_t)(end - r->source->text) : r->source->length) - start);
}

static void skip_space(struct reader *r)
{
    for (;;) {
        while (peek(r) && strchr(" \t\r\n;", peek(r)))
            r->at++;
        if (peek(r) != '#')
            return;
        r->at++;
        if (bracket_level(r) >= 0)
            read_bracket(r, bracket_level(r));
        else
            while (peek(r) && peek(r) != '\n')
                r->at++;
    }
}

static bool in_name(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static struct argument read_quoted(struct reader *r)
{
    struct strbuf text = {0};
    uint32_t start = r->at++;

    strbuf_add(&text, "");
    while (peek(r) && peek(r) != '"') {
        if (peek(r) == '\\' && r->source->text[r->at + 1]) {
            r->at++;
            if (peek(r) == '\n') {
                r->at++;
                continue;
            }
            strbuf_add(&text, "\\");       /* what it means is known with the variables */
        }
        strbuf_addn(&text, &r->source->text[r->at++], 1);
    }
    if (peek(r))
        r->at++;
    else
        diag((struct span){r->source->base + start, r->source->base + start + 1},
             DIAG_cmake_syntax, "this string is not closed with '\"'");
    return (struct argument){text.text ? text.text : "", true, false, span_from(r, start)};
}

/* Unquoted: to white space or a parenthesis outside of ${} and "". */
static struct argument read_plain(struct reader *r)
{
    uint32_t start = r->at;

    while (peek(r) && !strchr(" \t\r\n()#", peek(r))) {
        if (peek(r) == '"') {
            read_quoted(r);
            continue;
        }
        r->at += peek(r) == '\\' && r->source->text[r->at + 1] ? 2 : 1;
    }
    return (struct argument){arena_strndup(r->source->text + start, r->at - start), false, false,
                             span_from(r, start)};
}

static bool read_arguments(struct reader *r, struct command *command)
{
    unsigned depth = 1;

    r->at++;
    for (;;) {
        uint32_t start;
        int level;

        skip_space(r);
        start = r->at;
        if (!peek(r))
            return false;
        if (peek(r) == '(' || peek(r) == ')') {
            depth += peek(r) == '(' ? 1 : -1u;
            r->at++;
            if (depth == 0)
                return true;
            *vec_push(&command->arguments) = (struct argument){
                r->source->text[start] == '(' ? "(" : ")", false, true, span_from(r, start)};
        } else if ((level = bracket_level(r)) >= 0) {
            const char *text = read_bracket(r, level);

            *vec_push(&command->arguments) = (struct argument){text, true, true,
                                                               span_from(r, start)};
        } else if (peek(r) == '"') {
            *vec_push(&command->arguments) = read_quoted(r);
        } else {
            *vec_push(&command->arguments) = read_plain(r);
        }
    }
}

const char *cmake_lower(const char *name)
{
    char *text = arena_strndup(name, strlen(name));

    for (char *p = text; *p; p++)
        if (*p >= 'A' && *p <= 'Z')
            *p |= 32;
    return intern(text);
}

struct commands *cmake_read(const struct source *source)
{
    struct commands *commands = arena_alloc(sizeof *commands);
    struct reader r = {source, 0};

    for (;;) {
        struct command *command = arena_alloc(sizeof *command);
        size_t errors;
        uint32_t start;

        skip_space(&r);
        start = r.at;
        if (!peek(&r))
            return commands;
        while (in_name(peek(&r)))
            r.at++;
        command->span = span_from(&r, start);
        command->name = cmake_lower(arena_strndup(source->text + start, r.at - start));
        while (peek(&r) == ' ' || peek(&r) == '\t')
            r.at++;
        if (r.at == start || peek(&r) != '(') {
            r.at = r.at == start ? start + 1 : r.at;
            diag(span_from(&r, start), DIAG_cmake_syntax, "expected a command, as in name(...)");
            return commands;
        }
        errors = diag_errors();
        if (!read_arguments(&r, command)) {
            if (diag_errors() == errors)
                diag(command->span, DIAG_cmake_syntax, "the ')' of this command is missing");
            return commands;
        }
        *vec_push(commands) = command;
    }
}
