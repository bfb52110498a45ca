/*
 * Address spaces: the top-level table, the table walk, and which ASID means which of them.
 */
#include "vspace.h"
#include "core/pte.h"
#include "object/cache.h"
#include "print.h"

static word_t read_entry(const word_t *entry)
{
    return __atomic_load_n(entry, __ATOMIC_RELAXED);
}

inline void vspace_write(word_t *entry, word_t value)
{
    __atomic_store_n(entry, value, __ATOMIC_RELAXED);
    arch_table_written(entry);
}

void vspace_table_ready(void *table)
{
    arch_table_written(table);
}

struct walk vspace_walk(void *root, vaddr_t vaddr)
{
    word_t *table = root;
#pragma GCC unroll 3
    for (word_t level = 0; level < PTE_LEVELS - 1; level++) {
        word_t *at = &table[pte_index(vaddr, level)], entry = read_entry(at);
        if (UNLIKELY(!pte_is_table(entry, level)))
            return (struct walk){at, level};
        table = arch_ram_pointer(pte_paddr(entry));
    }
    return (struct walk){&table[pte_index(vaddr, PTE_LEVELS - 1)], PTE_LEVELS - 1};
}

word_t *vspace_entry(void *root, vaddr_t vaddr, word_t level)
{
    word_t *table = root;
    for (word_t above = 0;; above++) {
        word_t *at = &table[pte_index(vaddr, above)];
        if (above == level)
            return at;
        if (!pte_is_table(read_entry(at), above))
            return NULL;
        table = arch_ram_pointer(pte_paddr(read_entry(at)));
    }
}

inline void *vspace_find(word_t asid)
{
    if (!asid_valid(asid) || kernel.asid_pool[asid_pool_of(asid)] == NULL)
        return NULL;
    return kernel.asid_pool[asid_pool_of(asid)][asid_entry_of(asid)];
}

seldom enum err vspace_refuse(struct invocation *inv, struct cap cap, word_t number)
{
    struct lookup_error why = {LOOKUP_INVALID_ROOT, 0, 0, 0};

    if (cap_type(cap) != CAP_VSPACE || cap_vspace_asid(cap) == ASID_NONE) {
        user_error("capability %lu is not an address space with an ASID", number);
        return invalid_capability(inv, number);
    }
    if (vspace_find(cap_vspace_asid(cap)) == NULL) {
        user_error("the ASID pool of the address space has gone");
        return failed_lookup(inv, false, &why);
    }
    user_error("the ASID of the address space belongs to another by now");
    return invalid_capability(inv, number);
}

seldom void vspace_forget(word_t asid, const void *root)
{
    if (root == NULL || vspace_find(asid) != root)
        return;
    kernel.asid_pool[asid_pool_of(asid)][asid_entry_of(asid)] = NULL;
    arch_spaces_changed();
    arch_vspace_leave(asid);
    arch_tlb_flush_asid(asid);
}

at_boot bool vspace_map_boot(void *root, vaddr_t vaddr, paddr_t paddr, word_t rights, bool execute,
                     paddr_t (*alloc_table)(void))
{
    struct walk at = vspace_walk(root, vaddr);

    while (at.level < PTE_LEVELS - 1) {
        paddr_t table = alloc_table();
        if (table == 0)
            return false;
        __builtin_memset(arch_ram_pointer(table), 0, PAGE_SIZE);
        vspace_table_ready(arch_ram_pointer(table));
        vspace_write(at.entry, pte_table(table));
        at = vspace_walk(root, vaddr);
    }
    struct pte_leaf leaf = {
        .paddr = paddr, .level = at.level, .read = (rights & RIGHT_READ) != 0,
        .write = (rights & RIGHT_WRITE) != 0, .execute = execute, .device = false, .cached = true
    };
    vspace_write(at.entry, pte_leaf(leaf));
    return true;
}

/* In the page that `start` is in; where nothing is mapped there is nothing to do. */
static seldom enum err cache_of_page(struct invocation *inv, enum cache_operation operation)
{
    word_t start = inv->word[0], end = inv->word[1];
    void *root;

    if (end <= start) {
        user_error("vspace: cache operation on nothing, %lx..%lx", start, end);
        return invalid_argument(inv, 1);
    }
    if (end > USER_VADDR_END) {
        user_error("vspace: cache operation behind user space, %lx..%lx", start, end);
        return ERR_ILLEGAL_OPERATION;
    }
    enum err err = vspace_get(inv, inv->cap, 0, &root);
    if (err != ERR_NONE)
        return err;
    struct walk at = vspace_walk(root, start);
    word_t entry = read_entry(at.entry), size = 1ul << pte_bits(at.level);
    word_t page = start & ~(size - 1);
    if (!pte_valid(entry))
        return ERR_NONE;
    if (end - page > size)
        return out_of_range(inv, start, page + size);
    if (pte_unpack(entry, at.level).device) {
        user_error("vspace: cache operation on a device, %lx..%lx", start, end);
        return ERR_ILLEGAL_OPERATION;
    }
    return cache_run(inv, operation, pte_paddr(entry) - page, end);
}

enum err invoke_vspace_clean(struct invocation *inv)
{
    return cache_of_page(inv, CACHE_CLEAN);
}

enum err invoke_vspace_invalidate(struct invocation *inv)
{
    return cache_of_page(inv, CACHE_CLEAN_INVALIDATE);
}

enum err invoke_vspace_clean_invalidate(struct invocation *inv)
{
    return cache_of_page(inv, CACHE_CLEAN_INVALIDATE);
}

enum err invoke_vspace_unify_instruction(struct invocation *inv)
{
    return cache_of_page(inv, CACHE_UNIFY);
}

/* Copies all carry the ASID, so it must be there before the first. */
static enum err vspace_derive(struct slot *slot, struct cap cap, struct cap *out)
{
    (void)slot;
    *out = cap;
    if (cap_vspace_asid(cap) == ASID_NONE) {
        user_error("vspace: cannot be copied before it has an ASID");
        return ERR_ILLEGAL_OPERATION;
    }
    return ERR_NONE;
}

static seldom struct finalised vspace_finalise(struct cap cap, bool final)
{
    arch_spaces_changed();
    if (CONFIG_CORES > 1)               /* another core may run in it without entering again */
        arch_vspace_leave(cap_vspace_asid(cap));
    if (final)
        vspace_forget(cap_vspace_asid(cap), cap_pointer(cap));
    return (struct finalised){.remainder = cap_null()};
}

static void vspace_describe(struct cap cap)
{
    print(" asid %lu", cap_vspace_asid(cap));
}

const struct object_ops vspace_ops = {
    .name = "vspace",
    .finalise = vspace_finalise,
    .derive = vspace_derive,
    .describe = DEBUG_ONLY(vspace_describe)
};
