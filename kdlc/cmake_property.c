/*
 * Properties of CMake: set_property, get_property, define_property, set_target_properties,
 * get_target_property. What they say is remembered; those of targets and files that mean folders or
 * flags are handed on as the commands are that do the same.
 */
#include "cmake_parts.h"

static const char *key_of(const char *scope, const char *name, const char *property)
{
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
    value = cmake_glue(words, property + 1, ";");
    first = first < property - 1 ? first : property - 1;
    for (size_t i = strcmp(scope, "GLOBAL") == 0 ? 0 : 1; i < first; i++) {
        const char *name = i == 0 ? "" : words->at[i].text;
        const char *key = key_of(scope, name, words->at[property].text);
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
    text = property_text(cmake, key_of(words->at[1].text, property > 3 ? words->at[2].text : "",
                                       words->at[property].text));
    if (cmake_has_word(words, "SET") || cmake_has_word(words, "DEFINED"))
        text = text ? "1" : "0";
    cmake_set(cmake, words->at[0].text, text ? text : "");
}

/* set_target_properties(names.. PROPERTIES name value ..) */
static void do_set_target(struct cmake *cmake, const struct cmake_words *words)
{
    size_t begin = word_at(words, "PROPERTIES");

    for (size_t i = 0; i < begin; i++)
        for (size_t w = begin + 1; w + 1 < words->count; w += 2) {
            struct cmake_words one = {0};

            property_set(cmake, key_of("TARGET", words->at[i].text, words->at[w].text),
                         words->at[w + 1].text);
            *vec_push(&one) = words->at[w + 1];
            hand_on(cmake, words->at[i].text, words->at[w].text, &one, 0);
        }
}

/* get_target_property(variable target name) */
static void do_get_target(struct cmake *cmake, const struct cmake_words *words)
{
    const char *text;

    if (words->count < 3)
        return;
    text = property_text(cmake, key_of("TARGET", words->at[1].text, words->at[2].text));
    cmake_set(cmake, words->at[0].text,
              text ? text : arena_printf("%s-NOTFOUND", words->at[0].text));
}

bool cmake_do_property(struct cmake *cmake, const char *name, const struct cmake_words *words)
{
    if (strcmp(name, "set_property") == 0)
        do_set(cmake, words);
    else if (strcmp(name, "get_property") == 0)
        do_get(cmake, words);
    else if (strcmp(name, "set_target_properties") == 0)
        do_set_target(cmake, words);
    else if (strcmp(name, "get_target_property") == 0)
        do_get_target(cmake, words);
    else
        return false;
    return true;
}
