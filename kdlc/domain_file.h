/*
 * The schedule of domains as a build for seL4 has it: a C file for the kernel, with an array of
 * dschedule_t. Of C only as much is read as such a file consists of.
 */
#pragma once
#include "diag.h"
#include "vec.h"

struct domain_turn { unsigned long domain, length; struct span span; };
VEC_OF(domain_turns, struct domain_turn);

/* False: there is no such file, or no schedule in it. */
bool domain_file_read(const char *path, struct domain_turns *turns);
