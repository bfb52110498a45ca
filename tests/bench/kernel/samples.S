/*
 * Timed system calls. Under -icount shift=0 the counter advances by one tick every 16
 * instructions; a sled of 0..15 nops in front of a sample moves it within the tick, so that the
 * mean over every 32 samples is exact (bench.h).
 */
        .text

/*
 * word sample_<syscall>(call, nops): x0..x11 from words[0..11]; x1, the time to [12], [13].
 * What is counted stands between begin_<syscall> and end_<syscall> (tests/bench/trace).
 */
        .macro  sample name, number
        .global sample_\name
sample_\name:
        stp     x19, x20, [sp, #-32]!
        str     x30, [sp, #16]
        mov     x19, x0
        adr     x2, 1f
        sub     x2, x2, x1, lsl #2
        ldp     x0, x1, [x19]
        ldp     x4, x5, [x19, #32]
        ldp     x6, x7, [x19, #48]
        ldp     x8, x9, [x19, #64]
        ldp     x10, x11, [x19, #80]
        br      x2
        .rept   15
        nop
        .endr
1:      ldp     x2, x3, [x19, #16]
        mrs     x20, cntvct_el0
begin_\name:
        .if     \number
        svc     #\number
        .endif
end_\name:
        mrs     x12, cntvct_el0
        stp     x1, x12, [x19, #96]
        sub     x0, x12, x20
        ldr     x30, [sp, #16]
        ldp     x19, x20, [sp], #32
        ret
        .endm

        sample  nothing, 0
#define SYSCALL(number, id, name, text) sample name, number
#include "kernel/abi/syscalls.def"

/* void serve_forever(endpoint, info, reply): 5 instructions a round */
        .global serve_forever
serve_forever:
        mov     x19, x0
        mov     x20, x1
        mov     x21, x2
1:      mov     x0, x19
        mov     x1, x20
        mov     x10, x21
        svc     #2
        b       1b

/* void wait_forever(notification, time): notes when it was woken; mov svc, then mrs str b */
        .global wait_forever
wait_forever:
        mov     x19, x0
        mov     x20, x1
1:      mov     x0, x19
        svc     #8
        mrs     x9, cntvct_el0
        str     x9, [x20]
        b       1b

/* void yield_forever(void): 2 instructions a round */
        .global yield_forever, spin_forever
yield_forever:
        svc     #11
        b       yield_forever

spin_forever:
        nop
        b       spin_forever

/* word wait_stamp(notification, nops): counter 1 instruction and the nops after waking */
        .global wait_stamp
wait_stamp:
        stp     x19, x30, [sp, #-16]!
        adr     x19, 1f
        sub     x19, x19, x1, lsl #2
        svc     #8
        br      x19
        .rept   15
        nop
        .endr
1:      mrs     x0, cntvct_el0
        ldp     x19, x30, [sp], #16
        ret

/* word count_gaps(rounds): of rounds of 8 instructions, how many took more than one tick */
        .global count_gaps
count_gaps:
        mrs     x1, cntvct_el0
        mov     x2, xzr
1:      mrs     x3, cntvct_el0
        sub     x4, x3, x1
        cmp     x4, #2
        mov     x1, x3
        cinc    x2, x2, hs
        sub     x0, x0, #1
        nop
        cbnz    x0, 1b
        mov     x0, x2
        ret

/* void touch(address): a load that faults, again and again */
        .global touch_forever
touch_forever:
        ldr     x1, [x0]
        b       touch_forever
