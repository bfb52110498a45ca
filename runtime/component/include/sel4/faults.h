/* Fault messages: what their words are, and taking one out of the IPC buffer. */
#pragma once
#include <sel4/functions.h>

enum kdl_fault {
#define FAULT(number, id, words, text) KDL_FAULT_##id = number, KDL_FAULT_WORDS_##id = words,
#include "kernel/abi/errors.def"
#undef FAULT
};

typedef enum {
    seL4_Fault_NullFault = KDL_FAULT_NONE,
    seL4_Fault_CapFault = KDL_FAULT_CAP,
    seL4_Fault_UnknownSyscall = KDL_FAULT_UNKNOWN_SYSCALL,
    seL4_Fault_UserException = KDL_FAULT_USER_EXCEPTION,
    seL4_Fault_DebugException = KDL_FAULT_DEBUG,
    seL4_Fault_Timeout = KDL_FAULT_TIMEOUT,
    seL4_Fault_VMFault = KDL_FAULT_VM
} seL4_FaultType;

typedef enum {
    seL4_CapFault_IP, seL4_CapFault_Addr, seL4_CapFault_InRecvPhase,
    seL4_CapFault_LookupFailureType, seL4_CapFault_BitsLeft,
    seL4_CapFault_DepthMismatch_BitsFound,
    seL4_CapFault_GuardMismatch_GuardFound = seL4_CapFault_DepthMismatch_BitsFound,
    seL4_CapFault_GuardMismatch_BitsFound, seL4_CapFault_Length
} seL4_CapFault_Msg;

typedef enum {
    seL4_UnknownSyscall_X0, seL4_UnknownSyscall_X1, seL4_UnknownSyscall_X2,
    seL4_UnknownSyscall_X3, seL4_UnknownSyscall_X4, seL4_UnknownSyscall_X5,
    seL4_UnknownSyscall_X6, seL4_UnknownSyscall_X7, seL4_UnknownSyscall_FaultIP,
    seL4_UnknownSyscall_SP, seL4_UnknownSyscall_LR, seL4_UnknownSyscall_SPSR,
    seL4_UnknownSyscall_Syscall, seL4_UnknownSyscall_Length
} seL4_UnknownSyscall_Msg;

typedef enum {
    seL4_UserException_FaultIP, seL4_UserException_SP, seL4_UserException_SPSR,
    seL4_UserException_Number, seL4_UserException_Code, seL4_UserException_Length
} seL4_UserException_Msg;

typedef enum {
    seL4_DebugException_FaultIP, seL4_DebugException_ExceptionReason,
    seL4_DebugException_TriggerAddress, seL4_DebugException_BreakpointNumber,
    seL4_DebugException_Length
} seL4_DebugException_Msg;

typedef enum { seL4_Timeout_Data, seL4_Timeout_Consumed, seL4_Timeout_Length } seL4_TimeoutMsg;

/* the words of an answer to a timeout: registers, in the order of seL4_UserContext */
typedef enum {
    seL4_TimeoutReply_FaultIP, seL4_TimeoutReply_SP, seL4_TimeoutReply_SPSR_EL1,
    seL4_TimeoutReply_X0, seL4_TimeoutReply_X1, seL4_TimeoutReply_X2, seL4_TimeoutReply_X3,
    seL4_TimeoutReply_X4, seL4_TimeoutReply_X5, seL4_TimeoutReply_X6, seL4_TimeoutReply_X7,
    seL4_TimeoutReply_X8, seL4_TimeoutReply_X16, seL4_TimeoutReply_X17, seL4_TimeoutReply_X18,
    seL4_TimeoutReply_X29, seL4_TimeoutReply_X30, seL4_TimeoutReply_X9, seL4_TimeoutReply_X10,
    seL4_TimeoutReply_X11, seL4_TimeoutReply_X12, seL4_TimeoutReply_X13, seL4_TimeoutReply_X14,
    seL4_TimeoutReply_X15, seL4_TimeoutReply_X19, seL4_TimeoutReply_X20, seL4_TimeoutReply_X21,
    seL4_TimeoutReply_X22, seL4_TimeoutReply_X23, seL4_TimeoutReply_X24, seL4_TimeoutReply_X25,
    seL4_TimeoutReply_X26, seL4_TimeoutReply_X27, seL4_TimeoutReply_X28,
    seL4_TimeoutReply_Length
} seL4_TimeoutReply_Msg;

