/*
 * The board's memory as sets of page-aligned ranges: RAM without what may not even be mapped,
 * and what is reserved inside it. Both stay sorted by address.
 */
#include "loader.h"

#define PAGE_MASK ((uint64_t)PAGE_SIZE - 1)

static void insert(struct boot_range *set, uint64_t *count, uint64_t room, const char *what,
                   struct boot_range range)
{
    uint64_t at = *count;

    if (*count == room)
        refuse("more than %lu %s ranges", room, what);
    while (at > 0 && set[at - 1].start > range.start) {
        set[at] = set[at - 1];
        at--;
    }
    set[at] = range;
    ++*count;
}

static void delete_at(struct boot_range *set, uint64_t *count, uint64_t at)
{
    for (--*count; at < *count; at++)
        set[at] = set[at + 1];
}

/* Adjoining and overlapping ranges become one. */
static void merge(struct boot_range *set, uint64_t *count)
{
    for (uint64_t i = 0; i + 1 < *count;) {
        if (set[i + 1].start > set[i].end) {
            i++;
            continue;
        }
        if (set[i + 1].end > set[i].end)
            set[i].end = set[i + 1].end;
        delete_at(set, count, i + 1);
    }
}

void memory_add(struct boot_params *params, struct boot_range range)
{
    range.start = (range.start + PAGE_MASK) & ~PAGE_MASK;
    range.end &= ~PAGE_MASK;
    if (range.start >= range.end)
        return;
    insert(params->memory, &params->memory_count, BOOT_MAX_MEMORY, "memory", range);
    merge(params->memory, &params->memory_count);
}

/* Whole pages, up to the last that memory_add takes. */
static struct boot_range outward(struct boot_range range)
{
    range.start &= ~PAGE_MASK;
    if (range.end > ~PAGE_MASK)
        range.end = ~PAGE_MASK;
    range.end = (range.end + PAGE_MASK) & ~PAGE_MASK;
    return range;
}

void memory_remove(struct boot_params *params, struct boot_range range)
{
    range = outward(range);
    for (uint64_t i = 0; i < params->memory_count;) {
        struct boot_range was = params->memory[i];

        if (!range_overlaps(was, range)) {
            i++;
            continue;
        }
        delete_at(params->memory, &params->memory_count, i);
        if (was.start < range.start) {
            insert(params->memory, &params->memory_count, BOOT_MAX_MEMORY, "memory",
                   (struct boot_range){was.start, range.start});
            i++;
        }
        if (range.end < was.end) {
            insert(params->memory, &params->memory_count, BOOT_MAX_MEMORY, "memory",
                   (struct boot_range){range.end, was.end});
            i++;
        }
    }
}

void reserved_add(struct boot_params *params, struct boot_range range)
{
    range = outward(range);
    if (range.start >= range.end)
        return;
    insert(params->reserved, &params->reserved_count, BOOT_MAX_RESERVED, "reserved", range);
    merge(params->reserved, &params->reserved_count);
}

static bool in_memory(const struct boot_params *params, struct boot_range range)
{
    for (uint64_t i = 0; i < params->memory_count; i++)
        if (params->memory[i].start <= range.start && range.end <= params->memory[i].end)
            return true;
    return false;
}

/* The image and the device tree lie in RAM, apart, and nothing reserved lies in the image. */
void memory_check(const struct boot_params *params)
{
    if (params->memory_count == 0)
        refuse("the device tree names no memory");
    if (!in_memory(params, params->image))
        refuse("the image at 0x%lx..0x%lx is not in memory", params->image.start,
               params->image.end);
    if (range_overlaps(params->image, params->dtb))
        refuse("the device tree at 0x%lx lies inside the image", params->dtb.start);
    for (uint64_t i = 0; i < params->reserved_count; i++)
        if (range_overlaps(params->image, params->reserved[i]))
            refuse("the image overlaps reserved memory at 0x%lx", params->reserved[i].start);
}
