/*
 * Memory for the whole run: a bump allocator, freed at the end or not at all, and interned strings.
 * Equal interned strings are the same pointer, so names compare with ==.
 */
#pragma once
#include <stdarg.h>
#include <stddef.h>

void *arena_alloc(size_t bytes);                        /* zeroed; dies when memory is out */
char *arena_strndup(const char *s, size_t length);
const char *intern(const char *s);
const char *intern_n(const char *s, size_t length);
char *arena_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *arena_vprintf(const char *format, va_list args) __attribute__((format(printf, 1, 0)));
const char *intern_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));
/*
 * What is allocated between these two passes, interned text excepted: it is gone after
 * arena_forget_passing.
 */
void arena_begin_passing(void);
void arena_end_passing(void);
void arena_forget_passing(void);
void arena_reset(void);                                 /* forget all of it; for the fuzz targets */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));  /* exit 2 */
