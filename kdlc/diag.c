/*
 * Text output follows GCC:
 *     file:line:column: error: message [id]
 *        12 | the source line
 *           |     ^~~~~~
 *           |     replacement
 * then the notes in the same form, then help. JSON output is one array of the same things.
 */
#include "diag.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cause.h"
#include "source.h"
#include "strbuf.h"
#include "vec.h"

#define LONGEST_LINE 400                /* bytes; longer ones are not shown */

#define MOST_STORED 20000               /* what comes after is counted, not kept */

enum severity { WARNING, ERROR, IGNORED };
enum part_kind { PART_NOTE, PART_HELP, PART_FIX };

struct part { enum part_kind kind; struct span span; const char *text; };

struct diag {
    struct span span;
    enum diag_id id;
    enum severity severity;
    const char *text;
    size_t number;                      /* order of arrival: makes sorting stable */
    VEC(struct part) parts;
};

static const struct { const char *name; enum severity severity; } ids[DIAG_COUNT + 1] = {
#define DIAG(id, severity, meaning) {#id, severity},
#include "diag.def"
#undef DIAG
};

static VEC(struct diag *) all;
static size_t error_count, not_stored[2];   /* by severity */
static enum severity chosen[DIAG_COUNT + 1];    /* 0: that of diag.def, else severity + 1 */
static bool all_errors, no_warnings, lenient, as_json, parseable_fixes;
static size_t shown_limit = 20;

const char *diag_name(enum diag_id id)
{
    char *name = arena_strndup(ids[id].name, strlen(ids[id].name));

    for (char *p = name; (p = strchr(p, '_')) != NULL; )
        *p = '-';
    return name;
}

static enum severity severity_of(enum diag_id id)
{
    enum severity s = chosen[id] ? (enum severity)(chosen[id] - 1) : ids[id].severity;

    if (s == ERROR && lenient)
        s = WARNING;
    if (s == WARNING && no_warnings)
        return IGNORED;
    return s == WARNING && all_errors ? ERROR : s;
}

struct diag *diag(struct span span, enum diag_id id, const char *format, ...)
{
    struct diag *d = arena_alloc(sizeof *d);
    va_list args;

    *d = (struct diag){.span = span, .id = id, .severity = severity_of(id), .number = all.count};
    va_start(args, format);
    d->text = arena_vprintf(format, args);
    va_end(args);
    if (d->severity != IGNORED && all.count < MOST_STORED)
        *vec_push(&all) = d;
    else if (d->severity != IGNORED)
        not_stored[d->severity]++;
    error_count += d->severity == ERROR;
    return d;
}

void diag_note(struct diag *d, struct span span, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    *vec_push(&d->parts) = (struct part){PART_NOTE, span, arena_vprintf(format, args)};
    va_end(args);
}

void diag_help(struct diag *d, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    *vec_push(&d->parts) = (struct part){PART_HELP, NO_SPAN, arena_vprintf(format, args)};
    va_end(args);
}

void diag_fix(struct diag *d, struct span span, const char *replacement)
{
    *vec_push(&d->parts) = (struct part){PART_FIX, span, replacement};
}

void diag_lenient(bool on)
{
    lenient = on;
}

bool diag_told(enum diag_id id)
{
    vec_each(struct diag *const *, d, &all)
        if ((*d)->id == id)
            return true;
    return false;
}

bool diag_failed(void)
{
    return error_count > 0;
}

size_t diag_errors(void)
{
    return error_count;
}

bool diag_is_wrong(struct span span)
{
    vec_each(struct diag *const *, d, &all)
        if ((*d)->span.lo == span.lo && ids[(*d)->id].severity == ERROR)
            return true;
    return false;
}

/* ---- options ---- */

void diag_set_json(bool json)
{
    as_json = json;
}

static bool choose(const char *name, enum severity severity)
{
    for (enum diag_id id = 0; id < DIAG_COUNT; id++)
        if (strcmp(diag_name(id), name) == 0) {
            /* an error stays one: only warnings may be switched */
            if (ids[id].severity == WARNING)
                chosen[id] = severity + 1;
            return true;
        }
    return false;
}

bool diag_option(const char *argument)
{
    if (strcmp(argument, "-Werror") == 0)
        return all_errors = true;
    if (strcmp(argument, "-w") == 0)
        return no_warnings = true;
    if (strcmp(argument, "-fdiagnostics-parseable-fixits") == 0)
        return parseable_fixes = true;
    if (strncmp(argument, "-fmax-errors=", 13) == 0)
        return (shown_limit = strtoul(argument + 13, NULL, 10)) > 0;
    if (strncmp(argument, "-Werror=", 8) == 0)
        return choose(argument + 8, ERROR);
    if (strncmp(argument, "-Wno-", 5) == 0)
        return choose(argument + 5, IGNORED);
    if (strncmp(argument, "-W", 2) == 0)
        return choose(argument + 2, WARNING);
    return false;
}

