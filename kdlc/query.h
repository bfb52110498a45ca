/* Questions about a plan, asked in words: `kdlc query FILE 'flow a -> b'`. */
#pragma once
#include "plan.h"
#include "strbuf.h"

/* The answer as text or JSON; false: reported that the question cannot be understood. */
bool query(struct plan *plan, const char *question, bool json, struct strbuf *out);
