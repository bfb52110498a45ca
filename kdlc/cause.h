/*
 * Where a value comes from that is handed on from setting to setting: what is wrong with it is said
 * in one place.
 */
#pragma once
#include "diag.h"

/* one of the causes of a place: a component that stands in a system twice has two */
struct cause { struct span span; struct cause *next; };

/* What stands at `place` has its value from what stands at `origin`; never in a circle. */
void cause_add(struct span place, struct span origin);
const struct cause *cause_of(struct span place);        /* NULL: none, it is written there */
void cause_forget(void);                                /* all of them */
