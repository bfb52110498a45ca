/*
 * The kernel's first instructions: from physical addresses to the upper half.
 *
 * Entry (abi/boot.h): EL1, MMU and data cache off, interrupts masked, x0 = struct boot_params.
 * The segments lie in memory as they are linked, at one distance for all (the packer sees to it,
 * boot.c checks it), so adrp finds everything.
 */
#include "abi/layout.h"
#include "core/pte.h"
#include "cpu.h"

#define PTE_VALID     (1 << 0)
#define PTE_TABLE     (1 << 1)          /* level 3: page */
#define PTE_READ_ONLY (1 << 7)
#define PTE_INNER     (3 << 8)
#define PTE_ACCESSED  (1 << 10)
#define PTE_PXN       (1 << 53)
#define PTE_UXN       (1 << 54)
#define PAGE_COMMON   (PTE_VALID | PTE_TABLE | PTE_INNER | PTE_ACCESSED | PTE_UXN)
#define PAGE_TEXT     (PAGE_COMMON | PTE_READ_ONLY)
#define PAGE_RODATA   (PAGE_COMMON | PTE_READ_ONLY | PTE_PXN)
#define PAGE_DATA     (PAGE_COMMON | PTE_PXN)
#define IDENTITY      (PTE_VALID | PTE_INNER | PTE_ACCESSED | PTE_READ_ONLY | PTE_UXN)

/*
 * T1SZ 25; T0SZ 25 while the identity map is needed, 16 from mmu.c on; walks cacheable, inner
 * shareable, 4 KiB granules. IPS and AS are added below.
 */
#define TCR (25 | 1 << 8 | 1 << 10 | 3 << 12 | 25 << 16 | 1 << 24 | 1 << 26 | 3 << 28 | 2 << 30)

/*
 * MMU and caches on, stack alignment checked, EL0 may DC ZVA, WFI, WFE, read CTR and clean
 * caches by address, no page both writable and executable; RES1 bits 11 20 22 23 28 29.
 */
#define SCTLR (1 << 0 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 7 | 1 << 8 | 1 << 11 | 1 << 12 | 1 << 14 \
             | 1 << 15 | 1 << 16 | 1 << 18 | 1 << 19 | 1 << 20 | 1 << 22 | 1 << 23 | 1 << 26 \
             | 1 << 28 | 1 << 29)
#define SCTLR_SPAN (1 << 23)            /* 0: PAN is set by every exception */

/* entries for the pages of \from .. \to, physical; x2 = address of the entry, advances */
        .macro  map_pages from, to, attributes
        adrp    x3, \from
        adrp    x4, \to
        ldr     x5, =\attributes
1:      cmp     x3, x4
        b.hs    2f
        orr     x6, x3, x5
        str     x6, [x2], #8
        add     x3, x3, #PAGE_SIZE
        b       1b
2:
        .endm

        .section .boot, "ax"
        .global _start
_start:
        msr     daifset, #15
        adrp    x1, boot_params_copy
        add     x1, x1, :lo12:boot_params_copy
        mov     x2, #BOOT_PARAMS_BYTES
1:      ldr     x3, [x0], #8
        str     x3, [x1], #8
        subs    x2, x2, #8
        b.ne    1b

        adrp    x2, kernel_pages        /* the window: level 3 */
        map_pages kernel_start, kernel_text_end, PAGE_TEXT
        map_pages kernel_text_end, kernel_rodata_end, PAGE_RODATA
        map_pages kernel_rodata_end, kernel_stack_guard, PAGE_DATA
        add     x2, x2, #8              /* the page below the stack stays unmapped */
        map_pages kernel_stack_bottom, kernel_end, PAGE_DATA

        mov     x5, #(PTE_VALID | PTE_TABLE)
        adrp    x2, kernel_middle       /* level 2: kernel first, devices last */
        adrp    x3, kernel_pages
        orr     x3, x3, x5
        str     x3, [x2]
        adrp    x3, device_pages
        orr     x3, x3, x5
        str     x3, [x2, #(511 * 8)]
        adrp    x6, kernel_top          /* level 1: the window is the last GiB */
        orr     x3, x2, x5
        str     x3, [x6, #(511 * 8)]

        adrp    x7, empty_user          /* for a moment: the GiB that this code runs in */
        adr     x3, _start
        lsr     x3, x3, #HUGE_PAGE_BITS
        lsl     x4, x3, #HUGE_PAGE_BITS
        ldr     x5, =IDENTITY
        orr     x4, x4, x5
        str     x4, [x7, x3, lsl #3]

        adrp    x0, kernel_rodata_end   /* no stale line may hide what was just written */
        adrp    x1, kernel_end
        mrs     x2, ctr_el0
        ubfx    x2, x2, #16, #4
        mov     x3, #4
        lsl     x2, x3, x2
1:      dc      civac, x0
        add     x0, x0, x2
        cmp     x0, x1
        b.lo    1b
        ldr     x19, =kernel + KERNEL_CPU   /* this core's struct cpu */
        bl      mmu_on
        ldr     x0, =upper_half
        br      x0
upper_half:
        msr     spsel, #1
        ldr     x0, =kernel_stack_top
        mov     sp, x0
        ldr     x1, =emergency_stack_top
        str     x0, [x19, #CPU_STACK]
        str     x1, [x19, #CPU_EMERGENCY]
        mov     x29, xzr
        mov     x30, xzr
        b       kernel_main

/* A further core: x0 = its struct cpu. The tables stand, and the lower half still has us. */
        .global boot_core_start
boot_core_start:
        msr     daifset, #15
        mov     x19, x0
        adrp    x7, empty_user
        adrp    x6, kernel_top
        bl      mmu_on
        ldr     x0, =core_upper_half
        br      x0
core_upper_half:
        msr     spsel, #1
        ldr     x0, [x19, #CPU_STACK]
        mov     sp, x0
        mov     x29, xzr
        mov     x30, xzr
        b       kernel_core_main

/* x6, x7 = tables of the upper and lower half; x19 = struct cpu, virtual */
mmu_on: ic      iallu
        tlbi    vmalle1
        dsb     sy
        msr     tpidr_el1, x19
        ldr     x0, =vectors
        msr     vbar_el1, x0
        ldr     x0, =PTE_MAIR
        msr     mair_el1, x0
        mrs     x1, id_aa64mmfr0_el1
        and     x2, x1, #15             /* physical address size, at most 48 bits */
        mov     x3, #5
        cmp     x2, x3
        csel    x2, x2, x3, lo
        ldr     x0, =TCR
        orr     x0, x0, x2, lsl #32
        ubfx    x2, x1, #4, #4          /* 16-bit ASIDs? */
        cmp     x2, #2
        cset    x2, eq
        orr     x0, x0, x2, lsl #36
        msr     tcr_el1, x0
        msr     ttbr0_el1, x7
        msr     ttbr1_el1, x6
        isb
        ldr     x0, =SCTLR
        mrs     x1, id_aa64mmfr1_el1
        tst     x1, #(15 << 20)
        b.eq    1f
        bic     x0, x0, #SCTLR_SPAN
1:      msr     sctlr_el1, x0
        isb
        ret

        .bss
        .balign 8
        .global boot_params_copy
boot_params_copy:
        .space  BOOT_PARAMS_BYTES

        .macro  table name
        .balign PAGE_SIZE
        .global \name
\name:  .space  PAGE_SIZE
        .endm
        table   kernel_top
        table   kernel_middle
        table   kernel_pages
        table   device_pages
        table   empty_user
