/* Blocking client of a serial line; see terminal.h. Events may come early or late: every wait is
 * followed by a new attempt. */
#include "terminal.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int terminal_mode(struct terminal *terminal, int mode)
{
    return terminal->mode(mode);
}

int terminal_poll(struct terminal *terminal, char *data, size_t max)
{
    char *bytes = NULL;
    size_t size = 0;
    if (max > TERMINAL_ATOMIC)
        max = TERMINAL_ATOMIC;
    int result = terminal->read((int)max, &size, &bytes);
    if (result > 0)
        memcpy(data, bytes, size < max ? size : max);
    free(bytes);
    return result;
}

int terminal_read(struct terminal *terminal, char *data, size_t max)
{
    int result;
    while ((result = terminal_poll(terminal, data, max)) == 0)
        terminal->wait();
    return result;
}

int terminal_write(struct terminal *terminal, const char *data, size_t size)
{
    while (size > 0) {
        size_t piece = size < TERMINAL_ATOMIC ? size : TERMINAL_ATOMIC;
        int taken = terminal->write(piece, data);
        if (taken < 0)
            return taken;
        if (taken == 0)
            terminal->wait();
        data += taken;
        size -= (size_t)taken;
    }
    return 0;
}

int terminal_printf(struct terminal *terminal, const char *format, ...)
{
    char text[TERMINAL_ATOMIC + 1];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0)
        return length;
    return terminal_write(terminal, text, strlen(text));
}

void terminal_flush(struct terminal *terminal)
{
    while (terminal->pending() > 0)
        terminal->wait();
}
