#include "suggest.h"

#include "arena.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#define LONGEST 64
#define MOST 200                /* suggestions in one run: nobody reads more, and they cost */

static unsigned given;

void suggest_start(struct suggestion *s, const char *name)
{
    size_t length = strlen(name);

    *s = (struct suggestion){.name = name, .off = given > MOST,
                             .distance = length < 2 ? 1 : length < 6 ? 2
                                         : (unsigned)length / 3 + 1};
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance; limit when it is not below it or a name is too long. */
static unsigned distance(const char *a, const char *b, unsigned limit)
{
    size_t n = strlen(a), m = strlen(b);
    unsigned rows[3][LONGEST + 1], *before = rows[0], *last = rows[1], *row = rows[2];

    if (n > LONGEST || m > LONGEST || (n > m ? n - m : m - n) >= limit)
        return limit;
    for (size_t j = 0; j <= m; j++)
        last[j] = (unsigned)j;
    for (size_t i = 1; i <= n; i++) {
        unsigned *spare = before;

        row[0] = (unsigned)i;
        for (size_t j = 1; j <= m; j++) {
            row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
        before = last;
        last = row;
        row = spare;
    }
    return least(last[m], limit);
}

/* s->distance is the least that a candidate must stay below; equal ones make a second. */
void suggest_candidate(struct suggestion *s, const char *candidate)
{
    unsigned d;

    if (s->off || !candidate || strcmp(candidate, s->name) == 0)
        return;
    d = strcasecmp(s->name, candidate) == 0 ? 0 : distance(s->name, candidate, s->distance + 1);
    if (d < s->distance || (d == 0 && !s->best)) {
        s->best = candidate;
        s->second = NULL;
        s->distance = d;
    } else if (d == s->distance && s->best && !s->second && strcmp(candidate, s->best) != 0) {
        s->second = candidate;
    }
}

void suggest_only(struct suggestion *s, const char *candidate)
{
    s->best = candidate;
    s->second = NULL;
}

const char *suggest_text(const struct suggestion *s)
{
    if (s->second)
        return arena_printf(", did you mean '%s' or '%s'?", s->best, s->second);
    return s->best ? arena_printf(", did you mean '%s'?", s->best) : "";
}

void suggest_finish(const struct suggestion *s, struct diag *d, struct span span)
{
    given++;
    if (s->second) {
        diag_help(d, "did you mean '%s' or '%s'?", s->best, s->second);
    } else if (s->best) {
        diag_help(d, "did you mean '%s'?", s->best);
        diag_fix(d, span, s->best);
    }
}

void suggest_reset(void)
{
    given = 0;
}
