/* Printing that needs no stdio and no memory, for when things go wrong. */
#pragma once
#include <stddef.h>

/* write bytes to the console, if the instance has one */
void kdl_write(const char *bytes, size_t count);

/* print "<instance>: <message>" and a newline; the message is cut to fit one line */
void kdl_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
