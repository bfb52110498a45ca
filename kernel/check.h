/*
 * Debug kernels: do the invariants of all kernel state hold? A walk over everything there is, in
 * time linear in the number of capabilities, made when it is asked for (DEBUG_CHECK) or after
 * every so many entries.
 *
 *   check.c          where capabilities are; the derivation tree; watermarks of untyped memory
 *   check_objects.c  threads, queues, reply objects, scheduling contexts and their refills
 *   check_spaces.c   page tables, address space identifiers, interrupts
 */
#pragma once
#include "cspace.h"

struct tcb;

/* What a walk finds. Equal pairs are equations that must hold; see check.c. */
struct check {
    word_t capabilities;                /* in slots */
    word_t listed;                      /* in lists of the derivation tree */
    word_t threads, waiting, queued;    /* TCBs by capability; blocked; in queues of objects */
    word_t asids, irqs;                 /* address spaces with a live identifier; handlers */
    word_t frames, tables;              /* mappings that capabilities stand for */
};

/* Walk; false and a line of text at the first invariant that is broken. */
bool check_kernel(struct check *found) must_check;
bool check_broken(const void *object, const char *what);    /* prints; false */

/* the parts, for check.c: one capability in a slot, `first` of those to its object */
bool check_object(struct check *c, const struct slot *slot, bool first) must_check;
bool check_threads(struct check *c) must_check;
bool check_space(struct check *c, const struct slot *slot, bool first) must_check;
bool check_spaces(struct check *c) must_check;

/* Every `interval` entries from now on: check_kernel, or panic; 0: never. Else no explanations. */
void check_every(word_t interval);
void check_entry(void);                 /* at the end of an entry */

/*
 * How often invocations were answered with an error, those of the root task excepted; a label
 * beyond the last counts as 0.
 */
void check_count(const struct tcb *caller, word_t label, enum err err);
word_t check_counted(word_t label, word_t err);
