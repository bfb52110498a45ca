/*
 * Register canaries.
 *
 * word canary_<syscall>(cap, info, reply, other): executes the system call with known values in
 * x19..x30, sp and the callee's frame; 0 when all of them survived, else the number of the first
 * register that did not (31: sp).
 */
        .macro  canary name, number
        .global canary_\name
canary_\name:
        stp     x29, x30, [sp, #-16]!
        stp     x19, x20, [sp, #-16]!
        stp     x21, x22, [sp, #-16]!
        stp     x23, x24, [sp, #-16]!
        stp     x25, x26, [sp, #-16]!
        stp     x27, x28, [sp, #-16]!
        mov     x10, x2
        mov     x11, x3
        adrp    x9, canary_sp
        add     x9, x9, :lo12:canary_sp
        mov     x2, sp
        str     x2, [x9]
        .irp    r, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
        mov     x\r, #0x5a00 + \r
        movk    x\r, #0xc3c3, lsl #48
        .endr
        sub     sp, sp, #0x40
        .irp    r, 2, 3, 4, 5, 6, 7, 8, 9
        mov     x\r, #\r
        .endr
        svc     #\number
        b       canary_check
        .endm

        .text
#define SYSCALL(number, id, name, text) canary name, number
#include "kernel/abi/syscalls.def"

canary_check:
        mov     x0, xzr
        .irp    r, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19
        mov     x2, #0x5a00 + \r
        movk    x2, #0xc3c3, lsl #48
        cmp     x2, x\r
        mov     x3, #\r
        csel    x0, x0, x3, eq
        .endr
        adrp    x2, canary_sp
        ldr     x2, [x2, :lo12:canary_sp]
        add     x3, sp, #0x40
        cmp     x2, x3
        mov     x3, #31
        csel    x0, x0, x3, eq
        mov     sp, x2
        ldp     x27, x28, [sp], #16
        ldp     x25, x26, [sp], #16
        ldp     x23, x24, [sp], #16
        ldp     x21, x22, [sp], #16
        ldp     x19, x20, [sp], #16
        ldp     x29, x30, [sp], #16
        ret

        .altmacro
        .macro  fill r
        add     x1, x0, #\r
        dup     v\r\().2d, x1
        .if     \r < 31
        fill    %(\r + 1)
        .endif
        .endm
        .macro  check r
        add     x1, x0, #\r
        mov     x2, #\r + 1
        mov     x4, v\r\().d[0]
        cmp     x4, x1
        csel    x3, x3, x2, eq
        mov     x4, v\r\().d[1]
        cmp     x4, x1
        csel    x3, x3, x2, eq
        .if     \r > 0
        check   %(\r - 1)
        .endif
        .endm

/* void fp_fill(seed): q0..q31 from the seed */
        .global fp_fill
fp_fill:
        fill    0
        ret

/* word fp_check(seed): 0, or 1 + number of the first register that differs */
        .global fp_check
fp_check:
        mov     x3, xzr
        check   31
        mov     x0, x3
        ret

/* places that fault, with labels so that a test knows the address */
        .global fault_read, fault_write, fault_jump, fault_undefined, fault_hvc
        .global fault_system
fault_read:
        ldr     x0, [x0]
        ret
fault_write:
        str     x1, [x0]
        ret
fault_jump:
        br      x0
fault_undefined:
        .word   0
        ret
fault_hvc:
        hvc     #0
        ret
fault_system:
        mrs     x0, sctlr_el1
        ret
        .bss
        .balign 8
canary_sp:
        .space  8
