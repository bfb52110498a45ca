/*
 * The device tree node by node, as the queries of CAmkES see it: found by path, alias or
 * properties; with its properties as they stand there.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "dtb.h"

struct dtb_property { const char *name; const void *data; int length; };

/* nodes in the order of the tree; -1: there are no more. The first one is dtb_next_node(-1). */
int dtb_next_node(int node);
bool dtb_node_property(int node, const char *name, struct dtb_property *property);
/* the property with that number; false: it has no more */
bool dtb_property_at(int node, size_t i, struct dtb_property *property);

/* does the path, or a part of it, match the extended regular expression, in small or large
   letters? */
bool dtb_path_matches(int node, const char *expression);
bool dtb_path_is(int node, const char *path);
/* the node that a property of /aliases or /chosen names; -1: none */
int dtb_aliased(const char *name, bool chosen);

/* cells of addresses and sizes in `reg` */
void dtb_cells(int node, int *address, int *size);
size_t dtb_size(void);                  /* bytes of the whole tree */
