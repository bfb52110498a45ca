/* list(...) of CMake. */
#include <stdlib.h>

#include "cmake_parts.h"

struct change { struct cmake *cmake; const struct cmake_words *words; struct cmake_words list; };

static const char *argument(const struct change *c, size_t i)
{
    return i < c->words->count ? c->words->at[i].text : "";
}

/* negative ones count from the end; false: there is no such element */
static bool index_of(const struct change *c, const char *text, size_t limit, size_t *index)
{
    long n = strtol(text, NULL, 10);

    n = n < 0 ? n + (long)c->list.count : n;
    *index = (size_t)n;
    return n >= 0 && (size_t)n < limit;
}

static void remove_at(struct cmake_words *list, size_t at)
{
    for (list->count--; at < list->count; at++)
        list->at[at] = list->at[at + 1];
}

static void insert_at(struct change *c, size_t at, size_t from)
{
    struct cmake_words result = {0};

    for (size_t i = 0; i < at; i++)
        *vec_push(&result) = c->list.at[i];
    for (size_t w = from; w < c->words->count; w++)
        cmake_add_pieces(&result, c->words->at[w].text, c->words->at[w].span);
    for (size_t i = at; i < c->list.count; i++)
        *vec_push(&result) = c->list.at[i];
    c->list = result;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct cmake_word *)a)->text, ((const struct cmake_word *)b)->text);
}

static void reverse(struct cmake_words *list)
{
    for (size_t i = 0; i < list->count / 2; i++) {
        struct cmake_word word = list->at[i];

        list->at[i] = list->at[list->count - 1 - i];
        list->at[list->count - 1 - i] = word;
    }
}

static void remove_items(struct change *c)
{
    for (size_t w = 2; w < c->words->count; w++)
        for (size_t i = c->list.count; i-- > 0;)
            if (strcmp(c->list.at[i].text, c->words->at[w].text) == 0)
                remove_at(&c->list, i);
}

static void remove_positions(struct change *c)
{
    size_t at, removed = 0;

    for (size_t w = 2; w < c->words->count; w++)
        if (index_of(c, argument(c, w), c->list.count + removed, &at) && at >= removed) {
            remove_at(&c->list, at - removed);
            removed++;
        }
}

static void remove_duplicates(struct cmake *cmake, struct cmake_words *list)
{
    cmake->steps += (unsigned)(list->count * list->count / CMAKE_STEP_TEXT);
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = list->count; k-- > i + 1;)
            if (strcmp(list->at[i].text, list->at[k].text) == 0)
                remove_at(list, k);
}

/* FILTER list INCLUDE|EXCLUDE REGEX pattern */
static void filter(struct change *c)
{
    bool include = strcmp(argument(c, 2), "INCLUDE") == 0;

    for (size_t i = c->list.count; i-- > 0;)
        if (cmake_matches(c->cmake, c->list.at[i].text, argument(c, 4)) != include)
            remove_at(&c->list, i);
}

/* those that change the list; false: it is none of them */
static bool changes(struct change *c, const char *what)
{
    size_t at;

    if (strcmp(what, "APPEND") == 0)
        insert_at(c, c->list.count, 2);
    else if (strcmp(what, "PREPEND") == 0)
        insert_at(c, 0, 2);
    else if (strcmp(what, "INSERT") == 0 && index_of(c, argument(c, 2), c->list.count + 1, &at))
        insert_at(c, at, 3);
    else if (strcmp(what, "REMOVE_ITEM") == 0)
        remove_items(c);
    else if (strcmp(what, "REMOVE_AT") == 0)
        remove_positions(c);
    else if (strcmp(what, "REMOVE_DUPLICATES") == 0)
        remove_duplicates(c->cmake, &c->list);
    else if (strcmp(what, "REVERSE") == 0)
        reverse(&c->list);
    else if (strcmp(what, "FILTER") == 0)
        filter(c);
    else if (strcmp(what, "SORT") == 0 && c->list.count > 0)
        qsort(c->list.at, c->list.count, sizeof *c->list.at, by_text);
    else
        return false;
    return true;
}

static const char *elements(const struct change *c)
{
    struct cmake_words found = {0};
    size_t at;

    for (size_t w = 2; w + 1 < c->words->count; w++)
        if (index_of(c, argument(c, w), c->list.count, &at))
            *vec_push(&found) = c->list.at[at];
    return cmake_glue(&found, 0, ";");
}

/* SUBLIST list begin length variable; length -1: to the end */
static const char *part(const struct change *c)
{
    struct cmake_words found = {0};
    size_t at, begin;
    long length = strtol(argument(c, 3), NULL, 10);

    if (index_of(c, argument(c, 2), c->list.count, &begin))
        for (at = begin; at < c->list.count && (length < 0 || at - begin < (size_t)length); at++)
            *vec_push(&found) = c->list.at[at];
    return cmake_glue(&found, 0, ";");
}

static const char *position(const struct change *c)
{
    for (size_t i = 0; i < c->list.count; i++)
        if (strcmp(c->list.at[i].text, argument(c, 2)) == 0)
            return arena_printf("%zu", i);
    return "-1";
}

/* those that say something of the list: what the last word is set to; or NULL */
static const char *answer(const struct change *c, const char *what)
{
    if (strcmp(what, "LENGTH") == 0)
        return arena_printf("%zu", c->list.count);
    if (strcmp(what, "GET") == 0)
        return elements(c);
    if (strcmp(what, "FIND") == 0)
        return position(c);
    if (strcmp(what, "JOIN") == 0)
        return cmake_glue(&c->list, 0, argument(c, 2));
    return strcmp(what, "SUBLIST") == 0 ? part(c) : NULL;
}

void cmake_do_list(struct cmake *cmake, const struct cmake_words *words)
{
    struct change c = {.cmake = cmake, .words = words};
    const char *text;

    if (words->count < 2)
        return;
    cmake_add_pieces(&c.list, cmake_variable(cmake, words->at[1].text), words->at[1].span);
    if (changes(&c, words->at[0].text))
        cmake_set(cmake, words->at[1].text, cmake_glue(&c.list, 0, ";"));
    else if ((text = answer(&c, words->at[0].text)))
        cmake_set(cmake, words->at[words->count - 1].text, text);
}
