/* Messages that name the instance, and with them what errno means; err... end the thread. */
#pragma once
#include <stdarg.h>

#define ERR_FORMAT(first) __attribute__((format(printf, first, (first) + 1)))

void warn(const char *format, ...) ERR_FORMAT(1);
void warnx(const char *format, ...) ERR_FORMAT(1);
void vwarn(const char *format, va_list args);
void vwarnx(const char *format, va_list args);
_Noreturn void err(int status, const char *format, ...) ERR_FORMAT(2);
_Noreturn void errx(int status, const char *format, ...) ERR_FORMAT(2);
_Noreturn void verr(int status, const char *format, va_list args);
_Noreturn void verrx(int status, const char *format, va_list args);