typedef enum {
    seL4_VMFault_IP, seL4_VMFault_Addr, seL4_VMFault_PrefetchFault, seL4_VMFault_FSR,
    seL4_VMFault_Length
} seL4_VMFault_Msg;

#define KDL_SEL4_LENGTH(theirs, ours) \
    _Static_assert((int)seL4_##theirs##_Length == (int)KDL_FAULT_WORDS_##ours, \
                   "the same words: " #ours);
KDL_SEL4_LENGTH(CapFault, CAP)
KDL_SEL4_LENGTH(UnknownSyscall, UNKNOWN_SYSCALL)
KDL_SEL4_LENGTH(UserException, USER_EXCEPTION)
KDL_SEL4_LENGTH(DebugException, DEBUG)
KDL_SEL4_LENGTH(Timeout, TIMEOUT)
KDL_SEL4_LENGTH(VMFault, VM)
#undef KDL_SEL4_LENGTH

/* ---- as a value ---- */

typedef struct seL4_Fault {
    seL4_Word type;
    seL4_Word words[seL4_UnknownSyscall_Length];
} seL4_Fault_t;

LIBSEL4_INLINE seL4_Word seL4_Fault_get_seL4_FaultType(seL4_Fault_t fault)
{
    return fault.type;
}

/* The message with this info, which has just been received. */
LIBSEL4_INLINE seL4_Fault_t seL4_getFault(seL4_MessageInfo_t tag)
{
    seL4_Fault_t fault = {seL4_MessageInfo_get_label(tag), {0}};
    seL4_Word length = seL4_MessageInfo_get_length(tag);

    for (seL4_Word i = 0; i < length && i < seL4_UnknownSyscall_Length; i++)
        fault.words[i] = seL4_GetMR((int)i);
    return fault;
}

/* The answer to a timeout that gives the thread the first `length` registers; sent to its reply. */
LIBSEL4_INLINE seL4_MessageInfo_t seL4_TimeoutReply_new(seL4_Bool resume, seL4_UserContext regs,
                                                        seL4_Word length)
{
    for (int i = 0; i < seL4_TimeoutReply_Length; i++)
        seL4_SetMR(i, ((const seL4_Word *)&regs)[i]);
    return seL4_MessageInfo_new(resume ? 0 : 1, 0, 0, length);
}

LIBSEL4_INLINE seL4_Fault_t seL4_Fault_NullFault_new(void)
{
    return (seL4_Fault_t){seL4_Fault_NullFault, {0}};
}

#define KDL_SEL4_GETTER(fault, field, word)                                                   \
    LIBSEL4_INLINE seL4_Word seL4_Fault_##fault##_get_##field(seL4_Fault_t f)                 \
    {                                                                                         \
        return f.words[word];                                                                 \
    }
#define KDL_SEL4_IS(name, fault)                                                              \
    LIBSEL4_INLINE seL4_Bool seL4_is##name##_tag(seL4_MessageInfo_t tag)                      \
    {                                                                                         \
        return seL4_MessageInfo_get_label(tag) == seL4_Fault_##fault;                         \
    }
KDL_SEL4_GETTER(CapFault, IP, seL4_CapFault_IP)
KDL_SEL4_GETTER(CapFault, Addr, seL4_CapFault_Addr)
KDL_SEL4_GETTER(CapFault, InRecvPhase, seL4_CapFault_InRecvPhase)
KDL_SEL4_GETTER(CapFault, LookupFailureType, seL4_CapFault_LookupFailureType)
KDL_SEL4_GETTER(CapFault, MR4, seL4_CapFault_BitsLeft)
KDL_SEL4_GETTER(CapFault, MR5, seL4_CapFault_DepthMismatch_BitsFound)
KDL_SEL4_GETTER(CapFault, MR6, seL4_CapFault_GuardMismatch_BitsFound)
KDL_SEL4_GETTER(UnknownSyscall, X0, seL4_UnknownSyscall_X0)
KDL_SEL4_GETTER(UnknownSyscall, X1, seL4_UnknownSyscall_X1)
KDL_SEL4_GETTER(UnknownSyscall, X2, seL4_UnknownSyscall_X2)
KDL_SEL4_GETTER(UnknownSyscall, X3, seL4_UnknownSyscall_X3)
KDL_SEL4_GETTER(UnknownSyscall, X4, seL4_UnknownSyscall_X4)
KDL_SEL4_GETTER(UnknownSyscall, X5, seL4_UnknownSyscall_X5)
KDL_SEL4_GETTER(UnknownSyscall, X6, seL4_UnknownSyscall_X6)
KDL_SEL4_GETTER(UnknownSyscall, X7, seL4_UnknownSyscall_X7)
KDL_SEL4_GETTER(UnknownSyscall, FaultIP, seL4_UnknownSyscall_FaultIP)
KDL_SEL4_GETTER(UnknownSyscall, SP, seL4_UnknownSyscall_SP)
KDL_SEL4_GETTER(UnknownSyscall, LR, seL4_UnknownSyscall_LR)
KDL_SEL4_GETTER(UnknownSyscall, SPSR, seL4_UnknownSyscall_SPSR)
KDL_SEL4_GETTER(UnknownSyscall, Syscall, seL4_UnknownSyscall_Syscall)
KDL_SEL4_GETTER(UserException, FaultIP, seL4_UserException_FaultIP)
KDL_SEL4_GETTER(UserException, Stack, seL4_UserException_SP)
KDL_SEL4_GETTER(UserException, SPSR, seL4_UserException_SPSR)
KDL_SEL4_GETTER(UserException, Number, seL4_UserException_Number)
KDL_SEL4_GETTER(UserException, Code, seL4_UserException_Code)
KDL_SEL4_GETTER(DebugException, FaultIP, seL4_DebugException_FaultIP)
KDL_SEL4_GETTER(DebugException, ExceptionReason, seL4_DebugException_ExceptionReason)
KDL_SEL4_GETTER(DebugException, TriggerAddress, seL4_DebugException_TriggerAddress)
KDL_SEL4_GETTER(DebugException, BreakpointNumber, seL4_DebugException_BreakpointNumber)
KDL_SEL4_GETTER(Timeout, data, seL4_Timeout_Data)
KDL_SEL4_GETTER(Timeout, consumed, seL4_Timeout_Consumed)
KDL_SEL4_GETTER(VMFault, IP, seL4_VMFault_IP)
KDL_SEL4_GETTER(VMFault, Addr, seL4_VMFault_Addr)
KDL_SEL4_GETTER(VMFault, PrefetchFault, seL4_VMFault_PrefetchFault)
KDL_SEL4_GETTER(VMFault, FSR, seL4_VMFault_FSR)
KDL_SEL4_IS(NullFault, NullFault)
KDL_SEL4_IS(CapFault, CapFault)
KDL_SEL4_IS(UnknownSyscall, UnknownSyscall)
KDL_SEL4_IS(UserException, UserException)
KDL_SEL4_IS(DebugException, DebugException)
KDL_SEL4_IS(TimeoutFault, Timeout)
KDL_SEL4_IS(VMFault, VMFault)
#undef KDL_SEL4_GETTER
#undef KDL_SEL4_IS
