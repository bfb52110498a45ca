/* void system_call(words, number): x0..x11 from words, and back */
        .macro  one number
        cmp     x12, #\number
        b.ne    1f
        svc     #\number
        b       2f
1:
        .endm

        .text
        .global system_call
system_call:
        stp     x19, x30, [sp, #-16]!
        mov     x19, x0
        mov     x12, x1
        ldp     x0, x1, [x19]
        ldp     x2, x3, [x19, #16]
        ldp     x4, x5, [x19, #32]
        ldp     x6, x7, [x19, #48]
        ldp     x8, x9, [x19, #64]
        ldp     x10, x11, [x19, #80]
#define SYSCALL(number, id, name, text) one number
#include "kernel/abi/syscalls.def"
2:      stp     x0, x1, [x19]
        stp     x2, x3, [x19, #16]
        stp     x4, x5, [x19, #32]
        stp     x6, x7, [x19, #48]
        stp     x8, x9, [x19, #64]
        ldp     x19, x30, [sp], #16
        ret
