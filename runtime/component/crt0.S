/*
 * First instructions of every thread: x0 index of the thread in its instance, x1 its IPC buffer,
 * sp end of its stack. The block of thread-local storage is carved from there (Arm ELF TLS,
 * variant 1: TPIDR_EL0 points to two reserved words, the variables follow).
 */
    .section .text.start, "ax"
    .global _start
    .type _start, %function
_start:
    ldr     x2, =kdl_tls_block
    sub     x2, sp, x2
    ldr     x3, =kdl_tls_align
    neg     x3, x3
    and     x2, x2, x3
    mov     sp, x2
    msr     tpidr_el0, x2
    mov     x29, xzr
    mov     x30, xzr
    b       kdl_thread_start
    .size _start, . - _start
    .ltorg
