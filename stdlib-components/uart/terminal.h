/*
 * What a client of a serial line uses: blocking calls over the Serial interface and the event
 * beside it.
 *
 *     uses Serial serial;  consumes SerialReady serial_ready;
 *
 *     static struct terminal terminal = TERMINAL(serial, serial_ready);
 *     terminal_printf(&terminal, "hello\n");
 */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "input.h"

struct terminal {
    int (*write)(size_t size, const char *data);
    int (*read)(int max, size_t *size, char **data);
    int (*mode)(int flags);
    int (*pending)(void);
    void (*wait)(void);
};

#define TERMINAL(interface, event) \
    { \
        .write = interface##_write, .read = interface##_read, .mode = interface##_mode, \
        .pending = interface##_pending, .wait = event##_wait \
    }

/* SERIAL_RAW or SERIAL_LINE [| SERIAL_SILENT]; forgets unread input. Returns 0 or a negative
 * errno. */
int terminal_mode(struct terminal *terminal, int mode);

/* Takes what has been typed, up to 'max' bytes; waits only when there is nothing. Returns the
 * number of bytes or a negative errno. */
int terminal_read(struct terminal *terminal, char *data, size_t max);

/* The same, but returns 0 instead of waiting. */
int terminal_poll(struct terminal *terminal, char *data, size_t max);

/* Writes everything, waiting for room as often as needed. Up to TERMINAL_ATOMIC bytes stay
 * together. Returns 0 or a negative errno. */
#define TERMINAL_ATOMIC 512
int terminal_write(struct terminal *terminal, const char *data, size_t size);

/* Formats up to TERMINAL_ATOMIC bytes and writes them together. */
int terminal_printf(struct terminal *terminal, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Waits until everything has been handed to the line. */
void terminal_flush(struct terminal *terminal);
