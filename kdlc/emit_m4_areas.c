/*
 * What lies where in the address space of an instance, for the instance itself, and of all
 * instances for the monitor. The program's own parts are known to the linker only.
 */
#include "emit_m4_areas.h"

#include <stdlib.h>

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

static int by_address(const void *a, const void *b)
{
    const struct planned_region *x = *(struct planned_region *const *)a;
    const struct planned_region *y = *(struct planned_region *const *)b;

    return (x->vaddr > y->vaddr) - (x->vaddr < y->vaddr);
}

/* columns: instance, name, start, end; ascending */
static void watched_rows(struct m4_data *data, const struct planned_instance *pi)
{
    const char *name = pi->instance->name;
    VEC(struct planned_region *) sorted = {0};

    vec_each(struct planned_region *const *, r, &pi->regions)
        *vec_push(&sorted) = *r;
    if (sorted.count > 0)
        qsort(sorted.at, sorted.count, sizeof *sorted.at, by_address);
    m4_rows(data, name, "code and data", c_address(COMPONENT_VADDR),
            c_address(COMPONENT_AREA_VADDR));
    vec_each(struct planned_region *const *, r, &sorted)
        m4_rows(data, name, (*r)->name, c_address((*r)->vaddr),
                c_address((*r)->vaddr + (*r)->size));
}

void emit_areas(struct m4_data *data, const struct plan *plan, const struct planned_instance *pi)
{
    m4_list_begin(data, "area");
    vec_each(struct planned_region *const *, r, &pi->regions)
        area_row(data, *r);
    m4_list_end(data);
    m4_list_begin(data, "watched_area");
    if (pi == plan->monitor)
        vec_each(struct planned_instance *const *, other, &plan->instances)
            watched_rows(data, *other);
    m4_list_end(data);
}
