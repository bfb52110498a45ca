#include "cmake.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmake_text.h"
#include "strbuf.h"

#define MOST_FILES 64                   /* that read one another */
#define MOST_STEPS 100000               /* commands, loops counted */
#define MOST_CALLS 32                   /* of functions in functions */

struct cmake_function {
    const struct commands *commands;
    size_t from, to;                    /* its body */
    struct cmake_words words;           /* its name and parameters */
    bool macro;
};

/* ---- variables ---- */

static const char *variable(const struct cmake *cmake, const char *name)
{
    const struct cmake_word *value = map_find(&cmake->variables, intern(name));

    return value ? value->text : "";
}

static void set_variable(struct cmake *cmake, const char *name, const char *text)
{
    struct cmake_word *value = map_find(&cmake->variables, intern(name));

    if (!value) {
        value = arena_alloc(sizeof *value);
        map_add(&cmake->variables, intern(name), value);
    }
    value->text = text;
}

/* the same variables, apart from the others from now on */
static struct map copy_of(const struct map *variables)
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

bool cmake_has_word(const struct cmake_words *words, const char *text)
{
    vec_each(const struct cmake_word *, w, words)
        if (strcmp(w->text, text) == 0)
            return true;
    return false;
}

/* Replaces ${NAME}, innermost first; $ENV{...} and $<...> become nothing. */
static const char *expand(const struct cmake *cmake, const char *text, unsigned depth)
{
    struct strbuf out = {0};
    const char *p = text;

    strbuf_add(&out, "");
    while (*p) {
        if (*p == '\\' && p[1]) {
            strbuf_addn(&out, p + 1, 1);
            p += 2;
        } else if (*p == '$' && p[1] == '{' && depth < 20) {
            const char *end = p + 2;
            int open = 1;

            while (*end && open) {
                open += *end == '{' ? 1 : *end == '}' ? -1 : 0;
                end++;
            }
            strbuf_add(&out, variable(cmake, expand(cmake, arena_strndup(p + 2,
                (size_t)(end - p) - 2 - (open == 0)), depth + 1)));
            p = end;
        } else if (*p == '$' && (p[1] == '<' || strncmp(p, "$ENV{", 5) == 0)) {
            const char *end = strchr(p, p[1] == '<' ? '>' : '}');

            p = end ? end + 1 : p + strlen(p);
        } else {
            strbuf_addn(&out, p++, 1);
        }
    }
    return out.text ? out.text : "";
}

static void add_pieces(struct cmake_words *words, const char *text, struct span span)
{
    while (*text) {
        size_t length = strcspn(text, ";");

        if (length > 0)
            *vec_push(words) = (struct cmake_word){intern_n(text, length), span};
        text += length + (text[length] == ';');
    }
}

static struct cmake_words words_of(const struct cmake *cmake, const struct command *command)
{
    struct cmake_words words = {0};

    vec_each(const struct argument *, a, &command->arguments) {
        const char *text = a->literal ? a->text : expand(cmake, a->text, 0);

        if (a->quoted || a->literal)
            *vec_push(&words) = (struct cmake_word){intern(text), a->span};
        else
            add_pieces(&words, text, a->span);
    }
    return words;
}

/* words[from..] up to any of the stop words, as one list */
static const char *join(const struct cmake_words *words, size_t from)
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

static const char *current_folder(void)
{
    static char here[4096];

    if (!here[0] && !getcwd(here, sizeof here))
        die("cannot find the current folder: %s", strerror(errno));
    return here;
}

static const char *absolute(const char *base, const char *path)
{
    return straight(*path == '/' ? path : arena_printf("%s/%s", base, path));
}

const char *cmake_path(const struct cmake *cmake, const char *path)
{
    return absolute(cmake->directory, path);
}

const char *cmake_shown_path(const char *path)
{
    const char *here = current_folder();
    size_t length = strlen(here);

    path = absolute(here, path);
    if (strncmp(path, here, length) == 0 && path[length] == '/')
        return intern(path + length + 1);
    return strcmp(path, here) == 0 ? intern(".") : path;
}

/* ---- file(GLOB) ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

VEC_OF(paths, const char *);

/* Adds what matches pattern in folder, and below it when recursive. */
static void glob_folder(struct paths *found, const char *folder, const char *pattern,
                        bool recursive, unsigned depth)
{
    DIR *dir = depth < 32 ? opendir(folder) : NULL;
    struct dirent *entry;
    struct paths folders = {0};

    if (!dir)
        return;
    while ((entry = readdir(dir)) != NULL) {
        const char *path = arena_printf("%s/%s", strcmp(folder, "/") == 0 ? "" : folder,
                                        entry->d_name);

        if (entry->d_name[0] == '.')
            continue;
        if (fnmatch(pattern, entry->d_name, FNM_PERIOD) == 0)
            *vec_push(found) = path;
        if (recursive && entry->d_type == DT_DIR)
            *vec_push(&folders) = path;
    }
    closedir(dir);
    vec_each(const char **, f, &folders)
        glob_folder(found, *f, pattern, true, depth + 1);
}

