/* string(...) of CMake: what applications make names of files and flags with. */
#include <ctype.h>
#include <stdlib.h>

#include "cmake_parts.h"
#include "strbuf.h"

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

    for (const char *p = text; *p && out.length < CMAKE_MOST_TEXT; ) {
        bool here = *old && strncmp(p, old, strlen(old)) == 0;

        strbuf_addn(&out, here ? new : p, here ? strlen(new) : 1);
        p += here ? strlen(old) : 1;
    }
    return intern_n(out.text ? out.text : "", out.length);
}

static const char *part_of(const char *text, const char *begin, const char *length)
{
    size_t from = strtoul(begin, NULL, 10), size = strlen(text);
    long wanted = strtol(length, NULL, 10);

    if (from > size)
        return "";
    size -= from;
    return arena_strndup(text + from, wanted < 0 || (size_t)wanted > size ? size : (size_t)wanted);
}

/* FIND text part variable [REVERSE] */
static const char *position(const char *text, const char *part, bool last)
{
    const char *at = strstr(text, part), *next = at;

    while (last && next && *next && (next = strstr(next + 1, part)))
        at = next;
    return at ? arena_printf("%td", at - text) : "-1";
}

/* COMPARE operator one two variable */
static const char *compared(const char *operator, const char *one, const char *two)
{
    int order = strcmp(one, two);
    bool holds = (order == 0 && (strstr(operator, "EQUAL") || strcmp(operator, "EQUAL") == 0))
              || (order < 0 && strncmp(operator, "LESS", 4) == 0)
              || (order > 0 && strncmp(operator, "GREATER", 7) == 0);

    if (strcmp(operator, "NOTEQUAL") == 0)
        holds = order != 0;
    return holds ? "1" : "0";
}

/* questions about a text, with the variable behind them; as made_of */
static const char *told_of(const struct cmake_words *words, const char **into)
{
    const char *what = words->at[0].text, *one = words->at[1].text;

    if (words->count > 2 && strcmp(what, "LENGTH") == 0) {
        *into = words->at[2].text;
        return arena_printf("%zu", strlen(one));
    }
    if (words->count > 3 && strcmp(what, "FIND") == 0) {
        *into = words->at[3].text;
        return position(one, words->at[2].text, cmake_has_word(words, "REVERSE"));
    }
    if (words->count < 5)
        return NULL;
    *into = words->at[4].text;
    if (strcmp(what, "SUBSTRING") == 0)
        return part_of(one, words->at[2].text, words->at[3].text);
    return strcmp(what, "COMPARE") == 0 ? compared(one, words->at[2].text, words->at[3].text)
                                        : NULL;
}

/* what the words say, for the variable *into; NULL: not one of those that are known */
static const char *made_of(struct cmake *cmake, const struct cmake_words *words,
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
    if (strcmp(what, "CONFIGURE") == 0 && two)
        return cmake_configured(cmake, words);
    if (strcmp(what, "JOIN") == 0 && two)
        return cmake_glue(words, 3, one);
    *into = one;
    if (strcmp(what, "CONCAT") == 0)
        return cmake_glue(words, 2, "");
    if (strcmp(what, "APPEND") == 0)
        return arena_printf("%s%s", cmake_variable(cmake, one), cmake_glue(words, 2, ""));
    if (strcmp(what, "PREPEND") == 0)
        return arena_printf("%s%s", cmake_glue(words, 2, ""), cmake_variable(cmake, one));
    if (strcmp(what, "REPLACE") != 0 || words->count < 5)
        return told_of(words, into);
    *into = words->at[3].text;
    return replaced(cmake_glue(words, 4, ""), one, two);
}

void cmake_do_string(struct cmake *cmake, const struct cmake_words *words)
{
    const char *into, *text;

    if (words->count > 0 && strcmp(words->at[0].text, "REGEX") == 0) {
        cmake_do_regex(cmake, words);
        return;
    }
    text = words->count > 1 ? made_of(cmake, words, &into) : NULL;

    if (text)
        cmake_set(cmake, into, text);
}
