/* Kernel objects with the slots of their capabilities. Every allocation: 0, or an error. */
#pragma once
#include <sel4/objecttype.h>
#include <vka/capops.h>
#include <vka/vka.h>

typedef struct vka_object {
    seL4_CPtr cptr;
    seL4_Word ut;                       /* the allocator's */
    seL4_Word type, size_bits;          /* size: as retype has it */
} vka_object_t;

static inline int vka_alloc_object(vka_t *vka, seL4_Word type, seL4_Word size_bits,
                                   vka_object_t *result)
{
    vka_object_t object = {.type = type, .size_bits = size_bits};
    cspacepath_t path;
    int error = vka_cspace_alloc(vka, &object.cptr);

    if (error)
        return error;
    vka_cspace_make_path(vka, object.cptr, &path);
    error = vka_utspace_alloc(vka, &path, type, size_bits, &object.ut);
    if (error)
        vka_cspace_free(vka, object.cptr);
    else
        *result = object;
    return error;
}

static inline seL4_CPtr vka_alloc_object_leaky(vka_t *vka, seL4_Word type, seL4_Word size_bits)
{
    vka_object_t object;

    return vka_alloc_object(vka, type, size_bits, &object) ? 0 : object.cptr;
}

static inline void vka_free_object(vka_t *vka, vka_object_t *object)
{
    cspacepath_t path;

    vka_cspace_make_path(vka, object->cptr, &path);
    (void)vka_cnode_delete(&path);
    vka_utspace_free(vka, object->type, object->size_bits, object->ut);
    vka_cspace_free(vka, object->cptr);
}

static inline uintptr_t vka_object_paddr(vka_t *vka, vka_object_t *object)
{
    return vka_utspace_paddr(vka, object->ut, object->type, object->size_bits);
}

static inline int vka_untyped_retype(vka_object_t *untyped, int type, int size_bits, int count,
                                     const cspacepath_t *dest)
{
    return seL4_Untyped_Retype(untyped->cptr, (seL4_Word)type, (seL4_Word)size_bits, dest->root,
                               dest->dest, dest->destDepth, dest->offset, (seL4_Word)count);
}

/* a pair of functions for each type: with all that is known, and the slot alone (0: failed) */
#define KDL_VKA_FIXED(name, type, bits) \
    static inline int vka_alloc_##name(vka_t *vka, vka_object_t *result) \
    { \
        return vka_alloc_object(vka, type, bits, result); \
    } \
    static inline seL4_CPtr vka_alloc_##name##_leaky(vka_t *vka) \
    { \
        return vka_alloc_object_leaky(vka, type, bits); \
    }
#define KDL_VKA_SIZED(name, type) \
    static inline int vka_alloc_##name(vka_t *vka, seL4_Word size_bits, vka_object_t *result) \
    { \
        return vka_alloc_object(vka, type, size_bits, result); \
    } \
    static inline seL4_CPtr vka_alloc_##name##_leaky(vka_t *vka, seL4_Word size_bits) \
    { \
        return vka_alloc_object_leaky(vka, type, size_bits); \
    }
KDL_VKA_SIZED(untyped, seL4_UntypedObject)
KDL_VKA_SIZED(cnode_object, seL4_CapTableObject)
KDL_VKA_SIZED(sched_context_size, seL4_SchedContextObject)
KDL_VKA_FIXED(sched_context, seL4_SchedContextObject, seL4_MinSchedContextBits)
KDL_VKA_FIXED(tcb, seL4_TCBObject, seL4_TCBBits)
KDL_VKA_FIXED(endpoint, seL4_EndpointObject, seL4_EndpointBits)
KDL_VKA_FIXED(notification, seL4_NotificationObject, seL4_NotificationBits)
KDL_VKA_FIXED(reply, seL4_ReplyObject, seL4_ReplyBits)
KDL_VKA_FIXED(page_table, seL4_ARM_PageTableObject, seL4_PageTableBits)
KDL_VKA_FIXED(page_directory, seL4_ARM_PageTableObject, seL4_PageTableBits)
KDL_VKA_FIXED(vspace_root, seL4_ARM_VSpaceObject, seL4_VSpaceBits)

/* the type of a page of that size; 0: there is none */
static inline seL4_Word kdl_frame_type(seL4_Word size_bits)
{
    return size_bits == seL4_PageBits ? seL4_ARM_SmallPageObject
         : size_bits == seL4_LargePageBits ? seL4_ARM_LargePageObject
         : size_bits == seL4_HugePageBits ? seL4_ARM_HugePageObject : 0;
}

static inline int vka_alloc_frame(vka_t *vka, seL4_Word size_bits, vka_object_t *result)
{
    seL4_Word type = kdl_frame_type(size_bits);

    return type ? vka_alloc_object(vka, type, size_bits, result) : seL4_InvalidArgument;
}

static inline seL4_CPtr vka_alloc_frame_leaky(vka_t *vka, seL4_Word size_bits)
{
    vka_object_t object;

    return vka_alloc_frame(vka, size_bits, &object) ? 0 : object.cptr;
}
