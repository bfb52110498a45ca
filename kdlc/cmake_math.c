/* math(EXPR variable "expression" [OUTPUT_FORMAT HEXADECIMAL]) of CMake: as C, with 64 bits. */
#include <ctype.h>
#include <stdlib.h>

#include "cmake_parts.h"

#define DEEPEST 50

struct sum { const char *at; bool good; unsigned depth; };

static int64_t level(struct sum *s, size_t tightness);

static bool skip(struct sum *s, const char *sign)
{
    while (isspace((unsigned char)*s->at))
        s->at++;
    if (strncmp(s->at, sign, strlen(sign)) != 0)
        return false;
    s->at += strlen(sign);
    return true;
}

static int64_t factor(struct sum *s)
{
    int64_t value = 0;
    char *end;

    if (++s->depth > DEEPEST) {
        s->good = false;
    } else if (skip(s, "(")) {
        value = level(s, 0);
        s->good &= skip(s, ")");
    } else if (skip(s, "-")) {
        value = (int64_t)(0 - (uint64_t)factor(s));
    } else if (skip(s, "~")) {
        value = ~factor(s);
    } else if (skip(s, "+")) {
        value = factor(s);
    } else {
        value = (int64_t)strtoull(s->at, &end, 0);
        s->good &= end != s->at && isdigit((unsigned char)*s->at);
        s->at = end;
    }
    s->depth--;
    return value;
}

static int64_t quotient(struct sum *s, int64_t a, int64_t b, bool rest)
{
    if (b == 0 || (a == INT64_MIN && b == -1)) {
        s->good = false;
        return 0;
    }
    return rest ? a % b : a / b;
}

static int64_t apply(struct sum *s, const char *sign, int64_t a, int64_t b)
{
    uint64_t x = (uint64_t)a, y = (uint64_t)b;

    switch (*sign) {
    case '|': return (int64_t)(x | y);
    case '^': return (int64_t)(x ^ y);
    case '&': return (int64_t)(x & y);
    case '<': return (int64_t)(x << (y & 63));
    case '>': return (int64_t)(x >> (y & 63));
    case '+': return (int64_t)(x + y);
    case '-': return (int64_t)(x - y);
    case '*': return (int64_t)(x * y);
    default: return quotient(s, a, b, *sign == '%');
    }
}

/* operators from the loosest to the tightest, each level from left to right */
static int64_t level(struct sum *s, size_t tightness)
{
    static const char *const signs[][4] = {{"|"}, {"^"}, {"&"}, {"<<", ">>"}, {"+", "-"},
                                           {"*", "/", "%"}};
    int64_t value;

    if (tightness == sizeof signs / sizeof *signs)
        return factor(s);
    value = level(s, tightness + 1);
    for (size_t i = 0; s->good && i < 4 && signs[tightness][i];)
        if (skip(s, signs[tightness][i])) {
            value = apply(s, signs[tightness][i], value, level(s, tightness + 1));
            i = 0;
        } else {
            i++;
        }
    return value;
}

void cmake_do_math(struct cmake *cmake, const struct cmake_words *words)
{
    struct sum s = {.good = true};
    bool hexadecimal = cmake_has_word(words, "HEXADECIMAL");
    int64_t value;

    if (words->count < 3 || strcmp(words->at[0].text, "EXPR") != 0)
        return;
    s.at = words->at[2].text;
    value = level(&s, 0);
    if (s.good && skip(&s, "") && !*s.at)
        cmake_set(cmake, words->at[1].text, arena_printf(hexadecimal ? "0x%lx" : "%ld", value));
    else
        diag(words->at[2].span, DIAG_cmake_math, "'%s' cannot be calculated", words->at[2].text);
}
