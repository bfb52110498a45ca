#include "build_options.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>

#include "suggest.h"

#define MOST_SLIPS 2                    /* names of the application's own are further away */

struct option { const char *variable, *usual, *why; };

static const struct option without_effect[] = {
#define BUILD_OPTION(variable, usual, why) {variable, usual, why},
#include "build_options.def"
#undef BUILD_OPTION
};

/* what is asked for by its name, and what is as it is here without a word */
static const char *const with_effect[] = {
    "CAmkESCPP", "CAmkESErrorHandlingMode", "CAmkESDefaultStackSize", "CAmkESDefaultHeapSize",
    "CAmkESDefaultPriority", "CAmkESDefaultAffinity", "KernelDomainSchedule",
    "CAmkESAllowForwardReferences", "CAmkESCapDLStaticAlloc", "CAmkESPruneGenerated",
    "CAmkESVerbose", "CAmkESDTS",
};

static struct map variables;            /* name -> struct cmake_word; none: no application */
static struct map reported;             /* names of those that were out of range */
static const char *error_mode;

void build_options_forget(void)
{
    variables = reported = (struct map){0};
    error_mode = NULL;
}

void build_options_name(const struct cmake_word *variable)
{
    struct suggestion s;

    suggest_start(&s, variable->text);
    s.distance = MOST_SLIPS + 1;
    for (size_t i = 0; i < sizeof without_effect / sizeof *without_effect; i++) {
        suggest_candidate(&s, without_effect[i].variable);
        if (strcmp(without_effect[i].variable, variable->text) == 0)
            return;
    }
    for (size_t i = 0; i < sizeof with_effect / sizeof *with_effect; i++) {
        suggest_candidate(&s, with_effect[i]);
        if (strcmp(with_effect[i], variable->text) == 0)
            return;
    }
    if (s.best)
        suggest_finish(&s, diag(variable->span, DIAG_cmake_ignored, "there is no option '%s'",
                                variable->text), variable->span);
}

static void read_error_mode(void)
{
    static const char *const modes[][2] = {{"Standard", NULL}, {"Guards", NULL},
                                           {"Abort", "KDL_ERRORS_ABORT"},
                                           {"Discard", "KDL_ERRORS_DISCARD"}};
    const struct cmake_word *word = map_find(&variables, intern("CAmkESErrorHandlingMode"));

    if (!word || !word->text || !*word->text)
        return;
    if (strcmp(word->text, "Guards") == 0)
        diag(word->span, DIAG_cmake_ignored, "Guards are for the proofs of CAmkES: errors go to "
             "the handlers that components register");
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (strcmp(word->text, modes[i][0]) == 0) {
            error_mode = modes[i][1];
            return;
        }
    diag(word->span, DIAG_cmake_ignored, "CAmkESErrorHandlingMode stays Standard: it must be "
         "Standard, Guards, Abort or Discard");
}

const char *build_error_mode(void)
{
    return error_mode;
}

void build_options_read(const struct cmake *cmake)
{
    variables = cmake->variables;
    for (size_t i = 0; i < sizeof without_effect / sizeof *without_effect; i++) {
        const struct option *option = &without_effect[i];
        const struct cmake_word *word = map_find(&variables, intern(option->variable));

        if (word && word->text && *word->text && strcasecmp(word->text, option->usual) != 0)
            diag(word->span, DIAG_cmake_ignored, "%s has no effect here: %s", option->variable,
                 option->why);
    }
    read_error_mode();
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

    if (!word || !word->text || !*word->text)
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
