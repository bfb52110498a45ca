/* What crt0.S, component.ld and start.c know of each other, and the hooks of the component. */
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "kdl/group.h"

/* by component.ld; of those that are sizes the address is the value */
extern char kdl_tdata[], kdl_tdata_size[], kdl_tls_size[], kdl_tls_offset[];
extern void (*kdl_constructors[])(void), (*kdl_constructors_end[])(void);

/* written by the user */
int run(void);
void pre_init(void) __attribute__((weak));
void post_init(void) __attribute__((weak));
