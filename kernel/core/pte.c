#include "pte.h"

struct pte_leaf pte_unpack(uint64_t entry, uint64_t level)
{
    struct pte_leaf leaf = {.paddr = pte_paddr(entry), .level = level};
    uint64_t type = entry / PTE_INDEX_UNIT % 8u;
    leaf.read = entry / PTE_EL0 % 2u != 0;
    leaf.write = leaf.read && entry / PTE_READS_ONLY % 2u == 0;
    leaf.execute = entry / PTE_NO_EXECUTE % 2u == 0;
    leaf.device = type == PTE_DEVICE;
    leaf.cached = type == PTE_NORMAL;
    return leaf;
}

uint64_t pte_table(uint64_t paddr)
{
    return paddr + PTE_IS_TABLE + PTE_IS_VALID;
}
