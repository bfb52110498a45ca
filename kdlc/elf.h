/* Reading the program of a component: a static AArch64 ELF file with page-aligned segments. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "vec.h"

struct elf_segment {
    uint64_t vaddr;                     /* page aligned */
    uint64_t file_size, size;           /* bytes; behind file_size they are zero */
    const unsigned char *bytes;         /* file_size of them, until another program is read */
    bool write, execute;                /* never both */
};

/* absolute symbols and those of functions and objects, from the table of symbols if there is one */
struct elf_symbol { const char *name; uint64_t address, size; bool function; };

struct elf_bytes { const unsigned char *bytes; size_t size; };      /* of a section; empty: none */

struct elf_program {
    const char *path;
    uint64_t entry;                     /* in an executable segment */
    VEC(struct elf_segment) segments;   /* ascending; no two share a page; within [low, high) */
    VEC(struct elf_symbol) symbols;     /* names live until another program is read */
    struct elf_bytes debug_info, debug_abbrev, debug_str;   /* as long */
};

/* Dies with a message where the file is no such program. */
struct elf_program *elf_read(const char *path, uint64_t low, uint64_t high);
