/* Stop for good, saying where; and the checks that lead there. */
#pragma once

_Noreturn void panic_at(const char *file, int line, const char *function, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Before the first word of a report that is not panic's own: nobody else prints from here on. */
void panic_begin(void);
#define panic(...)  panic_at(__FILE__, __LINE__, __func__, __VA_ARGS__)
#define assert(x)   do { if (CONFIG_DEBUG && !(x)) panic("assertion failed: %s", #x); } while (0)
