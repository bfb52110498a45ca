        .section .rodata
        .balign 4096
        .global server_elf, server_elf_end
server_elf:
        .incbin SERVER
server_elf_end:
