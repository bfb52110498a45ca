/* What untyped memory can be made into, and the sizes of it. */
#pragma once
#include <kdl/invoke.h>
#include <sel4/macros.h>

#include "kernel/abi/layout.h"

typedef enum api_object {
    seL4_UntypedObject = KDL_OBJECT_UNTYPED,
    seL4_TCBObject = KDL_OBJECT_TCB,
    seL4_EndpointObject = KDL_OBJECT_ENDPOINT,
    seL4_NotificationObject = KDL_OBJECT_NOTIFICATION,
    seL4_CapTableObject = KDL_OBJECT_CNODE,
    seL4_SchedContextObject = KDL_OBJECT_SCHED_CONTEXT,
    seL4_ReplyObject = KDL_OBJECT_REPLY,
    seL4_NonArchObjectTypeCount
} seL4_ObjectType;

enum {
    seL4_ARM_HugePageObject = KDL_OBJECT_FRAME_1G,
    seL4_ARM_VSpaceObject = KDL_OBJECT_VSPACE,
    seL4_ARM_SmallPageObject = KDL_OBJECT_FRAME_4K,
    seL4_ARM_LargePageObject = KDL_OBJECT_FRAME_2M,
    seL4_ARM_PageTableObject = KDL_OBJECT_PAGE_TABLE,
    seL4_ObjectTypeCount
};
typedef seL4_ObjectType api_object_t;

/* one object serves every level below the top */
#define seL4_ARM_PageUpperDirectoryObject seL4_ARM_PageTableObject
#define seL4_ARM_PageDirectoryObject seL4_ARM_PageTableObject
#define seL4_ARM_PageGlobalDirectoryObject seL4_ARM_VSpaceObject

/* log2 of bytes, from the lines of the objects where they have one size */
enum kdl_object_bits {
#define OBJECT(number, id, name, bits, text) KDL_OBJECT_BITS_##id = bits,
#include "kernel/abi/objects.def"
#undef OBJECT
};

enum {
    seL4_WordBits = 64, seL4_WordSizeBits = 3,
    seL4_SlotBits = SLOT_BITS,
    seL4_TCBBits = KDL_OBJECT_BITS_TCB,
    seL4_EndpointBits = KDL_OBJECT_BITS_ENDPOINT,
    seL4_NotificationBits = KDL_OBJECT_BITS_NOTIFICATION,
    seL4_ReplyBits = KDL_OBJECT_BITS_REPLY,
    seL4_MinSchedContextBits = SCHED_CONTEXT_MIN_BITS,
    seL4_CoreSchedContextBytes = 96, seL4_RefillSizeBytes = 16,
    seL4_PageBits = KDL_OBJECT_BITS_FRAME_4K,
    seL4_LargePageBits = KDL_OBJECT_BITS_FRAME_2M,
    seL4_HugePageBits = KDL_OBJECT_BITS_FRAME_1G,
    seL4_PageTableBits = KDL_OBJECT_BITS_PAGE_TABLE,
    seL4_VSpaceBits = KDL_OBJECT_BITS_VSPACE,
    seL4_PageTableEntryBits = 3, seL4_PageTableIndexBits = 9, seL4_VSpaceIndexBits = 9,
    seL4_PageDirBits = seL4_PageTableBits, seL4_PUDBits = seL4_PageTableBits,
    seL4_PGDBits = seL4_VSpaceBits,
    seL4_ASIDPoolBits = PAGE_BITS, seL4_ASIDPoolIndexBits = ASID_POOL_BITS,
    seL4_NumASIDPoolsBits = 7,
    seL4_IPCBufferSizeBits = 10,
    seL4_MinUntypedBits = 4, seL4_MaxUntypedBits = 47
};
_Static_assert(seL4_ObjectTypeCount == 12, "every object has its name here");
