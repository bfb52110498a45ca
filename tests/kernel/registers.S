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

/* void raw_<syscall>(word w[12]): all of x0..x11 are taken from there and put back */
        .macro  raw name, number
        .global raw_\name
raw_\name:
        stp     x19, x30, [sp, #-16]!
        mov     x19, x0
        ldp     x0, x1, [x19]
        ldp     x2, x3, [x19, #16]
        ldp     x4, x5, [x19, #32]
        ldp     x6, x7, [x19, #48]
        ldp     x8, x9, [x19, #64]
        ldp     x10, x11, [x19, #80]
        svc     #\number
        stp     x0, x1, [x19]
        stp     x2, x3, [x19, #16]
        stp     x4, x5, [x19, #32]
        stp     x6, x7, [x19, #48]
        stp     x8, x9, [x19, #64]
        stp     x10, x11, [x19, #80]
        ldp     x19, x30, [sp], #16
        ret
        .endm
        raw     call, 1
        raw     recv, 6
        raw     wait, 8
        raw     nb_wait, 9
        raw     unknown, 99

/* void full_call(word w[30], word number): all of x0..x29 are taken from there and put back */
        .global full_call
full_call:
        stp     x29, x30, [sp, #-112]!
        stp     x19, x20, [sp, #16]
        stp     x21, x22, [sp, #32]
        stp     x23, x24, [sp, #48]
        stp     x25, x26, [sp, #64]
        stp     x27, x28, [sp, #80]
        str     x0, [sp, #96]
        adr     x30, 1f
        add     x30, x30, x1, lsl #3
        ldp     x2, x3, [x0, #16]
        ldp     x4, x5, [x0, #32]
        ldp     x6, x7, [x0, #48]
        ldp     x8, x9, [x0, #64]
        ldp     x10, x11, [x0, #80]
        ldp     x12, x13, [x0, #96]
        ldp     x14, x15, [x0, #112]
        ldp     x16, x17, [x0, #128]
        ldp     x18, x19, [x0, #144]
        ldp     x20, x21, [x0, #160]
        ldp     x22, x23, [x0, #176]
        ldp     x24, x25, [x0, #192]
        ldp     x26, x27, [x0, #208]
        ldp     x28, x29, [x0, #224]
        ldp     x0, x1, [x0]
        blr     x30
        ldr     x30, [sp, #96]
        stp     x0, x1, [x30]
        stp     x2, x3, [x30, #16]
        stp     x4, x5, [x30, #32]
        stp     x6, x7, [x30, #48]
        stp     x8, x9, [x30, #64]
        stp     x10, x11, [x30, #80]
        stp     x12, x13, [x30, #96]
        stp     x14, x15, [x30, #112]
        stp     x16, x17, [x30, #128]
        stp     x18, x19, [x30, #144]
        stp     x20, x21, [x30, #160]
        stp     x22, x23, [x30, #176]
        stp     x24, x25, [x30, #192]
        stp     x26, x27, [x30, #208]
        stp     x28, x29, [x30, #224]
        ldp     x19, x20, [sp, #16]
        ldp     x21, x22, [sp, #32]
        ldp     x23, x24, [sp, #48]
        ldp     x25, x26, [sp, #64]
        ldp     x27, x28, [sp, #80]
        ldp     x29, x30, [sp], #112
        ret
        .macro  numbered n
        svc     #\n
        ret
        .if     \n < 12
        numbered %(\n + 1)
        .endif
        .endm
1:      numbered 0

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
