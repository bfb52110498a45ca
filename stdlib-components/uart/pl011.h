/* Registers of the Arm PrimeCell UART (PL011, Arm DDI 0183). Polling-free: the owner calls from its
 * interrupt handler. All functions expect the owner's lock to be held. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

struct pl011_errors { uint32_t overruns, breaks, parity, framing; };

struct pl011 {
    volatile uint32_t *regs;
    uint32_t mask;                      /* copy of the interrupt mask register */
    struct pl011_errors errors;
};

/* Switches the line on, 8 bits, no parity, FIFOs enabled, at the speed that is set. Returns a byte
 * that had already arrived, or -1. */
int pl011_init(struct pl011 *uart, volatile void *regs);

/* The next received byte, or -1. Damaged bytes and breaks are counted and skipped. */
int pl011_receive(struct pl011 *uart);

/* False when the line cannot take a byte now. */
bool pl011_send(struct pl011 *uart, uint8_t byte);

/* Interrupts while there is something to receive, while there is room to send. */
void pl011_listen(struct pl011 *uart, bool receive, bool send);

/* Acknowledges error and transmit interrupts inside the device. */
void pl011_clear(struct pl011 *uart);
