#include "m4_words.h"

#include <ctype.h>
#include <stdlib.h>

#define MAX_TEMPLATE (1u << 24)

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static bool starts_with(const char *s, const char *start)
{
    return strncmp(s, start, strlen(start)) == 0;
}

/* The next word from `at` on that begins with k_, as m4 sees it: "0k_x" is a number and a word.
   NULL: none before the end. */
static const char *next_word(const char *at, const char *start, const char *end, size_t *length)
{
    for (; at + 1 < end; at++) {
        if (at[0] != 'k' || at[1] != '_'
            || (at > start && (isalpha((unsigned char)at[-1]) || at[-1] == '_')))
            continue;
        for (*length = 2; at + *length < end && is_word(at[*length]);)
            ++*length;
        return at;
    }
    return NULL;
}

static void add_words(struct m4_words *words, const char *text, size_t length)
{
    const char *end = text + length;
    size_t n;

    for (const char *at = text; (at = next_word(at, text, end, &n)) != NULL; at += n) {
        const char *word = intern_n(at, n);

        if (map_add(&words->known, word, (void *)word))
            continue;
        *vec_push(&words->names) = word;
        if (word[n - 1] == '_')
            *vec_push(&words->starts) = word;
    }
}

static bool has_start(const struct m4_words *words, const char *name)
{
    vec_each(const char *const *, start, &words->starts)
        if (starts_with(name, *start))
            return true;
    return false;
}

static bool has_word(const struct m4_words *words, const char *name)
{
    return map_find(&words->known, name) || has_start(words, name);
}

/* ---- the library ---- */

static void read_library(struct m4_library *library, const char *path)
{
    static const char define[] = "\nm4_define([<";
    struct strbuf text = {0};
    const char *at, *next;

    if (!strbuf_read(&text, path, MAX_TEMPLATE))
        return;                         /* whoever runs m4 says so */
    for (at = strstr(text.text, define); at; at = next) {
        const char *name = at + sizeof define - 1;
        size_t length = strcspn(name, ">");

        next = strstr(name, define);
        *vec_push(&library->macros) = (struct library_macro){intern_n(name, length), name + length,
            next ? (size_t)(next - name) - length : strlen(name + length)};
    }
}

/* What the words stand for may use others: until there are no more. */
static void add_library(const struct m4_library *library, struct m4_words *words)
{
    bool *added = arena_alloc(library->macros.count + 1), more = true;

    while (more) {
        more = false;
        for (size_t i = 0; i < library->macros.count; i++) {
            const struct library_macro *macro = &library->macros.at[i];

            if (added[i] || !has_word(words, macro->name))
                continue;
            add_words(words, macro->text, macro->length);
            added[i] = more = true;
        }
    }
}

/* ---- templates ---- */

struct m4_words *m4_words_of(struct m4_library *library, const char *template)
{
    const char *path = intern(template);
    struct m4_words *words = map_find(&library->templates, path);
    struct strbuf text = {0};

    if (words)
        return words;
    if (!library->read) {
        read_library(library, arena_printf("%s/kdl.m4", library->folder));
        read_library(library, arena_printf("%s/ends.m4", library->folder));
        library->read = true;
    }
    words = arena_alloc(sizeof *words);
    map_add(&library->templates, path, words);
    if (strbuf_read(&text, path, MAX_TEMPLATE))
        add_words(words, text.text, text.length);
    if (text.text && strstr(text.text, "m4_include"))
        add_words(words, "k_", 2);
    free(text.text);
    add_library(library, words);
    return words;
}

/* has_word, for names that are asked for again and again */
static bool is_wanted(struct m4_words *words, const char *name)
{
    static const char yes, no;
    const char *answer = map_find(&words->answers, name);

    if (!answer) {
        answer = has_word(words, name) ? &yes : &no;
        map_add(&words->answers, name, (void *)answer);
    }
    return answer == &yes;
}

void m4_select(const struct m4_data *data, struct m4_words *words, struct strbuf *out)
{
    strbuf_addn(out, data->text.text, data->definitions.at[0].start);
    for (size_t i = 0; i < data->definitions.count; i++) {
        const struct m4_definition *d = &data->definitions.at[i];
        size_t end = i + 1 < data->definitions.count ? d[1].start : data->end;

        if (is_wanted(words, d->name))
            strbuf_addn(out, data->text.text + d->start, end - d->start);
    }
    strbuf_add(out, data->text.text + data->end);
}
