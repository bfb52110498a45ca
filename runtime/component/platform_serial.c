/* The serial line of the board behind platsupport/serial.h: a PL011 (Arm DDI 0183). */
#include <platsupport/serial.h>

#define WEAK __attribute__((weak))

/* registers, in words from the first */
enum { DR = 0x00 / 4, FR = 0x18 / 4, IBRD = 0x24 / 4, FBRD = 0x28 / 4, LCR_H = 0x2c / 4,
       CR = 0x30 / 4, IMSC = 0x38 / 4, ICR = 0x44 / 4 };
enum { FR_BUSY = 1 << 3, FR_RXFE = 1 << 4, FR_TXFF = 1 << 5 };
enum { LCR_PEN = 1 << 1, LCR_EPS = 1 << 2, LCR_STP2 = 1 << 3, LCR_FEN = 1 << 4, LCR_WLEN = 5 };
enum { CR_UARTEN = 1 << 0, CR_TXE = 1 << 8, CR_RXE = 1 << 9 };
enum { INT_RX = 1 << 4, INT_RT = 1 << 6, INT_ALL = 0x7f0 };

#define UART_CLOCK 24000000             /* Hz, apb-pclk in the device tree */
#define WINDOW 0x1000

static volatile uint32_t *registers(const ps_chardevice_t *device)
{
    return device->vaddr;
}

static void put(volatile uint32_t *regs, uint8_t byte)
{
    while (regs[FR] & FR_TXFF)
        continue;
    regs[DR] = byte;
}

static ssize_t write_line(ps_chardevice_t *device, const void *data, size_t bytes,
                          chardev_callback_t done, void *token)
{
    const uint8_t *from = data;

    (void)done, (void)token;
    for (size_t i = 0; i < bytes; i++) {
        put(registers(device), from[i]);
        if (from[i] == '\n' && device->flags & SERIAL_AUTO_CR)
            put(registers(device), '\r');
    }
    return (ssize_t)bytes;
}

/* what has come by now */
static ssize_t read_line(ps_chardevice_t *device, void *data, size_t bytes,
                         chardev_callback_t done, void *token)
{
    volatile uint32_t *regs = registers(device);
    size_t count = 0;

    (void)done, (void)token;
    while (count < bytes && !(regs[FR] & FR_RXFE))
        ((uint8_t *)data)[count++] = (uint8_t)regs[DR];
    return (ssize_t)count;
}

static void handle_line(ps_chardevice_t *device)
{
    registers(device)[ICR] = INT_ALL;
}

WEAK ps_chardevice_t *ps_cdev_init(enum chardev_id id, const ps_io_ops_t *ops,
                                   ps_chardevice_t *device)
{
    static const int irqs[] = {UART0_IRQ, -1};
    volatile uint32_t *regs;

    if (id != PL011_UART0 || !ops || !device)
        return NULL;
    regs = ops->io_mapper.io_map_fn(ops->io_mapper.cookie, UART0_PADDR, WINDOW, 0, PS_MEM_NORMAL);
    if (!regs)
        return NULL;
    *device = (ps_chardevice_t){.id = id, .vaddr = (void *)(uintptr_t)regs, .read = read_line,
                                .write = write_line, .handle_irq = handle_line, .irqs = irqs,
                                .ioops = *ops, .flags = SERIAL_AUTO_CR};
    regs[CR] |= CR_UARTEN | CR_TXE | CR_RXE;
    regs[IMSC] = INT_RX | INT_RT;
    return device;
}

WEAK ps_chardevice_t *ps_cdev_static_init(const ps_io_ops_t *ops, ps_chardevice_t *device,
                                          void *parameters)
{
    (void)parameters;
    return ps_cdev_init(PS_SERIAL_DEFAULT, ops, device);
}

WEAK int serial_init(enum chardev_id id, ps_io_ops_t *ops, ps_chardevice_t *device)
{
    return ps_cdev_init(id, ops, device) ? 0 : -1;
}

/* DDI 0183 3.3.6: divisor in 64ths; the line is off while it changes, after its last byte */
WEAK int serial_configure(ps_chardevice_t *device, long bits_per_second, int bits,
                          enum serial_parity parity, int stop_bits)
{
    volatile uint32_t *regs = registers(device);
    uint32_t control = regs[CR], divisor, line;

    if (bits_per_second <= 0 || bits_per_second > UART_CLOCK / 16 || bits < 5 || bits > 8
        || stop_bits < 1 || stop_bits > 2)
        return -1;
    divisor = (uint32_t)((UART_CLOCK * 4l + bits_per_second / 2) / bits_per_second);
    if (divisor >> 6 > 0xffff)
        return -1;
    line = (regs[LCR_H] & LCR_FEN) | (uint32_t)(bits - 5) << LCR_WLEN
         | (stop_bits == 2 ? LCR_STP2 : 0)
         | (parity == PARITY_NONE ? 0 : parity == PARITY_EVEN ? LCR_PEN | LCR_EPS : LCR_PEN);
    while (regs[FR] & FR_BUSY)
        continue;
    regs[CR] = 0;
    regs[IBRD] = divisor >> 6;
    regs[FBRD] = divisor & 63;
    regs[LCR_H] = line;
    regs[CR] = control;
    return 0;
}

/* ---- a device that is none ---- */

static ssize_t write_nowhere(ps_chardevice_t *device, const void *data, size_t bytes,
                             chardev_callback_t done, void *token)
{
    (void)device, (void)data, (void)done, (void)token;
    return (ssize_t)bytes;
}

static ssize_t read_nothing(ps_chardevice_t *device, void *data, size_t bytes,
                            chardev_callback_t done, void *token)
{
    (void)device, (void)data, (void)bytes, (void)done, (void)token;
    return 0;
}

static void handle_nothing(ps_chardevice_t *device)
{
    (void)device;
}

WEAK ps_chardevice_t *ps_cdev_new(const ps_io_ops_t *ops, ps_chardevice_t *device)
{
    static const int none[] = {-1};

    if (!device)
        return NULL;
    *device = (ps_chardevice_t){.read = read_nothing, .write = write_nowhere,
                                .handle_irq = handle_nothing, .irqs = none};
    if (ops)
        device->ioops = *ops;
    return device;
}
