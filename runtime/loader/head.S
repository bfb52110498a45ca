/*
 * First and last instructions of the loader: from whatever exception level the firmware left the
 * boot core in, through C with an identity map, to the kernel at EL1 with MMU and caches off.
 *
 * Entry as for Linux: x0 = device tree, MMU off, image clean to memory, other cores off (or here
 * at the same time: they are parked).
 */
#include "loader.h"

#define SCTLR_M   (1 << 0)
#define SCTLR_C   (1 << 2)
#define SCTLR_I   (1 << 12)

#define SCTLR_EL1_RES1  0x30d00800
#define SCTLR_EL23_RES1 0x30c50830

/* T0SZ 25, inner shareable, write-back; EL1: no upper half; EL2 and EL3: RES1 bits */
#define TCR_COMMON  (25 | 1 << 8 | 1 << 10 | 3 << 12)
#define TCR_EL1     (TCR_COMMON | 1 << 23)
#define TCR_EL23    (TCR_COMMON | 1 << 23 | 1 << 31)

        .section .head, "ax"
        .global _start
_start:
        b       entry                   /* struct image_header */
        nop
        .quad   0                       /* text_offset */
        .quad   0                       /* image_size */
        .quad   0xa                     /* flags */
        .quad   0, 0, 0
        .ascii  "ARM\x64"
        .long   0
        .quad   0                       /* directory */
        .quad   loader_writable - .     /* constant */

        /* Cores that start with us and are not the boot core. Stays in memory: see main.c. */
        .global loader_park
loader_park:
        wfi
        b       loader_park

/* run one of three blocks, by the current exception level */
        .macro  by_level el1, el2, el3
        mrs     x9, CurrentEL
        cmp     x9, #(2 << 2)
        b.lo    \el1
        b.eq    \el2
        b       \el3
        .endm

/* A further core, MMU off; x0 = struct boot_core */
        .global loader_core
loader_core:
        msr     daifset, #15
        ldp     x20, x21, [x0]
        b       leave

entry:
        msr     daifset, #15
        mrs     x1, mpidr_el1
        ldr     x2, =0xff00ffffff
        tst     x1, x2
        b.ne    loader_park
        mov     x19, x0
        adrp    x1, loader_stack_top
        add     sp, x1, :lo12:loader_stack_top
        bl      relocate
        by_level fp_el1, fp_el2, fp_el3
fp_el1: mov     x1, #(3 << 20)
        msr     cpacr_el1, x1
        adr     x1, vectors
        msr     vbar_el1, x1
        b       fp_done
fp_el2: mov     x1, #0x33ff
        msr     cptr_el2, x1
        adr     x1, vectors
        msr     vbar_el2, x1
        b       fp_done
fp_el3: msr     cptr_el3, xzr
        adr     x1, vectors
        msr     vbar_el3, x1
fp_done:
        isb
        mov     x0, x19
        bl      loader_map
        cbz     x0, loader_park         /* nobody to complain to: no usable device tree */
        bl      mmu_on
        mov     x0, x19
        bl      loader_main
        mov     x20, x0                 /* kernel entry */
        mov     x21, x1                 /* boot_params */
        adrp    x0, _start
        adrp    x1, loader_end
        bl      clean                   /* stack and parameters, written with the cache on */
        bl      mmu_off
        b       leave

/* The image is linked at 0 and may lie anywhere: apply R_AARCH64_RELATIVE, the only kind. */
relocate:
        adrp    x1, rela_start
        add     x1, x1, :lo12:rela_start
        adrp    x2, rela_end
        add     x2, x2, :lo12:rela_end
        adrp    x3, _start
1:      cmp     x1, x2
        b.hs    2f
        ldp     x4, x5, [x1], #16       /* offset, info */
        ldr     x6, [x1], #8            /* addend */
        add     x6, x6, x3
        str     x6, [x4, x3]
        b       1b
2:      ret

/* clean and invalidate x0..x1 to the point of coherency */
clean:  mrs     x2, ctr_el0
        ubfx    x2, x2, #16, #4
        mov     x3, #4
        lsl     x2, x3, x2
1:      dc      civac, x0
        add     x0, x0, x2
        cmp     x0, x1
        b.lo    1b
        dsb     sy
        ret

/* x0 = tables */
mmu_on: mov     x20, x0
        mov     x21, x30
        adrp    x0, loader_writable     /* drop stale lines over what was written uncached */
        adrp    x1, loader_end
        bl      clean
        ldr     x1, =LOADER_MAIR
        mrs     x2, id_aa64mmfr0_el1
        and     x2, x2, #15
        mov     x3, #5
        cmp     x2, x3
        csel    x2, x2, x3, lo          /* at most 48 bits */
        ic      iallu
        dsb     sy
        by_level on_el1, on_el2, on_el3
on_el1: tlbi    vmalle1
        dsb     sy
        ldr     x3, =TCR_EL1
        orr     x3, x3, x2, lsl #32
        msr     tcr_el1, x3
        msr     mair_el1, x1
        msr     ttbr0_el1, x20
        isb
        ldr     x3, =(SCTLR_EL1_RES1 | SCTLR_M | SCTLR_C | SCTLR_I)
        msr     sctlr_el1, x3
        b       on_done
