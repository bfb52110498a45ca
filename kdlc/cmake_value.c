/* Variables and paths of CMake, and what the words of a command become. */
#include "cmake_parts.h"

#include <errno.h>
#include <unistd.h>

#include "strbuf.h"

const char *cmake_variable(const struct cmake *cmake, const char *name)
{
    const struct cmake_word *value = map_find(&cmake->variables, intern(name));

    return value && value->text ? value->text : "";
}

bool cmake_is_set(const struct cmake *cmake, const char *name)
{
    const struct cmake_word *value = map_find(&cmake->variables, intern(name));

    return value && value->text;
}

void cmake_set(struct cmake *cmake, const char *name, const char *text)
{
    struct cmake_word *value = map_find(&cmake->variables, intern(name));
    size_t length = text ? strlen(text) : 0;

    if (length > CMAKE_MOST_TEXT)
        return;
    cmake->steps += (unsigned)(length / CMAKE_STEP_TEXT);
    if (!value) {
        value = arena_alloc(sizeof *value);
        map_add(&cmake->variables, intern(name), value);
    }
    value->text = text;
    value->span = cmake->at;
}

struct map cmake_copy(const struct map *variables)
{
    struct map copy = {0};

    for (size_t i = 0; i < variables->room; i++)
        if (variables->at[i].key) {
            struct cmake_word *word = arena_alloc(sizeof *word);

            *word = *(const struct cmake_word *)variables->at[i].value;
            map_add(&copy, variables->at[i].key, word);
        }
    return copy;
}

/* behind the bracket that closes the one at p, which is of this kind */
static const char *behind(const char *p, char opening, char closing)
{
    int open = 0;

    do {
        open += *p == opening ? 1 : *p == closing ? -1 : 0;
    } while (*p++ && open > 0 && *p);
    return p;
}

/* the letter that stands behind a backslash there */
static const char *escaped(const char *p)
{
    return *p == 'n' ? "\n" : *p == 't' ? "\t" : *p == 'r' ? "\r" : p;
}

/* Replaces ${NAME}, innermost first; $ENV{...} and $<...> become nothing. */
static const char *expand(const struct cmake *cmake, const char *text, unsigned depth)
{
    struct strbuf out = {0};
    const char *p = text;

    strbuf_add(&out, "");
    while (*p && out.length < CMAKE_MOST_TEXT) {
        if (*p == '\\' && p[1]) {
            strbuf_addn(&out, escaped(p + 1), 1);
            p += 2;
        } else if (*p == '$' && p[1] == '{' && depth < 20) {
            const char *end = behind(p + 1, '{', '}');

            strbuf_add(&out, cmake_variable(cmake, expand(cmake, arena_strndup(p + 2,
                (size_t)(end - p) - 2 - (end[-1] == '}')), depth + 1)));
            p = end;
        } else if (*p == '$' && p[1] == '<') {
            p = behind(p + 1, '<', '>');
        } else if (strncmp(p, "$ENV{", 5) == 0) {
            p = behind(p + 4, '{', '}');
        } else {
            strbuf_addn(&out, p++, 1);
        }
    }
    return out.text ? out.text : "";
}

void cmake_add_pieces(struct cmake_words *words, const char *text, struct span span)
{
    while (*text) {
        size_t length = strcspn(text, ";");

        if (length > 0)
            *vec_push(words) = (struct cmake_word){intern_n(text, length), span};
        text += length + (text[length] == ';');
    }
}

/* "${name" to the end */
static bool is_open(const char *text)
{
    unsigned depth = 0;

    for (const char *p = text; *p; p++) {
        if (*p == '\\' && p[1])
            p++;
        else if (*p == '$' && (p[1] == '{' || strncmp(p, "$ENV{", 5) == 0))
            depth++;
        else if (*p == '}' && depth > 0)
            depth--;
    }
    return depth > 0;
}

struct cmake_words cmake_words_of(const struct cmake *cmake, const struct command *command)
{
    struct cmake_words words = {0};

    vec_each(const struct argument *, a, &command->arguments) {
        const char *text = a->literal ? a->text : expand(cmake, a->text, 0);

        if (!a->literal && is_open(a->text)) {
            diag(a->span, DIAG_cmake_syntax, "the '}' of a variable is missing here");
            continue;
        }
        if (a->quoted || a->literal)
            *vec_push(&words) = (struct cmake_word){intern(text), a->span};
        else
            cmake_add_pieces(&words, text, a->span);
    }
    return words;
}

const char *cmake_glue(const struct cmake_words *words, size_t from, const char *glue)
{
    struct strbuf out = {0};

    for (size_t i = from; i < words->count && out.length < CMAKE_MOST_TEXT; i++) {
        if (i > from)
            strbuf_add(&out, glue);
        strbuf_add(&out, words->at[i].text);
    }
    return intern_n(out.text ? out.text : "", out.length);
}

const char *cmake_join(const struct cmake_words *words, size_t from)
{
    struct strbuf out = {0};

    strbuf_add(&out, "");
    for (size_t i = from; i < words->count; i++) {
        if (strcmp(words->at[i].text, "CACHE") == 0
            || strcmp(words->at[i].text, "PARENT_SCOPE") == 0)
            break;
        if (i > from)
            strbuf_add(&out, ";");
        strbuf_add(&out, words->at[i].text);
    }
    return out.text ? out.text : "";
}

bool cmake_has_word(const struct cmake_words *words, const char *text)
{
    vec_each(const struct cmake_word *, w, words)
        if (strcmp(w->text, text) == 0)
            return true;
    return false;
}

/* ---- paths ---- */

/* "/a/./b/../c" -> "/a/c" */
static const char *straight(const char *path)
{
    struct strbuf out = {0};

    while (*path) {
        size_t length;

        path += strspn(path, "/");
        length = strcspn(path, "/");
        if (length == 2 && strncmp(path, "..", 2) == 0) {
            while (out.length > 0 && out.text[--out.length] != '/')
                continue;
        } else if (length > 0 && !(length == 1 && *path == '.')) {
            strbuf_add(&out, "/");
            strbuf_addn(&out, path, length);
        }
        path += length;
    }
    return out.length ? intern_n(out.text, out.length) : intern("/");
}

const char *cmake_current_folder(void)
{
    static char here[4096];

    if (!here[0] && !getcwd(here, sizeof here))
        die("cannot find the current folder: %s", strerror(errno));
    return here;
}

const char *cmake_absolute(const char *base, const char *path)
{
    return straight(*path == '/' ? path : arena_printf("%s/%s", base, path));
}

const char *cmake_path(const struct cmake *cmake, const char *path)
{
    return cmake_absolute(cmake->directory, path);
}

const char *cmake_shown_path(const char *path)
{
    const char *here = cmake_current_folder();
    size_t length = strlen(here);

    path = cmake_absolute(here, path);
    if (strncmp(path, here, length) == 0 && path[length] == '/')
        return intern(path + length + 1);
    return strcmp(path, here) == 0 ? intern(".") : path;
}
