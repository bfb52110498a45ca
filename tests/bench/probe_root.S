/*
 * Takes the place of the root task's first instructions: writes the time at which it began to the
 * kernel's console, as 16 hexadecimal digits, and waits for good.
 */
#include "kernel/abi/layout.h"

    mrs     x6, cntvct_el0
    mov     x7, #60
    mov     x3, xzr                     /* two words of text, the first digit lowest */
    mov     x4, xzr
1:  lsr     x8, x6, x7
    and     x8, x8, #15
    add     x8, x8, #'0'
    cmp     x8, #'9'
    b.ls    2f
    add     x8, x8, #'a' - '0' - 10
2:  extr    x3, x4, x3, #8
    lsr     x4, x4, #8
    orr     x4, x4, x8, lsl #56
    subs    x7, x7, #4
    b.pl    1b
    mov     x5, #'\n'
    mov     x0, #ROOT_SLOT_CONSOLE
    mov     x1, #4                      /* words: the count, 17 characters */
    movk    x1, #(CONSOLE_WRITE * 4096) >> 16, lsl #16
    movk    x1, #(CONSOLE_WRITE * 4096 + 4) & 0xffff
    mov     x2, #17
    svc     #1
3:  b       3b
