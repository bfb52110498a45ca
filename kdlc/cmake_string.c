/* string(...) of CMake: what applications make names of files and flags with. */
#include <ctype.h>

#include "cmake_parts.h"
#include "strbuf.h"

static const char *joined(const struct cmake_words *words, size_t from, const char *glue)
{
    struct strbuf out = {0};

    for (size_t i = from; i < words->count; i++) {
        if (i > from)
            strbuf_add(&out, glue);
        strbuf_add(&out, words->at[i].text);
    }
    return intern_n(out.text ? out.text : "", out.length);
}

static const char *in_case(const char *text, int (*letter)(int))
{
    char *copy = arena_strndup(text, strlen(text));

    for (char *p = copy; *p; p++)
        *p = (char)letter((unsigned char)*p);
    return copy;
}

static const char *stripped(const char *text)
{
    size_t length;

    text += strspn(text, " \t\n");
    length = strlen(text);
    while (length > 0 && strchr(" \t\n", text[length - 1]))
        length--;
    return arena_strndup(text, length);
}

static const char *replaced(const char *text, const char *old, const char *new)
{
    struct strbuf out = {0};

    for (const char *p = text; *p; ) {
        bool here = *old && strncmp(p, old, strlen(old)) == 0;

        strbuf_addn(&out, here ? new : p, here ? strlen(new) : 1);
        p += here ? strlen(old) : 1;
    }
    return intern_n(out.text ? out.text : "", out.length);
}

/* what the words say, for the variable *into; NULL: not one of those that are known */
static const char *made_of(const struct cmake *cmake, const struct cmake_words *words,
                           const char **into)
{
    const char *what = words->at[0].text, *one = words->at[1].text;
    const char *two = words->count > 2 ? words->at[2].text : NULL;

    *into = two;
    if (strcmp(what, "TOLOWER") == 0 && two)
        return in_case(one, tolower);
    if (strcmp(what, "TOUPPER") == 0 && two)
        return in_case(one, toupper);
    if (strcmp(what, "STRIP") == 0 && two)
        return stripped(one);
    if (strcmp(what, "JOIN") == 0 && two)
        return joined(words, 3, one);
    *into = one;
    if (strcmp(what, "CONCAT") == 0)
        return joined(words, 2, "");
    if (strcmp(what, "APPEND") == 0)
        return arena_printf("%s%s", cmake_variable(cmake, one), joined(words, 2, ""));
    if (strcmp(what, "REPLACE") != 0 || words->count < 5)
        return NULL;
    *into = words->at[3].text;
    return replaced(joined(words, 4, ""), one, two);
}

void cmake_do_string(struct cmake *cmake, const struct cmake_words *words)
{
    const char *into, *text = words->count > 1 ? made_of(cmake, words, &into) : NULL;

    if (text)
        cmake_set(cmake, into, text);
}
