/* Limits and the flags of invocations. */
#pragma once
#include <sel4/errors.h>
#include <sel4/objecttype.h>
#include <sel4/simple_types.h>

#include "kernel/abi/debug.h"
#include "kernel/abi/message.h"

enum priorityConstants { seL4_InvalidPrio = -1, seL4_MinPrio = 0, seL4_MaxPrio = MAX_PRIORITY };

enum {
    seL4_MsgLengthBits = 7, seL4_MsgExtraCapBits = 2,
    seL4_MsgMaxLength = MSG_MAX_LENGTH, seL4_MsgMaxExtraCaps = MSG_MAX_EXTRA,
    seL4_FastMessageRegisters = 4
};
#define seL4_MsgMaxExtraCaps seL4_MsgMaxExtraCaps
#define seL4_GuardSizeBits 6
#define seL4_GuardBits 58
#define seL4_BadgeBits 64
#define seL4_IPCBufferSize IPC_BUFFER_BYTES
#define seL4_UserTop USER_VADDR_END

typedef enum { seL4_SchedContext_NoFlag = 0, seL4_SchedContext_Sporadic = 1 } seL4_SchedContextFlag;
typedef enum { seL4_TCBFlag_NoFlag = 0, seL4_TCBFlag_fpuDisabled = 1 } seL4_TCBFlag;

typedef enum {
    seL4_ARM_PageCacheable = ATTR_CACHEABLE,
    seL4_ARM_ParityEnabled = 2,                 /* means nothing here, as there */
    seL4_ARM_Default_VMAttributes = 3,
    seL4_ARM_ExecuteNever = ATTR_EXECUTE_NEVER
} seL4_ARM_VMAttributes;

typedef enum { seL4_ARM_IRQ_LEVEL = 0, seL4_ARM_IRQ_EDGE = 1 } seL4_ARM_IRQ_Trigger;

typedef enum {
    seL4_DataBreakpoint = BREAK_DATA,
    seL4_InstructionBreakpoint = BREAK_INSTRUCTION,
    seL4_SingleStep = BREAK_STEP,
    seL4_SoftwareBreakRequest = BREAK_SOFTWARE
} seL4_BreakpointType;

typedef enum {
    seL4_BreakOnRead = BREAK_ON_READ,
    seL4_BreakOnWrite = BREAK_ON_WRITE,
    seL4_BreakOnReadWrite = BREAK_ON_READ_WRITE,
    seL4_MaxBreakpointAccess
} seL4_BreakpointAccess;

enum {
    seL4_FirstBreakpoint = 0, seL4_NumExclusiveBreakpoints = BREAKPOINTS,
    seL4_FirstWatchpoint = BREAKPOINTS, seL4_NumExclusiveWatchpoints = WATCHPOINTS,
    seL4_NumHWBreakpoints = BREAKPOINTS + WATCHPOINTS,
    seL4_FirstDualFunctionMonitor = -1, seL4_NumDualFunctionMonitors = 0
};
