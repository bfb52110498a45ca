/*
 * First instructions of every thread: x0 index of the thread in its program, x1 its IPC buffer,
 * x2 how often the program has been started again, sp end of its stack. The block of thread-local
 * storage is carved from there (Arm ELF TLS, variant 1: TPIDR_EL0 points to two reserved words,
 * the variables follow).
 */
    .section .text.start, "ax"
    .global _start
    .type _start, %function
_start:
    mov     x3, x2
    ldr     x2, =kdl_tls_block
    sub     x2, sp, x2
    ldr     x9, =kdl_tls_align
    neg     x9, x9
    and     x2, x2, x9
    mov     sp, x2
    msr     tpidr_el0, x2
    mov     x29, xzr
    mov     x30, xzr
    b       kdl_program_start
    .size _start, . - _start
    .ltorg
