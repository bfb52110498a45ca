/*
 * Takes the place of the kernel's first instructions: writes the time at which the kernel would
 * have been entered to the serial line (PL011 at SERIAL), as 16 hexadecimal digits, and stops.
 */
    mrs     x1, cntvct_el0
    movz    x2, SERIAL >> 16, lsl #16
    mov     x3, #60
1:  lsr     x4, x1, x3
    and     x4, x4, #15
    add     x4, x4, #'0'
    cmp     x4, #'9'
    b.ls    2f
    add     x4, x4, #'a' - '0' - 10
2:  str     w4, [x2]
    subs    x3, x3, #4
    b.pl    1b
    mov     x4, #'\n'
    str     w4, [x2]
3:  wfi
    b       3b
