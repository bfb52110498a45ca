/* The model and the plan as text: --dump=model, --dump=plan. */
#pragma once
#include "plan.h"
#include "strbuf.h"

void dump_model(struct model *model, struct strbuf *out);
void dump_plan(const struct plan *plan, struct strbuf *out);
