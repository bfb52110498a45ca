/*
 * The board's device tree, read at compile time: register windows and interrupts of a device.
 * Numbers are those of the interrupt controller: shared peripheral interrupt n is 32 + n, private
 * n is 16 + n.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include "suggest.h"
#include "vec.h"

struct dtb_window { uint64_t address, size; };
struct dtb_interrupt { uint32_t number; bool edge; };

struct dtb_device {
    const char *path, *compatible;      /* compatible: the first of its list, or NULL */
    VEC(struct dtb_window) windows;
    VEC(struct dtb_interrupt) interrupts;
    size_t matches;                     /* nodes that answer to what was asked for */
};

void dtb_load(const char *file);        /* dies when it is no device tree */
void dtb_reset(void);                   /* as if none had been loaded */
bool dtb_loaded(void);
const char *dtb_file(void);
const void *dtb_tree(void);             /* NULL: none */
const struct dtb_device *dtb_device_of(int node);
const char *dtb_path(int node);
/* an address in its `reg` as the processor sees it; false: no bus maps it, it may have changed */
bool dtb_translate(int node, uint64_t *address);

/* path ("/pl011@9000000") or compatible string; NULL: no such node that is not disabled */
const struct dtb_device *dtb_find(const char *what);
void dtb_suggest(struct suggestion *s, bool paths);

/* the first node with registers in the window; NULL: none */
const struct dtb_device *dtb_in(const struct dtb_window *window);
/* windows of the interrupt controller, which is the kernel's own */
const struct dtb_window *dtb_controller(size_t *count);
/* the first node that has this interrupt; NULL: none */
const struct dtb_device *dtb_with_interrupt(uint64_t number);
uint64_t dtb_timer_interrupt(void);     /* of the kernel's timer; 0: unknown */

/* the board's RAM; *count windows */
const struct dtb_window *dtb_memory(size_t *count);
/* what of it is the firmware's; unmapped: only what must not even be mapped */
const struct dtb_window *dtb_reserved(size_t *count, bool unmapped);
