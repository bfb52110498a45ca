/* What the build of a CAmkES application sets besides its description: CAmkES... in CMake. */
#pragma once
#include <stdint.h>

#include "cmake.h"

#define DEFAULT_PRIORITY 254            /* of threads, unless somebody says otherwise */

void build_options_forget(void);
/* A variable that is set: told if its name is almost that of an option. */
void build_options_name(const struct cmake_word *variable);
/* When all is read: says of each option that has no effect why. Keeps the variables. */
void build_options_read(const struct cmake *cmake);

/*
 * The number that the application gives the variable; `usual` when it gives none, and when that is
 * not from min to max, which is reported once.
 */
uint64_t build_default(const char *variable, uint64_t usual, uint64_t min, uint64_t max);

/* What generated code does with every error, as the runtime calls it; NULL: handlers decide. */
const char *build_error_mode(void);
