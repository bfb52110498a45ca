/* The kernel's own output: %s %c %d %u %x %lx %lu %p %%, with width and zero padding. */
#pragma once
#include <stdarg.h>
#include <stdbool.h>

void print(const char *format, ...) __attribute__((format(printf, 1, 2)));
void print_va(const char *format, va_list args);

/*
 * Messages of the kernel have a level; the build says up to which they are kept (make LOG=info),
 * and the others are not in the program at all. Release kernels have none but panics.
 */
enum log_level { LOG_none, LOG_error, LOG_warn, LOG_info, LOG_debug, LOG_trace };
#ifndef CONFIG_LOG
#define CONFIG_LOG (CONFIG_DEBUG ? LOG_info : LOG_none)
#endif
#define log_keeps(level) (CONFIG_LOG >= LOG_##level)
#define log_at(level, ...) do { if (log_keeps(level)) print("KRN| " __VA_ARGS__); } while (0)

/* Explanations of refused requests and faults: on at first. */
void print_explanations(bool on);
bool print_explains(void);
/* level warn: explains a refused request, with the caller's name */
void user_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
