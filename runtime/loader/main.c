/*
 * The loader from end to end: find a voice, check the image, read the device tree, hand over.
 * It prints only when it refuses.
 */
#include "loader.h"

static struct boot_params params;

void loader_exception(void)
{
    uint64_t esr = 0, elr = 0, far = 0;

    switch (current_level()) {
    case 1:
        __asm__("mrs %0, esr_el1; mrs %1, elr_el1; mrs %2, far_el1"
                : "=r"(esr), "=r"(elr), "=r"(far));
        break;
    case 2:
        __asm__("mrs %0, esr_el2; mrs %1, elr_el2; mrs %2, far_el2"
                : "=r"(esr), "=r"(elr), "=r"(far));
        break;
    default:
        __asm__("mrs %0, esr_el3; mrs %1, elr_el3; mrs %2, far_el3"
                : "=r"(esr), "=r"(elr), "=r"(far));
        break;
    }
    refuse("exception in the loader: esr 0x%lx elr 0x%lx far 0x%lx", esr,
           elr - (uint64_t)_start, far);
}

/* Write the image's kernel and all behind it to memory, where the kernel meets it uncached. */
static void clean_cache(struct boot_range range)
{
    uint64_t ctr, line;

    __asm__ volatile("mrs %0, ctr_el0" : "=r"(ctr));
    line = 4ul << (ctr >> 16 & 15);
    for (uint64_t a = range.start & ~(line - 1); a < range.end; a += line)
        __asm__ volatile("dc civac, %0" :: "r"(a) : "memory");
    __asm__ volatile("dsb sy" ::: "memory");
}

static uint64_t kernel_entry(const struct image_directory *d)
{
    for (uint64_t i = 0; i < params.kernel_count; i++) {
        const struct boot_segment *s = &params.kernel[i];

        if (d->kernel.entry - s->vaddr < s->size)
            return s->paddr + (d->kernel.entry - s->vaddr);
    }
    refuse("the kernel has no entry");
}

/* Without firmware that could hold them, the other cores wait in this image's first page. */
static void keep_parked_cores(void)
{
    uint64_t page = (uint64_t)_start;

    if (params.psci == BOOT_PSCI_NONE && params.core_count > 1)
        reserved_add(&params, (struct boot_range){page, page + PAGE_SIZE});
}

struct entry loader_main(const void *dtb)
{
    const struct image_directory *directory;

    params.magic = BOOT_MAGIC;
    params.version = BOOT_VERSION;
    devicetree_find_console(dtb, &params);
    console_init(&params);
    directory = image_check();
    image_describe(directory, &params);
    devicetree_read(dtb, &params);
    memory_check(&params);
    keep_parked_cores();
    params.core_entry = (uint64_t)loader_core;
    if (current_level() == 3)
        gic_open(&params);
    clean_cache(params.image);
    return (struct entry){kernel_entry(directory), (uint64_t)&params};
}
