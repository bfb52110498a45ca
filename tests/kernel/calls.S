/*
 * System calls with all registers chosen.
 *
 * numbered_call: svc and ret, for every number up to 99, eight bytes each.
 */
#include "kept.h"

        .text
        .global numbered_call
numbered_call:
        .set    number, 0
        .rept   100
        svc     #number
        ret
        .set    number, number + 1
        .endr

/* void system_call(word w[12], word number): x0..x11 are taken from there and put back */
        .global system_call
system_call:
        stp     x19, x30, [sp, #-16]!
        mov     x19, x0
        adr     x17, numbered_call
        add     x17, x17, x1, lsl #3
        .irp    n, 0,1,2,3,4,5,6,7,8,9,10,11
        ldr     x\n, [x19, #\n * 8]
        .endr
        blr     x17
        .irp    n, 0,1,2,3,4,5,6,7,8,9,10,11
        str     x\n, [x19, #\n * 8]
        .endr
        ldp     x19, x30, [sp], #16
        ret

/* void full_call(word w[30], word number): all of x0..x29 are taken from there and put back */
        .global full_call
full_call:
        push_kept
        str     x0, [sp, #-16]!
        adr     x30, numbered_call
        add     x30, x30, x1, lsl #3
        .irp    n, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29
        ldr     x\n, [x0, #\n * 8]
        .endr
        ldr     x0, [x0]
        blr     x30
        ldr     x30, [sp], #16
        .irp    n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29
        str     x\n, [x30, #\n * 8]
        .endr
        pop_kept
        ret
