/* Hash map from interned string to pointer; iterate over a vec beside it, never over the map. */
#pragma once
#include <stddef.h>

struct map_entry { const char *key; void *value; };
struct map { struct map_entry *at; size_t count, room; };

void *map_find(const struct map *map, const char *key);             /* NULL when missing */
void *map_add(struct map *map, const char *key, void *value);       /* the old value if present */
