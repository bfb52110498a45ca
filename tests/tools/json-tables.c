/*
 * json-tables REPORT PLAN: every row of the tables that the root task is given (PLAN, plan.bin) can
 * be made from report.json (REPORT) alone: objects, capabilities, pages, page tables, interrupts,
 * bindings, threads and the schedule. Prints what is missing or different, and fails then.
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/abi/layout.h"
#include "kernel/abi/message.h"
#include "kernel/abi/plan.h"

static union { char bytes[1 << 24]; struct plan_header header; } plan;
static json_t *report, *objects, *components;
static bool *used[PLAN_TABLE_COUNT];
static int missing;

static const void *rows(enum plan_table table)
{
    return plan.bytes + plan.header.table[table].offset;
}

static uint64_t number(const json_t *o, const char *key)
{
    return (uint64_t)json_integer_value(json_object_get(o, key));
}

static const char *text(const json_t *o, const char *key)
{
    const char *value = json_string_value(json_object_get(o, key));

    return value ? value : "";
}

/* slot of the root task in which object `index` is; the runtime's own are 0 and found by name */
static uint64_t slot_of(uint64_t index)
{
    const json_t *o = json_array_get(objects, index);

    if (strcmp(text(o, "type"), "kernel console") == 0)
        return ROOT_SLOT_CONSOLE;
    if (strcmp(text(o, "type"), "kernel debugging") == 0)
        return ROOT_SLOT_DEBUG;
    if (strcmp(text(o, "type"), "firmware call") == 0)
        return ROOT_SLOT_SMC;
    return number(o, "root_slot");
}

static void fail(const char *what, uint64_t which)
{
    printf("not in the report: %s %lu\n", what, (unsigned long)which);
    missing++;
}

/* ---- each table: is there a row that says this? ---- */

static bool find_cap(uint64_t cnode, const json_t *c)
{
    const struct plan_cap *row = rows(PLAN_CAPS);
    uint64_t source = slot_of(number(c, "object")) + number(c, "frame");

    for (uint32_t i = 0; i < plan.header.table[PLAN_CAPS].count; i++)
        if (row[i].cnode == cnode && row[i].index == number(c, "slot") && row[i].source == source
            && row[i].rights == number(c, "rights_mask") && row[i].badge == number(c, "badge"))
            return used[PLAN_CAPS][i] = true;
    return false;
}

static bool find_thread(const json_t *component, const json_t *t)
{
    const struct plan_thread *row = rows(PLAN_THREADS);
    const struct plan_bind *bind = rows(PLAN_BINDS);

    for (uint32_t i = 0; json_object_get(t, "bound")
         && i < plan.header.table[PLAN_BINDS].count; i++)
        used[PLAN_BINDS][i] |= bind[i].tcb == slot_of(number(t, "tcb"))
            && bind[i].notification == slot_of(number(t, "bound"));
    for (uint32_t i = 0; i < plan.header.table[PLAN_THREADS].count; i++)
        if (row[i].tcb == slot_of(number(t, "tcb"))
            && row[i].sched_context == slot_of(number(t, "scheduling_context"))
            && row[i].cnode == slot_of(number(component, "capability_table"))
            && 1ul << row[i].cnode_bits == number(component, "capability_slots")
            && row[i].vspace == slot_of(number(component, "address_space"))
            && row[i].ipc_vaddr == number(t, "ipc_address")
            && row[i].entry == number(component, "entry")
            && row[i].stack == number(t, "stack_address") + number(t, "stack_bytes")
            && row[i].argument == number(t, "argument") && row[i].budget == number(t, "budget_us")
            && row[i].period == number(t, "period_us") && row[i].badge == number(t, "number")
            && row[i].priority == number(t, "priority") && row[i].mcp == number(t, "max_priority")
            && row[i].core == number(t, "core") && row[i].domain == number(t, "domain")
            && row[i].flags == number(t, "flags")
            && (row[i].fault != 0) == json_is_false(json_object_get(component, "hears_of_faults")))
            return used[PLAN_THREADS][i] = true;
    return false;
}

static bool has_word(const json_t *words, const char *word)
{
    const json_t *w;
    size_t i;

    json_array_foreach(words, i, w)
        if (strcmp(json_string_value(w), word) == 0)
            return true;
    return false;
}

/* the mapping of one page: the first of a row, or one within it */
static bool find_page(uint64_t vspace, uint64_t slot, uint64_t vaddr, const json_t *region)
{
    const json_t *access = json_object_get(region, "access");
    unsigned rights = (has_word(access, "read") ? RIGHT_READ : 0)
                    | (has_word(access, "write") ? RIGHT_WRITE : 0);
    unsigned attributes = (json_is_true(json_object_get(region, "cached")) ? ATTR_CACHEABLE : 0)
                        | (has_word(access, "execute") ? 0 : ATTR_EXECUTE_NEVER);
    const struct plan_map *row = rows(PLAN_MAPS);

    for (uint32_t i = 0; i < plan.header.table[PLAN_MAPS].count; i++, row++) {
        uint64_t first = row->source ? row->source : row->slot, k = slot - first;

        if (!row->is_table && row->vspace == vspace && slot >= first && k < row->count
            && row->vaddr + (k << row->page_bits) == vaddr && row->rights == rights
            && row->attributes == attributes) {
            if (k + 1 == row->count)
                used[PLAN_MAPS][i] = true;
            return true;
        }
    }
    return false;
}

