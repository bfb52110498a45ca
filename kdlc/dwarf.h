/* Of the debugging information in a program (DWARF 4 or 5): which functions take a FILE *. */
#pragma once
#include "elf.h"

struct stream_function { uint64_t address; bool takes_stream; };

/*
 * The functions that the debugging information describes, ascending; what it does not describe, or
 * describes in a way that is not understood, is left out.
 */
struct stream_functions { struct stream_function *at; size_t count, room; };
void dwarf_read(const struct elf_program *program, struct stream_functions *out);
