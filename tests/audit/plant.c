/* plant FAULT PLAN OUT: a copy of a plan.bin that says one thing more, less or wrong. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/loader/crc.h"
#include "kernel/abi/bootinfo.h"
#include "kernel/abi/layout.h"
#include "kernel/abi/message.h"
#include "kernel/abi/plan.h"

#define ROOM (1u << 24)

enum {
#define OBJECT(number, id, name, bits, text) TYPE_##id = number,
#include "kernel/abi/objects.def"
#undef OBJECT
    TYPE_COUNT
};

static union { char bytes[ROOM]; struct plan_header header; } plan;

static void *rows(enum plan_table table)
{
    return plan.bytes + plan.header.table[table].offset;
}

static void fail(const char *what)
{
    fprintf(stderr, "plant: %s\n", what);
    exit(2);
}

/* Put the table at the end of the plan, with room for one more row in front of row `at`. */
static void *insert_row(enum plan_table table, uint32_t at, size_t size)
{
    struct plan_section *s = &plan.header.table[table];
    char *from = rows(table), *to = plan.bytes + plan.header.size;

    memcpy(to, from, at * size);
    memcpy(to + (at + 1) * size, from + at * size, (s->count - at) * size);
    s->offset = (uint32_t)plan.header.size;
    s->count++;
    plan.header.size += (s->count * size + 7) & ~7ul;
    return to + at * size;
}

/* a badged capability of a component with fewer than all rights, and another badge than this */
static struct plan_cap *some_cap(uint64_t badge_not)
{
    struct plan_cap *cap = rows(PLAN_CAPS);

    for (uint32_t i = 0; i < plan.header.table[PLAN_CAPS].count; i++, cap++)
        if (cap->cnode != ROOT_SLOT_CNODE && cap->badge && cap->badge != badge_not
            && cap->rights < RIGHT_ALL)
            return cap;
    fail("no badged capability");
    return NULL;
}

static void wrong_right(void)
{
    some_cap(0)->rights = RIGHT_ALL;
}

static void extra_capability(void)
{
    struct plan_cap *last, copy;
    uint32_t count = plan.header.table[PLAN_CAPS].count;

    last = (struct plan_cap *)rows(PLAN_CAPS) + count - 1;
    copy = *last;
    copy.index = (1u << copy.cnode_bits) - 1;
    if (copy.index == last->index)
        fail("the last table is full");
    *(struct plan_cap *)insert_row(PLAN_CAPS, count, sizeof copy) = copy;
}

static void missing_capability(void)
{
    plan.header.table[PLAN_CAPS].count--;
}

static void writable_text(void)
{
    struct plan_map *map = rows(PLAN_MAPS);

    for (uint32_t i = 0; i < plan.header.table[PLAN_MAPS].count; i++, map++)
        if (!map->is_table && !(map->attributes & ATTR_EXECUTE_NEVER)) {
            map->rights |= RIGHT_WRITE;
            map->attributes |= ATTR_EXECUTE_NEVER;
            return;
        }
    fail("no text");
}

static void swapped_badge(void)
{
    struct plan_cap *one = some_cap(0), *other = some_cap(one->badge);
    uint64_t badge = one->badge;

    one->badge = other->badge;
    other->badge = badge;
}

static unsigned object_bits(const struct plan_object *o)
{
    static const unsigned char bits[] = {
#define OBJECT(number, id, name, size, text) [number] = size,
#include "kernel/abi/objects.def"
#undef OBJECT
    };

    if (o->type == TYPE_CNODE)
        return o->size_bits + SLOT_BITS;
    return bits[o->type] ? bits[o->type] : o->size_bits;
}

/* memory that is kept for nobody: an untyped object more than the system needs */
static void leftover_untyped(void)
{
    struct plan_object *o = rows(PLAN_OBJECTS), *added;
    uint32_t at = 0, name = o->name;

    /* big objects first: behind those of more than a page */
    while (at < plan.header.table[PLAN_OBJECTS].count && object_bits(&o[at]) > PAGE_BITS)
        at++;
    added = insert_row(PLAN_OBJECTS, at, sizeof *o);
    *added = (struct plan_object){.type = TYPE_UNTYPED, .size_bits = PAGE_BITS,
        .kind = UNTYPED_RAM, .keep = 1, .slot = plan.header.slot_end, .name = name, .count = 1};
    plan.header.slot_end += 2;
}

static const struct { const char *name; void (*plant)(void); } faults[] = {
    {"wrong-right", wrong_right}, {"extra-capability", extra_capability},
    {"missing-capability", missing_capability}, {"writable-text", writable_text},
    {"swapped-badge", swapped_badge}, {"leftover-untyped", leftover_untyped}};

static void read_plan(const char *path)
{
    FILE *f = fopen(path, "rb");

    if (!f || fread(plan.bytes, 1, ROOM / 2, f) < sizeof plan.header)
        fail("cannot read the plan");
    fclose(f);
}

int main(int argc, char **argv)
{
    size_t from = offsetof(struct plan_header, crc) + sizeof plan.header.crc, i;
    FILE *f;

    if (argc != 4)
        fail("plant FAULT PLAN OUT");
    read_plan(argv[2]);
    for (i = 0; i < sizeof faults / sizeof *faults; i++)
        if (strcmp(faults[i].name, argv[1]) == 0)
            break;
    if (i == sizeof faults / sizeof *faults)
        fail("no such fault");
    faults[i].plant();
    plan.header.crc = crc_of(plan.bytes + from, plan.header.size - from);
    f = fopen(argv[3], "wb");
    if (!f || fwrite(plan.bytes, 1, plan.header.size, f) != plan.header.size || fclose(f) != 0)
        fail("cannot write the plan");
    return 0;
}
