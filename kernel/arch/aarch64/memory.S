/*
 * memset and memcpy, all that the kernel needs of string.h. Zeroing is what retype spends its time
 * on: whole blocks go by DC ZVA. Both run with the MMU on and on RAM, so unaligned access is fine.
 */
        .text

/* void *memset(void *to, int value, size_t n) */
        .global memset
memset:
        mov     x3, x0
        and     x1, x1, #0xff
        cbnz    x1, small
        cmp     x2, #512
        b.lo    small
        mrs     x4, dczid_el0
        tbnz    x4, #4, small           /* DC ZVA not permitted */
        and     x4, x4, #15
        mov     x5, #4
        lsl     x5, x5, x4              /* bytes of a block */
        sub     x6, x5, #1
        cmp     x2, x5, lsl #1
        b.lo    small
1:      tst     x3, x6                  /* up to the first block */
        b.eq    2f
        strb    wzr, [x3], #1
        sub     x2, x2, #1
        b       1b
2:      lsl     x7, x5, #2              /* four at a time */
        subs    x2, x2, x7
        b.lo    4f
3:      dc      zva, x3
        add     x4, x3, x5
        dc      zva, x4
        add     x4, x4, x5
        dc      zva, x4
        add     x4, x4, x5
        dc      zva, x4
        add     x3, x3, x7
        subs    x2, x2, x7
        b.hs    3b
4:      adds    x2, x2, x7
        b.eq    done
        cmp     x2, x5
        b.lo    small
5:      dc      zva, x3
        add     x3, x3, x5
        sub     x2, x2, x5
        cmp     x2, x5
        b.hs    5b
small:  orr     x1, x1, x1, lsl #8
        orr     x1, x1, x1, lsl #16
        orr     x1, x1, x1, lsl #32
        subs    x2, x2, #16
        b.lo    7f
6:      stp     x1, x1, [x3], #16
        subs    x2, x2, #16
        b.hs    6b
7:      adds    x2, x2, #16
        b.eq    done
8:      strb    w1, [x3], #1
        subs    x2, x2, #1
        b.ne    8b
done:   ret

/* void *memcpy(void *to, const void *from, size_t n) */
        .global memcpy
memcpy:
        mov     x3, x0
        subs    x2, x2, #16
        b.lo    2f
1:      ldp     x4, x5, [x1], #16
        stp     x4, x5, [x3], #16
        subs    x2, x2, #16
        b.hs    1b
2:      adds    x2, x2, #16
        b.eq    4f
3:      ldrb    w4, [x1], #1
        strb    w4, [x3], #1
        subs    x2, x2, #1
        b.ne    3b
4:      ret
