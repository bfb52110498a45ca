/*
 * Entry of the root task: x0 boot information, x1 IPC buffer. All it lacks is a stack.
 */
    .section .text.start, "ax"
    .global _start
    .type _start, %function
_start:
    adrp x9, root_stack_top
    add sp, x9, :lo12:root_stack_top
    mov x29, xzr
    mov x30, xzr
    b root_main
    .size _start, . - _start

    .section .bss.stack, "aw", %nobits
    .balign 4096
    .skip 16384
root_stack_top:
