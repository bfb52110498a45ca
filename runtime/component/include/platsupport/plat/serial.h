/* The serial lines of the board. */
#pragma once

#define UART0_PADDR 0x9000000
#define UART0_IRQ   33

enum chardev_id { PL011_UART0, PL001_UART0 = PL011_UART0, PS_SERIAL0 = PL011_UART0,
                  PS_SERIAL_DEFAULT = PL011_UART0 };

#define DEFAULT_SERIAL_PADDR     UART0_PADDR
#define DEFAULT_SERIAL_INTERRUPT UART0_IRQ
