/* The device tree of the board, for programs that look into it. */
    .section .rodata.kdl_devicetree, "a"
    .balign 8
    .globl kdl_devicetree
kdl_devicetree:
    .incbin "board.dtb"
