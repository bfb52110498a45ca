#include "pte.h"

/* descriptor fields, Arm ARM D8.3.1 and D8.3.2 */
#define VALID       1ull
#define TABLE       2ull                /* level 0..2: table; level 3: page; else block */
#define INDEX       4ull                /* times the memory type */
#define EL0         64ull               /* AP[1]: EL0 may access */
#define READ_ONLY   128ull              /* AP[2] */
#define SHAREABLE   (3ull * 256)        /* inner */
#define ACCESSED    1024ull
#define NOT_GLOBAL  2048ull
#define PXN         (1ull << 53)
#define UXN         (1ull << 54)

#define ADDRESS_UNIT 4096ull
#define ADDRESS_SPAN (1ull << 36)       /* pages below 2^48 */

static uint64_t memory_type(struct pte_leaf leaf)
{
    if (leaf.device)
        return PTE_DEVICE;
    return leaf.cached ? PTE_NORMAL : PTE_UNCACHED;
}

uint64_t pte_leaf(struct pte_leaf leaf)
{
    uint64_t read = leaf.read, write = leaf.write & read;
    uint64_t execute = leaf.execute & read & !write & !leaf.device;
    return leaf.paddr + VALID + memory_type(leaf) * INDEX + SHAREABLE + ACCESSED + NOT_GLOBAL
        + PXN + (leaf.level == 3) * TABLE + read * EL0 + (1 - write) * READ_ONLY
        + (1 - execute) * UXN;
}

struct pte_leaf pte_unpack(uint64_t entry, uint64_t level)
{
    struct pte_leaf leaf = {.paddr = pte_paddr(entry), .level = level};
    uint64_t type = entry / INDEX % 8u;
    leaf.read = entry / EL0 % 2u != 0;
    leaf.write = leaf.read && entry / READ_ONLY % 2u == 0;
    leaf.execute = entry / UXN % 2u == 0;
    leaf.device = type == PTE_DEVICE;
    leaf.cached = type == PTE_NORMAL;
    return leaf;
}

uint64_t pte_table(uint64_t paddr)
{
    return paddr + TABLE + VALID;
}
