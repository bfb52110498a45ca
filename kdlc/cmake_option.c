/* option(...) of CMake, and config_option(...), config_string(...) of seL4's build. */
#include "cmake_parts.h"

static const struct cmake_word *behind(const struct cmake_words *words, const char *keyword)
{
    for (size_t i = 0; i + 1 < words->count; i++)
        if (strcmp(words->at[i].text, keyword) == 0)
            return &words->at[i + 1];
    return NULL;
}

/* CONFIG_NAME, which <autoconf.h> has in seL4's build, whatever folder it comes from */
static void define(struct cmake *cmake, const struct cmake_words *words, bool text)
{
    const char *value = cmake_variable(cmake, words->at[0].text);
    struct cmake_words option = {0};

    *vec_push(&option) = words->at[0];
    if (!text && !cmake_condition(cmake, &option))
        return;
    if (text && !cmake_has_word(words, "UNQUOTE"))
        value = arena_printf("\"%s\"", value);
    *vec_push(&cmake->configured) = (struct cmake_word){
        intern_printf("-DCONFIG_%s=%s", words->at[1].text, text ? value : "1"), words->at[1].span};
}

void cmake_do_option(struct cmake *cmake, const char *name, const struct cmake_words *words)
{
    bool plain = strcmp(name, "option") == 0, text = strcmp(name, "config_string") == 0;
    const struct cmake_word *value = plain && words->count > 2 ? &words->at[2] : NULL;

    if (words->count < 2)
        return;
    if (!plain)
        value = behind(words, "DEFAULT");
    if (value)
        cmake->at = value->span;
    if (!cmake_is_set(cmake, words->at[0].text))
        cmake_set(cmake, words->at[0].text, value ? value->text : text ? "" : "OFF");
    if (!plain)
        define(cmake, words, text);
}