void diag_reset(void)
{
    memset(&all, 0, sizeof all);
    cause_forget();
    memset(not_stored, 0, sizeof not_stored);
    error_count = 0;
}

/* ---- text ---- */

static bool use_colour(void)
{
    return isatty(STDERR_FILENO) && !getenv("NO_COLOR");
}

static const char *paint(const char *code)
{
    static int wanted = -1;

    if (wanted < 0)
        wanted = use_colour();
    return wanted ? code : "";
}

#define RESET paint("\033[m")
#define BOLD paint("\033[1m")

/* Appends a source line: tabs expanded, '?' for what is no printable character. */
static void add_line(struct strbuf *out, const struct position *p)
{
    unsigned column = 0;
    size_t length;

    for (size_t i = 0; i < p->line_length; i += length) {
        const char *at = &p->line_text[i];
        unsigned width;

        length = source_character(at, p->line_length - i);
        width = source_width(at, length ? length : 1, column);
        if (*at == '\t')
            strbuf_printf(out, "%*s", (int)width, "");
        else
            strbuf_addn(out, length ? at : "?", length ? length : 1);
        length += length == 0;
        column += width;
    }
    strbuf_add(out, "\n");
}

static unsigned marked_width(const struct position *p, struct span span)
{
    size_t length = span.hi > span.lo ? span.hi - span.lo : 1;

    if (p->line_offset + length > p->line_length)
        length = p->line_length - p->line_offset;
    return source_width(p->line_text + p->line_offset, length, p->column - 1);
}

static void add_excerpt(struct strbuf *out, const struct position *p, struct span span,
                        const char *colour)
{
    unsigned width = marked_width(p, span);

    if (p->line_length == 0 || p->line_length > LONGEST_LINE)
        return;
    strbuf_printf(out, "%5u | ", p->line);
    add_line(out, p);
    strbuf_printf(out, "      | %*s%s^", (int)p->column - 1, "", colour);
    for (unsigned i = 1; i < width; i++)
        strbuf_add(out, "~");
    strbuf_printf(out, "%s\n", RESET);
}

static void add_place(struct strbuf *out, const struct position *p)
{
    if (p->source)
        strbuf_printf(out, "%s%s:%u:%u:%s ", BOLD, p->source->path, p->line, p->column, RESET);
    else
        strbuf_printf(out, "%skdlc:%s ", BOLD, RESET);
}

/* Shown under the line of the message; what is elsewhere only tools are told. */
static void add_fix(struct strbuf *out, const struct position *shown, const struct part *fix)
{
    struct position lo = source_position(fix->span.lo), hi = source_position(fix->span.hi);

    if (lo.line_length > 0 && lo.line_length <= LONGEST_LINE && lo.line == shown->line
        && lo.source == shown->source)
        strbuf_printf(out, "      | %*s%s%s%s\n", (int)lo.column - 1, "", paint("\033[32m"),
                      fix->text, RESET);
    if (parseable_fixes)
        strbuf_printf(out, "fix-it:\"%s\":{%u:%zu-%u:%zu}:\"%s\"\n", lo.source->path,
                      lo.line, lo.line_offset + 1, hi.line, hi.line_offset + 1, fix->text);
}

static void add_part(struct strbuf *out, const struct part *part)
{
    struct position p = source_position(part->span.lo);

    switch (part->kind) {
    case PART_NOTE:
        add_place(out, &p);
        strbuf_printf(out, "%snote:%s %s\n", paint("\033[1;36m"), RESET, part->text);
        if (p.source)
            add_excerpt(out, &p, part->span, paint("\033[1;36m"));
        break;
    case PART_HELP:
        strbuf_printf(out, "      %shelp:%s %s\n", paint("\033[1;32m"), RESET, part->text);
        break;
    case PART_FIX:
        break;
    }
}

static void add_diag(struct strbuf *out, const struct diag *d)
{
    const char *colour = paint(d->severity == ERROR ? "\033[1;31m" : "\033[1;35m");
    struct position p = source_position(d->span.lo);

    add_place(out, &p);
    strbuf_printf(out, "%s%s:%s %s [%s]\n", colour, d->severity == ERROR ? "error" : "warning",
                  RESET, d->text, diag_name(d->id));
    if (p.source)
        add_excerpt(out, &p, d->span, colour);
    vec_each(struct part *, part, &d->parts)
        if (part->kind == PART_FIX && part->span.lo && *part->text)
            add_fix(out, &p, part);
    vec_each(struct part *, part, &d->parts)
        add_part(out, part);
}

/* ---- JSON ---- */

/* A JSON string; bytes that are not UTF-8 become '?'. */
static json_t *json_text(const char *s)
{
    json_t *text = json_string(s);
    char *copy;

    if (text)
        return text;
    copy = arena_strndup(s, strlen(s));
    for (char *p = copy; *p; p++)
        if (*p & 0x80)
            *p = '?';
    return json_string(copy);
}