/* A pattern with signs in its folders too: one path component after the other. */
static void glob(struct paths *found, const char *pattern, bool recursive)
{
    struct paths folders = {0};
    const char *last = strrchr(pattern, '/');

    *vec_push(&folders) = "";
    for (const char *p = pattern + 1; p < last; ) {
        size_t length = strcspn(p, "/");
        const char *part = arena_strndup(p, length);
        struct paths next = {0};

        vec_each(const char **, f, &folders) {
            if (strpbrk(part, "*?["))
                glob_folder(&next, **f ? *f : "/", part, false, 0);
            else
                *vec_push(&next) = arena_printf("%s/%s", *f, part);
        }
        folders = next;
        p += length + 1;
    }
    vec_each(const char **, f, &folders)
        glob_folder(found, **f ? *f : "/", last + 1, recursive, 0);
}

static void do_file(struct cmake *cmake, const struct cmake_words *words)
{
    struct paths found = {0};
    struct strbuf list = {0};
    bool recursive;

    if (words->count < 2 || strncmp(words->at[0].text, "GLOB", 4) != 0)
        return;
    recursive = strcmp(words->at[0].text, "GLOB_RECURSE") == 0;
    for (size_t i = 2; i < words->count; i++) {
        const char *word = words->at[i].text;

        if (strcmp(word, "LIST_DIRECTORIES") == 0 || strcmp(word, "RELATIVE") == 0)
            i++;
        else if (strcmp(word, "CONFIGURE_DEPENDS") != 0 && strcmp(word, "FOLLOW_SYMLINKS") != 0)
            glob(&found, cmake_path(cmake, word), recursive);
    }
    if (found.count > 0)
        qsort(found.at, found.count, sizeof *found.at, by_text);
    strbuf_add(&list, "");
    vec_each(const char **, f, &found)
        strbuf_printf(&list, "%s%s", list.length ? ";" : "", *f);
    set_variable(cmake, words->at[1].text, list.text ? list.text : "");
}

/* ---- conditions ---- */

static bool is_true(const struct cmake *cmake, const char *word)
{
    static const char *const yes[] = {"1", "ON", "YES", "TRUE", "Y", "on", "yes", "true"};
    const char *value;

    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (strcmp(yes[i], word) == 0)
            return true;
    value = variable(cmake, word);
    return *value && strcmp(value, "0") != 0 && strcasecmp(value, "OFF") != 0
        && strcasecmp(value, "NO") != 0 && strcasecmp(value, "FALSE") != 0
        && strcmp(value, "N") != 0 && strstr(value, "NOTFOUND") == NULL;
}

struct condition { const struct cmake *cmake; const struct cmake_words *words; size_t at; };

static const char *next(const struct condition *c, size_t ahead)
{
    return c->at + ahead < c->words->count ? c->words->at[c->at + ahead].text : "";
}

/* A word that names a variable stands for its value. */
static const char *value_of(const struct condition *c, const char *word)
{
    return map_find(&c->cmake->variables, intern(word)) ? variable(c->cmake, word) : word;
}

static bool any_of(struct condition *c, unsigned depth);

static bool compare(struct condition *c, const char *operator, bool *result)
{
    const char *left = value_of(c, next(c, 0)), *right = value_of(c, next(c, 2));

    if (strcmp(operator, "STREQUAL") == 0)
        *result = strcmp(left, right) == 0;
    else if (strcmp(operator, "EQUAL") == 0)
        *result = strtod(left, NULL) == strtod(right, NULL);
    else if (strcmp(operator, "LESS") == 0)
        *result = strtod(left, NULL) < strtod(right, NULL);
    else if (strcmp(operator, "GREATER") == 0)
        *result = strtod(left, NULL) > strtod(right, NULL);
    else if (strcmp(operator, "MATCHES") == 0)
        *result = strstr(left, right) != NULL;
    else
        return false;
    c->at += 3;
    return true;
}

