/*
 * What lies where in the address space of an instance, for the instance itself, and of all
 * instances for the monitor. The program's own parts are known to the linker only.
 */
#include "emit_m4_areas.h"

#include <stdlib.h>

#include "map.h"
#include "../kernel/abi/layout.h"
#include "../kernel/abi/message.h"

/* columns: name, start, end, read, write, cached */
static void area_row(struct m4_data *data, const struct planned_region *r)
{
    m4_rows(data, r->name, c_address(r->vaddr + r->offset), c_address(r->vaddr + r->offset
            + r->bytes), r->rights & RIGHT_READ ? "true" : "false",
            r->rights & RIGHT_WRITE ? "true" : "false", r->uncached ? "false" : "true");
    if (r->use == REGION_STACK)
        m4_rows(data, arena_printf("%s.guard", r->name), c_address(r->vaddr - PAGE_SIZE),
                c_address(r->vaddr), "false", "false", "false");
}

static int from_the_top(const void *a, const void *b)
{
    const struct planned_region *x = *(struct planned_region *const *)a;
    const struct planned_region *y = *(struct planned_region *const *)b;

    return (x->vaddr < y->vaddr) - (x->vaddr > y->vaddr);
}

/* columns: name, start, end; from the top; returns how many */
static size_t watched_rows(struct m4_data *data, const struct planned_instance *pi)
{
    VEC(struct planned_region *) sorted = {0};

    vec_each(struct planned_region *const *, r, &pi->regions)
        *vec_push(&sorted) = *r;
    if (sorted.count > 0)
        qsort(sorted.at, sorted.count, sizeof *sorted.at, from_the_top);
    vec_each(struct planned_region *const *, r, &sorted)
        m4_rows(data, (*r)->name, c_address((*r)->vaddr), c_address((*r)->vaddr + (*r)->size));
    m4_rows(data, "code and data", c_address(COMPONENT_VADDR), c_address(COMPONENT_AREA_VADDR));
    return sorted.count + 1;
}

struct watched_areas *watched_area_rows(struct m4_data *data, const struct plan *plan)
{
    VEC(struct watched_areas) lists = {0};
    struct map known = {0};             /* text of the rows -> struct watched_areas */
    size_t rows = 0;

    vec_each(struct planned_instance *const *, pi, &plan->instances) {
        size_t start = data->text.length, count = watched_rows(data, *pi);
        const char *text = intern_n(data->text.text + start, data->text.length - start);
        struct watched_areas *own = arena_alloc(sizeof *own), *same;

        *own = (struct watched_areas){rows, count};
        same = map_add(&known, text, own);
        if (same)
            data->text.length = start;
        else
            rows += count;
        *vec_push(&lists) = same ? *same : *own;
    }
    return lists.at;
}

void emit_areas(struct m4_data *data, const struct planned_instance *pi)
{
    m4_list_begin(data, "area");
    vec_each(struct planned_region *const *, r, &pi->regions)
        area_row(data, *r);
    m4_list_end(data);
}
