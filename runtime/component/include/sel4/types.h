/* Capabilities by what they are to, and the registers of a thread. */
#pragma once
#include <sel4/shared_types.h>

typedef seL4_CPtr seL4_CNode, seL4_TCB, seL4_Untyped, seL4_IRQControl, seL4_IRQHandler,
    seL4_DomainSet, seL4_SchedContext, seL4_SchedControl, seL4_ARM_Page, seL4_ARM_PageTable,
    seL4_ARM_PageDirectory, seL4_ARM_PageUpperDirectory, seL4_ARM_VSpace, seL4_ARM_ASIDControl,
    seL4_ARM_ASIDPool, seL4_ARM_SMC;

typedef struct seL4_UserContext_ {
    seL4_Word pc, sp, spsr, x0, x1, x2, x3, x4, x5, x6, x7, x8, x16, x17, x18, x29, x30;
    seL4_Word x9, x10, x11, x12, x13, x14, x15, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28;
    seL4_Word tpidr_el0, tpidrro_el0;
} seL4_UserContext;

typedef struct seL4_ARM_SMCContext_ {
    seL4_Word x0, x1, x2, x3, x4, x5, x6, x7;
} seL4_ARM_SMCContext;
