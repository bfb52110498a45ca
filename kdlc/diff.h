/* What changed in authority between two versions of a description. */
#pragma once
#include "plan.h"
#include "strbuf.h"

enum diff_form { DIFF_TEXT, DIFF_JSON, DIFF_MARKDOWN };

/* true: they differ */
bool diff_plans(struct plan *before, struct plan *after, enum diff_form form, struct strbuf *out);
