#include "libraries.h"

#include "strbuf.h"

static struct map libraries;            /* name -> struct file_lists */

void libraries_forget(void)
{
    libraries = (struct map){0};
}

/* ---- lists of files ---- */

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);

    return length >= tail && strcmp(text + length - tail, end) == 0;
}

void add_paths(const struct cmake *cmake, const struct cmake_words *from, struct cmake_words *to)
{
    vec_each(struct cmake_word *, w, from)
        *vec_push(to) = (struct cmake_word){
            cmake_shown_path(cmake_path(cmake, w->text)), w->span};
}

static bool has_ending(const char *name, const char *const *endings)
{
    for (; *endings; endings++)
        if (ends_with(name, *endings))
            return true;
    return false;
}

static bool is_compiled(const char *name)
{
    static const char *const endings[] = {".c", ".S", ".cpp", ".cc", ".cxx", NULL};

    return has_ending(name, endings);
}

static bool is_header(const char *name)
{
    static const char *const endings[] = {".h", ".hpp", ".hh", ".hxx", NULL};

    return has_ending(name, endings);
}

/* Headers among the sources are not compiled; what is not C or C++ cannot be. */
void add_sources(const struct cmake *cmake, const struct cmake_words *from,
                 struct cmake_words *to)
{
    vec_each(struct cmake_word *, w, from) {
        if (is_compiled(w->text))
            *vec_push(to) = (struct cmake_word){
                cmake_shown_path(cmake_path(cmake, w->text)), w->span};
        else if (!is_header(w->text))
            diag(w->span, DIAG_cmake_ignored, "'%s' is not compiled: it is not C or C++", w->text);
    }
}

/* As one word of a shell; flags that make warnings errors are not for other people's code. */
void add_flags(const struct cmake_words *from, struct cmake_words *to)
{
    vec_each(struct cmake_word *, w, from) {
        struct strbuf out = {0};

        if (strncmp(w->text, "-Werror", 7) == 0 || !*w->text)
            continue;
        if (!strpbrk(w->text, " \t\"'\\$&;|<>()*?`#")) {
            *vec_push(to) = *w;
            continue;
        }
        strbuf_add(&out, "'");
        for (const char *p = w->text; *p; p++)
            strbuf_addn(&out, *p == '\'' ? "'\\''" : p, *p == '\'' ? 4 : 1);
        strbuf_add(&out, "'");
        *vec_push(to) = (struct cmake_word){intern(out.text), w->span};
    }
}

/* ---- the commands ---- */

static bool is_any(const char *word, const char *const *among)
{
    while (*among && strcmp(*among, word) != 0)
        among++;
    return *among != NULL;
}

/* The words from there on, without those that say for whom they are. */
static struct cmake_words said_of(const struct cmake_words *words, size_t first)
{
    static const char *const scopes[] = {
        "PUBLIC", "PRIVATE", "INTERFACE", "BEFORE", "AFTER", "SYSTEM", "STATIC", "SHARED",
        "OBJECT", "MODULE", "EXCLUDE_FROM_ALL", NULL};
    struct cmake_words said = {0};

    for (size_t i = first; i < words->count; i++)
        if (!is_any(words->at[i].text, scopes))
            *vec_push(&said) = words->at[i];
    return said;
}

static struct cmake_words definitions(const struct cmake_words *words)
{
    struct cmake_words flags = {0};

    vec_each(struct cmake_word *, w, words)
        *vec_push(&flags) = (struct cmake_word){
            strncmp(w->text, "-D", 2) == 0 ? w->text : intern_printf("-D%s", w->text), w->span};
    return flags;
}

/* COMPILE_FLAGS is a piece of a command line: quotes in it are the shell's. */
static void add_command_line(const struct cmake_words *from, struct cmake_words *to)
{
    vec_each(struct cmake_word *, w, from) {
        struct cmake_words words = {0};
        char *text = (char *)arena_printf("%s", w->text), *rest = text;

        if (strpbrk(text, "\"'\\")) {
            *vec_push(to) = *w;
            continue;
        }
        while ((text = strtok_r(rest, " \t\n", &rest)) != NULL)
            *vec_push(&words) = (struct cmake_word){text, w->span};
        add_flags(&words, to);
    }
}

