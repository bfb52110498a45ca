/*
 * The kernel's own address space after boot.S, and the hardware side of user address spaces:
 * TTBR0, ASIDs, TLB and caches.
 */
#include "../../core/pte.h"
#include "../../panic.h"
#include "../../smp.h"
#include "cpu.h"

#define PTE_VALID     (1ul << 0)
#define PTE_TABLE     (1ul << 1)        /* level 3: page */
#define PTE_TYPE(i)   ((word_t)(i) << 2)
#define PTE_READ_ONLY (1ul << 7)
#define PTE_INNER     (3ul << 8)
#define PTE_ACCESSED  (1ul << 10)
#define PTE_PXN       (1ul << 53)
#define PTE_UXN       (1ul << 54)
#define PTE_DATA      (PTE_VALID | PTE_TYPE(PTE_NORMAL) | PTE_INNER | PTE_ACCESSED | PTE_PXN \
                       | PTE_UXN)

#define SIZE_2M (1ul << LARGE_PAGE_BITS)
#define SIZE_1G (1ul << HUGE_PAGE_BITS)

#define TCR_T0SZ      63ul
#define TCR_T0SZ_USER 16ul              /* 48 bits */
#define TCR_AS        (1ul << 36)       /* 16-bit ASIDs */

void *arch_ram_pointer(paddr_t paddr)
{
    return (void *)(paddr + KERNEL_LINEAR);
}

/* Also of the kernel's own data: any pointer into its window. */
paddr_t arch_ram_paddr(const void *pointer)
{
    word_t address = (word_t)pointer;

    if (address >= KERNEL_WINDOW)
        return address - KERNEL_WINDOW + kernel.boot.kernel[0].paddr;
    return address - KERNEL_LINEAR;
}

/* ---- the linear map ---- */

/* Tables come from the end of the kernel's data; boot.c gives back what is left of them. */
static at_boot word_t *table_new(void)
{
    struct boot_segment *data = &kernel.boot.kernel[kernel.boot.kernel_count - 1];
    static word_t used;

    if (used == KERNEL_POOL_PAGES)
        panic("memory is in too many pieces");
    if (used == 0)
        data->size = (word_t)kernel_pool - data->vaddr;
    data->size += PAGE_SIZE;
    return (word_t *)(kernel_pool + used++ * PAGE_SIZE);
}

static at_boot word_t *table_below(word_t *entry)
{
    if (!*entry)
        *entry = arch_ram_paddr(table_new()) | PTE_TABLE | PTE_VALID;
    return (word_t *)(*entry - arch_ram_paddr(kernel_pool) - PTE_TABLE - PTE_VALID
                      + (word_t)kernel_pool);
}

/* 2 MiB with some of the kernel's text or read-only data: not writable here either */
static at_boot void map_around_text(word_t *entry, paddr_t block, paddr_t text, paddr_t end)
{
    word_t *table = table_below(entry);

    for (word_t i = 0; i < PTE_ENTRIES; i++) {
        paddr_t page = block + i * PAGE_SIZE;
        word_t read_only = page >= text && page < end ? PTE_READ_ONLY : 0;

        table[i] = page | PTE_DATA | PTE_TABLE | read_only;
    }
}

/*
 * Map RAM in the largest pieces that fit. Whole 2 MiB only: the result is what of the range the
 * kernel can use, empty where nothing is left.
 */
at_boot struct boot_range arch_boot_memory(struct boot_range ram)
{
    paddr_t text = arch_ram_paddr(kernel_start), text_end = arch_ram_paddr(kernel_rodata_end);
    paddr_t start = (ram.start + SIZE_2M - 1) & ~(SIZE_2M - 1);
    paddr_t end = (ram.end < KERNEL_LINEAR_SIZE ? ram.end : KERNEL_LINEAR_SIZE) & ~(SIZE_2M - 1);
    paddr_t at = start, step;

    for (; at < end; at += step) {
        word_t *entry = &kernel_top[at / SIZE_1G];
        bool gigabyte = at % SIZE_1G == 0 && end - at >= SIZE_1G
                     && (text_end <= at || at + SIZE_1G <= text);

        step = gigabyte ? SIZE_1G : SIZE_2M;
        if (!gigabyte)
            entry = table_below(entry) + at / SIZE_2M % PTE_ENTRIES;
        if (at < text_end && text < at + step)
            map_around_text(entry, at, text, text_end);
        else
            *entry = at | PTE_DATA;
    }
    barrier_dsb();
    barrier_isb();
    return (struct boot_range){start, start < end ? end : start};
}

/* From here on only user space lies in the lower half, and there is none yet. */
at_boot void arch_boot_leave_identity(void)
{
    word_t tcr = sysreg_read(tcr_el1);

    for (word_t i = 0; i < PTE_ENTRIES; i++)
        empty_user[i] = 0;
    barrier_dsb();
    sysreg_write(tcr_el1, (tcr & ~TCR_T0SZ) | TCR_T0SZ_USER);
    barrier_isb();
    __asm__ volatile("tlbi vmalle1; dsb sy; isb" ::: "memory");
}

/* ---- device registers ---- */

static word_t device_next;              /* first free entry of device_pages */

