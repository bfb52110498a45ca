/* Semantic rules over the model: all of rules.def, in its order. False: an error was reported. */
#pragma once
#include "model.h"

void check(struct model *model);
void check_parts(struct model *model);          /* the rules about declarations alone */

/* check_settings.c, check_calls.c: rules by topic, named in rules.def */
#define RULE(name, about, meaning) void rule_##name(struct model *model);
#include "rules.def"
#undef RULE