static void check_regions(const json_t *component)
{
    uint64_t vspace = slot_of(number(component, "address_space"));
    const json_t *region, *run, *table;
    size_t i, k;

    json_array_foreach(json_object_get(component, "regions"), i, region) {
        uint64_t vaddr = number(region, "address");

        json_array_foreach(json_object_get(region, "frames"), k, run)
            for (uint64_t n = 0; n < number(run, "count"); n++) {
                uint64_t object = number(run, "object");

                if (!find_page(vspace, slot_of(object) + number(run, "first") + n, vaddr, region))
                    fail("the mapping of a page at", vaddr);
                vaddr += 1ul << number(json_array_get(objects, object), "size_bits");
            }
    }
    json_array_foreach(json_object_get(component, "page_tables"), i, table) {
        const struct plan_map *row = rows(PLAN_MAPS);

        for (k = 0; k < plan.header.table[PLAN_MAPS].count; k++)
            used[PLAN_MAPS][k] |= row[k].is_table && row[k].vspace == vspace
                && row[k].slot == slot_of(number(table, "object"))
                && row[k].vaddr == number(table, "address");
    }
}

/* the root task's own copies follow from interrupts and fault handlers */
static void check_own_caps(void)
{
    const struct plan_cap *row = rows(PLAN_CAPS);
    const struct plan_thread *t = rows(PLAN_THREADS);
    const struct plan_irq *irq = rows(PLAN_IRQS);
    const json_t *o;
    size_t n;

    for (uint32_t i = 0; i < plan.header.table[PLAN_CAPS].count; i++) {
        if (row[i].cnode != ROOT_SLOT_CNODE)
            continue;
        for (uint32_t k = 0; k < plan.header.table[PLAN_THREADS].count; k++)
            used[PLAN_CAPS][i] |= t[k].fault == row[i].index && t[k].badge == row[i].badge;
        json_array_foreach(objects, n, o)
            for (uint32_t k = 0; k < plan.header.table[PLAN_IRQS].count; k++)
                if (number(o, "root_slot") == irq[k].slot && number(o, "number") == irq[k].irq
                    && (strcmp(text(o, "trigger"), "edge") == 0) == irq[k].trigger
                        && number(o, "core") == irq[k].core) {
                    used[PLAN_IRQS][k] = true;
                    used[PLAN_CAPS][i] |= irq[k].notification == row[i].index
                        && row[i].source == slot_of(number(o, "signals"))
                        && row[i].badge == number(o, "signal_badge");
                }
    }
}

static void check_objects(void)
{
    static const char *const kinds[] = {"ram", "device", "image"};
    const struct plan_object *row = rows(PLAN_OBJECTS);
    const char *names = rows(PLAN_NAMES);
    const json_t *o;
    size_t n;

    for (uint32_t i = 0; i < plan.header.table[PLAN_OBJECTS].count; i++)
        json_array_foreach(objects, n, o)
            if (number(o, "root_slot") == row[i].slot && number(o, "count") == row[i].count
                && strcmp(text(o, "name"), names + row[i].name) == 0
                && strcmp(text(o, "memory"), kinds[row[i].kind % 3]) == 0
                && (row[i].kind != 1 || number(o, "address") == row[i].address))
                used[PLAN_OBJECTS][i] = true;
}

static void check_component(const json_t *component)
{
    const json_t *item;
    size_t i;

    json_array_foreach(json_object_get(component, "capabilities"), i, item)
        if (!find_cap(slot_of(number(component, "capability_table")), item))
            fail("a capability in slot", number(item, "slot"));
    json_array_foreach(json_object_get(component, "threads"), i, item)
        if (!find_thread(component, item))
            fail("thread", number(item, "number"));
    check_regions(component);
}

static void check_schedule(void)
{
    const json_t *turns = json_object_get(report, "domain_schedule"), *turn;
    size_t i;

    if (json_array_size(turns) != plan.header.turns)
        fail("turns:", plan.header.turns);
    json_array_foreach(turns, i, turn)
        if (number(turn, "domain") != plan.header.schedule[i].domain
            || number(turn, "us") != plan.header.schedule[i].us)
            fail("turn", i);
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"object", "capability", "mapping", "interrupt", "binding",
                                        "thread"};
    FILE *f = argc == 3 ? fopen(argv[2], "rb") : NULL;
    const json_t *component;
    size_t n;

    if (!f || fread(plan.bytes, 1, sizeof plan, f) < sizeof plan.header
        || !(report = json_load_file(argv[1], 0, NULL)))
        return fprintf(stderr, "json-tables REPORT PLAN\n"), 2;
    fclose(f);
    objects = json_object_get(report, "objects");
    components = json_object_get(report, "components");
    for (int t = 0; t < PLAN_NAMES; t++)
        used[t] = calloc(plan.header.table[t].count + 1, sizeof **used);
    json_array_foreach(components, n, component)
        check_component(component);
    check_objects();
    check_own_caps();
    check_schedule();
    for (int t = 0; t < PLAN_NAMES; t++)
        for (uint32_t i = 0; i < plan.header.table[t].count; i++)
            if (!used[t][i])
                fail(names[t], i);
    return missing != 0;
}