at_boot volatile char *aarch64_map_device(paddr_t paddr, size_t bytes)
{
    word_t first = device_next, pages = (paddr % PAGE_SIZE + bytes + PAGE_SIZE - 1) / PAGE_SIZE;

    if (pages > PTE_ENTRIES - device_next)
        panic("no room for the device registers at %lx", paddr);
    for (word_t i = 0; i < pages; i++)
        device_pages[device_next++] = ((paddr & ~(PAGE_SIZE - 1ul)) + i * PAGE_SIZE) | PTE_VALID
            | PTE_TABLE | PTE_TYPE(PTE_DEVICE) | PTE_ACCESSED | PTE_PXN | PTE_UXN;
    barrier_dsb();
    barrier_isb();
    return (volatile char *)(KERNEL_DEVICES + first * PAGE_SIZE + paddr % PAGE_SIZE);
}

at_boot void aarch64_unmap_device(volatile char *registers)
{
    word_t first = ((word_t)registers - KERNEL_DEVICES) / PAGE_SIZE;

    while (device_next > first)
        device_pages[--device_next] = 0;
    barrier_dsb();
    __asm__ volatile("tlbi vmalle1is; dsb sy; isb" ::: "memory");
}

at_boot void aarch64_unmap_page(const void *page)
{
    kernel_pages[((word_t)page - KERNEL_WINDOW) / PAGE_SIZE] = 0;
    barrier_dsb();
    __asm__ volatile("tlbi vmalle1is; dsb sy; isb" ::: "memory");
}

/* ---- user address spaces ---- */

/*
 * With 8-bit ASIDs the spaces from 256 on share hardware ASID 0 with the empty one, and what is
 * left of the one before is flushed at each change.
 */
static word_t hardware_asid(word_t asid)
{
    return sysreg_read(tcr_el1) & TCR_AS || asid < 256 ? asid : 0;
}

static void flush_asid(word_t asid)
{
    __asm__ volatile("dsb ishst; tlbi aside1is, %0; dsb ish; isb" :: "r"(asid << 48) : "memory");
}

void aarch64_user_space(const void *root, word_t asid)
{
    word_t hardware = hardware_asid(asid);
    word_t ttbr = arch_ram_paddr(root ? root : empty_user) | hardware << 48;

    cpu()->asid_active = asid;
    if (sysreg_read(ttbr0_el1) == ttbr)
        return;
    sysreg_write(ttbr0_el1, ttbr);
    if (hardware != asid) {
        barrier_isb();
        flush_asid(0);
    }
}

void arch_vspace_init(void *root)
{
    (void)root;                         /* the upper half has a table of its own */
}

/* What a core has in its register is what its thread noted, or the empty space. */
static void leave_elsewhere(word_t asid)
{
    for (word_t i = 0; i < CONFIG_CORES; i++) {
        struct cpu *c = &kernel.cpu[i];
        if (c != cpu() && c->online && c->current->context.space >> 48 == hardware_asid(asid))
            smp_stall(c);
    }
}

/* The register says which space is active, unless several share hardware ASID 0. */
void arch_vspace_leave(word_t asid)
{
    word_t active = sysreg_read(ttbr0_el1) >> 48;

    if (CONFIG_CORES > 1)
        leave_elsewhere(asid);
    if (active ? active != asid : cpu()->asid_active != asid)
        return;
    aarch64_user_space(NULL, 0);
    barrier_isb();
}

inline void arch_tlb_flush_page(word_t asid, vaddr_t vaddr)
{
    word_t what = hardware_asid(asid) << 48 | (vaddr >> PAGE_BITS & 0xfffffffffff);

    __asm__ volatile("dsb ishst; tlbi vae1is, %0; dsb ish; isb" :: "r"(what) : "memory");
}

inline void arch_tlb_flush_asid(word_t asid)
{
    flush_asid(hardware_asid(asid));
}

void arch_table_written(void *entry)
{
    (void)entry;                        /* walks are cacheable: ordering is enough */
    __asm__ volatile("dsb ishst; isb" ::: "memory");
}

/* ---- caches ---- */

static word_t data_line(void) { return 4ul << (sysreg_read(ctr_el0) >> 16 & 15); }

#define for_each_line(op, start, bytes, line) \
    for (word_t a_ = (word_t)(start) & ~((line) - 1), end_ = (word_t)(start) + (bytes); \
         a_ < end_; a_ += (line)) \
        __asm__ volatile(op ", %0" :: "r"(a_) : "memory")

void arch_cache_clean(void *start, size_t bytes)
{
    for_each_line("dc cvac", start, bytes, data_line());
    barrier_dsb();
}

void arch_cache_clean_invalidate(void *start, size_t bytes)
{
    for_each_line("dc civac", start, bytes, data_line());
    barrier_dsb();
}

/* A line that is only partly inside belongs to others too: it is written back first. */
void arch_cache_invalidate(void *start, size_t bytes)
{
    word_t line = data_line(), first = (word_t)start, end = first + bytes;

    if (first % line)
        __asm__ volatile("dc civac, %0" :: "r"(first) : "memory");
    if (end % line)
        __asm__ volatile("dc civac, %0" :: "r"(end) : "memory");
    first = (first + line - 1) & ~(line - 1);
    end &= ~(line - 1);
    if (first < end)
        for_each_line("dc ivac", first, end - first, line);
    barrier_dsb();
}

void arch_cache_unify(void *start, size_t bytes)
{
    word_t line = 4ul << (sysreg_read(ctr_el0) & 15);

    for_each_line("dc cvau", start, bytes, data_line());
    __asm__ volatile("dsb ish" ::: "memory");
    for_each_line("ic ivau", start, bytes, line);
    __asm__ volatile("dsb ish; isb" ::: "memory");
}
