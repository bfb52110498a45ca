/* Serial lines among the devices of chardev.h. */
#pragma once
#include <platsupport/chardev.h>

#define SERIAL_AUTO_CR 1                /* a flag: a CR goes out with every NL */

enum serial_parity { PARITY_NONE, PARITY_EVEN, PARITY_ODD };

/* 0, or -1 for what ps_cdev_init has no device for */
int serial_init(enum chardev_id id, ps_io_ops_t *ops, ps_chardevice_t *device);
/* 0, or -1 for what the line cannot do: 5 to 8 bits, 1 or 2 stop bits, up to 1.5 Mbit/s */
int serial_configure(ps_chardevice_t *device, long bits_per_second, int bits,
                     enum serial_parity parity, int stop_bits);
