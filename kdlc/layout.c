/*
 * Address spaces: where each region of a component lies, and the page tables that this takes.
 *
 * From COMPONENT_AREA_VADDR upwards: IPC buffers, stacks, dataports and devices and buffers, the
 * heap; an unmapped page before each region but the IPC buffers, so that running off one end of
 * any of them faults. Packed, because every 2 MiB begun costs a page table.
 */
#include "../kernel/abi/layout.h"
#include "plan.h"

#define GUARD PAGE_SIZE
#define AREA_BITS 40                    /* regions end below 2^40: two top-level entries do */
#define LARGE (1ul << LARGE_PAGE_BITS)

/* The table that spans 2^bits bytes around vaddr, unless it is there already. */
static void need_table(struct plan *plan, struct planned_space *space, uint64_t vaddr,
                       unsigned bits)
{
    struct planned_object *object;

    vaddr = vaddr >> bits << bits;
    for (size_t i = space->tables.count; i-- > 0;)
        if (space->tables.at[i].bits == bits && space->tables.at[i].vaddr == vaddr)
            return;
    object = plan_add_object(plan, OBJECT_PAGE_TABLE, PAGE_BITS, space->members.at[0]->instance,
                             intern_printf("%s.table.%lx", space->name, (unsigned long)vaddr));
    *vec_push(&space->tables) = (struct planned_table){object, vaddr, bits};
}

/*
 * Add the page tables that a region still lacks: below the top-level table there are three
 * levels, whose tables span 512 GiB, 1 GiB and 2 MiB; pages of 2 MiB need no last one.
 */
void layout_tables(struct plan *plan, struct planned_space *space, const struct planned_region *r)
{
    uint64_t at = r->vaddr;

    vec_each(const struct planned_frames *, f, &r->frames) {
        uint64_t end = at + ((uint64_t)f->count << f->object->size_bits);

        while (at < end) {
            need_table(plan, space, at, 39);
            need_table(plan, space, at, HUGE_PAGE_BITS);
            if (f->object->size_bits == PAGE_BITS)
                need_table(plan, space, at, LARGE_PAGE_BITS);
            at = (at + LARGE) & ~(LARGE - 1);
        }
        at = end;
    }
}

/* lowest address from `at` on where the large pages of the region are aligned */
static uint64_t aligned_for(const struct planned_region *r, uint64_t at)
{
    uint64_t small = 0;

    vec_each(const struct planned_frames *, f, &r->frames) {
        if (f->object->size_bits == LARGE_PAGE_BITS)
            return ((at + small + LARGE - 1) & ~(LARGE - 1)) - small;
        small += (uint64_t)f->count << PAGE_BITS;
    }
    return at;
}

static void place(struct planned_region *r, uint64_t guard, uint64_t *at)
{
    r->vaddr = aligned_for(r, *at + guard);
    *at = r->vaddr + r->size;
}

static void place_member(struct planned_instance *pi, uint64_t *at)
{
    vec_each(struct planned_thread *, t, &pi->threads)
        place(t->ipc, 0, at);
    vec_each(struct planned_thread *, t, &pi->threads)
        place(t->stack, GUARD, at);
    vec_each(struct planned_region **, r, &pi->regions)
        if ((*r)->use == REGION_DATAPORT || (*r)->use == REGION_DEVICE
            || (*r)->use == REGION_BUFFER)
            place(*r, GUARD, at);
    if (pi->heap)
        place(pi->heap, GUARD, at);
}

static bool place_all(struct planned_space *space)
{
    uint64_t at = COMPONENT_AREA_VADDR;

    vec_each(struct planned_instance **, pi, &space->members)
        place_member(*pi, &at);
    if (at <= 1ul << AREA_BITS)
        return true;
    diag(space->group ? space->group->span : space->members.at[0]->instance->span,
         DIAG_address_space_full, "the regions of '%s' do not fit its address space of 2^%d bytes",
         space->name, AREA_BITS);
    return false;
}

bool layout_make(struct plan *plan)
{
    bool good = true;

    vec_each(struct planned_space **, s, &plan->spaces) {
        if (!place_all(*s)) {
            good = false;
            continue;
        }
        vec_each(struct planned_instance **, pi, &(*s)->members)
            vec_each(struct planned_region **, r, &(*pi)->regions)
                layout_tables(plan, *s, *r);
    }
    return good && plan_fits(plan);
}
