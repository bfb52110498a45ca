/* What one function of an AArch64 program does to its stack, from its instructions. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "vec.h"

struct code { uint64_t address, size; const unsigned char *bytes; };    /* executable, loaded */

/* address: of what is called, 0 through a pointer; depth: bytes of stack in use then */
struct frame_call { uint64_t address; uint32_t depth; };
VEC_OF(addresses, uint64_t);

struct frame {
    uint32_t bytes;                     /* in use at most, without what it calls */
    bool variable;                      /* its size is known only when it runs */
    VEC(struct frame_call) calls;
};

/* The function [start, end) of the code; anywhere: it may be entered at any instruction. */
void frame_read(const struct code *code, uint64_t start, uint64_t end, bool anywhere,
                struct frame *frame);
/* Adds the addresses that instructions in [start, end) make, of adrp and add, or adr. */
void frame_addresses(const struct code *code, uint64_t start, uint64_t end, struct addresses *out);
