/*
 * How large a C type is, which only the C compiler knows: it is asked for the types of dataports
 * that have no size of their own. What cannot be compiled keeps its size unknown; the compiler
 * says why when the component itself is compiled.
 */
#pragma once
#include "model.h"

/* The compiler with all flags that every component is compiled with; none: nothing is measured. */
void ctypes_compiler(const char *command);
void ctypes_reset(void);                /* no compiler */

/* Sets the size of the dataports whose type is C; its include directories are complete. */
void ctypes_measure(struct component *component);
