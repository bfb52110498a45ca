/*
 * plant FAULT PLAN OUT: a copy of a plan.bin that says one thing more, less or wrong. Without
 * arguments, the names of the faults.
 */
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

/* ---- mappings ---- */

static struct plan_map *some_data(void)
{
    struct plan_map *map = rows(PLAN_MAPS);

    for (uint32_t i = 0; i < plan.header.table[PLAN_MAPS].count; i++, map++)
        if (!map->is_table && map->rights & RIGHT_WRITE && map->attributes & ATTR_CACHEABLE)
            return map;
    fail("no data");
    return NULL;
}

static void uncached(void)
{
    some_data()->attributes &= (uint8_t)~ATTR_CACHEABLE;
}

/* a page of one component in the address space of another, where nothing else is */
static void extra_mapping(void)
{
    uint32_t count = plan.header.table[PLAN_MAPS].count;
    struct plan_map copy = *some_data(), *last = (struct plan_map *)rows(PLAN_MAPS) + count - 1;

    copy.vspace = last->vspace;
    copy.source = copy.slot;
    copy.slot = plan.header.slot_end++;
    copy.count = 1;
    copy.vaddr = last->vaddr + ((uint64_t)last->count << last->page_bits);
    *(struct plan_map *)insert_row(PLAN_MAPS, count, sizeof copy) = copy;
}

static void frame_right(void)
{
    struct plan_cap *cap = rows(PLAN_CAPS);
    struct plan_object *o = rows(PLAN_OBJECTS);

    for (uint32_t i = 0; i < plan.header.table[PLAN_CAPS].count; i++)
        for (uint32_t k = 0; k < plan.header.table[PLAN_OBJECTS].count; k++)
            if (o[k].type == TYPE_FRAME_4K && cap[i].source - o[k].slot < o[k].count
                && cap[i].rights & RIGHT_WRITE) {
                cap[i].rights = RIGHT_READ;
                return;
            }
    fail("no capability to a page");
}

/* ---- interrupts, bindings, the schedule ---- */

static struct plan_irq *some_irq(void)
{
    if (plan.header.table[PLAN_IRQS].count == 0)
        fail("no interrupt");
    return rows(PLAN_IRQS);
}

static void irq_number(void) { some_irq()->irq += 5; }
static void irq_trigger(void) { some_irq()->trigger ^= 1; }
static void irq_silent(void) { some_irq()->notification = 0; }

static void irq_badge(void)
{
    struct plan_cap *cap = rows(PLAN_CAPS);

    while (cap->cnode != ROOT_SLOT_CNODE || cap->index != some_irq()->notification)
        cap++;
    cap->badge ^= 4;
}

static void missing_binding(void)
{
    if (plan.header.table[PLAN_BINDS].count-- == 0)
        fail("no binding");
}

static void other_binding(void)
{
    struct plan_bind *bind = rows(PLAN_BINDS);
    const struct plan_thread *t = rows(PLAN_THREADS);

    bind->tcb = bind->tcb == t[0].tcb ? t[1].tcb : t[0].tcb;
}

static void other_turn(void) { plan.header.schedule[1].us += 1000; }

/* ---- threads ---- */

/* one whose budget is not its period, and which is not the monitor's */
static struct plan_thread *some_thread(void)
{
    struct plan_thread *t = rows(PLAN_THREADS);

    for (uint32_t i = 0; i < plan.header.table[PLAN_THREADS].count; i++, t++)
        if (t->budget < t->period && t->fault)
            return t;
    fail("no thread with a budget");
    return NULL;
}

static struct plan_thread *other_thread(void)
{
    struct plan_thread *t = rows(PLAN_THREADS);

    while (t == some_thread() || !t->fault)
        t++;
    return t;
}

static void guard(void) { some_thread()->cnode_bits++; }
static void priority(void) { some_thread()->priority--; }
static void mcp(void) { some_thread()->mcp++; }
static void budget(void) { some_thread()->budget /= 2; }
static void period(void) { some_thread()->period *= 2; }
static void refills(void) { some_thread()->extra_refills--; }
static void badge_of_time(void) { some_thread()->badge++; }
static void domain(void) { some_thread()->domain = 0; }
static void flags(void) { some_thread()->flags ^= 2; }
static void entry(void) { some_thread()->entry += 4; }
static void stack(void) { some_thread()->stack -= 16; }
static void argument(void) { some_thread()->argument++; }
static void no_fault_handler(void) { some_thread()->fault = 0; }
static void timeout_handler(void) { some_thread()->timeout = some_thread()->fault; }
static void other_fault_badge(void) { some_thread()->fault = other_thread()->fault; }

static void other_table(void)
{
    struct plan_thread *t = some_thread();
    const struct plan_thread *other = rows(PLAN_THREADS);

    for (uint32_t i = 0; i < plan.header.table[PLAN_THREADS].count; i++, other++)
        if (other->cnode != t->cnode) {
            t->cnode = other->cnode;
            t->cnode_bits = other->cnode_bits;
            return;
        }
    fail("one table only");
}

static const struct { const char *name; void (*plant)(void); } faults[] = {
    {"wrong-right", wrong_right}, {"extra-capability", extra_capability},
    {"missing-capability", missing_capability}, {"writable-text", writable_text},
    {"swapped-badge", swapped_badge}, {"leftover-untyped", leftover_untyped},
    {"uncached", uncached}, {"extra-mapping", extra_mapping}, {"frame-right", frame_right},
    {"irq-number", irq_number}, {"irq-trigger", irq_trigger}, {"irq-silent", irq_silent},
    {"irq-badge", irq_badge}, {"missing-binding", missing_binding},
    {"other-binding", other_binding}, {"other-turn", other_turn}, {"guard", guard},
    {"priority", priority}, {"mcp", mcp}, {"budget", budget}, {"period", period},
    {"refills", refills}, {"badge-of-time", badge_of_time}, {"domain", domain}, {"flags", flags},
    {"entry", entry}, {"stack", stack}, {"argument", argument},
    {"no-fault-handler", no_fault_handler}, {"timeout-handler", timeout_handler},
    {"other-fault-badge", other_fault_badge}, {"other-table", other_table}};

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

    for (i = 0; argc == 1 && i < sizeof faults / sizeof *faults; i++)
        puts(faults[i].name);
    if (argc == 1)
        return 0;
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
