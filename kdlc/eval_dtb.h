/* Queries of the device tree as CAmkES writes them: dtb({"path": ...}). */
#pragma once
#include "dtb.h"
#include "model.h"

/* names in the dictionary of a node that no description can write: what `device` items read */
#define NODE_WINDOWS " windows"
#define NODE_LINES " lines"

/*
 * The node that a dictionary, or the first of a list of them, asks for: all its properties, and
 * under NODE_WINDOWS and NODE_LINES what `translated` has as "reg" and "interrupts". NULL:
 * reported.
 */
struct value *dtb_dictionary(const struct value *asked, struct span span,
                             struct value *(*translated)(const struct dtb_device *, struct span));

/* For a path, or a compatible string, that no node has: one of the tree that is nearly so. */
void dtb_did_you_mean(struct diag *d, const struct value *what, bool path);
