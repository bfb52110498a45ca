#include "domain_file.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>

#include "source.h"

/* The same text with spaces for its comments. */
static char *without_comments(const struct source *source)
{
    char *text = arena_strndup(source->text, source->length), *p = text;

    while ((p = strstr(p, "/")) != NULL) {
        bool line = p[1] == '/';
        char *end = line ? strchr(p, '\n') : p[1] == '*' ? strstr(p + 2, "*/") : p;

        if (end == p) {
            p++;
            continue;
        }
        end = !end ? text + strlen(text) : line ? end : end + 2;
        memset(p, ' ', (size_t)(end - p));
    }
    return text;
}

/* ".length = 4": its number; without such a name the number-th one; ULONG_MAX: none */
static unsigned long number_in(const char *at, const char *end, const char *name, int number)
{
    const char *named = strstr(at, name);

    if (named && named < end)
        at = named + strlen(name);
    else if (memchr(at, '.', (size_t)(end - at)))
        return ULONG_MAX;
    for (int i = named && named < end ? 0 : number; ; i--) {
        while (at < end && !isdigit((unsigned char)*at))
            at++;
        if (at == end || i <= 0)
            return at == end ? ULONG_MAX : strtoul(at, NULL, 0);
        while (at < end && *at != ',')
            at++;
    }
}

bool domain_file_read(const char *path, struct domain_turns *turns)
{
    struct source *source;
    const char *text, *at, *end;

    if (source_load(path, &source) == SOURCE_FAILED)
        return false;
    text = without_comments(source);
    at = strstr(text, "dschedule_t");
    at = at ? strchr(at, '{') : NULL;
    while (at && (at = strpbrk(at + 1, "{}")) != NULL && *at == '{'
           && (end = strchr(at, '}')) != NULL) {
        uint32_t start = source->base + (uint32_t)(at - text);
        struct domain_turn turn = {
            number_in(at + 1, end, ".domain", 0), number_in(at + 1, end, ".length", 1),
            {start, start + (uint32_t)(end - at) + 1}};

        if (turn.domain == ULONG_MAX || turn.length == ULONG_MAX)
            return false;
        *vec_push(turns) = turn;
        at = end;
    }
    return turns->count > 0;
}
