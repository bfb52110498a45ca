/* The conditions of if() and elseif(). */
#include "cmake_parts.h"

#include <stdlib.h>
#include <sys/stat.h>
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

struct condition { struct cmake *cmake; const struct cmake_words *words; size_t at; };

static const char *next(const struct condition *c, size_t ahead)
{
    return c->at + ahead < c->words->count ? c->words->at[c->at + ahead].text : "";
}

/* A word that names a variable stands for its value. */
static const char *value_of(const struct condition *c, const char *word)
{
    return cmake_is_set(c->cmake, word) ? cmake_variable(c->cmake, word) : word;
}

static bool any_of(struct condition *c, unsigned depth);

/* parts between dots, as numbers */
static int by_version(const char *a, const char *b)
{
    while (*a || *b) {
        unsigned long x = strtoul(a, (char **)&a, 10), y = strtoul(b, (char **)&b, 10);

        if (x != y)
            return x < y ? -1 : 1;
        if (*a != '.' && *b != '.')
            return 0;
        a += *a == '.';
        b += *b == '.';
    }
    return 0;
}

static int by_number(const char *a, const char *b)
{
    double x = strtod(a, NULL), y = strtod(b, NULL);

    return (x > y) - (x < y);
}

/* [STR|VERSION_]EQUAL|LESS|GREATER|LESS_EQUAL|GREATER_EQUAL; false: none of those */
static bool order(const char *operator, const char *left, const char *right, bool *result)
{
    static const struct { const char *word; int least, most; } signs[] = {
        {"EQUAL", 0, 0}, {"LESS", -1, -1}, {"GREATER", 1, 1}, {"LESS_EQUAL", -1, 0},
        {"GREATER_EQUAL", 0, 1}};
    int (*compare)(const char *, const char *) = by_number;
    int sign;

    if (strncmp(operator, "STR", 3) == 0) {
        compare = strcmp;
        operator += 3;
    } else if (strncmp(operator, "VERSION_", 8) == 0) {
        compare = by_version;
        operator += 8;
    }
    sign = compare(left, right);
    sign = (sign > 0) - (sign < 0);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strcmp(operator, signs[i].word) == 0) {
            *result = sign >= signs[i].least && sign <= signs[i].most;
            return true;
        }
    return false;
}

static bool in_list(const struct condition *c)
{
    struct cmake_words items = {0};

    cmake_add_pieces(&items, cmake_variable(c->cmake, next(c, 2)), (struct span){0});
    return cmake_has_word(&items, value_of(c, next(c, 0)));
}

static bool compare(struct condition *c, const char *operator, bool *result)
{
    const char *left = value_of(c, next(c, 0)), *right = value_of(c, next(c, 2));

    if (strcmp(operator, "MATCHES") == 0)
        *result = cmake_matches(c->cmake, left, next(c, 2));
    else if (strcmp(operator, "IN_LIST") == 0)
        *result = in_list(c);
    else if (!order(operator, left, right, result))
        return false;
    c->at += 3;
    return true;
}

/* what one word says of the next; false: it is not such a word */
static bool ask(struct condition *c, bool *result)
{
    const char *what = next(c, 0), *of = next(c, 1);
    struct stat status;

    if (strcmp(what, "DEFINED") == 0)
        *result = cmake_is_set(c->cmake, of);
    else if (strcmp(what, "EXISTS") == 0)
        *result = access(cmake_path(c->cmake, of), F_OK) == 0;
    else if (strcmp(what, "IS_DIRECTORY") == 0)
        *result = stat(cmake_path(c->cmake, of), &status) == 0 && S_ISDIR(status.st_mode);
    else if (strcmp(what, "IS_ABSOLUTE") == 0)
        *result = *of == '/';
    else if (strcmp(what, "COMMAND") == 0)
        *result = map_find(&c->cmake->functions, cmake_lower(of)) != NULL;
    else
        return false;
    c->at += 2;
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
    if (ask(c, &result))
        return result;
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

bool cmake_condition(struct cmake *cmake, const struct cmake_words *words)
{
    struct condition c = {cmake, words, 0};

    return any_of(&c, 0);
}
