/* Semantic rules over the model: all of rules.def, in its order. */
#pragma once
#include "model.h"

void check(struct model *model);
void check_parts(struct model *model);          /* the rules about declarations alone */
void check_inside(struct model *model);         /* those about instances and their connections */

/* check_application.c */
struct unit;
void check_application(const struct unit *unit, const struct model *model);

/* check_settings.c */
const char *value_word(const struct value *value);      /* "a number", ... */
bool is_number(const struct value *value);              /* one that stands in a string among them */

/* check_settings.c, check_values.c, check_calls.c: rules by topic, named in rules.def */
#define RULE(name, about, meaning) void rule_##name(struct model *model);
#include "rules.def"
#undef RULE