static json_t *json_point(uint32_t offset)
{
    struct position p = source_position(offset);
    json_t *point = json_object();

    json_object_set_new(point, "file", json_text(p.source->path));
    json_object_set_new(point, "line", json_integer(p.line));
    json_object_set_new(point, "column", json_integer(p.column));
    json_object_set_new(point, "byte-column", json_integer((json_int_t)p.line_offset + 1));
    return point;
}

static void json_place(json_t *object, struct span span)
{
    if (!span.lo)
        return;
    json_object_set_new(object, "start", json_point(span.lo));
    json_object_set_new(object, "end", json_point(span.hi));
}

static json_t *json_part(const struct part *part)
{
    static const char *const kinds[] = {"note", "help", "fix"};
    json_t *object = json_object();

    json_object_set_new(object, "kind", json_string(kinds[part->kind]));
    json_object_set_new(object, "message", json_text(part->text));
    json_place(object, part->span);
    return object;
}

static json_t *json_diag(const struct diag *d)
{
    json_t *object = json_object(), *parts = json_array();

    json_object_set_new(object, "kind", json_string(d->severity == ERROR ? "error" : "warning"));
    json_object_set_new(object, "id", json_string(diag_name(d->id)));
    json_object_set_new(object, "message", json_text(d->text));
    json_place(object, d->span);
    vec_each(struct part *, part, &d->parts)
        json_array_append_new(parts, json_part(part));
    json_object_set_new(object, "children", parts);
    return object;
}

/* ---- all of them ---- */

static int by_place(const void *x, const void *y)
{
    const struct diag *a = *(struct diag *const *)x, *b = *(struct diag *const *)y;
    uint32_t left = a->span.lo - 1, right = b->span.lo - 1;     /* no place: at the end */

    if (left != right)
        return left < right ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

static bool same(const struct diag *a, const struct diag *b)
{
    return a->span.lo == b->span.lo && a->id == b->id && strcmp(a->text, b->text) == 0;
}

/* the first of those sorted by place that is not before this place */
static size_t first_from(uint32_t offset)
{
    size_t low = 0, high = all.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (all.at[middle]->span.lo - 1 < offset - 1)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Is something as grave wrong where its value comes from? Causes do not lead in a circle. */
static bool is_consequence(const struct diag *d)
{
    for (const struct cause *c = cause_of(d->span); c; c = c->next)
        for (size_t i = first_from(c->span.lo); i < all.count; i++) {
            if (all.at[i]->span.lo >= c->span.hi)
                break;
            if (all.at[i]->severity >= d->severity)
                return true;
        }
    return false;
}

/* a note of where the value was written first */
static void add_cause(struct diag *d)
{
    const struct cause *c = cause_of(d->span), *next;

    while (c && (next = cause_of(c->span)) != NULL)
        c = next;
    if (c)
        diag_note(d, c->span, "the value comes from here");
}

static void remember(struct strbuf *text, json_t *array, const struct diag *d)
{
    if (as_json)
        json_array_append_new(array, json_diag(d));
    else
        add_diag(text, d);
}

static void add_rest(struct strbuf *text, size_t count, const char *what)
{
    if (count > 0 && !as_json)
        strbuf_printf(text, "kdlc: %zu more %s%s not shown\n", count, what, count == 1 ? "" : "s");
}

static void add_json(struct strbuf *out, json_t *array)
{
    char *text = json_dumps(array, JSON_INDENT(1));

    if (!text)
        die("out of memory");
    strbuf_printf(out, "%s\n", text);
    free(text);
}

void diag_render(struct strbuf *out)
{
    json_t *array = json_array();
    size_t shown[2] = {0}, left_out[2] = {not_stored[0], not_stored[1]};

    if (all.count > 0)
        qsort(all.at, all.count, sizeof all.at[0], by_place);
    for (size_t i = 0; i < all.count; i++) {
        struct diag *d = all.at[i];

        if ((i > 0 && same(d, all.at[i - 1])) || is_consequence(d))
            continue;
        if (shown[d->severity] == shown_limit) {
            left_out[d->severity]++;
            continue;
        }
        shown[d->severity]++;
        add_cause(d);
        remember(out, array, d);
    }
    add_rest(out, left_out[ERROR], "error");
    add_rest(out, left_out[WARNING], "warning");
    if (as_json)
        add_json(out, array);
    json_decref(array);
    all.count = 0;
    cause_forget();
    memset(not_stored, 0, sizeof not_stored);
}

void diag_flush(void)
{
    struct strbuf text = {0};

    diag_render(&text);
    if (text.length > 0)
        fwrite(text.text, 1, text.length, stderr);
    free(text.text);
}
