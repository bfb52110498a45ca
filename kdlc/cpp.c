#include "cpp.h"

#include <stdlib.h>

#include "command.h"
#include "diag.h"

static struct command_words program, options;
static bool always;

void cpp_program(const char *command)
{
    program.count = 0;
    command_split(&program, command);
}

void cpp_option(const char *option)
{
    *vec_push(&options) = arena_strndup(option, strlen(option));
}

void cpp_wanted(bool wanted)
{
    always = wanted;
}

void cpp_reset(void)
{
    memset(&program, 0, sizeof program);
    memset(&options, 0, sizeof options);
    always = false;
}

bool cpp_needed(const struct source *source)
{
    static const char *const directives[] = {"include", "define", "undef", "if", "ifdef",
                                             "ifndef"};

    for (size_t i = 0; i < source->line_count; i++) {
        const char *line = source->text + source->lines[i], *word;
        size_t length;

        line += strspn(line, " \t");
        if (*line != '#')
            continue;
        word = line + 1;
        length = strspn(word, "abcdefghijklmnopqrstuvwxyz");
        for (size_t d = 0; d < sizeof directives / sizeof *directives; d++)
            if (strlen(directives[d]) == length && memcmp(directives[d], word, length) == 0)
                return true;
    }
    return false;
}

/* ---- line markers ---- */

/* # 12 "file", #line 12, #line 12 "file" */
struct marker {
    size_t line;                        /* of what follows */
    const char *file;                   /* NULL: the same as before */
    size_t length;
};

static bool read_marker(const char *text, struct marker *marker)
{
    const char *number, *rest;
    bool word;

    if (*text != '#')
        return false;
    number = text + 1 + strspn(text + 1, " \t");
    word = strncmp(number, "line", 4) == 0;
    if (word)
        number += 4 + strspn(number + 4, " \t");
    rest = number + strspn(number, "0123456789");
    if (rest == number)
        return false;
    *marker = (struct marker){.line = strtoul(number, NULL, 10)};
    rest += strspn(rest, " \t");
    if (*rest != '"')
        return word;
    marker->length = strcspn(rest + 1, "\"\n");
    marker->file = rest[1 + marker->length] == '"' ? rest + 1 : NULL;
    return marker->file != NULL;
}

static bool has_markers(const struct source *source)
{
    struct marker marker;

    for (size_t i = 0; i < source->line_count; i++)
        if (read_marker(source->text + source->lines[i], &marker))
            return true;
    return false;
}

/* the text with empty lines for its markers: what it says of other files is this program's to do */
static void add_without_markers(struct strbuf *out, const struct source *source)
{
    struct marker marker;

    for (size_t i = 0; i < source->line_count; i++) {
        const char *line = source->text + source->lines[i];

        if (!read_marker(line, &marker))
            strbuf_addn(out, line, strcspn(line, "\n"));
        strbuf_add(out, "\n");
    }
}

/* ---- running it ---- */

/* -std=c11: the names `linux` and `unix` are nothing special. */
static struct command_words arguments(const struct source *source, bool piped)
{
    static const char *const fixed[] = {"-E", "-x", "c", "-std=c11", "-fno-diagnostics-color",
                                        "-fdiagnostics-column-unit=byte"};
    struct command_words argv = {0};

    vec_each(const char **, w, &program)
        *vec_push(&argv) = *w;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        *vec_push(&argv) = fixed[i];
    vec_each(const char **, w, &options)
        *vec_push(&argv) = *w;
    for (size_t i = 0; i < source_directory_count(); i++)
        *vec_push(&argv) = arena_printf("-I%s", source_import_directory(i));
    if (piped) {
        *vec_push(&argv) = "-iquote";
        *vec_push(&argv) = source->directory;
    }
    *vec_push(&argv) = piped ? "-" : source->path;
    return argv;
}

static bool run(const struct source *source, struct strbuf *out, struct strbuf *messages)
{
    bool piped = has_markers(source);
    struct command_words words = arguments(source, piped);
    struct command_result result;
    struct strbuf in = {0};

    if (piped)
        add_without_markers(&in, source);
    result = command_run(&words, piped ? &in : NULL);

    if (result.error)
        die("cannot run %s: %s", program.at[0], strerror(result.error));
    *out = result.out;
    *messages = result.messages;
    return result.good;
}