struct cmake_words source_flags(const struct cmake *cmake, const char *path)
{
    struct cmake_words line = cmake_source_property(cmake, path, "COMPILE_FLAGS");
    struct cmake_words options = cmake_source_property(cmake, path, "COMPILE_OPTIONS");
    struct cmake_words defined = cmake_source_property(cmake, path, "COMPILE_DEFINITIONS");
    struct cmake_words folders = cmake_source_property(cmake, path, "INCLUDE_DIRECTORIES");
    struct cmake_words flags = {0};

    defined = definitions(&defined);
    vec_each(struct cmake_word *, w, &folders)
        w->text = arena_printf("-I%s", cmake_shown_path(w->text));
    add_command_line(&line, &flags);
    add_flags(&options, &flags);
    add_flags(&defined, &flags);
    add_flags(&folders, &flags);
    return flags;
}

static void add_words(const struct cmake_words *from, struct cmake_words *to)
{
    vec_each(struct cmake_word *, w, from)
        *vec_push(to) = *w;
}

static struct file_lists *library_named(const char *name, bool make)
{
    struct file_lists *library = map_find(&libraries, intern(name));

    if (!library && make) {
        library = arena_alloc(sizeof *library);
        map_add(&libraries, intern(name), library);
    }
    return library;
}

void add_of_folder(const struct cmake *cmake, struct file_lists *lists)
{
    add_words(&cmake->flags, &lists->cflags);
    add_words(&cmake->include_dirs, &lists->include_dirs);
}

/* of what the folder makes from here on */
static bool folder_command(struct cmake *cmake, const char *name, const struct cmake_words *words)
{
    struct cmake_words said = said_of(words, 0), flags = said;

    if (strcmp(name, "include_directories") == 0) {
        add_paths(cmake, &said, &cmake->include_dirs);
        return true;
    }
    if (strcmp(name, "add_compile_definitions") == 0)
        flags = definitions(&said);
    else if (strcmp(name, "add_definitions") != 0 && strcmp(name, "add_compile_options") != 0)
        return false;
    add_flags(&flags, &cmake->flags);
    return true;
}

bool library_command(struct cmake *cmake, const char *name, const struct cmake_words *words)
{
    struct cmake_words said = said_of(words, 1), flags;
    struct file_lists *library;

    if (folder_command(cmake, name, words))
        return true;

    if (words->count == 0 || (strcmp(name, "add_library") != 0
                              && strncmp(name, "target_", strlen("target_")) != 0))
        return false;
    library = library_named(words->at[0].text, strcmp(name, "add_library") == 0);
    if (!library)
        return true;                    /* of something that is not a library */
    if (strcmp(name, "add_library") == 0)
        add_of_folder(cmake, library);
    if (strcmp(name, "add_library") == 0 || strcmp(name, "target_sources") == 0) {
        add_sources(cmake, &said, &library->sources);
    } else if (strcmp(name, "target_include_directories") == 0) {
        add_paths(cmake, &said, &library->include_dirs);
    } else if (strcmp(name, "target_link_libraries") == 0) {
        add_words(&said, &library->libraries);
    } else if (strcmp(name, "target_compile_options") == 0) {
        add_flags(&said, &library->cflags);
    } else if (strcmp(name, "target_compile_definitions") == 0) {
        flags = definitions(&said);
        add_flags(&flags, &library->cflags);
    }
    return true;
}

/* ---- what they bring ---- */

void libraries_add(struct file_lists *lists)
{
    struct cmake_words wanted = lists->libraries, unknown = {0};

    /* grows while it is read: a library may need others */
    for (size_t i = 0; i < wanted.count; i++) {
        const struct file_lists *library = library_named(wanted.at[i].text, false);

        if (!library) {
            *vec_push(&unknown) = wanted.at[i];
            continue;
        }
        add_words(&library->sources, &lists->sources);
        add_words(&library->include_dirs, &lists->include_dirs);
        add_words(&library->cflags, &lists->cflags);
        vec_each(struct cmake_word *, w, &library->libraries)
            if (!cmake_has_word(&wanted, w->text))
                *vec_push(&wanted) = *w;
    }
    lists->libraries = unknown;
}
