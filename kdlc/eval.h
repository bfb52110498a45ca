/* Constant expressions: a tree of operators becomes a value of the model. */
#pragma once
#include "ast.h"
#include "model.h"

/* NULL: an error was reported, or the device tree is not asked */
struct value *eval(const struct expr *e);
void eval_ask_tree(bool on);                            /* on at first */

/* value[index], as written behind a reference; NULL: reported */
struct value *eval_index(struct value *value, const struct value *index);
