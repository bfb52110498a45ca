/*
 * The walk's view of address spaces: what the page tables map is what capabilities stand for, an
 * identifier means one address space, and a line has a handler exactly if it was handed out.
 */
#include "check.h"
#include "core/asid.h"
#include "core/pte.h"
#include "kernel.h"
#include "vspace.h"

/* ---- what capabilities stand for ---- */

/* Is the entry where the capability says that it is mapped the one for it? */
static bool is_mapped(struct cap cap, word_t level, word_t expected_paddr, bool table)
{
    void *root = vspace_find(cap_mapped_asid(cap));
    if (!root || cap_mapped_asid(cap) == ROOT_ASID)
        return false;
    const word_t *entry = vspace_entry(root, cap_mapped_vaddr(cap), level);
    return entry && pte_valid(*entry) && pte_is_table(*entry, level) == table &&
           pte_paddr(*entry) == expected_paddr;
}

static bool count_asid(struct check *c, struct cap cap)
{
    if (vspace_find(cap_vspace_asid(cap)) == cap_pointer(cap))
        c->asids++;
    return true;
}

bool check_space(struct check *c, const struct slot *slot, bool first)
{
    struct cap cap = slot->cap;
    switch (cap_type(cap)) {
    case CAP_FRAME:
        c->frames += is_mapped(cap, PTE_LEVELS - 1 - (word_t)cap_frame_size(cap), cap_paddr(cap),
                               false);
        return true;
    case CAP_PAGE_TABLE:
        c->tables += first && cap_mapped_asid(cap) &&
                     is_mapped(cap, cap_table_level(cap) - 1, arch_ram_paddr(cap_pointer(cap)),
                               true);
        return true;
    case CAP_VSPACE:
        return first ? count_asid(c, cap) : true;
    case CAP_ASID_POOL:
        return kernel.asid_pool[cap_asid_pool_index(cap)] == cap_pointer(cap)
            ? true : check_broken(slot, "a pool that is not in the table");
    case CAP_IRQ_HANDLER:
        c->irqs += first;
        return kernel.irq_issued[cap_irq(cap)]
            ? true : check_broken(slot, "handler of a line that was not handed out");
    default:
        return true;
    }
}

/* ---- what there is ---- */

/* Count entries of the table and of those below it. */
static void count_entries(const word_t *table, word_t level, word_t *leaves, word_t *tables)
{
    const word_t *at[PTE_LEVELS] = {table};
    word_t index[PTE_LEVELS] = {0}, depth = 0;
    for (;;) {
        if (index[depth] == PTE_ENTRIES) {
            if (depth-- == 0)
                return;
            continue;
        }
        word_t entry = at[depth][index[depth]++];
        if (!pte_valid(entry))
            continue;
        if (!pte_is_table(entry, level + depth)) {
            ++*leaves;
            continue;
        }
        ++*tables;
        depth++;
        at[depth] = arch_ram_pointer(pte_paddr(entry));
        index[depth] = 0;
    }
}

/* The root task's pages were mapped at boot, most of them without capabilities. */
static word_t count_spaces(word_t *leaves, word_t *tables)
{
    word_t count = 0;
    for (word_t pool = 0; pool < ASID_POOLS; pool++) {
        for (word_t i = 0; kernel.asid_pool[pool] && i < ASID_PER_POOL; i++) {
            if (!kernel.asid_pool[pool][i])
                continue;
            count++;
            if (asid_make(pool, i) != ROOT_ASID)
                count_entries(kernel.asid_pool[pool][i], 0, leaves, tables);
        }
    }
    return count;
}

bool check_spaces(struct check *c)
{
    word_t leaves = 0, tables = 0, issued = 0;
    if (count_spaces(&leaves, &tables) != c->asids)
        return check_broken(NULL, "identifiers in use and address spaces differ in number");
    if (leaves > c->frames)
        return check_broken(NULL, "pages are mapped that no capability stands for");
    if (tables != c->tables)
        return check_broken(NULL, "page tables in use and their capabilities differ in number");
    for (word_t irq = 0; irq < IRQ_LINES; irq++) {
        issued += kernel.irq_issued[irq];
        if (!kernel.irq_issued[irq] && !cap_is_null(kernel.irq_slot[irq].cap))
            return check_broken(&kernel.irq_slot[irq], "signals for a line without a handler");
    }
    return issued == c->irqs ? true : check_broken(NULL, "handlers and lines handed out");
}