static bool single(struct condition *c, unsigned depth)
{
    bool result;

    if (strcmp(next(c, 0), "NOT") == 0) {
        c->at++;
        return depth < 50 && !single(c, depth + 1);
    }
    if (strcmp(next(c, 0), "(") == 0) {
        c->at++;
        result = depth < 50 && any_of(c, depth + 1);
        c->at++;
        return result;
    }
    if (strcmp(next(c, 0), "DEFINED") == 0) {
        result = map_find(&c->cmake->variables, intern(next(c, 1))) != NULL;
        c->at += 2;
        return result;
    }
    if (strcmp(next(c, 0), "EXISTS") == 0) {
        result = access(cmake_path(c->cmake, next(c, 1)), F_OK) == 0;
        c->at += 2;
        return result;
    }
    if (compare(c, next(c, 1), &result))
        return result;
    return is_true(c->cmake, next(c, 0)) && c->at++ < c->words->count;
}

static bool all_of(struct condition *c, unsigned depth)
{
    bool result = single(c, depth);

    while (c->at < c->words->count && strcmp(next(c, 0), "AND") != 0
           && strcmp(next(c, 0), "OR") != 0 && strcmp(next(c, 0), ")") != 0)
        c->at++;
    while (strcmp(next(c, 0), "AND") == 0) {
        c->at++;
        result &= all_of(c, depth);
    }
    return result;
}

static bool any_of(struct condition *c, unsigned depth)
{
    bool result = all_of(c, depth);

    while (strcmp(next(c, 0), "OR") == 0) {
        c->at++;
        result |= all_of(c, depth);
    }
    return result;
}

/* ---- commands ---- */

struct run { struct cmake *cmake; const struct commands *commands; };

static void run_range(struct run *run, size_t from, size_t to);
static bool run_file(struct cmake *cmake, const char *path);

/* The index of the command that closes the block at i, or of an else of it when asked. */
static size_t block_end(const struct commands *commands, size_t i, size_t to, bool branches)
{
    const char *name = commands->at[i]->name;
    const char *open = strncmp(name, "else", 4) == 0 ? "if" : name;
    const char *close = arena_printf("end%s", open);
    unsigned depth = 0;

    for (i++; i < to; i++) {
        const char *word = commands->at[i]->name;

        if (depth == 0 && (strcmp(word, close) == 0
                           || (branches && strncmp(word, "else", 4) == 0)))
            return i;
        if (strcmp(word, open) == 0)
            depth++;
        else if (strcmp(word, close) == 0)
            depth--;
    }
    return to;
}

static size_t run_if(struct run *run, size_t i, size_t to)
{
    bool done = false;

    while (i < to && strcmp(run->commands->at[i]->name, "endif") != 0) {
        const struct command *command = run->commands->at[i];
        struct cmake_words words = words_of(run->cmake, command);
        struct condition c = {run->cmake, &words, 0};
        bool taken = !done && (strcmp(command->name, "else") == 0 || any_of(&c, 0));
        size_t end = block_end(run->commands, i, to, true);

        if (taken)
            run_range(run, i + 1, end);
        done |= taken;
        i = end;
    }
    return i;
}

static size_t run_foreach(struct run *run, size_t i, size_t to)
{
    struct cmake_words words = words_of(run->cmake, run->commands->at[i]), items = {0};
    size_t end = block_end(run->commands, i, to, false), first = 1;
    bool lists = words.count > 2 && strcmp(words.at[1].text, "IN") == 0
                 && strcmp(words.at[2].text, "LISTS") == 0;

    if (words.count > 2 && strcmp(words.at[1].text, "IN") == 0)
        first = 3;
    for (size_t w = first; w < words.count; w++)
        add_pieces(&items, lists ? variable(run->cmake, words.at[w].text) : words.at[w].text,
                   words.at[w].span);
    vec_each(struct cmake_word *, item, &items) {
        set_variable(run->cmake, words.at[0].text, item->text);
        run_range(run, i + 1, end);
    }
    return end;
}

static void do_list(struct cmake *cmake, const struct cmake_words *words)
{
    const char *before, *more;

    if (words->count < 3)
        return;
    before = variable(cmake, words->at[1].text);
    more = join(words, 2);
    if (strcmp(words->at[0].text, "APPEND") == 0)
        set_variable(cmake, words->at[1].text,
                     *before ? arena_printf("%s;%s", before, more) : more);
    else if (strcmp(words->at[0].text, "PREPEND") == 0)
        set_variable(cmake, words->at[1].text,
                     *before ? arena_printf("%s;%s", more, before) : more);
}

