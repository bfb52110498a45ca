        .section .text.start, "ax"
        .global _start
_start: mov     x29, xzr
        mov     x30, xzr
        b       server_main
