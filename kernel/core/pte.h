/*
 * Page-table entries of the 4 KiB granule, 48-bit addresses (Arm ARM D8.3). Pure arithmetic.
 *
 * A table at level 0 (the top) .. 3 has 512 entries; a leaf at level 1 maps 1 GiB, at level 2
 * 2 MiB, at level 3 4 KiB. Leaves are never both writable and executable, never executable at
 * EL1, always tagged with their ASID and inner shareable.
 */
#pragma once

/* memory types: indices into MAIR_EL1, whose value is PTE_MAIR */
#define PTE_NORMAL    0     /* write-back, allocating */
#define PTE_DEVICE    1     /* nGnRnE */
#define PTE_UNCACHED  2     /* normal, non-cacheable */
#define PTE_MAIR      0x4400ff

#define PTE_ENTRIES   512
#define PTE_LEVELS    4

#ifndef __ASSEMBLER__
#include <stdbool.h>
#include <stdint.h>

struct pte_leaf {
    uint64_t paddr;         /* aligned to what the level maps, below 2^48 */
    uint64_t level;         /* 1..3 */
    bool read, write;       /* for EL0; write only together with read */
    bool execute;           /* at EL0; ignored when writable, unreadable or device memory */
    bool device, cached;
};

/* fields of an entry, Arm ARM D8.3.1 and D8.3.2 */
#define PTE_IS_VALID    1ull
#define PTE_IS_TABLE    2ull                /* level 0..2: table; level 3: page; else block */
#define PTE_INDEX_UNIT  4ull                /* times the memory type */
#define PTE_EL0         64ull               /* AP[1]: EL0 may access */
#define PTE_READS_ONLY  128ull              /* AP[2] */
#define PTE_NO_EXECUTE  (1ull << 54)        /* at EL0 */
/* that all leaves have: inner shareable, accessed, not global, not executable at EL1 */
#define PTE_LEAVES      (PTE_IS_VALID + 3ull * 256 + 1024 + 2048 + (1ull << 53))

/* mostly memory of its own, to be read and written by EL0: what else there is is added to that */
static inline uint64_t pte_leaf(struct pte_leaf leaf)
{
    uint64_t entry = leaf.paddr + PTE_LEAVES + PTE_EL0 + PTE_NO_EXECUTE;
    if (leaf.level == 3)
        entry += PTE_IS_TABLE;
    if (leaf.device)
        entry += PTE_DEVICE * PTE_INDEX_UNIT;
    else if (!leaf.cached)
        entry += PTE_UNCACHED * PTE_INDEX_UNIT;
    if (!leaf.read)
        return entry + PTE_READS_ONLY - PTE_EL0;
    if (leaf.write)
        return entry;
    return entry + PTE_READS_ONLY - (leaf.execute && !leaf.device ? PTE_NO_EXECUTE : 0);
}

/* what a leaf at this level permits: the inverse */
struct pte_leaf pte_unpack(uint64_t entry, uint64_t level);

/* an entry of level 0..2 that points to the table of the next level */
uint64_t pte_table(uint64_t paddr);

static inline bool pte_valid(uint64_t entry)
{
    return entry % 2u != 0;
}

/* false for leaves and invalid entries */
static inline bool pte_is_table(uint64_t entry, uint64_t level)
{
    return level < 3 && entry % 4u == 3u;
}

/* of a leaf or of the next table: bits 47:12 */
static inline uint64_t pte_paddr(uint64_t entry)
{
    return entry / 4096u % (1ull << 36) * 4096u;
}

/* log2 of what one entry maps: 39 30 21 12 */
static inline uint64_t pte_bits(uint64_t level)
{
    return 39u - 9u * level;
}

/* 0..511 */
static inline uint64_t pte_index(uint64_t vaddr, uint64_t level)
{
    return (vaddr >> pte_bits(level)) % PTE_ENTRIES;
}
#endif
