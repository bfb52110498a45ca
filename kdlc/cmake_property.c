/*
 * Properties of CMake: set_property, get_property, set_target_properties, get_target_property,
 * set_source_files_properties, get_source_file_property. What they say is remembered; those of
 * targets that mean folders or flags are handed on as the commands are that do the same, those of
 * source files are asked for with cmake_source_property().
 */
#include "cmake_parts.h"

/* source files are known by their paths: each folder may name them from where it is */
static const char *key_of(const struct cmake *cmake, const char *scope, const char *name,
                          const char *property)
{
    if (strcmp(scope, "SOURCE") == 0)
        name = cmake_shown_path(cmake_path(cmake, name));
    return intern_printf("%s %s %s", scope, name, property);
}

/* NULL: not set */
static const char *property_text(const struct cmake *cmake, const char *key)
{
    const struct cmake_word *value = map_find(&cmake->properties, key);

    return value ? value->text : NULL;
}

static void property_set(struct cmake *cmake, const char *key, const char *text)
{
    struct cmake_word *value = map_find(&cmake->properties, key);

    if (!value) {
        value = arena_alloc(sizeof *value);
        map_add(&cmake->properties, key, value);
    }
    value->text = text;
}

/* Folders of a source file start where they are written. */
static const char *settled(const struct cmake *cmake, const char *scope, const char *property,
                           const char *text)
{
    struct cmake_words pieces = {0};

    if (strcmp(scope, "SOURCE") != 0 || strcmp(property, "INCLUDE_DIRECTORIES") != 0)
        return text;
    cmake_add_pieces(&pieces, text, (struct span){0});
    vec_each(struct cmake_word *, w, &pieces)
        w->text = cmake_path(cmake, w->text);
    return cmake_glue(&pieces, 0, ";");
}

static void hand_on(struct cmake *cmake, const char *target, const char *property,
                    const struct cmake_words *values, size_t from)
{
    static const struct { const char *property, *command; } same[] = {
        {"INCLUDE_DIRECTORIES", "target_include_directories"},
        {"INTERFACE_INCLUDE_DIRECTORIES", "target_include_directories"},
        {"COMPILE_DEFINITIONS", "target_compile_definitions"},
        {"INTERFACE_COMPILE_DEFINITIONS", "target_compile_definitions"},
        {"COMPILE_OPTIONS", "target_compile_options"},
        {"COMPILE_FLAGS", "target_compile_options"},
        {"INTERFACE_COMPILE_OPTIONS", "target_compile_options"},
        {"INTERFACE_LINK_LIBRARIES", "target_link_libraries"},
        {"LINK_LIBRARIES", "target_link_libraries"},
        {"SOURCES", "target_sources"}};
    struct cmake_words words = {0};

    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        if (strcmp(same[i].property, property) != 0)
            continue;
        *vec_push(&words) = (struct cmake_word){target, values->at[0].span};
        *vec_push(&words) = (struct cmake_word){"PUBLIC", values->at[0].span};
        for (size_t w = from; w < values->count; w++)
            cmake_add_pieces(&words, values->at[w].text, values->at[w].span);
        cmake->command(cmake, same[i].command, &words);
    }
}

static size_t word_at(const struct cmake_words *words, const char *text)
{
    size_t i = 0;

    while (i < words->count && strcmp(words->at[i].text, text) != 0)
        i++;
    return i;
}