on_el2: tlbi    alle2
        dsb     sy
        ldr     x3, =TCR_EL23
        orr     x3, x3, x2, lsl #16
        msr     tcr_el2, x3
        msr     mair_el2, x1
        msr     ttbr0_el2, x20
        isb
        ldr     x3, =(SCTLR_EL23_RES1 | SCTLR_M | SCTLR_C | SCTLR_I)
        msr     sctlr_el2, x3
        b       on_done
on_el3: tlbi    alle3
        dsb     sy
        ldr     x3, =TCR_EL23
        orr     x3, x3, x2, lsl #16
        msr     tcr_el3, x3
        msr     mair_el3, x1
        msr     ttbr0_el3, x20
        isb
        ldr     x3, =(SCTLR_EL23_RES1 | SCTLR_M | SCTLR_C | SCTLR_I)
        msr     sctlr_el3, x3
on_done:
        isb
        ret     x21

mmu_off:
        by_level off_el1, off_el2, off_el3
off_el1:
        ldr     x3, =SCTLR_EL1_RES1
        msr     sctlr_el1, x3
        isb
        tlbi    vmalle1
        b       off_done
off_el2:
        ldr     x3, =SCTLR_EL23_RES1
        msr     sctlr_el2, x3
        isb
        tlbi    alle2
        b       off_done
off_el3:
        ldr     x3, =SCTLR_EL23_RES1
        msr     sctlr_el3, x3
        isb
        tlbi    alle3
off_done:
        ic      iallu
        dsb     sy
        isb
        ret

/* To EL1 and into the kernel: x20 = its entry, x21 = boot_params. */
leave:
        by_level enter_kernel, from_el2, from_el3
from_el3:
        mov     x1, #(1 << 0 | 3 << 4 | 1 << 7 | 1 << 10)   /* NS, RES1, no SMC, AArch64 */
        orr     x1, x1, #(3 << 16)                          /* pointer authentication untrapped */
        msr     scr_el3, x1
        isb
        mov     x1, #0x3c5              /* EL1h, all masked */
        msr     spsr_el3, x1
        adr     x1, enter_kernel
        msr     elr_el3, x1
        mrs     x1, id_aa64pfr0_el1
        tst     x1, #(15 << 8)          /* EL2 present? */
        b.eq    1f
        bl      prepare_el2
        ldr     x1, =SCTLR_EL23_RES1
        msr     sctlr_el2, x1
1:      ldr     x1, =SCTLR_EL1_RES1
        msr     sctlr_el1, x1
        isb
        eret
from_el2:
        bl      prepare_el2
        ldr     x1, =SCTLR_EL1_RES1
        msr     sctlr_el1, x1
        mov     x1, #0x3c5
        msr     spsr_el2, x1
        adr     x1, enter_kernel
        msr     elr_el2, x1
        isb
        eret

/* EL2 out of the way: nothing trapped, both timers and the GIC's registers open to EL1 */
prepare_el2:
        mov     x1, #(1 << 31)          /* HCR_EL2.RW */
        orr     x1, x1, #(3 << 40)
        msr     hcr_el2, x1
        isb
        mov     x1, #3
        msr     cnthctl_el2, x1
        msr     cntvoff_el2, xzr
        mov     x1, #0x33ff
        msr     cptr_el2, x1
        msr     hstr_el2, xzr
        msr     vttbr_el2, xzr
        mrs     x1, midr_el1
        msr     vpidr_el2, x1
        mrs     x1, mpidr_el1
        msr     vmpidr_el2, x1
        msr     mdcr_el2, xzr
        mrs     x1, id_aa64dfr0_el1
        ubfx    x2, x1, #8, #4          /* performance monitors: all counters are EL1's */
        sub     x2, x2, #1
        cmp     x2, #14
        b.hs    1f
        mrs     x1, pmcr_el0
        ubfx    x1, x1, #11, #5
        msr     mdcr_el2, x1
1:      mrs     x1, id_aa64pfr0_el1
        tst     x1, #(15 << 24)         /* GIC system registers? */
        b.eq    2f
        mov     x1, #15
        msr     s3_4_c12_c9_5, x1       /* ICC_SRE_EL2 */
        isb
        msr     s3_4_c12_c11_0, xzr     /* ICH_HCR_EL2 */
2:      ret

enter_kernel:
        mov     x0, x21
        mov     x1, xzr
        mov     x2, xzr
        mov     x3, xzr
        br      x20

/* An exception inside the loader: nothing can be trusted but the message. */
        .balign 2048
vectors:
        .rept   16
        .balign 128
        b       exception
        .endr
exception:
        adrp    x1, loader_stack_top
        add     sp, x1, :lo12:loader_stack_top
        b       loader_exception

        .bss
        .balign 16
        .space  LOADER_STACK_BYTES
loader_stack_top:
