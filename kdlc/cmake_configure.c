/*
 * configure_file() and string(CONFIGURE): texts with the values of variables in their places, and
 * the files made of them. Those go below the build folder and nowhere else. They are written when
 * all commands have been run, before anything else is read: a file that is written and added to
 * changes once, or not at all.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmake_parts.h"
#include "output.h"
#include "strbuf.h"

#define MOST_TEXT (1u << 20)            /* bytes of a file that is made */
#define MOST_NESTED 20                  /* ${} in ${} */

/* how a text is filled in: only @NAME@, and not ${NAME}; quotes in values get a backslash */
struct filling { struct cmake *cmake; bool at_only, quotes; unsigned depth; };

/* ---- where files may be written ---- */

static const char *chosen;              /* by cmake_write_below */
static bool passing;                    /* it goes when kdlc ends */
static VEC(const char *) passing_files, passing_folders;

void cmake_write_below(const char *folder)
{
    chosen = folder ? cmake_absolute(cmake_current_folder(), folder) : NULL;
    passing = false;
}

static void remove_passing(void)
{
    vec_each(const char **, file, &passing_files)
        (void)unlink(*file);
    for (size_t i = passing_folders.count; i-- > 0;)
        (void)rmdir(passing_folders.at[i]);
    (void)rmdir(chosen);
}

void cmake_write_passing(void)
{
    chosen = NULL;
    passing = true;
}

/* made when an application is read; where that cannot be, nothing is written */
static void make_passing(void)
{
    const char *folder = getenv("TMPDIR");

    chosen = mkdtemp(arena_printf("%s/kdlc.XXXXXX",
                                  folder && *folder == '/' ? folder : "/tmp"));
    if (chosen)
        atexit(remove_passing);
    else
        passing = false;
}

static bool is_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);

    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

const char *cmake_build_folder(const struct cmake *cmake)
{
    const char *top = cmake->top ? cmake->top : cmake->directory;

    if (passing && !chosen)
        make_passing();
    if (!chosen)
        return cmake->directory;
    if (strcmp(cmake->directory, top) == 0)
        return chosen;
    return cmake_absolute(chosen, is_below(cmake->directory, top)
                          ? cmake->directory + strlen(top) + 1
                          : strrchr(cmake->directory, '/') + 1);
}

bool cmake_is_own(const struct cmake *cmake, const char *path)
{
    return is_below(path, cmake->top) && !(chosen && is_below(path, chosen));
}

/* so that what is passing goes without leaving a folder, this one and those above it */
static void remember(const char *path)
{
    const char *at = path + strlen(chosen) + 1, *slash;

    *vec_push(&passing_files) = path;
    while ((slash = strchr(at, '/')) != NULL) {
        *vec_push(&passing_folders) = intern_n(path, (size_t)(slash - path));
        at = slash + 1;
    }
}

/* ---- files to be written ---- */

struct made { const char *path; struct strbuf text; };
static VEC(struct made) files;

static struct made *made_at(const char *path)
{
    vec_each(struct made *, made, &files)
        if (strcmp(made->path, path) == 0)
            return made;
    return NULL;
}

bool cmake_write(const struct cmake *cmake, const struct cmake_word *word,
                 const struct strbuf *text)
{
    const char *path = cmake_absolute(cmake_build_folder(cmake), word->text);
    struct made *made;

    if (!chosen || !is_below(path, chosen)) {
        diag_help(diag(word->span, DIAG_cmake_ignored, "'%s' is not written: it is not in the "
                       "build folder", cmake_shown_path(path)),
                  "the build folder is ${CMAKE_CURRENT_BINARY_DIR}; an application is not changed");
        return false;
    }
    made = made_at(path);
    if (!made)
        *(made = vec_push(&files)) = (struct made){.path = path};
    made->text = *text;
    return true;
}

bool cmake_add_made(const struct cmake *cmake, const char *name, struct strbuf *text)
{
    const struct made *made = made_at(cmake_absolute(cmake_build_folder(cmake), name));

    if (made)
        strbuf_addn(text, made->text.text, made->text.length);
    return made != NULL;
}

void cmake_write_made(void)
{
    vec_each(const struct made *, made, &files) {
        if (passing)
            remember(made->path);
        output_add(made->path, &made->text);
    }
    output_commit();
    files.count = 0;
}

void cmake_settle(const char *path)
{
    if (made_at(path))
        cmake_write_made();
}

/* ---- filling in ---- */

static bool is_of_name(char c)
{
    return isalnum((unsigned char)c) || strchr("_./+-", c) != NULL;
}

/* the length of @NAME@ there; 0: it is none */
static size_t marked(const char *p)
{
    size_t length = 1;

    while (p[length] && is_of_name(p[length]))
        length++;
    return length > 1 && p[length] == '@' ? length + 1 : 0;
}

static void add_value(struct strbuf *out, struct filling how, const char *name)
{
    for (const char *p = cmake_variable(how.cmake, name); *p; p++) {
        if (*p == '"' && how.quotes)
            strbuf_add(out, "\\");
        strbuf_addn(out, p, 1);
    }
}

static const char *filled(struct filling how, const char *text);

/* ${NAME} there, in which there may be others; behind it */
static const char *add_braced(struct strbuf *out, struct filling how, const char *p)
{
    const char *end = p + 2;
    struct filling inner = how;
    unsigned open = 1;

    while (*end && (open += (*end == '{') - (unsigned)(*end == '}')) > 0)
        end++;
    if (!*end || how.depth == MOST_NESTED) {
        strbuf_addn(out, p, 2);
        return p + 2;
    }
    inner.depth++;
    add_value(out, how, filled(inner, arena_strndup(p + 2, (size_t)(end - p) - 2)));
    return end + 1;
}

static const char *filled(struct filling how, const char *text)
{
    struct strbuf out = {0};
    const char *p = text;

    strbuf_add(&out, "");
    while (*p && out.length < MOST_TEXT) {
        size_t length = *p == '@' ? marked(p) : 0;

        if (length > 0) {
            add_value(&out, how, arena_strndup(p + 1, length - 2));
            p += length;
        } else if (!how.at_only && p[0] == '$' && p[1] == '{') {
            p = add_braced(&out, how, p);
        } else {
            strbuf_addn(&out, p++, 1);
        }
    }
    return out.text;
}

/* ---- #cmakedefine NAME rest, #cmakedefine01 NAME ---- */

/* the word of the line behind its '#', or NULL */
static const char *behind_hash(const char *line)
{
    line += strspn(line, " \t");
    return *line == '#' ? line + 1 + strspn(line + 1, " \t") : NULL;
}

static bool is_on(struct cmake *cmake, const char *name)
{
    struct cmake_words words = {0};

    *vec_push(&words) = (struct cmake_word){name, NO_SPAN};
    return cmake_is_set(cmake, name) && cmake_condition(cmake, &words);
}

/* The line without its end, if it is one of the two; false: it is another one. */
static bool add_definition(struct strbuf *out, struct filling how, const char *line)
{
    const char *word = behind_hash(line), *name, *rest;
    bool number;
    size_t length;

    if (!word || strncmp(word, "cmakedefine", 11) != 0)
        return false;
    number = strncmp(word + 11, "01", 2) == 0;
    rest = word + (number ? 13 : 11);
    name = rest + strspn(rest, " \t");
    length = strcspn(name, " \t");
    if (name == rest || length == 0)
        return false;
    rest = name + length;
    name = arena_strndup(name, length);
    if (number)
        strbuf_printf(out, "%.*sdefine %s %d", (int)(word - line), line, name,
                      is_on(how.cmake, name));
    else if (is_on(how.cmake, name))
        strbuf_printf(out, "%.*sdefine %s%s", (int)(word - line), line, name, filled(how, rest));
    else
        strbuf_printf(out, "/* #undef %s */", name);
    return true;
}

static struct strbuf configured(struct filling how, const char *text)
{
    struct strbuf out = {0};

    strbuf_add(&out, "");
    while (*text && out.length < MOST_TEXT) {
        size_t length = strcspn(text, "\n");
        const char *line = arena_strndup(text, length);

        if (!add_definition(&out, how, line))
            strbuf_add(&out, filled(how, line));
        text += length;
        if (*text)
            strbuf_addn(&out, text++, 1);
    }
    return out;
}

static struct filling filling_of(struct cmake *cmake, const struct cmake_words *words)
{
    return (struct filling){cmake, cmake_has_word(words, "@ONLY"),
                            cmake_has_word(words, "ESCAPE_QUOTES"), 0};
}

/* string(CONFIGURE text variable [@ONLY] [ESCAPE_QUOTES]) */
const char *cmake_configured(struct cmake *cmake, const struct cmake_words *words)
{
    return configured(filling_of(cmake, words), words->at[1].text).text;
}

/* ---- configure_file(from to [COPYONLY] [@ONLY] [ESCAPE_QUOTES]) ---- */

/* a folder as the second word means a file of the same name in it */
static const char *target_of(const struct cmake *cmake, const char *from, const char *to)
{
    const char *path = cmake_absolute(cmake_build_folder(cmake), to), *name = strrchr(from, '/');
    struct stat st;

    if (path[strlen(path) - 1] != '/' && to[strlen(to) - 1] != '/' && strcmp(to, ".") != 0
        && !(stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
        return to;
    return intern_printf("%s/%s", path, name ? name + 1 : from);
}

void cmake_do_configure_file(struct cmake *cmake, const struct cmake_words *words)
{
    struct cmake_word target;
    const struct source *source;
    struct strbuf text = {0};

    if (words->count < 2 || !*words->at[1].text)
        return;
    source = cmake_read_named(cmake, &words->at[0]);
    if (!source)
        return;
    if (cmake_has_word(words, "COPYONLY"))
        strbuf_addn(&text, source->text, source->length);
    else
        text = configured(filling_of(cmake, words), source->text);
    target = words->at[1];
    target.text = target_of(cmake, source->path, target.text);
    cmake->steps += (unsigned)(text.length / CMAKE_STEP_TEXT);
    (void)cmake_write(cmake, &target, &text);
}
