/*
 * The kernel's window: text, read-only data, data; each from a page of its own, without holes,
 * so that one distance leads from any linked address to where it lies in memory.
 */
#include "abi/layout.h"
#include "cpu.h"

OUTPUT_FORMAT("elf64-littleaarch64")
ENTRY(_start)
PHDRS
{
    text PT_LOAD FLAGS(5);
    rodata PT_LOAD FLAGS(4);
    data PT_LOAD FLAGS(6);
}
SECTIONS
{
    . = KERNEL_WINDOW;
    kernel_start = .;
    .text : { KEEP(*(.text.vectors)) *(.text .text.*) } :text
    .boot : { KEEP(*(.boot)) } :text
    . = ALIGN(PAGE_SIZE);
    kernel_text_end = .;
    .rodata : { *(.rodata .rodata.*) } :rodata
    . = ALIGN(PAGE_SIZE);
    kernel_rodata_end = .;
    .data : { *(.data .data.*) } :data
    .bss : {
        *(.bss .bss.*) *(COMMON)
        . = ALIGN(PAGE_SIZE);
        kernel_stack_guard = .;         /* not mapped */
        . += PAGE_SIZE;
        kernel_stack_bottom = .;
        . += KERNEL_STACK_BYTES;
        kernel_stack_top = .;
        . += KERNEL_STACK_STEP * (CONFIG_CORES - 1);    /* those of the other cores */
        kernel_pool = .;                /* tables of the linear map; what is left becomes RAM */
        . += KERNEL_POOL_PAGES * PAGE_SIZE;
        kernel_end = .;
    } :data
    ASSERT(kernel_end - KERNEL_WINDOW <= (1 << LARGE_PAGE_BITS), "the kernel fits its window")
    /DISCARD/ : { *(.comment) *(.note .note.*) *(.eh_frame) *(.eh_frame_hdr) }
}
