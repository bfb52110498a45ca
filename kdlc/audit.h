/* The kernel's capability state, as it printed it, against the plan. */
#pragma once
#include "plan.h"
#include "strbuf.h"

/*
 * dump_file: the log of an image made by `kdlc link --audit`. tables: as given to its root task.
 * Differences are told in out; true: there is none. Dies when the dump is incomplete.
 */
bool audit(struct plan *plan, const char *tables, const char *dump_file, struct strbuf *out);
