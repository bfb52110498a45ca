/*
 * Devices that characters come from and go to: of this board the serial line, for a component that
 * has its registers as a dataport.
 */
#pragma once
#include <platsupport/io.h>
#include <stdio.h>
#include <sys/types.h>

#include <platsupport/plat/serial.h>

typedef struct ps_chardevice ps_chardevice_t;

enum chardev_status {
    CHARDEV_STAT_COMPLETE, CHARDEV_STAT_INCOMPLETE, CHARDEV_STAT_ERROR, CHARDEV_STAT_CANCELLED
};

typedef void (*chardev_callback_t)(ps_chardevice_t *device, enum chardev_status status,
                                   size_t bytes, void *token);

struct chardev_xmit_descriptor {
    chardev_callback_t callback;
    void *token;
    size_t bytes_transfered;
    volatile size_t bytes_requested;
    void *data;
};

/* read and write: how many bytes were; the serial line calls nobody back */
struct ps_chardevice {
    enum chardev_id id;
    void *vaddr;
    ssize_t (*read)(ps_chardevice_t *device, void *data, size_t bytes, chardev_callback_t done,
                    void *token);
    ssize_t (*write)(ps_chardevice_t *device, const void *data, size_t bytes,
                     chardev_callback_t done, void *token);
    void (*handle_irq)(ps_chardevice_t *device);
    const int *irqs;                    /* ended by -1 */
    struct chardev_xmit_descriptor read_descriptor, write_descriptor;
    struct clock *clk;
    ps_io_ops_t ioops;
    int flags;                          /* SERIAL_AUTO_CR, to begin with */
};

/* NULL: there is no such device, or no dataport of the component shows its registers */
ps_chardevice_t *ps_cdev_init(enum chardev_id id, const ps_io_ops_t *ops, ps_chardevice_t *device);
/* the default serial line */
ps_chardevice_t *ps_cdev_static_init(const ps_io_ops_t *ops, ps_chardevice_t *device,
                                     void *parameters);
/* one that has nothing to read and forgets what is written */
ps_chardevice_t *ps_cdev_new(const ps_io_ops_t *ops, ps_chardevice_t *device);

static inline ssize_t ps_cdev_read(ps_chardevice_t *device, void *data, size_t bytes,
                                   chardev_callback_t done, void *token)
{
    return device->read(device, data, bytes, done, token);
}

static inline ssize_t ps_cdev_write(ps_chardevice_t *device, void *data, size_t bytes,
                                    chardev_callback_t done, void *token)
{
    return device->write(device, data, bytes, done, token);
}

static inline void ps_cdev_putchar(ps_chardevice_t *device, int c)
{
    char byte = (char)c;

    while (device->write(device, &byte, 1, NULL, NULL) < 1)
        continue;
}

/* EOF: nothing has come */
static inline int ps_cdev_getchar(ps_chardevice_t *device)
{
    unsigned char byte;

    return device->read(device, &byte, 1, NULL, NULL) == 1 ? byte : EOF;
}

static inline void ps_cdev_handle_irq(ps_chardevice_t *device, int irq)
{
    (void)irq;
    device->handle_irq(device);
}

static inline int ps_cdev_produces_irq(const ps_chardevice_t *device, int irq)
{
    const int *i = device->irqs;

    while (*i != -1 && *i != irq)
        i++;
    return *i == irq && irq != -1;
}

static inline void ps_cdev_set_flags(ps_chardevice_t *device, int flags)
{
    device->flags = flags;
}
