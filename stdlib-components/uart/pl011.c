/* The PL011 itself; see pl011.h. Register numbers in words: Arm DDI 0183 table 3-1. */
#include "pl011.h"

enum { DR = 0x00 / 4, FR = 0x18 / 4, LCR_H = 0x2c / 4, CR = 0x30 / 4, IFLS = 0x34 / 4,
       IMSC = 0x38 / 4, ICR = 0x44 / 4 };

enum { FR_RXFE = 1 << 4, FR_TXFF = 1 << 5 };
enum { LCR_FEN = 1 << 4, LCR_8BIT = 3 << 5 };
enum { CR_UARTEN = 1 << 0, CR_TXE = 1 << 8, CR_RXE = 1 << 9 };
enum { DR_FE = 1 << 8, DR_PE = 1 << 9, DR_BE = 1 << 10, DR_OE = 1 << 11 };
enum { INT_RX = 1 << 4, INT_TX = 1 << 5, INT_RT = 1 << 6, INT_ERRORS = 0xf << 7 };

int pl011_init(struct pl011 *uart, volatile void *regs)
{
    *uart = (struct pl011){.regs = regs};
    uart->regs[IMSC] = 0;
    int early = -1;
    if (!(uart->regs[LCR_H] & LCR_FEN)) {
        /* enabling the FIFO empties it */
        early = pl011_receive(uart);
        uart->regs[LCR_H] = LCR_8BIT | LCR_FEN;
    }
    uart->regs[IFLS] = 0;               /* interrupt at 1/8 full, 1/8 left to send */
    uart->regs[CR] = CR_UARTEN | CR_TXE | CR_RXE;
    pl011_clear(uart);
    return early;
}

int pl011_receive(struct pl011 *uart)
{
    while (!(uart->regs[FR] & FR_RXFE)) {
        uint32_t data = uart->regs[DR];
        if (data & DR_OE)
            uart->errors.overruns++;    /* a byte before this one was lost; this one is good */
        if (data & DR_BE)
            uart->errors.breaks++;
        else if (data & DR_PE)
            uart->errors.parity++;
        else if (data & DR_FE)
            uart->errors.framing++;
        if (!(data & (DR_BE | DR_PE | DR_FE)))
            return data & 0xff;
    }
    return -1;
}

bool pl011_send(struct pl011 *uart, uint8_t byte)
{
    if (uart->regs[FR] & FR_TXFF)
        return false;
    uart->regs[DR] = byte;
    return true;
}

void pl011_listen(struct pl011 *uart, bool receive, bool send)
{
    uint32_t mask = (receive ? INT_RX | INT_RT : 0) | (send ? INT_TX : 0);
    if (mask == uart->mask)
        return;
    uart->mask = mask;
    uart->regs[IMSC] = mask;
}

/* The receive interrupt is left alone: the device withdraws it when the FIFO has been read, and
 * clearing it with bytes in the FIFO would leave them there until more arrive. */
void pl011_clear(struct pl011 *uart)
{
    uart->regs[ICR] = INT_TX | INT_ERRORS;
}
