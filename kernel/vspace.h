/*
 * Address spaces: the table walk, address space identifiers, and mapping at boot.
 *
 * An address space is alive while kernel.asid_pool leads from its ASID to its top-level table.
 * A mapped frame or page table remembers ASID and address, never a pointer into the tables, so
 * its capability stays safe when the address space or a table above it has gone.
 */
#pragma once
#include "core/asid.h"
#include "kernel.h"

#define ROOT_ASID 1                     /* of the root task */

/* where a walk ended: at an entry that is not a table, or at the last level */
struct walk { word_t *entry; word_t level; };

struct walk vspace_walk(void *root, vaddr_t vaddr);
/* The entry for vaddr in the table of this level; NULL: there is none. */
word_t *vspace_entry(void *root, vaddr_t vaddr, word_t level);
void *vspace_find(word_t asid);                 /* top-level table, NULL: no such address space */

/* Change an entry and make it visible to the table walker. */
void vspace_write(word_t *entry, word_t value);
/* A fresh table is seen zeroed by the walker before anything points to it. */
void vspace_table_ready(void *table);

/* The live address space that the capability means, argument `number` of the invocation. */
static inline bool vspace_is_alive(struct cap cap)
{
    void *const *pool = kernel.asid_pool[asid_pool_of(cap_vspace_asid(cap))];
    return pool && pool[asid_entry_of(cap_vspace_asid(cap))] == cap_pointer(cap);
}
enum err vspace_refuse(struct invocation *inv, struct cap cap, word_t number);
static inline must_check enum err vspace_get(struct invocation *inv, struct cap cap, word_t number,
                                             void **root)
{
    *root = cap_pointer(cap);
    if (UNLIKELY(cap_type(cap) != CAP_VSPACE) || UNLIKELY(!vspace_is_alive(cap)))
        return vspace_refuse(inv, cap, number);
    return ERR_NONE;
}

/* `asid` no longer means `root`: flush it, leave it if it is active. Nothing if it never did. */
void vspace_forget(word_t asid, const void *root);

/*
 * Map one 4 KiB page of RAM before any capability exists. alloc_table gives the address of a
 * page for a table (zeroed here), or 0 when there is none left: false.
 */
bool vspace_map_boot(void *root, vaddr_t vaddr, paddr_t paddr, word_t rights, bool execute,
                     paddr_t (*alloc_table)(void)) must_check;
