/* The commands of CMake that are known, loops, conditions and functions among them. */
#include <stdlib.h>
#include <unistd.h>

#include "build_options.h"
#include "cmake_parts.h"

#define MOST_FILES 64                   /* that read one another */
#define MOST_STEPS 100000               /* commands, loops counted */
#define MOST_CALLS 32                   /* of functions in functions */

struct cmake_function {
    const struct commands *commands;
    size_t from, to;                    /* its body */
    struct cmake_words words;           /* its name and parameters */
    bool macro;
};

/*
 * One file, or one call; returned: the rest of it is left out; broken, continued: the rest of the
 * innermost loop, or of its body.
 */
struct run {
    struct cmake *cmake;
    const struct commands *commands;
    bool returned, broken, continued;
};

static void run_range(struct run *run, size_t from, size_t to);
static bool run_file(struct cmake *cmake, const char *path);

/* What has been made of variables counts: texts that double in a loop end it. */
static struct cmake_words words_of(struct cmake *cmake, const struct command *command)
{
    struct cmake_words words = cmake_words_of(cmake, command);
    size_t length = words.count;

    vec_each(const struct cmake_word *, w, &words)
        length += strlen(w->text);
    cmake->steps += (unsigned)(length / CMAKE_STEP_TEXT);
    return words;
}

/* The index of the command that closes the block at i, or of an else of it when asked. */
static size_t block_end(const struct commands *commands, size_t i, size_t to, bool branches)
{
    const char *name = commands->at[i]->name;
    const char *open = strncmp(name, "else", 4) == 0 ? "if" : name;
    const char *close = arena_printf("end%s", open);
    size_t start = i;
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
    diag(commands->at[start]->span, DIAG_cmake_syntax, "this %s() has no %s()", name, close);
    return to;
}

static size_t run_if(struct run *run, size_t i, size_t to)
{
    bool done = false;

    while (i < to && strcmp(run->commands->at[i]->name, "endif") != 0) {
        const struct command *command = run->commands->at[i];
        struct cmake_words words = words_of(run->cmake, command);
        bool taken = !done && (strcmp(command->name, "else") == 0
                               || cmake_condition(run->cmake, &words));
        size_t end = block_end(run->commands, i, to, true);

        if (taken)
            run_range(run, i + 1, end);
        done |= taken;
        i = end;
    }
    return i;
}

/* RANGE stop, RANGE start stop, RANGE start stop step: the last one is one of them */
static struct cmake_words numbers_of(const struct cmake_words *words)
{
    struct cmake_words numbers = {0};
    long given[3] = {0, 0, 1}, step;

    for (size_t w = 2; w < words->count && w < 5; w++)
        given[words->count == 3 ? 1 : w - 2] = strtol(words->at[w].text, NULL, 10);
    step = given[2] > 0 ? given[2] : 1;
    for (long n = given[0]; n <= given[1] && numbers.count < MOST_STEPS; n += step)
        *vec_push(&numbers) = (struct cmake_word){arena_printf("%ld", n), words->at[1].span};
    return numbers;
}

static size_t run_foreach(struct run *run, size_t i, size_t to)
{
    struct cmake_words words = words_of(run->cmake, run->commands->at[i]), items = {0};
    size_t end = block_end(run->commands, i, to, false), first = 1;
    bool lists = words.count > 2 && strcmp(words.at[1].text, "IN") == 0
                 && strcmp(words.at[2].text, "LISTS") == 0;

    if (words.count > 2 && strcmp(words.at[1].text, "IN") == 0)
        first = 3;
    if (words.count > 2 && strcmp(words.at[1].text, "RANGE") == 0) {
        items = numbers_of(&words);
        first = words.count;
    }
    for (size_t w = first; w < words.count; w++)
        cmake_add_pieces(&items, lists ? cmake_variable(run->cmake, words.at[w].text)
                         : words.at[w].text, words.at[w].span);
    vec_each(struct cmake_word *, item, &items) {
        run->cmake->at = item->span;
        cmake_set(run->cmake, words.at[0].text, item->text);
        run_range(run, i + 1, end);
        run->continued = false;
        if (run->broken)
            break;
    }
    run->broken = false;
    return end;
}

static size_t run_while(struct run *run, size_t i, size_t to)
{
    size_t end = block_end(run->commands, i, to, false);

    while (!run->returned && !run->broken && run->cmake->steps++ < MOST_STEPS) {
        struct cmake_words words = words_of(run->cmake, run->commands->at[i]);

        if (!cmake_condition(run->cmake, &words))
            break;
        run_range(run, i + 1, end);
        run->continued = false;
    }
    run->broken = false;
    return end;
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
    cmake_set(cmake, words->at[0].text, path);
}

