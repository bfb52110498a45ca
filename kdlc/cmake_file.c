/* file(...) of CMake: files are found, read, and made below the build folder. */
#include "cmake_parts.h"
#include "strbuf.h"

static bool is(const struct cmake_words *words, size_t i, const char *text)
{
    return i < words->count && strcmp(words->at[i].text, text) == 0;
}

const struct source *cmake_read_named(const struct cmake *cmake, const struct cmake_word *word)
{
    const char *path = cmake_path(cmake, word->text);
    struct source *source;

    cmake_settle(path);
    if (source_load(cmake_shown_path(path), &source) != SOURCE_FAILED)
        return source;
    if (word->text[0] == '/')
        diag(word->span, DIAG_cmake_ignored, "there is no file '%s': left out", word->text);
    else
        diag(word->span, DIAG_missing_file, "there is no file '%s'", word->text);
    return NULL;
}

/* file(READ name variable) */
static void do_read(struct cmake *cmake, const struct cmake_words *words)
{
    const struct source *source = cmake_read_named(cmake, &words->at[1]);

    if (source)
        cmake_set(cmake, words->at[2].text, source->text);
}

/* file(STRINGS name variable): its lines as a list */
static void do_strings(struct cmake *cmake, const struct cmake_words *words)
{
    const struct source *source = cmake_read_named(cmake, &words->at[1]);
    struct strbuf list = {0};

    strbuf_add(&list, "");
    for (const char *p = source ? source->text : ""; *p; p += strspn(p, "\r\n")) {
        size_t length = strcspn(p, "\r\n");

        if (list.length > 0 && length > 0)
            strbuf_add(&list, ";");
        strbuf_addn(&list, p, length);
        p += length;
    }
    cmake_set(cmake, words->at[2].text, list.text);
}

/* file(WRITE|APPEND name text...): as an application's other files, relative to its folder */
static void do_write(struct cmake *cmake, const struct cmake_words *words)
{
    struct cmake_word target = words->at[1];
    struct strbuf text = {0};

    target.text = cmake_path(cmake, target.text);
    if (is(words, 0, "APPEND"))
        (void)cmake_add_made(cmake, target.text, &text);
    strbuf_add(&text, cmake_glue(words, 2, ""));
    (void)cmake_write(cmake, &target, &text);
}

/* file(GENERATE OUTPUT name CONTENT text), or INPUT name */
static void do_generate(struct cmake *cmake, const struct cmake_words *words)
{
    const struct cmake_word *target = NULL;
    struct strbuf text = {0};

    for (size_t i = 1; i + 1 < words->count; i += 2) {
        const struct source *source;

        if (is(words, i, "OUTPUT"))
            target = &words->at[i + 1];
        else if (is(words, i, "CONTENT"))
            strbuf_add(&text, words->at[i + 1].text);
        else if (is(words, i, "INPUT") && (source = cmake_read_named(cmake, &words->at[i + 1])))
            strbuf_addn(&text, source->text, source->length);
    }
    if (target)
        (void)cmake_write(cmake, target, &text);
}

void cmake_do_file(struct cmake *cmake, const struct cmake_words *words)
{
    const char *what = words->count > 0 ? words->at[0].text : "";

    if (strncmp(what, "GLOB", 4) == 0 && words->count > 1)
        cmake_do_glob(cmake, words);
    else if (strcmp(what, "READ") == 0 && words->count > 2)
        do_read(cmake, words);
    else if (strcmp(what, "STRINGS") == 0 && words->count > 2)
        do_strings(cmake, words);
    else if ((strcmp(what, "WRITE") == 0 || strcmp(what, "APPEND") == 0) && words->count > 1)
        do_write(cmake, words);
    else if (strcmp(what, "GENERATE") == 0)
        do_generate(cmake, words);
}
