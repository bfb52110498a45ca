/*
 * Exhaustive exploration of small states: those that were found, each once, in the order in which
 * they were found. A test takes one after the other, tries every step from it, and adds what comes
 * out, until there is nothing new or the limit is reached.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct explored {
    size_t bytes;                       /* of a state; no padding in it that differs */
    unsigned count, limit;
    bool complete;                      /* nothing was left out so far */
    unsigned long steps;                /* for the report; the test counts */
    unsigned char *states;
    int32_t *table;                     /* open hashing; -1: free */
};

/* EXPLORE=n in the environment: n times the limit. */
void explored_init(struct explored *e, size_t bytes, unsigned limit);
/* true: it is new, and there was room */
bool explored_add(struct explored *e, const void *state);
const void *explored_at(const struct explored *e, unsigned index);
/* Print how many there are, and free them. */
void explored_end(struct explored *e, const char *what);
