/* Reads what the debug kernel printed; see kernel/object/debug.c for the lines. */
#include "audit_log.h"

#include <errno.h>
#include <stdlib.h>

#include "strbuf.h"

#define MAX_LOG (256u << 20)

#define LINE_WORDS 128                  /* more than any line has */

static struct log_line take_apart(const char *text, size_t length)
{
    const char *words[LINE_WORDS];
    struct log_line line = {.words = words};

    for (size_t i = 0; i < length;) {
        size_t n = 0;

        while (i + n < length && !strchr(" =\r", text[i + n]))
            n++;
        if (n && line.count < LINE_WORDS)
            words[line.count++] = intern_n(text + i, n);
        i += n + 1;
    }
    line.words = arena_alloc((line.count + 1) * sizeof *words);
    memcpy(line.words, words, line.count * sizeof *words);
    return line;
}

static size_t thread_count(const struct log_dump *dump)
{
    size_t count = 0;

    vec_each(const struct log_line *, l, &dump->lines)
        count += strcmp(l->words[0], "thread") == 0;
    return count;
}

void log_read(const char *file, struct log_dump *dumps, size_t wanted)
{
    struct strbuf text = {0};
    const char *p;
    size_t found = 0;

    if (!strbuf_read(&text, file, MAX_LOG))
        die("cannot read '%s': %s", file, strerror(errno));
    for (p = text.text; found < wanted && (p = strstr(p, "DUMP| ")) != NULL;) {
        struct log_line line;
        size_t length;

        p += 6;
        length = strcspn(p, "\n");
        line = take_apart(p, length);
        if (line.count < 2)
            die("'%s': a line of the dump says nothing", file);
        if (strcmp(line.words[0], "end") != 0) {
            *vec_push(&dumps[found].lines) = line;
            continue;
        }
        if (strtoull(line.words[1], NULL, 10) != thread_count(&dumps[found]))
            die("'%s': lines of the dump are missing", file);
        found++;
    }
    if (found < wanted)
        die("'%s': the dump is cut short", file);
}

const char *log_value(const struct log_line *line, size_t from, const char *key)
{
    for (size_t i = from; i + 1 < line->count; i++)
        if (strcmp(line->words[i], key) == 0)
            return line->words[i + 1];
    return NULL;
}

uint64_t log_number(const struct log_line *line, size_t from, const char *key, int base)
{
    const char *word = log_value(line, from, key);

    return word ? strtoull(word, NULL, base) : UINT64_MAX;
}
