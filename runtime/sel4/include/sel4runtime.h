/*
 * Thread-local storage of the threads that a program makes itself, as with seL4's own runtime:
 * memory of sel4runtime_get_tls_size() bytes, aligned to 16, becomes a thread's with
 * sel4runtime_write_tls_image; what that returns is for seL4_TCB_SetTLSBase.
 */
#pragma once
#include <stddef.h>
#include <stdint.h>

size_t sel4runtime_get_tls_size(void);
uintptr_t sel4runtime_write_tls_image(void *memory);

/* Give a thread-local variable of the thread with this TLS base a value. */
#define sel4runtime_set_tls_variable(base, variable, value)                                  \
    do {                                                                                      \
        uintptr_t own_;                                                                       \
        __asm__("mrs %0, tpidr_el0" : "=r"(own_));                                            \
        *(__typeof__(&(variable)))((base) + ((uintptr_t)&(variable) - own_)) = (value);       \
    } while (0)
