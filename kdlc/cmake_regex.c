/*
 * Regular expressions of CMake, by those of POSIX: the same but for repetitions in braces, which
 * are no such thing in CMake, and for references to what has matched. What is no regular expression
 * matches nothing, and so does what is longer than any that people write.
 */
#include <regex.h>

#include "cmake_parts.h"
#include "strbuf.h"

#define LONGEST 1000
#define GROUPS 10                       /* the whole match, and what stands in brackets */

/* braces as letters */
static const char *for_posix(const char *pattern)
{
    struct strbuf out = {0};

    strbuf_add(&out, "");
    for (const char *p = pattern; *p; p++) {
        if (*p == '\\' && p[1]) {
            bool digit = p[1] >= '0' && p[1] <= '9';

            strbuf_addn(&out, p + digit, digit ? 1 : 2);
            p++;
            continue;
        }
        if (*p == '{' || *p == '}')
            strbuf_add(&out, "\\");
        strbuf_addn(&out, p, 1);
    }
    return out.text ? out.text : "";
}

static bool compile(const char *pattern, regex_t *regex)
{
    return strlen(pattern) <= LONGEST && regcomp(regex, for_posix(pattern), REG_EXTENDED) == 0;
}

static const char *part_of(const char *text, const regmatch_t *match)
{
    return match->rm_so < 0 ? ""
        : arena_strndup(text + match->rm_so, (size_t)(match->rm_eo - match->rm_so));
}

/* CMAKE_MATCH_0 and so on */
static void set_parts(struct cmake *cmake, const char *text, const regmatch_t *matches)
{
    size_t last = 0;

    for (size_t i = 0; i < GROUPS; i++) {
        cmake_set(cmake, arena_printf("CMAKE_MATCH_%zu", i), part_of(text, &matches[i]));
        if (matches[i].rm_so >= 0)
            last = i;
    }
    cmake_set(cmake, "CMAKE_MATCH_COUNT", arena_printf("%zu", last));
}

bool cmake_matches(struct cmake *cmake, const char *text, const char *pattern)
{
    regmatch_t matches[GROUPS];
    regex_t regex;
    bool result;

    if (!compile(pattern, &regex))
        return false;
    result = regexec(&regex, text, GROUPS, matches, 0) == 0;
    if (result)
        set_parts(cmake, text, matches);
    regfree(&regex);
    return result;
}

/* what stands for a match: \0 to \9 are its parts */
static void add_replacement(struct strbuf *out, const char *replacement, const char *text,
                            const regmatch_t *matches)
{
    for (const char *p = replacement; *p; p++)
        if (*p == '\\' && p[1] >= '0' && p[1] <= '9')
            strbuf_add(out, part_of(text, &matches[*++p - '0']));
        else
            strbuf_addn(out, p, 1);
}

/* every match in the text: replaced; or, where replacement is NULL, put into a list */
static const char *each_match(const char *text, const regex_t *regex, const char *replacement)
{
    struct strbuf out = {0};
    regmatch_t matches[GROUPS];
    int flags = 0;

    strbuf_add(&out, "");
    for (; out.length < CMAKE_MOST_TEXT
         && regexec(regex, text, GROUPS, matches, flags) == 0; flags = REG_NOTBOL) {
        size_t before = (size_t)matches[0].rm_so, end = (size_t)matches[0].rm_eo;

        if (replacement) {
            strbuf_addn(&out, text, before);
            add_replacement(&out, replacement, text, matches);
        } else {
            strbuf_add(&out, out.length ? ";" : "");
            strbuf_add(&out, part_of(text, &matches[0]));
        }
        if (end == before && text[end])
            strbuf_addn(&out, replacement ? text + end : "", replacement ? 1 : 0);
        text += end + (end == before && text[end]);
        if (!*text)
            break;
    }
    if (replacement)
        strbuf_add(&out, text);
    return out.text ? out.text : "";
}

/* string(REGEX MATCH|MATCHALL|REPLACE pattern [replacement] variable text...) */
void cmake_do_regex(struct cmake *cmake, const struct cmake_words *words)
{
    bool replaces = words->count > 1 && strcmp(words->at[1].text, "REPLACE") == 0;
    size_t into = replaces ? 4 : 3;
    const char *text;
    regex_t regex;

    if (words->count < into + 1 || !compile(words->at[2].text, &regex))
        return;
    text = cmake_glue(words, into + 1, "");
    if (strcmp(words->at[1].text, "MATCH") == 0)
        text = cmake_matches(cmake, text, words->at[2].text)
            ? cmake_variable(cmake, "CMAKE_MATCH_0") : "";
    else
        text = each_match(text, &regex, replaces ? words->at[3].text : NULL);
    cmake_set(cmake, words->at[into].text, text);
    regfree(&regex);
}
