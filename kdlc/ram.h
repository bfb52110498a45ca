/*
 * The board's RAM as the root task finds it: what the loader and the kernel leave of it, in the
 * pieces that the kernel hands out as untyped memory.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "../kernel/abi/image.h"
#include "../kernel/abi/pool.h"
#include "vec.h"

struct ram {
    VEC(struct pool) pools;             /* ascending; as the root task leaves them, once placed */
    VEC(uint64_t) addresses;            /* beside pools */
};

/* physical address at which the boot loader puts images; else the start of the first memory */
void ram_set_image_at(const char *address);

/*
 * NULL: the image, or what the kernel needs at boot, does not fit; *why says so. Needs the board's
 * device tree to be loaded.
 */
struct ram *ram_hand_out(const struct image_directory *image, const char **why);

uint64_t ram_left(const struct ram *ram);           /* bytes, in all */
uint64_t ram_largest(const struct ram *ram);        /* the most in one pool */
