/*
 * An allocator of slots and kernel objects from the untyped memory that a program has: pieces are
 * halved until they fit, and joined again when both halves are free. All that it remembers lies
 * in the memory that it was made with. Not for several threads at once.
 */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sel4/sel4.h>
#include <vka/cspacepath_t.h>

typedef struct allocman allocman_t;

enum { ALLOCMAN_UT_KERNEL, ALLOCMAN_UT_DEV, ALLOCMAN_UT_DEV_MEM };

/* Untyped memory besides; what is not ALLOCMAN_UT_KERNEL is refused. paddr NULL: unknown. */
int allocman_utspace_add_uts(allocman_t *alloc, size_t count, const cspacepath_t *untyped,
                             const size_t *size_bits, const uintptr_t *paddr, int type);
int allocman_cspace_alloc(allocman_t *alloc, cspacepath_t *slot);
void allocman_cspace_free(allocman_t *alloc, const cspacepath_t *slot);
cspacepath_t allocman_cspace_make_path(allocman_t *alloc, seL4_CPtr slot);
/* The object in that slot: what allocman_utspace_free needs when it has been deleted; 0: failed. */
seL4_Word allocman_utspace_alloc(allocman_t *alloc, size_t size_bits, seL4_Word type,
                                 const cspacepath_t *slot, bool device, int *error);
void allocman_utspace_free(allocman_t *alloc, seL4_Word cookie, size_t size_bits);
uintptr_t allocman_utspace_paddr(allocman_t *alloc, seL4_Word cookie, size_t size_bits);
