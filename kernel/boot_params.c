/*
 * What the loader says, checked before anything relies on it: a wrong field is a panic with its
 * name, never a strange crash later.
 */
#include "boot.h"

#include "abi/image.h"
#include "kernel.h"
#include "panic.h"

#define PAGE_MASK    (PAGE_SIZE - 1ul)
#define MAX_PADDR    (1ul << 40)
#define MIN_ROOT_CNODE_BITS 9
#define MAX_ROOT_CNODE_BITS 24

#define require(condition, field) do { if (!(condition)) refuse(field); } while (0)

static at_boot _Noreturn void refuse(const char *field)
{
    panic("boot parameters: %s makes no sense", field);
}

static at_boot bool good_range(struct boot_range r)
{
    return r.start <= r.end && !((r.start | r.end) & PAGE_MASK);
}

static at_boot bool good_registers(struct boot_range r)
{
    return r.start < r.end && !(r.start & PAGE_MASK) && r.end <= MAX_PADDR;
}

/* registers that user space must not get, as memory it would */
static at_boot bool good_gic(const struct boot_params *b, struct boot_range r)
{
    for (uint64_t i = 0; i < b->memory_count; i++)
        if (r.start < b->memory[i].end && b->memory[i].start < r.end)
            return false;
    return good_registers(r);
}

static at_boot bool inside(uint64_t start, uint64_t size, struct boot_range outer)
{
    return start >= outer.start && start <= outer.end && size <= outer.end - start;
}

at_boot void boot_take_params(const struct boot_params *params)
{
    require(params->magic == BOOT_MAGIC, "magic");
    require(params->version == BOOT_VERSION, "version");
    require(params->console <= BOOT_CONSOLE_PL011, "console");
    require(params->console == BOOT_CONSOLE_NONE || good_registers(params->console_registers),
            "console_registers");
    kernel.boot = *params;
}

static at_boot void check_memory(const struct boot_params *b)
{
    require(b->memory_count >= 1 && b->memory_count <= BOOT_MAX_MEMORY, "memory_count");
    require(b->reserved_count <= BOOT_MAX_RESERVED, "reserved_count");
    for (uint64_t i = 0; i < b->memory_count; i++)
        require(good_range(b->memory[i]) && b->memory[i].start < b->memory[i].end
                && (i == 0 || b->memory[i - 1].end <= b->memory[i].start), "memory");
    for (uint64_t i = 0; i < b->reserved_count; i++)
        require(good_range(b->reserved[i])
                && (i == 0 || b->reserved[i - 1].end <= b->reserved[i].start), "reserved");
}

/* segments in the image, ascending in both address spaces, nowhere writable and executable */
static at_boot void check_segments(const struct boot_params *b, const struct boot_segment *s,
                                   uint64_t count, const char *field)
{
    require(count >= 1 && count <= IMAGE_MAX_SEGMENTS, field);
    for (uint64_t i = 0; i < count; i++) {
        require(!((s[i].paddr | s[i].vaddr | s[i].size) & PAGE_MASK) && s[i].size != 0, field);
        require(inside(s[i].paddr, s[i].size, b->image), field);
        require(!(s[i].flags & SEGMENT_WRITE) || !(s[i].flags & SEGMENT_EXEC), field);
        require(s[i].vaddr + s[i].size > s[i].vaddr, field);
        require(i == 0 || (s[i].paddr >= s[i - 1].paddr + s[i - 1].size
                           && s[i].vaddr >= s[i - 1].vaddr + s[i - 1].size), field);
    }
}

static at_boot void check_image(const struct boot_params *b)
{
    bool entry = false;

    require(good_range(b->image) && b->image.start < b->image.end, "image");
    require(good_range(b->dtb), "dtb");
    check_segments(b, b->kernel, b->kernel_count, "kernel");
    for (uint64_t i = 1; i < b->kernel_count; i++)      /* one distance for all */
        require(b->kernel[i].vaddr - b->kernel[i].paddr
                == b->kernel[0].vaddr - b->kernel[0].paddr, "kernel");
    check_segments(b, b->root, b->root_count, "root");
    for (uint64_t i = 0; i < b->root_count; i++) {
        require(b->root[i].vaddr >= ROOT_VADDR
                && b->root[i].vaddr + b->root[i].size <= USER_VADDR_END / 2, "root");
        entry |= (b->root[i].flags & SEGMENT_EXEC)
              && b->root_entry - b->root[i].vaddr < b->root[i].size;
    }
    require(entry, "root_entry");
    require(!(b->plan.start & PAGE_MASK) && b->plan.start <= b->plan.end
            && inside(b->plan.start, b->plan.end - b->plan.start, b->image), "plan");
    require(good_range(b->payload)
            && inside(b->payload.start, b->payload.end - b->payload.start, b->image), "payload");
    require(b->root_cnode_bits >= MIN_ROOT_CNODE_BITS
            && b->root_cnode_bits <= MAX_ROOT_CNODE_BITS, "root_cnode_bits");
}

at_boot void boot_check_params(void)
{
    const struct boot_params *b = &kernel.boot;

    check_memory(b);
    check_image(b);
    require(b->gic_version == 2 || b->gic_version == 3, "gic_version");
    require(good_gic(b, b->gic_distributor), "gic_distributor");
    require(good_gic(b, b->gic_cpu), "gic_cpu");
    require(b->timer_irq >= 16 && b->timer_irq < 32, "timer_irq");
    require(b->psci <= BOOT_PSCI_SMC, "psci");
    require(b->core_count >= 1 && b->core_count <= BOOT_MAX_CORES, "core_count");
    require(b->core_count == 1 || b->psci == BOOT_PSCI_NONE
            || (b->core_entry % 4 == 0 && inside(b->core_entry, 4, b->image)), "core_entry");
    require(arch_timer_hz() != 0, "the frequency of the system counter");
}
