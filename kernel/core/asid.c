#include "asid.h"

bool asid_valid(uint64_t asid)
{
    return asid != ASID_NONE && asid < ASID_POOLS * ASID_PER_POOL;
}

uint64_t asid_pool_of(uint64_t asid)
{
    return asid / ASID_PER_POOL;
}

uint64_t asid_entry_of(uint64_t asid)
{
    return asid % ASID_PER_POOL;
}

uint64_t asid_make(uint64_t pool, uint64_t entry)
{
    return pool * ASID_PER_POOL + entry;
}

uint64_t asid_free_entry(void *const entries[ASID_PER_POOL], uint64_t pool)
{
    for (uint64_t entry = 0; entry < ASID_PER_POOL; entry++) {
        if (entries[entry] == 0 && asid_make(pool, entry) != ASID_NONE)
            return entry;
    }
    return ASID_PER_POOL;
}
