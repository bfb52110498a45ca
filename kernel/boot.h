/*
 * From the loader's parameters to a root task that holds everything: the steps of main.c.
 */
#pragma once
#include "abi/boot.h"

/* boot_params.c */
void boot_take_params(const struct boot_params *params);    /* magic, version, console; copied */
void boot_check_params(void);           /* everything else in kernel.boot; panics by name */

/* boot.c */
void boot_memory(void);                 /* map RAM, find out what of it is free */
void boot_root_task(void);              /* make the root task and its capabilities, let it run */
