/* The kernel's own output: %s %c %d %u %x %lx %lu %p %%, with width and zero padding. */
#pragma once
#include <stdarg.h>

void print(const char *format, ...) __attribute__((format(printf, 1, 2)));
void print_va(const char *format, va_list args);
/* explains a refused request in debug builds, with the caller's name; nothing in release */
void user_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
