/*
 * The loader's parts. It runs once, on the boot core, and leaves nothing behind but the
 * parameters for the kernel (kernel/abi/boot.h).
 */
#pragma once

#define LOADER_STACK_BYTES 16384

/* memory attributes: 0 device nGnRnE, 1 normal write-back */
#define LOADER_MAIR 0xff00

#ifndef __ASSEMBLER__
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../../kernel/abi/boot.h"
#include "../../kernel/abi/image.h"
#include "../../kernel/abi/layout.h"
#include "crc.h"

/* what head.S needs to enter the kernel: physical addresses */
struct entry { uint64_t kernel, params; };

/* head.S, loader.ld */
extern char _start[];                   /* first byte of the image */
extern char loader_writable[];          /* behind what never changes */
extern char loader_end[];               /* behind the loader's own bytes */
void loader_park(void);
void loader_core(void);                 /* head.S, entered by firmware: see abi/boot.h */

/* main.c */
struct entry loader_main(const void *dtb);
_Noreturn void loader_exception(void);

/* map.c: the identity map; NULL when image or device tree lie where it cannot reach */
void *loader_map(const void *dtb);

/* image.c: is every byte what the packer wrote? Refuses otherwise. */
const struct image_directory *image_check(void);
void image_describe(const struct image_directory *d, struct boot_params *params);

/* devicetree.c: console and power first, so that refusals can be heard; then the rest */
void devicetree_find_console(const void *dtb, struct boot_params *params);
void devicetree_read(const void *dtb, struct boot_params *params);

/* range.c: sets of physical addresses */
static inline bool range_overlaps(struct boot_range a, struct boot_range b)
{
    return a.start < b.end && b.start < a.end;
}
void memory_add(struct boot_params *params, struct boot_range range);
void memory_remove(struct boot_params *params, struct boot_range range);
void reserved_add(struct boot_params *params, struct boot_range range);
void memory_check(const struct boot_params *params);

/* gic.c: entered at EL3, all interrupts still belong to the secure side */
void gic_open(const struct boot_params *params);

/* console.c */
void console_init(const struct boot_params *params);
/* Say why the system cannot be started, and stop. */
_Noreturn void refuse(const char *format, ...) __attribute__((format(printf, 1, 2)));

static inline unsigned current_level(void)
{
    uint64_t level;

    __asm__("mrs %0, CurrentEL" : "=r"(level));
    return (unsigned)(level >> 2) & 3;
}
#endif
