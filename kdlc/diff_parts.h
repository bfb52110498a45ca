/* Between the files of kdlc diff: one change. */
#pragma once
#include "plan.h"

struct change { const char *key, *before, *after; };    /* before or after NULL: new or lost */
VEC_OF(changes, struct change);

/*
 * diff_flow.c: who can influence whom now and could not, and the reverse. all: lists of many names
 * are not cut.
 */
void diff_flows(struct plan *before, struct plan *after, bool all, struct changes *gained,
                struct changes *lost);
