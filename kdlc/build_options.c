#include "build_options.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>

struct option { const char *variable, *usual, *why; };

static const struct option without_effect[] = {
#define BUILD_OPTION(variable, usual, why) {variable, usual, why},
#include "build_options.def"
#undef BUILD_OPTION
};

static struct map variables;            /* name -> struct cmake_word; none: no application */
static struct map reported;             /* names of those that were out of range */

void build_options_forget(void)
{
    variables = reported = (struct map){0};
}

void build_options_read(const struct cmake *cmake)
{
    variables = cmake->variables;
    for (size_t i = 0; i < sizeof without_effect / sizeof *without_effect; i++) {
        const struct option *option = &without_effect[i];
        const struct cmake_word *word = map_find(&variables, intern(option->variable));

        if (word && *word->text && strcasecmp(word->text, option->usual) != 0)
            diag(word->span, DIAG_cmake_ignored, "%s has no effect here: %s", option->variable,
                 option->why);
    }
}

static bool read_number(const char *text, uint64_t *number)
{
    char *end;

    errno = 0;
    *number = strtoull(text, &end, 0);
    return *text >= '0' && *text <= '9' && *end == '\0' && errno == 0;
}

uint64_t build_default(const char *variable, uint64_t usual, uint64_t min, uint64_t max)
{
    const char *name = intern(variable);
    const struct cmake_word *word = variables.count ? map_find(&variables, name) : NULL;
    uint64_t number;

    if (!word || *word->text == '\0')
        return usual;
    if (read_number(word->text, &number) && number >= min && number <= max)
        return number;
    if (!map_find(&reported, name)) {
        map_add(&reported, name, (void *)word);
        diag(word->span, DIAG_cmake_ignored, "%s stays %lu: it must be a number from %lu to %lu",
             variable, (unsigned long)usual, (unsigned long)min, (unsigned long)max);
    }
    return usual;
}
