/*
 * Did-you-mean. Candidates are only names that would be legal at that place: that is what makes
 * the hint right.
 */
#pragma once
#include "diag.h"

struct suggestion { const char *name, *best, *second; unsigned distance; bool off; };

void suggest_start(struct suggestion *s, const char *name);
void suggest_candidate(struct suggestion *s, const char *candidate);
void suggest_only(struct suggestion *s, const char *candidate);     /* it is the one */

/* for a message of one line: ", did you mean 'x'?", or nothing */
const char *suggest_text(const struct suggestion *s);
/* adds "did you mean 'x'?" and, when it is the only one, a fix-it for the span */
void suggest_finish(const struct suggestion *s, struct diag *d, struct span span);
void suggest_reset(void);               /* none has been given yet */