static void do_component(struct cmake *cmake, const struct cmake_words *words)
{
    const char *path, *slash;

    if (words->count < 3)
        return;
    path = cmake_path(cmake, words->at[1].text);
    slash = strrchr(path, '/');
    if (strcmp(words->at[2].text, "DIRECTORY") == 0 || strcmp(words->at[2].text, "PATH") == 0)
        path = arena_strndup(path, (size_t)(slash - path));
    else if (strcmp(words->at[2].text, "NAME") == 0)
        path = slash + 1;
    else if (strcmp(words->at[2].text, "NAME_WE") == 0)
        path = arena_strndup(slash + 1, strcspn(slash + 1, "."));
    set_variable(cmake, words->at[0].text, path);
}

static void do_include(struct cmake *cmake, const char *word, bool folder)
{
    const char *path = cmake_path(cmake, word), *before = cmake->directory;

    if (folder) {
        cmake_run(cmake, path);
        cmake->directory = before;
        set_variable(cmake, "CMAKE_CURRENT_SOURCE_DIR", before);
        set_variable(cmake, "CMAKE_CURRENT_LIST_DIR", before);
    } else if (access(path, R_OK) == 0) {
        const char *list = variable(cmake, "CMAKE_CURRENT_LIST_DIR");

        run_file(cmake, path);
        set_variable(cmake, "CMAKE_CURRENT_LIST_DIR", list);
    }
}

/* ---- functions of the application ---- */

/* The body of the function or macro at i, for later. */
static size_t define_function(struct run *run, size_t i, size_t to)
{
    const struct command *command = run->commands->at[i];
    struct cmake_words words = words_of(run->cmake, command);
    size_t end = block_end(run->commands, i, to, false);
    struct cmake_function *function;

    if (words.count == 0)
        return end;
    function = arena_alloc(sizeof *function);
    *function = (struct cmake_function){run->commands, i + 1, end, words,
                                        strcmp(command->name, "macro") == 0};
    map_add(&run->cmake->functions, cmake_lower(words.at[0].text), function);
    return end;
}

/* ARGV, ARGN, ARGC, ARGV0.. and the parameters by name */
static void set_arguments(struct cmake *cmake, const struct cmake_function *function,
                          const struct cmake_words *words)
{
    size_t named = function->words.count - 1;

    set_variable(cmake, "ARGC", arena_printf("%zu", words->count));
    set_variable(cmake, "ARGV", join(words, 0));
    set_variable(cmake, "ARGN", join(words, named));
    for (size_t i = 0; i < words->count; i++)
        set_variable(cmake, arena_printf("ARGV%zu", i), words->at[i].text);
    for (size_t i = 0; i < named; i++)
        set_variable(cmake, function->words.at[i + 1].text,
                     i < words->count ? words->at[i].text : "");
}

/*
 * A function has variables of its own, a copy of its caller's: what it sets ends with it, but for
 * PARENT_SCOPE. A macro has not.
 */
static bool call_function(struct cmake *cmake, const char *name, const struct cmake_words *words)
{
    const struct cmake_function *function = map_find(&cmake->functions, name);
    struct map outer = cmake->variables, *parent = cmake->parent;
    struct run run;

    if (!function)
        return false;
    if (cmake->depth == MOST_CALLS)
        return true;                    /* of itself: CMake would not end */
    cmake->depth++;
    if (!function->macro) {
        cmake->variables = copy_of(&outer);
        cmake->parent = &outer;
    }
    set_arguments(cmake, function, words);
    run = (struct run){cmake, function->commands};
    run_range(&run, function->from, function->to);
    if (!function->macro) {
        cmake->variables = outer;
        cmake->parent = parent;
    }
    cmake->depth--;
    return true;
}

/* cmake_parse_arguments(prefix options one-value-words many-value-words argument...) */
static void do_parse(struct cmake *cmake, const struct cmake_words *words)
{
    size_t first = words->count > 0 && strcmp(words->at[0].text, "PARSE_ARGV") == 0 ? 2 : 0;
    struct cmake_words kinds[3] = {{0}}, given = {0};
    const char *prefix, *into = NULL;
    bool many = true;

    if (words->count < first + 4)
        return;
    prefix = words->at[first].text;
    for (size_t k = 0; k < 3; k++) {
        add_pieces(&kinds[k], words->at[first + 1 + k].text, words->at[first].span);
        vec_each(struct cmake_word *, w, &kinds[k])
            set_variable(cmake, arena_printf("%s_%s", prefix, w->text), k == 0 ? "FALSE" : "");
    }
    if (first)
        add_pieces(&given, variable(cmake, "ARGV"), words->at[0].span);
    for (size_t i = first + 4; i < words->count; i++)
        *vec_push(&given) = words->at[i];
    into = arena_printf("%s_UNPARSED_ARGUMENTS", prefix);
    set_variable(cmake, into, "");
    for (size_t i = first ? strtoul(words->at[1].text, NULL, 10) : 0; i < given.count; i++) {
        const char *text = given.at[i].text, *name = arena_printf("%s_%s", prefix, text);
        const char *before = variable(cmake, into);

        if (cmake_has_word(&kinds[0], text)) {
            set_variable(cmake, name, "TRUE");
        } else if (cmake_has_word(&kinds[1], text) || cmake_has_word(&kinds[2], text)) {
            into = name;
            many = cmake_has_word(&kinds[2], text);
        } else {
            set_variable(cmake, into, *before ? arena_printf("%s;%s", before, text) : text);
            into = many ? into : arena_printf("%s_UNPARSED_ARGUMENTS", prefix);
            many = true;
        }
    }
}

