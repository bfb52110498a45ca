/*
 * Invocations of threads under seL4's names. The registers of a thread stand in another order here:
 * pc sp spsr x0..x30 tpidr_el0 tpidrro_el0.
 */
#pragma once
#include <sel4/stubs.h>

#define KDL_SEL4_REGISTERS (sizeof(seL4_UserContext) / sizeof(seL4_Word))
/* The first so many have the same place in both orders. */
#define KDL_SEL4_SAME_REGISTERS 12u
_Static_assert(offsetof(seL4_UserContext, x8) / 8 + 1 == KDL_SEL4_SAME_REGISTERS, "pc .. x8");

/* Where the i-th word of seL4_UserContext stands in the kernel's order. */
LIBSEL4_INLINE unsigned kdl_sel4_register(unsigned i)
{
    static const uint8_t place[] = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 19, 20, 21, 32, 33,
        12, 13, 14, 15, 16, 17, 18, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 34, 35};
    _Static_assert(sizeof place == KDL_SEL4_REGISTERS, "every register");

    return place[i];
}

LIBSEL4_INLINE seL4_Error kdl_sel4_read_all(seL4_TCB service, seL4_Bool suspend,
                                            seL4_Word values[KDL_SEL4_REGISTERS])
{
    return (seL4_Error)kdl_tcb_get_registers(kdl_ipc_buffer, service, suspend, values,
                                             KDL_SEL4_REGISTERS);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_ReadRegisters(seL4_TCB service, seL4_Bool suspend_source,
                                                 seL4_Uint8 arch_flags, seL4_Word count,
                                                 seL4_UserContext *regs)
{
    seL4_Word values[KDL_SEL4_REGISTERS];
    seL4_Error error;

    (void)arch_flags;
    if (count < 1 || count > KDL_SEL4_REGISTERS)
        return kdl_sel4_tcb_read_registers(service, suspend_source, count);     /* refused */
    error = kdl_sel4_read_all(service, suspend_source, values);
    for (unsigned i = 0; error == seL4_NoError && i < count; i++)
        ((seL4_Word *)regs)[i] = values[kdl_sel4_register(i)];
    return error;
}

/* More than the first few: those between them in the kernel's order are written as they are. */
LIBSEL4_INLINE seL4_Error seL4_TCB_WriteRegisters(seL4_TCB service, seL4_Bool resume_target,
                                                  seL4_Uint8 arch_flags, seL4_Word count,
                                                  const seL4_UserContext *regs)
{
    seL4_Word values[KDL_SEL4_REGISTERS], all = count;
    seL4_Error error = seL4_NoError;

    (void)arch_flags;
    if (count > KDL_SEL4_REGISTERS)
        return kdl_sel4_tcb_write_registers(service, resume_target, count);     /* refused */
    if (count > KDL_SEL4_SAME_REGISTERS) {
        all = KDL_SEL4_REGISTERS;
        error = count < all ? kdl_sel4_read_all(service, 0, values) : seL4_NoError;
    }
    if (error != seL4_NoError)
        return error;
    for (unsigned i = 0; i < count; i++)
        values[kdl_sel4_register(i)] = ((const seL4_Word *)regs)[i];
    return (seL4_Error)kdl_tcb_set_registers(kdl_ipc_buffer, service, resume_target, values, all);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_CopyRegisters(seL4_TCB service, seL4_TCB source,
                                                 seL4_Bool suspend_source,
                                                 seL4_Bool resume_target,
                                                 seL4_Bool transfer_frame,
                                                 seL4_Bool transfer_integer,
                                                 seL4_Uint8 arch_flags)
{
    (void)arch_flags;
    return kdl_sel4_tcb_copy_registers(service, (suspend_source ? 1u : 0) |
                                       (resume_target ? 2u : 0) | (transfer_frame ? 4u : 0) |
                                       (transfer_integer ? 8u : 0), source);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_Configure(seL4_TCB service, seL4_CNode cspace_root,
                                             seL4_Word cspace_root_data, seL4_CPtr vspace_root,
                                             seL4_Word vspace_root_data, seL4_Word buffer,
                                             seL4_CPtr buffer_frame)
{
    return kdl_sel4_tcb_configure(service, cspace_root_data, vspace_root_data, buffer, cspace_root,
                                  vspace_root, buffer_frame);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_SetPriority(seL4_TCB service, seL4_TCB authority,
                                               seL4_Word priority)
{
    return kdl_sel4_tcb_set_priority(service, priority, authority);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_SetMCPriority(seL4_TCB service, seL4_TCB authority,
                                                 seL4_Word mcp)
{
    return kdl_sel4_tcb_set_mcpriority(service, mcp, authority);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_SetSchedParams(seL4_TCB service, seL4_TCB authority,
                                                  seL4_Word mcp, seL4_Word priority,
                                                  seL4_CPtr sched_context, seL4_CPtr fault_ep)
{
    return kdl_sel4_tcb_set_sched_params(service, mcp, priority, authority, sched_context,
                                         fault_ep);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_SetTimeoutEndpoint(seL4_TCB service, seL4_CPtr timeout_fault_ep)
{
    return kdl_sel4_tcb_set_timeout_endpoint(service, timeout_fault_ep);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_SetIPCBuffer(seL4_TCB service, seL4_Word buffer,
                                                seL4_CPtr buffer_frame)
{
    return kdl_sel4_tcb_set_ipc_buffer(service, buffer, buffer_frame);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_SetSpace(seL4_TCB service, seL4_CPtr fault_ep,
                                            seL4_CNode cspace_root, seL4_Word cspace_root_data,
                                            seL4_CPtr vspace_root, seL4_Word vspace_root_data)
{
    return kdl_sel4_tcb_set_space(service, cspace_root_data, vspace_root_data, fault_ep,
                                  cspace_root, vspace_root);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_Suspend(seL4_TCB service)
{
    return kdl_sel4_tcb_suspend(service);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_Resume(seL4_TCB service)
{
    return kdl_sel4_tcb_resume(service);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_BindNotification(seL4_TCB service, seL4_CPtr notification)
{
    return kdl_sel4_tcb_bind_notification(service, notification);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_UnbindNotification(seL4_TCB service)
{
    return kdl_sel4_tcb_unbind_notification(service);
}

LIBSEL4_INLINE seL4_Error seL4_TCB_SetTLSBase(seL4_TCB service, seL4_Word tls_base)
{
    return kdl_sel4_tcb_set_tls_base(service, tls_base);
}

typedef struct seL4_TCB_SetFlags {
    int error;
    seL4_Word flags;
} seL4_TCB_SetFlags_t;

LIBSEL4_INLINE seL4_TCB_SetFlags_t seL4_TCB_SetFlags(seL4_TCB service, seL4_Word clear,
                                                     seL4_Word set)
{
    seL4_TCB_SetFlags_t result = {0, 0};

    result.error = (int)kdl_sel4_tcb_set_flags(service, clear, set, &result.flags);
    return result;
}

/* ---- debugging ---- */

LIBSEL4_INLINE seL4_Error seL4_TCB_SetBreakpoint(seL4_TCB service, seL4_Uint16 bp_num,
                                                 seL4_Word vaddr, seL4_Word type, seL4_Word size,
                                                 seL4_Word rw)
{
    return kdl_sel4_tcb_set_breakpoint(service, bp_num, vaddr, type, size, rw);
}

typedef struct seL4_TCB_GetBreakpoint {
    int error;
    seL4_Word vaddr, type, size, rw;
    seL4_Bool is_enabled;
} seL4_TCB_GetBreakpoint_t;

LIBSEL4_INLINE seL4_TCB_GetBreakpoint_t seL4_TCB_GetBreakpoint(seL4_TCB service,
                                                               seL4_Uint16 bp_num)
{
    seL4_TCB_GetBreakpoint_t r = {0};
    seL4_Word enabled = 0;

    r.error = (int)kdl_sel4_tcb_get_breakpoint(service, bp_num, &r.vaddr, &r.type, &r.size, &r.rw,
                                               &enabled);
    r.is_enabled = enabled != 0;
    return r;
}

LIBSEL4_INLINE seL4_Error seL4_TCB_UnsetBreakpoint(seL4_TCB service, seL4_Uint16 bp_num)
{
    return kdl_sel4_tcb_unset_breakpoint(service, bp_num);
}

typedef struct seL4_TCB_ConfigureSingleStepping {
    int error;
    seL4_Bool bp_was_consumed;
} seL4_TCB_ConfigureSingleStepping_t;

LIBSEL4_INLINE seL4_TCB_ConfigureSingleStepping_t
seL4_TCB_ConfigureSingleStepping(seL4_TCB service, seL4_Uint16 bp_num, seL4_Word num_instructions)
{
    seL4_TCB_ConfigureSingleStepping_t r = {0, 0};
    seL4_Word consumed = 0;

    r.error = (int)kdl_sel4_tcb_configure_single_stepping(service, bp_num, num_instructions,
                                                          &consumed);
    r.bp_was_consumed = consumed != 0;
    return r;
}
