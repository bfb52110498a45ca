/* The conditions of if() and elseif(). */
#include "cmake_parts.h"

#include <stdlib.h>
#include <unistd.h>

static bool is_true(const struct cmake *cmake, const char *word)
{
    static const char *const yes[] = {"1", "ON", "YES", "TRUE", "Y", "on", "yes", "true"};
    const char *value;

    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (strcmp(yes[i], word) == 0)
            return true;
    value = cmake_variable(cmake, word);
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
    return map_find(&c->cmake->variables, intern(word)) ? cmake_variable(c->cmake, word) : word;
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

bool cmake_condition(const struct cmake *cmake, const struct cmake_words *words)
{
    struct condition c = {cmake, words, 0};

    return any_of(&c, 0);
}
