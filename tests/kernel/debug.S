/* What the tests of breakpoints run: addresses are known to the instruction. */
        .text
        .global debug_brk, debug_count, debug_count_loop, debug_access, debug_access_store
        .global debug_system_call, debug_steps, debug_step_3, debug_steps_end

debug_brk:
        brk     #7
        ret

/* counts down x0 */
debug_count:
debug_count_loop:
        sub     x0, x0, #1
        cbnz    x0, debug_count_loop
        ret

/* x0: reads 8 bytes there, then writes 4 behind them */
debug_access:
        ldr     x1, [x0]
debug_access_store:
        str     w1, [x0, #8]
        ret

/* x0 = notification: a system call in the middle */
debug_steps:
        mov     x1, #0
        nop
        nop
debug_step_3:
        svc     #3
        nop
        nop
debug_steps_end:
        ret
