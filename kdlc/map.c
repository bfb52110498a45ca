#include "map.h"

#include <stdint.h>

#include "arena.h"

static struct map_entry *place(const struct map *map, const char *key)
{
    size_t i = (uintptr_t)key * 0x9e3779b97f4a7c15u >> 20 & (map->room - 1);

    while (map->at[i].key && map->at[i].key != key)
        i = (i + 1) & (map->room - 1);
    return &map->at[i];
}

void *map_find(const struct map *map, const char *key)
{
    return map->room ? place(map, key)->value : NULL;
}

static void grow(struct map *map)
{
    struct map old = *map;

    map->room = old.room ? old.room * 2 : 4;
    map->at = arena_alloc(map->room * sizeof *map->at);
    for (size_t i = 0; i < old.room; i++)
        if (old.at[i].key)
            *place(map, old.at[i].key) = old.at[i];
}

void *map_add(struct map *map, const char *key, void *value)
{
    struct map_entry *entry;

    if (map->count * 2 >= map->room)
        grow(map);
    entry = place(map, key);
    if (entry->key)
        return entry->value;
    *entry = (struct map_entry){key, value};
    map->count++;
    return NULL;
}