/* ---- its messages: file:line:column: error: text ---- */

/* main: what is read */
static const struct source *loaded(const struct source *main, const char *path)
{
    struct source *source = NULL;

    if (strcmp(path, main->path) == 0 || strcmp(path, "<stdin>") == 0)
        return main;
    return *path == '<' ? NULL : source_load(path, &source) == SOURCE_FAILED ? NULL : source;
}

static uint32_t place_at(const struct source *source, size_t line, size_t column)
{
    if (line == 0 || line > source->line_count)
        return source->base;
    return source->base + source->lines[line - 1] + (uint32_t)(column > 0 ? column - 1 : 0);
}

static bool report_line(const struct source *main, const char *line)
{
    const char *at = strstr(line, ": error: "), *fatal = strstr(line, ": fatal error: ");
    const char *text = fatal ? fatal + 15 : at ? at + 9 : NULL, *end = fatal ? fatal : at;
    const struct source *source;
    unsigned long number[2] = {0};

    if (!text)
        return false;
    /* line and column, or the line alone */
    for (int i = 1; i >= 0; i--) {
        const char *colon = end - 1;

        while (colon > line && *colon != ':')
            colon--;
        if (colon == line || colon[1 + strspn(colon + 1, "0123456789")] != ':')
            break;
        number[i] = strtoul(colon + 1, NULL, 10);
        end = colon;
    }
    if (number[0] == 0) {
        number[0] = number[1];
        number[1] = 0;
    }
    source = loaded(main, arena_strndup(line, (size_t)(end - line)));
    if (source) {
        uint32_t place = place_at(source, number[0], number[1]);

        diag((struct span){place, place + 1}, DIAG_cpp_error, "%s", text);
    } else {
        diag(NO_SPAN, DIAG_cpp_error, "%s", text);
    }
    return true;
}

static void report(const struct source *main, const char *messages)
{
    bool any = false;

    for (const char *line = messages; *line; ) {
        size_t length = strcspn(line, "\n");

        any |= report_line(main, arena_strndup(line, length));
        line += length + (line[length] == '\n');
    }
    if (!any)
        diag(NO_SPAN, DIAG_cpp_error, "%s failed: %s", program.at[0], messages);
}

/* ---- where its output comes from ---- */

/* a word, string or sign of a line */
struct token { uint32_t lo, hi; };
VEC_OF(tokens, struct token);

static bool in_word(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z')
        || (unsigned char)c >= 0x80;
}

static struct tokens tokens_of(const char *text, uint32_t lo, uint32_t hi)
{
    struct tokens tokens = {0};

    while (lo < hi) {
        uint32_t start = lo;

        if (text[lo] == ' ' || text[lo] == '\t' || text[lo] == '\r') {
            lo++;
            continue;
        }
        if (text[lo] == '/' && lo + 1 < hi && text[lo + 1] == '/')
            break;
        if (text[lo] == '/' && lo + 1 < hi && text[lo + 1] == '*') {
            lo += 2;
            while (lo < hi && !(text[lo - 1] == '*' && text[lo] == '/'))
                lo++;
            lo += lo < hi;
            continue;
        }
        if (text[lo] == '"') {
            for (lo++; lo < hi && text[lo] != '"'; lo++)
                continue;
            lo += lo < hi;
        } else if (in_word(text[lo])) {
            while (lo < hi && in_word(text[lo]))
                lo++;
        } else {
            lo++;
        }
        *vec_push(&tokens) = (struct token){start, lo};
    }
    return tokens;
}

struct mapping {
    const char *text;                   /* expanded */
    uint32_t *places;
    const struct source *source;        /* where the current line is from */
};

static bool equal(const struct mapping *m, struct token expanded, struct token written)
{
    return expanded.hi - expanded.lo == written.hi - written.lo
        && memcmp(m->text + expanded.lo, m->source->text + written.lo,
                  written.hi - written.lo) == 0;
}

/* All of the expanded token is what was written there: byte by byte, or as a whole. */
static void place_token(const struct mapping *m, struct token expanded, struct token written)
{
    bool same = equal(m, expanded, written);

    for (uint32_t i = expanded.lo; i < expanded.hi; i++)
        m->places[i] = m->source->base
                     + (same ? written.lo + (i - expanded.lo)
                        : i == expanded.lo ? written.lo : written.hi - 1);
}

