/* Entry of the test program: x0 = boot information, x1 = IPC buffer, no stack yet. */
        .section .text.start, "ax"
        .global _start
_start:
        adrp    x2, main_stack_top
        add     sp, x2, :lo12:main_stack_top
        mov     x29, xzr
        mov     x30, xzr
        msr     tpidr_el0, xzr
        b       test_main

/* A thread begins here: x0 = struct thread *, x1 = its IPC buffer, sp set. */
        .text
        .global thread_entry
thread_entry:
        mov     x29, xzr
        mov     x30, xzr
        msr     tpidr_el0, x0
        b       thread_main

        .global crowd_send, crowd_wait
crowd_send:
        svc     #3
        b       .
crowd_wait:
        svc     #8
        b       .

        .bss
        .balign 16
        .space  32768
        .global main_stack_top
main_stack_top:
