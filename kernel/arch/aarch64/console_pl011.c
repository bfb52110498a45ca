/* The kernel's console: a PL011, polled, only written. */
#include "cpu.h"

#define DATA      0x00
#define FLAGS     0x18
#define LINE      0x2c
#define CONTROL   0x30
#define FLAG_FULL (1u << 5)
#define LINE_8N1_FIFO (3u << 5 | 1u << 4)
#define CONTROL_ON    (1u << 0 | 1u << 8 | 1u << 9)     /* UART, transmitter, receiver */

static volatile char *registers;

/* Speed is the firmware's choice; the rest is set only where it left the UART off. */
at_boot void arch_boot_console(void)
{
    if (kernel.boot.console != BOOT_CONSOLE_PL011)
        return;
    registers = aarch64_map_device(kernel.boot.console_registers.start, PAGE_SIZE);
    if ((mmio_read(registers, CONTROL) & CONTROL_ON) != CONTROL_ON) {
        mmio_write(registers, LINE, LINE_8N1_FIFO);
        mmio_write(registers, CONTROL, CONTROL_ON);
    }
}

static void put(char c)
{
    while (mmio_read(registers, FLAGS) & FLAG_FULL)
        ;
    mmio_write(registers, DATA, (unsigned char)c);
}

void arch_console_putc(char c)
{
    if (!registers)
        return;
    if (c == '\n')
        put('\r');
    put(c);
}
