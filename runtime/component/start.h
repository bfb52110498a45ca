/* What crt0.S, component.ld and start.c know of each other, and the hooks of the component. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "kdl/group.h"

/* from crt0.S; restarts: how often the program has been started again */
_Noreturn void kdl_program_start(size_t index, struct ipc_buffer *ipc, char *tls,
                                 uint64_t restarts);

/* by component.ld; of those that are sizes the address is the value */
extern char kdl_tdata[], kdl_tdata_size[], kdl_tls_size[], kdl_tls_offset[];
extern uint64_t kdl_data[], kdl_data_end[], kdl_bss[], kdl_bss_end[];
extern void (*kdl_constructors[])(void), (*kdl_constructors_end[])(void);

/* written by the user */
int run(void);
void pre_init(void) __attribute__((weak));
void post_init(void) __attribute__((weak));
