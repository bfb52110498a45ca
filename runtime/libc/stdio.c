/*
 * Standard output of a component: each thread collects its own line and writes it whole to the
 * kernel's console, so that lines of several threads never mix. A line that is not finished
 * appears when the thread goes to sleep in the runtime, stops, or asks for it (fflush).
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "kdl/instance.h"
#include "kdl/invoke.h"
#include "kdl/print.h"

static void (*put_elsewhere)(int c);

void set_putchar(void (*put)(int c));

void set_putchar(void (*put)(int c))
{
    kdl_flush();
    put_elsewhere = put;
}

void kdl_write(const char *bytes, size_t count)
{
    for (size_t n; kdl_component.console && count > 0; bytes += n, count -= n) {
        n = count < KDL_CONSOLE_MAX ? count : KDL_CONSOLE_MAX;
        (void)kdl_console_print(kdl_ipc_buffer, kdl_component.console, bytes, n);
    }
}

void kdl_flush_line(void)
{
    size_t count = kdl_line_length;

    kdl_line_length = 0;
    kdl_write(kdl_line, count);
}

/* As it is: kdlc link knows it and its pointer by name (kdlc/stack_graph.c). */
__attribute__((noipa)) static int kdl_put(char c, FILE *stream)
{
    (void)stream;
    if (put_elsewhere) {
        put_elsewhere((unsigned char)c);
        return (unsigned char)c;
    }
    kdl_line[kdl_line_length++] = c;
    if (c == '\n' || kdl_line_length == KDL_LINE)
        kdl_flush();
    return (unsigned char)c;
}

static int get(FILE *stream)
{
    (void)stream;
    return EOF;
}

static int flush(FILE *stream)
{
    (void)stream;
    kdl_flush();
    return 0;
}

static FILE out = FDEV_SETUP_STREAM(kdl_put, NULL, flush, _FDEV_SETUP_WRITE);
static FILE err = FDEV_SETUP_STREAM(kdl_put, NULL, flush, _FDEV_SETUP_WRITE);
static FILE in = FDEV_SETUP_STREAM(NULL, get, NULL, _FDEV_SETUP_READ);

FILE *const stdout = &out;
FILE *const stderr = &err;
FILE *const stdin = &in;

void kdl_say(const char *format, ...)
{
    char text[KDL_LINE];
    size_t length;
    va_list args;

    if (kdl_line_length > 0)
        (void)kdl_put('\n', stdout);
    (void)snprintf(text, sizeof text, "%s: ", kdl_instance.name);
    length = strlen(text);
    va_start(args, format);
    (void)vsnprintf(text + length, sizeof text - length - 1, format, args);
    va_end(args);
    length = strlen(text);
    text[length] = '\n';
    kdl_write(text, length + 1);
}