/*
 * One line: what is the same from its start and from its end stands where it was written; what is
 * left in between comes of the macros there.
 */
static void place_line(const struct mapping *m, struct token line, struct token origin)
{
    struct tokens out = tokens_of(m->text, line.lo, line.hi);
    struct tokens in = tokens_of(m->source->text, origin.lo, origin.hi);
    size_t head = 0, tail = 0, at;

    while (head < out.count && head < in.count && equal(m, out.at[head], in.at[head])) {
        place_token(m, out.at[head], in.at[head]);
        head++;
    }
    while (tail < out.count - head && head + tail < in.count
           && equal(m, out.at[out.count - 1 - tail], in.at[in.count - 1 - tail])) {
        place_token(m, out.at[out.count - 1 - tail], in.at[in.count - 1 - tail]);
        tail++;
    }
    at = head;
    for (size_t i = head; i < out.count - tail; i++) {
        struct token written = {origin.lo, origin.lo + 1};

        for (size_t j = at; j < in.count - tail; j++)
            if (equal(m, out.at[i], in.at[j])) {
                at = j;
                break;
            }
        if (at < in.count)
            written = in.at[at];
        place_token(m, out.at[i], written);
        if (at < in.count - tail && equal(m, out.at[i], written))
            at++;
    }
}

/* One line of what is read: a marker, or the line `number` of where it is from. */
static void place_next(struct mapping *m, const struct source *main, struct token line,
                       size_t *number)
{
    const struct source *from = m->source;
    struct marker marker;

    if (read_marker(m->text + line.lo, &marker)) {
        *number = marker.line;
        if (marker.file)
            m->source = loaded(main, arena_strndup(marker.file, marker.length));
        return;
    }
    if (from && from->text != m->text && *number >= 1 && *number <= from->line_count) {
        uint32_t lo = from->lines[*number - 1];
        uint32_t hi = *number < from->line_count ? from->lines[*number] - 1 : from->length;

        place_line(m, line, (struct token){lo, hi});
    }
    ++*number;
}

/* From where the bytes are; places has what is known without the markers. */
static void place_all(const struct source *main, const char *text, uint32_t length,
                      uint32_t *places)
{
    struct mapping m = {text, places, main};
    size_t number = 1;

    for (uint32_t at = 0; at < length;) {
        uint32_t end = at + (uint32_t)strcspn(text + at, "\n");

        place_next(&m, main, (struct token){at, end}, &number);
        at = end + 1;
    }
}

/* Where the text of a file is from that has markers, of files that can be read; else NULL. */
static uint32_t *marked_places(const struct source *source)
{
    uint32_t *places;

    if (!has_markers(source))
        return NULL;
    places = arena_alloc((source->length + 1) * sizeof *places);
    for (uint32_t at = 0; at <= source->length; at++)
        places[at] = source->base + at;
    place_all(source, source->text, source->length, places);
    return places;
}

enum cpp_result cpp_expand(const struct source *source, struct expansion *e)
{
    uint32_t *marked = marked_places(source), *places;
    struct strbuf out, messages;

    if (program.count == 0 || !(always || cpp_needed(source))) {
        *e = (struct expansion){source->text, source->length, marked};
        return marked ? CPP_EXPANDED : CPP_UNCHANGED;
    }
    if (!run(source, &out, &messages)) {
        report(source, messages.text);
        return CPP_FAILED;
    }
    if (out.length >= UINT32_MAX / 8 || strlen(out.text) != out.length) {
        diag(NO_SPAN, DIAG_cpp_error, "'%s' is too large once preprocessed, or has NUL bytes",
             source->path);
        return CPP_FAILED;
    }
    e->text = out.text;
    e->length = (uint32_t)out.length;
    e->places = places = arena_alloc((out.length + 1) * sizeof *places);
    for (uint32_t at = 0; at < e->length; at++)
        places[at] = source->base;
    place_all(source, e->text, e->length, places);
    places[e->length] = source->base + source->length;
    for (uint32_t at = 0; marked && at <= e->length; at++)
        if (places[at] - source->base <= source->length)
            places[at] = marked[places[at] - source->base];
    return CPP_EXPANDED;
}