/* A folder of the application must be there; those of a seL4 project are not needed here. */
static void tell_absent(const struct cmake_word *word)
{
    if (word->text[0] == '/')
        diag(word->span, DIAG_cmake_ignored, "there is no CMakeLists.txt in '%s': left out",
             word->text);
    else
        diag(word->span, DIAG_missing_file, "there is no CMakeLists.txt in the folder '%s'",
             word->text);
}

static void set_folders(struct cmake *cmake)
{
    cmake_set(cmake, "CMAKE_CURRENT_SOURCE_DIR", cmake->directory);
    cmake_set(cmake, "CMAKE_CURRENT_BINARY_DIR", cmake_build_folder(cmake));
}

static void do_subdirectory(struct cmake *cmake, const struct cmake_word *word)
{
    const char *path = cmake_path(cmake, word->text), *before = cmake->directory;
    struct cmake_words flags = cmake->flags, include_dirs = cmake->include_dirs;

    if (access(arena_printf("%s/CMakeLists.txt", path), R_OK) != 0) {
        tell_absent(word);
        return;
    }
    cmake_run(cmake, path);
    cmake->directory = before;
    cmake->flags = flags;
    cmake->include_dirs = include_dirs;
    set_folders(cmake);
    cmake_set(cmake, "CMAKE_CURRENT_LIST_DIR", before);
}

static void do_include(struct cmake *cmake, const char *word)
{
    const char *path = cmake_path(cmake, word);

    cmake_settle(path);
    if (access(path, R_OK) == 0) {
        const char *list = cmake_variable(cmake, "CMAKE_CURRENT_LIST_DIR");

        run_file(cmake, path);
        cmake_set(cmake, "CMAKE_CURRENT_LIST_DIR", list);
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

    cmake_set(cmake, "ARGC", arena_printf("%zu", words->count));
    cmake_set(cmake, "ARGV", cmake_join(words, 0));
    cmake_set(cmake, "ARGN", cmake_join(words, named));
    for (size_t i = 0; i < words->count; i++)
        cmake_set(cmake, arena_printf("ARGV%zu", i), words->at[i].text);
    for (size_t i = 0; i < named; i++)
        cmake_set(cmake, function->words.at[i + 1].text,
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
        cmake->variables = cmake_copy(&outer);
        cmake->parent = &outer;
    }
    set_arguments(cmake, function, words);
    run = (struct run){.cmake = cmake, .commands = function->commands};
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
        cmake_add_pieces(&kinds[k], words->at[first + 1 + k].text, words->at[first].span);
        vec_each(struct cmake_word *, w, &kinds[k])
            cmake_set(cmake, arena_printf("%s_%s", prefix, w->text), k == 0 ? "FALSE" : "");
    }
    if (first)
        cmake_add_pieces(&given, cmake_variable(cmake, "ARGV"), words->at[0].span);
    for (size_t i = first + 4; i < words->count; i++)
        *vec_push(&given) = words->at[i];
    into = arena_printf("%s_UNPARSED_ARGUMENTS", prefix);
    cmake_set(cmake, into, "");
    for (size_t i = first ? strtoul(words->at[1].text, NULL, 10) : 0; i < given.count; i++) {
        const char *text = given.at[i].text, *name = arena_printf("%s_%s", prefix, text);
        const char *before = cmake_variable(cmake, into);

        if (cmake_has_word(&kinds[0], text)) {
            cmake_set(cmake, name, "TRUE");
        } else if (cmake_has_word(&kinds[1], text) || cmake_has_word(&kinds[2], text)) {
            into = name;
            many = cmake_has_word(&kinds[2], text);
        } else {
            cmake_set(cmake, into, *before ? arena_printf("%s;%s", before, text) : text);
            into = many ? into : arena_printf("%s_UNPARSED_ARGUMENTS", prefix);
            many = true;
        }
    }
}

static void do_set(struct cmake *cmake, const struct cmake_words *words)
{
    const char *last = words->at[words->count - 1].text;
    struct map own = cmake->variables;

    build_options_name(&words->at[0]);
    if (words->count > 1)
        cmake->at = words->at[1].span;
    if (strcmp(last, "PARENT_SCOPE") != 0 || !cmake->parent) {
        cmake_set(cmake, words->at[0].text, words->count > 1 ? cmake_join(words, 1) : NULL);
        return;
    }
    cmake->variables = *cmake->parent;
    cmake_set(cmake, words->at[0].text, cmake_join(words, 1));
    *cmake->parent = cmake->variables;
    cmake->variables = own;
}

