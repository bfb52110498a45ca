/*
 * void *memset(void *to, int byte, size_t count), in the general registers alone: the C library's
 * uses FP registers, and a thread that touches them has to get them from the thread that did so
 * before it, in the kernel. Accesses need not be aligned.
 */
    .section .text.memset, "ax"
    .weak memset
    .type memset, %function
memset:
    and     x1, x1, #0xff
    orr     x1, x1, x1, lsl #8
    orr     x1, x1, x1, lsl #16
    orr     x1, x1, x1, lsl #32
    add     x4, x0, x2                  /* the end */
    mov     x3, x0
    cmp     x2, #16
    b.lo    3f
    cbnz    x1, 6f
    cmp     x2, #256
    b.lo    6f
    mrs     x5, dczid_el0
    cmp     x5, #4                      /* DC ZVA is there, and zeroes 64 bytes */
    b.ne    6f
    stp     x1, x1, [x3]
    stp     x1, x1, [x3, #16]
    stp     x1, x1, [x3, #32]
    stp     x1, x1, [x3, #48]
    and     x3, x3, #~63
    add     x3, x3, #64
    sub     x2, x4, x3
    subs    x2, x2, #128
    b.lo    5f
4:  dc      zva, x3
    add     x3, x3, #64
    dc      zva, x3
    add     x3, x3, #64
    subs    x2, x2, #128
    b.hs    4b
5:  add     x2, x2, #128
6:  subs    x2, x2, #64
    b.lo    2f
1:  stp     x1, x1, [x3]
    stp     x1, x1, [x3, #16]
    stp     x1, x1, [x3, #32]
    stp     x1, x1, [x3, #48]
    add     x3, x3, #64
    subs    x2, x2, #64
    b.hs    1b
2:  tbz     x2, #5, 1f                  /* 0..63 are left: x2 is that less 64 */
    stp     x1, x1, [x3]
    stp     x1, x1, [x3, #16]
    add     x3, x3, #32
1:  tbz     x2, #4, 1f
    stp     x1, x1, [x3]
1:  stp     x1, x1, [x4, #-16]          /* the last ones, some of them again */
    ret
3:  tbz     x2, #3, 1f
    str     x1, [x3]
    str     x1, [x4, #-8]
    ret
1:  tbz     x2, #2, 1f
    str     w1, [x3]
    str     w1, [x4, #-4]
    ret
1:  cbz     x2, 1f
    strb    w1, [x3]
    tbz     x2, #1, 1f
    strh    w1, [x4, #-2]
1:  ret
    .size memset, . - memset
