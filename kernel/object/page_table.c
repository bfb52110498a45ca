/*
 * Page tables of the levels below the top. One object serves every level: mapping puts it where
 * the walk for the address ends.
 */
#include "arch.h"
#include "core/pte.h"
#include "derive.h"
#include "print.h"
#include "vspace.h"

struct table_map {
    struct slot *slot;
    struct walk at;
    word_t asid;
    vaddr_t vaddr;
};

static void do_map(const struct table_map *m)
{
    void *table = cap_pointer(m->slot->cap);
    vaddr_t start = m->vaddr & ~((1ul << pte_bits(m->at.level)) - 1);

    m->slot->cap = cap_with_mapping(cap_page_table(table, m->at.level + 1), m->asid, start);
    vspace_table_ready(table);
    vspace_write(m->at.entry, pte_table(arch_ram_paddr(table)));
}

/* Take the table out of the address space, if that still is alive and the table still in it. */
static void table_unlink(struct cap cap)
{
    word_t asid = cap_mapped_asid(cap);
    void *root = vspace_find(asid);

    if (root == NULL)
        return;
    word_t *entry = vspace_entry(root, cap_mapped_vaddr(cap), cap_table_level(cap) - 1);
    if (entry == NULL || *entry != pte_table(arch_ram_paddr(cap_pointer(cap))))
        return;
    vspace_write(entry, 0);
    arch_tlb_flush_asid(asid);
}

static void do_unmap(struct slot *slot)
{
    void *table = cap_pointer(slot->cap);

    if (cap_mapped_asid(slot->cap) != 0) {
        table_unlink(slot->cap);
        __builtin_memset(table, 0, PAGE_SIZE);
        vspace_table_ready(table);
    }
    slot->cap = cap_page_table(table, 0);
}

enum err invoke_page_table_map(struct invocation *inv)
{
    struct table_map m = {.slot = inv->slot};
    void *root;

    if (cap_mapped_asid(inv->cap) != 0) {
        user_error("page_table_map: already mapped");
        return invalid_capability(inv, 0);
    }
    enum err err = vspace_get(inv, inv->extra[0]->cap, 1, &root);
    if (err != ERR_NONE)
        return err;
    m.vaddr = inv->word[0];
    m.asid = cap_vspace_asid(inv->extra[0]->cap);
    if (m.vaddr >= USER_VADDR_END) {
        user_error("page_table_map: %lx is not a user address", m.vaddr);
        return invalid_argument(inv, 0);
    }
    m.at = vspace_walk(root, m.vaddr);
    if (m.at.level == PTE_LEVELS - 1 || pte_valid(*m.at.entry)) {
        user_error("page_table_map: nothing is missing for %lx", m.vaddr);
        return ERR_DELETE_FIRST;
    }
    do_map(&m);
    return ERR_NONE;
}

enum err invoke_page_table_unmap(struct invocation *inv)
{
    if (!derive_is_final(inv->slot)) {
        user_error("page_table_unmap: there are copies of the capability");
        return ERR_REVOKE_FIRST;
    }
    do_unmap(inv->slot);
    return ERR_NONE;
}

/* Copies all mean the same mapping, so it must be there before the first. */
static enum err page_table_derive(struct slot *slot, struct cap cap, struct cap *out)
{
    (void)slot;
    *out = cap;
    if (cap_mapped_asid(cap) == 0) {
        user_error("page table: cannot be copied before it is mapped");
        return ERR_ILLEGAL_OPERATION;
    }
    return ERR_NONE;
}

static struct finalised page_table_finalise(struct cap cap, bool final)
{
    if (final && cap_mapped_asid(cap) != 0)
        table_unlink(cap);
    return (struct finalised){.remainder = cap_null()};
}

static void page_table_describe(struct cap cap)
{
    print(" level %lu asid %lu vaddr %lx", cap_table_level(cap), cap_mapped_asid(cap),
          cap_mapped_vaddr(cap));
}

const struct object_ops page_table_ops = {
    .name = "page_table",
    .finalise = page_table_finalise,
    .derive = page_table_derive,
    .describe = DEBUG_ONLY(page_table_describe)
};