static void run_command(struct cmake *cmake, const struct command *command)
{
    struct cmake_words words = words_of(cmake, command);
    const char *name = command->name;

    if (call_function(cmake, name, &words))
        return;
    cmake->at = words.count > 0 ? words.at[0].span : command->span;
    cmake->command_at = command->span;
    if (strcmp(name, "set") == 0 && words.count > 0)
        do_set(cmake, &words);
    else if (strcmp(name, "cmake_parse_arguments") == 0)
        do_parse(cmake, &words);
    else if (strcmp(name, "message") == 0 && words.count > 1)
        cmake_do_message(command, &words);
    else if (strcmp(name, "unset") == 0 && words.count > 0)
        cmake_set(cmake, words.at[0].text, NULL);
    else if (strcmp(name, "list") == 0)
        cmake_do_list(cmake, &words);
    else if (strcmp(name, "math") == 0)
        cmake_do_math(cmake, &words);
    else if (strcmp(name, "option") == 0 || strcmp(name, "config_option") == 0
             || strcmp(name, "config_string") == 0)
        cmake_do_option(cmake, name, &words);
    else if (strcmp(name, "string") == 0)
        cmake_do_string(cmake, &words);
    else if (strcmp(name, "file") == 0)
        cmake_do_file(cmake, &words);
    else if (strcmp(name, "configure_file") == 0)
        cmake_do_configure_file(cmake, &words);
    else if (strcmp(name, "get_filename_component") == 0)
        do_component(cmake, &words);
    else if (strcmp(name, "include") == 0 && words.count > 0)
        do_include(cmake, words.at[0].text);
    else if (strcmp(name, "add_subdirectory") == 0 && words.count > 0)
        do_subdirectory(cmake, &words.at[0]);
    else if (!cmake_do_property(cmake, name, &words))
        cmake->command(cmake, name, &words);
}

/* the end of a block, or another branch of it, outside of any: reported */
static bool is_stray(const struct command *command)
{
    static const struct { const char *word, *block; } parts[] = {
        {"else", "if"}, {"elseif", "if"}, {"endif", "if"}, {"endforeach", "foreach"},
        {"endwhile", "while"}, {"endfunction", "function"}, {"endmacro", "macro"}};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcmp(command->name, parts[i].word) == 0) {
            diag(command->span, DIAG_cmake_syntax, "this %s() belongs to no %s()", parts[i].word,
                 parts[i].block);
            return true;
        }
    return false;
}

static bool goes_on(struct run *run)
{
    return !run->returned && !run->broken && !run->continued && run->cmake->steps++ < MOST_STEPS;
}

static void run_range(struct run *run, size_t from, size_t to)
{
    for (size_t i = from; i < to && goes_on(run); i++) {
        const struct command *command = run->commands->at[i];

        if (strcmp(command->name, "if") == 0)
            i = run_if(run, i, to);
        else if (strcmp(command->name, "foreach") == 0)
            i = run_foreach(run, i, to);
        else if (strcmp(command->name, "function") == 0 || strcmp(command->name, "macro") == 0)
            i = define_function(run, i, to);
        else if (strcmp(command->name, "while") == 0)
            i = run_while(run, i, to);
        else if (strcmp(command->name, "break") == 0)
            run->broken = true;
        else if (strcmp(command->name, "continue") == 0)
            run->continued = true;
        else if (strcmp(command->name, "return") == 0)
            run->returned = true;
        else if (!is_stray(command))
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
    cmake_set(cmake, "CMAKE_CURRENT_LIST_DIR", cmake_absolute("/", source_directory_of(path)));
    *vec_push(&cmake->reading) = source;
    run.commands = cmake_read(source);
    run_range(&run, 0, run.commands->count);
    cmake->reading.count--;
    return true;
}

bool cmake_run(struct cmake *cmake, const char *directory)
{
    directory = cmake_absolute(cmake_current_folder(), directory);
    cmake->directory = directory;
    if (cmake->reading.count == 0)
        cmake->top = directory;
    set_folders(cmake);
    if (cmake->reading.count == 0) {
        cmake_set(cmake, "CMAKE_BINARY_DIR", cmake_build_folder(cmake));
        cmake_set(cmake, "PROJECT_BINARY_DIR", cmake_build_folder(cmake));
        cmake_set(cmake, "CMAKE_SOURCE_DIR", directory);
        cmake_set(cmake, "PROJECT_SOURCE_DIR", directory);
        (void)run_file(cmake, arena_printf("%s/settings.cmake", directory));
        cmake_set(cmake, "CMAKE_CURRENT_LIST_DIR", directory);
    }
    return run_file(cmake, arena_printf("%s/CMakeLists.txt", directory));
}
