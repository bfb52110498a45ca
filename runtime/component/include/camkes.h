/* What the C code of a component includes: the C library, and its own interfaces. */
#pragma once
#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include <camkes/dataport.h>
#include <camkes/dma.h>
#include <camkes/error.h>
#include <camkes/io.h>
#include <camkes/pid.h>
#include <kdl/posix.h>
#include <sel4/sel4.h>
#include <utils/util.h>

const char *get_instance_name(void);
const char *get_thread_name(void);
int get_instance_affinity(void);

/* every further character printed by this component goes to put; NULL: to the console again */
void set_putchar(void (*put)(int c));

int run(void);
void pre_init(void);
void post_init(void);

/* the value of an attribute, where all instances of the type have the same */
#define CAMKES_CONST_ATTR(name) name##_DEF

#include <component.h>
