/*
 * What the loader tells the kernel: facts from the device tree and where the image's parts lie.
 * The loader reads the device tree with libfdt, so no parser runs inside the kernel.
 * The kernel checks every field and panics with its name when it makes no sense.
 *
 * Entry: EL1, MMU and data cache off, interrupts masked, x0 = physical address of this struct,
 * PC = physical address of the kernel's entry.
 *
 * Further cores: firmware starts one at core_entry, with the physical address of a struct
 * boot_core in memory (not only in caches); it then comes to `entry` in the same state,
 * x0 = argument.
 */
#pragma once
#include <stdint.h>

#define BOOT_MAGIC        0x746f6f42
#define BOOT_VERSION      2
#define BOOT_MAX_MEMORY   8
#define BOOT_MAX_RESERVED 16
#define BOOT_MAX_CORES    8

struct boot_range { uint64_t start, end; };         /* physical, [start, end) */

enum boot_psci { BOOT_PSCI_NONE, BOOT_PSCI_HVC, BOOT_PSCI_SMC };
enum boot_console { BOOT_CONSOLE_NONE, BOOT_CONSOLE_PL011 };

struct boot_segment { uint64_t paddr, vaddr, size, flags; };   /* flags: SEGMENT_* */

struct boot_core { uint64_t entry, argument; };

struct boot_params {
    uint32_t magic, version;
    uint64_t memory_count;
    struct boot_range memory[BOOT_MAX_MEMORY];      /* RAM, ascending, page aligned */
    uint64_t reserved_count;
    struct boot_range reserved[BOOT_MAX_RESERVED];  /* never handed out: firmware */
    struct boot_range image;                        /* the whole image as loaded */
    struct boot_range dtb;
    uint64_t kernel_count;
    struct boot_segment kernel[4];
    uint64_t root_count;
    struct boot_segment root[4];
    uint64_t root_entry;
    struct boot_range plan;                         /* mapped read-only for the root task */
    struct boot_range payload;                      /* handed over as UNTYPED_IMAGE */
    uint64_t root_cnode_bits;
    uint64_t gic_version;                           /* 2 or 3 */
    struct boot_range gic_distributor;
    struct boot_range gic_cpu;                  /* GICv2: CPU interface; GICv3: redistributors */
    uint64_t timer_irq;                             /* INTID of the virtual timer */
    uint64_t console;                               /* enum boot_console */
    struct boot_range console_registers;
    uint64_t psci;                                  /* enum boot_psci */
    uint64_t core_count;
    uint64_t core_mpidr[BOOT_MAX_CORES];            /* the boot core's is among them */
    uint64_t core_entry;                            /* where firmware lets further cores begin */
};