/* set_property(GLOBAL|TARGET|SOURCE.. names.. [APPEND|APPEND_STRING] PROPERTY name value..) */
static void do_set(struct cmake *cmake, const struct cmake_words *words)
{
    size_t property = word_at(words, "PROPERTY") + 1, append = word_at(words, "APPEND");
    size_t glued = word_at(words, "APPEND_STRING"), first = append < glued ? append : glued;
    const char *scope, *value;

    if (property >= words->count)
        return;
    scope = words->at[0].text;
    value = settled(cmake, scope, words->at[property].text, cmake_glue(words, property + 1, ";"));
    first = first < property - 1 ? first : property - 1;
    for (size_t i = strcmp(scope, "GLOBAL") == 0 ? 0 : 1; i < first; i++) {
        const char *name = i == 0 ? "" : words->at[i].text;
        const char *key = key_of(cmake, scope, name, words->at[property].text);
        const char *before = first < property - 1 ? property_text(cmake, key) : NULL;

        property_set(cmake, key, before && *before
            ? arena_printf("%s%s%s", before, append < glued ? ";" : "", value) : value);
        if (strcmp(scope, "TARGET") == 0)
            hand_on(cmake, name, words->at[property].text, words, property + 1);
    }
}

/* get_property(variable GLOBAL|TARGET.. [name] PROPERTY name [SET|DEFINED]) */
static void do_get(struct cmake *cmake, const struct cmake_words *words)
{
    size_t property = word_at(words, "PROPERTY") + 1;
    const char *text;

    if (property >= words->count || words->count < 4)
        return;
    text = property_text(cmake, key_of(cmake, words->at[1].text,
                                       property > 3 ? words->at[2].text : "",
                                       words->at[property].text));
    if (cmake_has_word(words, "SET") || cmake_has_word(words, "DEFINED"))
        text = text ? "1" : "0";
    cmake_set(cmake, words->at[0].text, text ? text : "");
}

/* set_target_properties(names.. PROPERTIES name value ..), and the like for SOURCE */
static void do_set_many(struct cmake *cmake, const char *scope, const struct cmake_words *words)
{
    size_t begin = word_at(words, "PROPERTIES");

    for (size_t i = 0; i < begin; i++)
        for (size_t w = begin + 1; w + 1 < words->count; w += 2) {
            struct cmake_words one = {0};

            property_set(cmake, key_of(cmake, scope, words->at[i].text, words->at[w].text),
                         settled(cmake, scope, words->at[w].text, words->at[w + 1].text));
            *vec_push(&one) = words->at[w + 1];
            if (strcmp(scope, "TARGET") == 0)
                hand_on(cmake, words->at[i].text, words->at[w].text, &one, 0);
        }
}

/* get_target_property(variable target name), and the like for SOURCE */
static void do_get_one(struct cmake *cmake, const char *scope, const struct cmake_words *words)
{
    const char *text;

    if (words->count < 3)
        return;
    text = property_text(cmake, key_of(cmake, scope, words->at[1].text, words->at[2].text));
    cmake_set(cmake, words->at[0].text, text ? text
              : strcmp(scope, "TARGET") == 0 ? arena_printf("%s-NOTFOUND", words->at[0].text)
              : "NOTFOUND");
}

struct cmake_words cmake_source_property(const struct cmake *cmake, const char *path,
                                         const char *property)
{
    const char *file = cmake_absolute(cmake_current_folder(), path);
    const char *text = property_text(cmake, key_of(cmake, "SOURCE", file, property));
    struct cmake_words pieces = {0};

    if (text)
        cmake_add_pieces(&pieces, text, (struct span){0});
    return pieces;
}

bool cmake_do_property(struct cmake *cmake, const char *name, const struct cmake_words *words)
{
    if (strcmp(name, "set_property") == 0)
        do_set(cmake, words);
    else if (strcmp(name, "get_property") == 0)
        do_get(cmake, words);
    else if (strcmp(name, "set_target_properties") == 0)
        do_set_many(cmake, "TARGET", words);
    else if (strcmp(name, "get_target_property") == 0)
        do_get_one(cmake, "TARGET", words);
    else if (strcmp(name, "set_source_files_properties") == 0)
        do_set_many(cmake, "SOURCE", words);
    else if (strcmp(name, "get_source_file_property") == 0)
        do_get_one(cmake, "SOURCE", words);
    else
        return false;
    return true;
}