static void do_set(struct cmake *cmake, const struct cmake_words *words)
{
    const char *last = words->at[words->count - 1].text;
    struct map own = cmake->variables;

    if (strcmp(last, "PARENT_SCOPE") != 0 || !cmake->parent) {
        set_variable(cmake, words->at[0].text, join(words, 1));
        return;
    }
    cmake->variables = *cmake->parent;
    set_variable(cmake, words->at[0].text, join(words, 1));
    *cmake->parent = cmake->variables;
    cmake->variables = own;
}

static void run_command(struct cmake *cmake, const struct command *command)
{
    struct cmake_words words = words_of(cmake, command);
    const char *name = command->name;

    if (call_function(cmake, name, &words))
        return;

    if (strcmp(name, "set") == 0 && words.count > 0)
        do_set(cmake, &words);
    else if (strcmp(name, "cmake_parse_arguments") == 0)
        do_parse(cmake, &words);
    else if (strcmp(name, "unset") == 0 && words.count > 0)
        set_variable(cmake, words.at[0].text, "");
    else if (strcmp(name, "list") == 0)
        do_list(cmake, &words);
    else if (strcmp(name, "file") == 0)
        do_file(cmake, &words);
    else if (strcmp(name, "get_filename_component") == 0)
        do_component(cmake, &words);
    else if (strcmp(name, "include") == 0 && words.count > 0)
        do_include(cmake, words.at[0].text, false);
    else if (strcmp(name, "add_subdirectory") == 0 && words.count > 0)
        do_include(cmake, words.at[0].text, true);
    else
        cmake->command(cmake, name, &words);
}

static void run_range(struct run *run, size_t from, size_t to)
{
    for (size_t i = from; i < to && run->cmake->steps++ < MOST_STEPS; i++) {
        const struct command *command = run->commands->at[i];

        if (strcmp(command->name, "if") == 0)
            i = run_if(run, i, to);
        else if (strcmp(command->name, "foreach") == 0)
            i = run_foreach(run, i, to);
        else if (strcmp(command->name, "function") == 0 || strcmp(command->name, "macro") == 0)
            i = define_function(run, i, to);
        else if (strcmp(command->name, "while") == 0)
            i = block_end(run->commands, i, to, false);
        else if (strcmp(command->name, "return") == 0)
            return;
        else
            run_command(run->cmake, command);
    }
}

static bool run_file(struct cmake *cmake, const char *path)
{
    struct source *source;
    struct run run = {.cmake = cmake};

    if (cmake->reading.count >= MOST_FILES
        || source_load(cmake_shown_path(path), &source) == SOURCE_FAILED)
        return false;
    vec_each(const void **, file, &cmake->reading)
        if (*file == source)
            return true;                /* in a circle: CMake would not end */
    set_variable(cmake, "CMAKE_CURRENT_LIST_DIR", absolute("/", source_directory_of(path)));
    *vec_push(&cmake->reading) = source;
    run.commands = cmake_read(source);
    run_range(&run, 0, run.commands->count);
    cmake->reading.count--;
    return true;
}

bool cmake_run(struct cmake *cmake, const char *directory)
{
    directory = absolute(current_folder(), directory);
    cmake->directory = directory;
    set_variable(cmake, "CMAKE_CURRENT_SOURCE_DIR", directory);
    if (cmake->reading.count == 0) {
        set_variable(cmake, "CMAKE_SOURCE_DIR", directory);
        set_variable(cmake, "PROJECT_SOURCE_DIR", directory);
        (void)run_file(cmake, arena_printf("%s/settings.cmake", directory));
        set_variable(cmake, "CMAKE_CURRENT_LIST_DIR", directory);
    }
    return run_file(cmake, arena_printf("%s/CMakeLists.txt", directory));
}
