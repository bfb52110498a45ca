/*
 * Allocation of slots and kernel objects, behind functions that an allocator fills in
 * (allocman/vka.h). All: 0, or an error.
 */
#pragma once
#include <stdbool.h>
#include <stdint.h>

#include <sel4/sel4.h>
#include <vka/cspacepath_t.h>

typedef struct vka {
    void *data;
    int (*cspace_alloc)(void *data, seL4_CPtr *slot);
    void (*cspace_make_path)(void *data, seL4_CPtr slot, cspacepath_t *path);
    int (*utspace_alloc)(void *data, const cspacepath_t *dest, seL4_Word type, seL4_Word size_bits,
                         seL4_Word *cookie);
    void (*cspace_free)(void *data, seL4_CPtr slot);
    void (*utspace_free)(void *data, seL4_Word type, seL4_Word size_bits, seL4_Word cookie);
    uintptr_t (*utspace_paddr)(void *data, seL4_Word cookie, seL4_Word type, seL4_Word size_bits);
} vka_t;

#define VKA_NO_PADDR 1

static inline int vka_cspace_alloc(vka_t *vka, seL4_CPtr *slot)
{
    return vka->cspace_alloc(vka->data, slot);
}

static inline void vka_cspace_make_path(vka_t *vka, seL4_CPtr slot, cspacepath_t *path)
{
    vka->cspace_make_path(vka->data, slot, path);
}

static inline int vka_cspace_alloc_path(vka_t *vka, cspacepath_t *path)
{
    seL4_CPtr slot;
    int error = vka_cspace_alloc(vka, &slot);

    if (error == seL4_NoError)
        vka_cspace_make_path(vka, slot, path);
    return error;
}

static inline void vka_cspace_free(vka_t *vka, seL4_CPtr slot)
{
    vka->cspace_free(vka->data, slot);
}

static inline void vka_cspace_free_path(vka_t *vka, cspacepath_t path)
{
    vka_cspace_free(vka, path.capPtr);
}

/* cookie: for the two functions that follow */
static inline int vka_utspace_alloc(vka_t *vka, const cspacepath_t *dest, seL4_Word type,
                                    seL4_Word size_bits, seL4_Word *cookie)
{
    return vka->utspace_alloc(vka->data, dest, type, size_bits, cookie);
}

static inline void vka_utspace_free(vka_t *vka, seL4_Word type, seL4_Word size_bits,
                                    seL4_Word cookie)
{
    vka->utspace_free(vka->data, type, size_bits, cookie);
}

static inline uintptr_t vka_utspace_paddr(vka_t *vka, seL4_Word cookie, seL4_Word type,
                                          seL4_Word size_bits)
{
    return vka->utspace_paddr(vka->data, cookie, type, size_bits);
}
