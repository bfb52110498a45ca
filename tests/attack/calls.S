/*
 * Entry of both sides, system calls with all of x0..x11 chosen, and the victim's registers.
 */
        .text
/* x0 = seed, x1 = IPC buffer, x2 = struct progress *, x3 = function; sp set */
        .global side_entry
side_entry:
        mov     x29, xzr
        mov     x30, xzr
        br      x3

/* void attack_call(word w[12], word number): x0..x11 are taken from there and put back */
        .global attack_call
attack_call:
        stp     x19, x30, [sp, #-16]!
        mov     x19, x0
        adr     x17, 1f
        add     x17, x17, x1, lsl #3
        ldp     x0, x1, [x19]
        ldp     x2, x3, [x19, #16]
        ldp     x4, x5, [x19, #32]
        ldp     x6, x7, [x19, #48]
        ldp     x8, x9, [x19, #64]
        ldp     x10, x11, [x19, #80]
        blr     x17
        stp     x0, x1, [x19]
        stp     x2, x3, [x19, #16]
        stp     x4, x5, [x19, #32]
        stp     x6, x7, [x19, #48]
        stp     x8, x9, [x19, #64]
        stp     x10, x11, [x19, #80]
        ldp     x19, x30, [sp], #16
        ret
        .altmacro
        .macro  number_from n
        svc     #\n
        ret
        .if     \n < 15
        number_from %(\n + 1)
        .endif
        .endm
1:      number_from 0

/*
 * word hold(word seed, word rounds): all registers hold values made from the seed while time
 * passes; 0, or the number of the first that does not hold its own any more.
 */
        .global hold
hold:
        stp     x29, x30, [sp, #-96]!
        stp     x19, x20, [sp, #16]
        stp     x21, x22, [sp, #32]
        stp     x23, x24, [sp, #48]
        stp     x25, x26, [sp, #64]
        stp     x27, x28, [sp, #80]
        .irp    r, 2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
        add     x\r, x0, #\r
        .endr
1:      subs    x1, x1, #1
        b.ne    1b
        .irp    r, 2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
        sub     x\r, x\r, #\r
        cmp     x\r, x0
        b.ne    2f
        mov     x1, #\r
        .endr
        mov     x0, xzr
        b       3f
2:      add     x0, x1, #1
3:      ldp     x19, x20, [sp, #16]
        ldp     x21, x22, [sp, #32]
        ldp     x23, x24, [sp, #48]
        ldp     x25, x26, [sp, #64]
        ldp     x27, x28, [sp, #80]
        ldp     x29, x30, [sp], #96
        ret
