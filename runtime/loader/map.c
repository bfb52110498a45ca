/*
 * The identity map under which the loader's C code runs: image and device tree as normal memory,
 * all else below 512 GiB as device memory. Runs before the MMU is on, so no access here may be
 * unaligned, and nothing that it calls may be compiled otherwise.
 */
#include "loader.h"

#define BLOCK_2M (1ul << LARGE_PAGE_BITS)
#define BLOCK_1G (1ul << HUGE_PAGE_BITS)
#define LIMIT    (512ul << HUGE_PAGE_BITS)
#define ENTRIES  512

#define PTE_BLOCK        1ul
#define PTE_TABLE        3ul
#define PTE_NORMAL       (1ul << 2)
#define PTE_SINGLE       (1ul << 6)     /* AP[1]: RES1 at EL2 and EL3 */
#define PTE_INNER        (3ul << 8)
#define PTE_ACCESSED     (1ul << 10)
#define PTE_NEVER        (3ul << 53)

#define aligned_accesses __attribute__((target("strict-align")))

static uint64_t top[ENTRIES] __attribute__((aligned(PAGE_SIZE)));
static uint64_t middle[4][ENTRIES] __attribute__((aligned(PAGE_SIZE)));
static unsigned middle_used;

static aligned_accesses uint64_t single(void)
{
    return current_level() == 1 ? 0 : PTE_SINGLE;
}

/* The entry for address in a table of 2 MiB blocks; NULL when there are no more tables. */
static aligned_accesses uint64_t *block_of(uint64_t address)
{
    uint64_t *entry = &top[address / BLOCK_1G];

    if ((*entry & 3) == PTE_BLOCK) {
        uint64_t first = address & ~(BLOCK_1G - 1);
        uint64_t *table;

        if (middle_used == sizeof middle / sizeof middle[0])
            return NULL;
        table = middle[middle_used++];
        for (uint64_t i = 0; i < ENTRIES; i++)
            table[i] = (first + i * BLOCK_2M) | PTE_ACCESSED | PTE_NEVER | PTE_BLOCK | single();
        *entry = (uint64_t)table | PTE_TABLE;
    }
    return (uint64_t *)(*entry & ~(uint64_t)(PAGE_SIZE - 1)) + address / BLOCK_2M % ENTRIES;
}

static aligned_accesses bool map_normal(uint64_t start, uint64_t size)
{
    if (start >= LIMIT || size > LIMIT - start)
        return false;
    for (uint64_t a = start & ~(BLOCK_2M - 1); a < start + size; a += BLOCK_2M) {
        uint64_t *entry = block_of(a);

        if (!entry)
            return false;
        *entry = a | PTE_ACCESSED | PTE_INNER | PTE_NORMAL | PTE_BLOCK | single();
    }
    return true;
}

static aligned_accesses uint32_t big_endian(uint32_t x)
{
    return __builtin_bswap32(x);
}

aligned_accesses void *loader_map(const void *dtb)
{
    const uint32_t *header = dtb;       /* magic, size */
    const struct image_header *image = (const struct image_header *)_start;

    for (uint64_t i = 0; i < ENTRIES; i++)
        top[i] = i * BLOCK_1G | PTE_ACCESSED | PTE_NEVER | PTE_BLOCK | single();
    if (!dtb || (uint64_t)dtb % 8 || big_endian(header[0]) != 0xd00dfeed)
        return NULL;
    if (!map_normal((uint64_t)_start, (uint64_t)(loader_end - _start) + PAGE_SIZE)
        || !map_normal((uint64_t)dtb, big_endian(header[1])))
        return NULL;
    /* a size that cannot be true is found by image_check, which needs the directory only */
    map_normal((uint64_t)_start, image->image_size);
    return top;
}
