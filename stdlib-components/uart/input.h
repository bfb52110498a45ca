/*
 * What one client of a serial line has been typed: a queue in raw mode, a line being edited behind
 * a queue of finished lines in line mode.
 *
 *     ring.taken <= finished <= ring.put      (as distances; bytes up to 'finished' may be read)
 *     raw mode: finished == ring.put
 *     full => finished > taken                (so a reader can always make room)
 */
#pragma once
#include "ring.h"

enum {
    SERIAL_RAW = 0,
    SERIAL_LINE = 1,                    /* whole lines, edited with backspace and ^U, echoed */
    SERIAL_SILENT = 2                   /* line mode without echo */
};

struct input {
    struct ring ring;
    uint32_t finished;
    int mode;
    /* Shows text to the person who types. */
    void (*echo)(void *context, const char *text, size_t length);
    void *context;
};

void input_init(struct input *input, void *memory, uint32_t capacity);

/* Forgets what is queued. False when there is no such mode. */
bool input_set_mode(struct input *input, int mode);

bool input_full(const struct input *input);

/* Takes in a byte from the line; the queue must not be full. */
void input_byte(struct input *input, uint8_t byte);

/* Bytes that may be read now, and reading them. */
uint32_t input_ready(const struct input *input);
size_t input_read(struct input *input, char *data, size_t max);
