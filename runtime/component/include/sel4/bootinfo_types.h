/*
 * What a root task is told at boot, in seL4's shape: runtime/sel4 makes it from the kernel's own
 * boot information. Regions of what does not exist here are empty.
 */
#pragma once
#include <sel4/shared_types.h>

#include "kernel/abi/bootinfo.h"

enum {
    seL4_CapNull = 0,
    seL4_CapInitThreadTCB = ROOT_SLOT_TCB,
    seL4_CapInitThreadCNode = ROOT_SLOT_CNODE,
    seL4_CapInitThreadVSpace = ROOT_SLOT_VSPACE,
    seL4_CapIRQControl = ROOT_SLOT_IRQ_CONTROL,
    seL4_CapASIDControl = ROOT_SLOT_ASID_CONTROL,
    seL4_CapInitThreadASIDPool = ROOT_SLOT_ASID_POOL,
    seL4_CapIOPortControl = 7, seL4_CapIOSpace = 8,     /* never there */
    seL4_CapBootInfoFrame = ROOT_SLOT_BOOTINFO_FRAME,
    seL4_CapInitThreadIPCBuffer = ROOT_SLOT_IPC_BUFFER,
    seL4_CapDomain = ROOT_SLOT_DOMAIN,
    seL4_CapInitThreadSC = ROOT_SLOT_SCHED_CONTEXT,
    seL4_CapSMC = ROOT_SLOT_SMC,
    seL4_NumInitialCaps = 16
};

typedef struct { seL4_SlotPos start, end; } seL4_SlotRegion;

typedef struct {
    seL4_Word paddr;
    seL4_Uint8 sizeBits;
    seL4_Uint8 isDevice;                /* nothing but pages can be made of it */
    seL4_Uint8 padding[sizeof(seL4_Word) - 2];
} seL4_UntypedDesc;

typedef struct {
    seL4_Word extraLen;
    seL4_NodeId nodeID;
    seL4_Word numNodes;
    seL4_Word numIOPTLevels;
    seL4_IPCBuffer *ipcBuffer;
    seL4_SlotRegion empty;
    seL4_SlotRegion sharedFrames;
    seL4_SlotRegion userImageFrames;
    seL4_SlotRegion userImagePaging;
    seL4_SlotRegion ioSpaceCaps;
    seL4_SlotRegion extraBIPages;
    seL4_Word initThreadCNodeSizeBits;
    seL4_Domain initThreadDomain;
    seL4_SlotRegion schedcontrol;       /* one for each core */
    seL4_SlotRegion untyped;
    seL4_UntypedDesc untypedList[CONFIG_MAX_NUM_BOOTINFO_UNTYPED_CAPS];
} seL4_BootInfo;

typedef struct { seL4_Word id, len; } seL4_BootInfoHeader;
