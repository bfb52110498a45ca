/* Entry of a root task written for libsel4: x0 boot information, x1 IPC buffer, no stack. */
        .section .text.start, "ax"
        .global _start
_start:
        adrp    x9, kdl_sel4_stack_top
        add     sp, x9, :lo12:kdl_sel4_stack_top
        mov     x29, xzr
        mov     x30, xzr
        b       kdl_sel4_start

        .section .bss.stack, "aw", %nobits
        .balign 4096
        .space  65536
kdl_sel4_stack_top:
