/*
 * word count_with_registers(rounds, pattern): x2..x28 and x30 hold pattern + their number, the
 * flags N and C are set; what is different afterwards is not 0. x29 keeps the pattern, x1 counts.
 */
#include "kept.h"

        .text
        .global count_with_registers
count_with_registers:
        push_kept
        mov     x29, x1
        mov     x1, x0
        mov     x0, #0xa0000000
        msr     nzcv, x0
        .irp    n, 2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,30
        add     x\n, x29, #\n
        .endr
1:      sub     x1, x1, #1
        cbnz    x1, 1b
        mrs     x0, nzcv
        mov     x1, #0xa0000000
        eor     x0, x0, x1
        .irp    n, 2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,30
        sub     x\n, x\n, #\n
        eor     x\n, x\n, x29
        orr     x0, x0, x\n
        .endr
        pop_kept
        ret
