/*
 * Entry of both sides, and the victim's registers.
 */
#include "kept.h"

        .text
/* x0 = seed, x1 = IPC buffer, x2 = struct progress *, x3 = function; sp set */
        .global side_entry
side_entry:
        mov     x29, xzr
        mov     x30, xzr
        br      x3

/*
 * word hold(word seed, word rounds): all registers hold values made from the seed while time
 * passes; 0, or the number of the first that does not hold its own any more.
 */
        .global hold
hold:
        push_kept
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
3:      pop_kept
        ret
