/*
 * Invocations under seL4's names and with its order of arguments. Each is a call of the stub of
 * the same invocation here (stubs.h), which does not compile when the ABI has another shape.
 */
#pragma once
#include <sel4/stubs.h>

/* ---- untyped memory ---- */

LIBSEL4_INLINE seL4_Error seL4_Untyped_Retype(seL4_Untyped service, seL4_Word type,
                                              seL4_Word size_bits, seL4_CNode root,
                                              seL4_Word node_index, seL4_Word node_depth,
                                              seL4_Word node_offset, seL4_Word num_objects)
{
    return kdl_sel4_untyped_retype(service, type, size_bits, node_index, node_depth, node_offset,
                                   num_objects, root);
}

/* ---- CNodes ---- */

LIBSEL4_INLINE seL4_Error seL4_CNode_Revoke(seL4_CNode service, seL4_Word index, seL4_Uint8 depth)
{
    return kdl_sel4_cnode_revoke(service, index, depth);
}

LIBSEL4_INLINE seL4_Error seL4_CNode_Delete(seL4_CNode service, seL4_Word index, seL4_Uint8 depth)
{
    return kdl_sel4_cnode_delete(service, index, depth);
}

LIBSEL4_INLINE seL4_Error seL4_CNode_CancelBadgedSends(seL4_CNode service, seL4_Word index,
                                                       seL4_Uint8 depth)
{
    return kdl_sel4_cnode_cancel_badged_sends(service, index, depth);
}

LIBSEL4_INLINE seL4_Error seL4_CNode_Copy(seL4_CNode service, seL4_Word dest_index,
                                          seL4_Uint8 dest_depth, seL4_CNode src_root,
                                          seL4_Word src_index, seL4_Uint8 src_depth,
                                          seL4_CapRights_t rights)
{
    return kdl_sel4_cnode_copy(service, dest_index, dest_depth, src_index, src_depth,
                               rights.words[0], src_root);
}

LIBSEL4_INLINE seL4_Error seL4_CNode_Mint(seL4_CNode service, seL4_Word dest_index,
                                          seL4_Uint8 dest_depth, seL4_CNode src_root,
                                          seL4_Word src_index, seL4_Uint8 src_depth,
                                          seL4_CapRights_t rights, seL4_Word badge)
{
    return kdl_sel4_cnode_mint(service, dest_index, dest_depth, src_index, src_depth,
                               rights.words[0], badge, src_root);
}

LIBSEL4_INLINE seL4_Error seL4_CNode_Move(seL4_CNode service, seL4_Word dest_index,
                                          seL4_Uint8 dest_depth, seL4_CNode src_root,
                                          seL4_Word src_index, seL4_Uint8 src_depth)
{
    return kdl_sel4_cnode_move(service, dest_index, dest_depth, src_index, src_depth, src_root);
}

LIBSEL4_INLINE seL4_Error seL4_CNode_Mutate(seL4_CNode service, seL4_Word dest_index,
                                            seL4_Uint8 dest_depth, seL4_CNode src_root,
                                            seL4_Word src_index, seL4_Uint8 src_depth,
                                            seL4_Word badge)
{
    return kdl_sel4_cnode_mutate(service, dest_index, dest_depth, src_index, src_depth, badge,
                                 src_root);
}

LIBSEL4_INLINE seL4_Error seL4_CNode_Rotate(seL4_CNode service, seL4_Word dest_index,
                                            seL4_Uint8 dest_depth, seL4_Word dest_badge,
                                            seL4_CNode pivot_root, seL4_Word pivot_index,
                                            seL4_Uint8 pivot_depth, seL4_Word pivot_badge,
                                            seL4_CNode src_root, seL4_Word src_index,
                                            seL4_Uint8 src_depth)
{
    return kdl_sel4_cnode_rotate(service, dest_index, dest_depth, dest_badge, pivot_index,
                                 pivot_depth, pivot_badge, src_index, src_depth, pivot_root,
                                 src_root);
}

/* ---- scheduling ---- */

LIBSEL4_INLINE seL4_Error
seL4_SchedControl_ConfigureFlags(seL4_SchedControl service, seL4_SchedContext schedcontext,
                                 seL4_Time budget, seL4_Time period, seL4_Word extra_refills,
                                 seL4_Word badge, seL4_Word flags)
{
    return kdl_sel4_sched_control_configure(service, budget, period, extra_refills, badge, flags,
                                            schedcontext);
}

LIBSEL4_INLINE seL4_Error
seL4_SchedControl_Configure(seL4_SchedControl service, seL4_SchedContext schedcontext,
                            seL4_Time budget, seL4_Time period, seL4_Word extra_refills,
                            seL4_Word badge)
{
    return seL4_SchedControl_ConfigureFlags(service, schedcontext, budget, period, extra_refills,
                                            badge, seL4_SchedContext_NoFlag);
}

LIBSEL4_INLINE seL4_Error seL4_SchedContext_Bind(seL4_SchedContext service, seL4_CPtr cap)
{
    return kdl_sel4_sched_context_bind(service, cap);
}

LIBSEL4_INLINE seL4_Error seL4_SchedContext_Unbind(seL4_SchedContext service)
{
    return kdl_sel4_sched_context_unbind(service);
}

LIBSEL4_INLINE seL4_Error seL4_SchedContext_UnbindObject(seL4_SchedContext service, seL4_CPtr cap)
{
    return kdl_sel4_sched_context_unbind_object(service, cap);
}

typedef struct seL4_SchedContext_Consumed {
    int error;
    seL4_Time consumed;
} seL4_SchedContext_Consumed_t;

LIBSEL4_INLINE seL4_SchedContext_Consumed_t seL4_SchedContext_Consumed(seL4_SchedContext service)
{
    seL4_SchedContext_Consumed_t result = {0, 0};

    result.error = (int)kdl_sel4_sched_context_consumed(service, &result.consumed);
    return result;
}

typedef struct seL4_SchedContext_YieldTo {
    int error;
    seL4_Time consumed;
} seL4_SchedContext_YieldTo_t;

LIBSEL4_INLINE seL4_SchedContext_YieldTo_t seL4_SchedContext_YieldTo(seL4_SchedContext service)
{
    seL4_SchedContext_YieldTo_t result = {0, 0};

    result.error = (int)kdl_sel4_sched_context_yield_to(service, &result.consumed);
    return result;
}

LIBSEL4_INLINE seL4_Error seL4_DomainSet_Set(seL4_DomainSet service, seL4_Uint8 domain,
                                             seL4_TCB thread)
{
    return kdl_sel4_domain_set(service, domain, thread);
}

/* Microseconds; 0 with domain 0: a schedule ends here. */
LIBSEL4_INLINE seL4_Error seL4_DomainSet_ScheduleConfigure(seL4_DomainSet service, seL4_Word index,
                                                           seL4_Uint8 domain, seL4_Time duration)
{
    return kdl_sel4_domain_schedule_configure(service, index, domain, duration);
}

LIBSEL4_INLINE seL4_Error seL4_DomainSet_ScheduleSetStart(seL4_DomainSet service, seL4_Word index)
{
    return kdl_sel4_domain_schedule_start(service, index);
}

/* ---- interrupts ---- */

LIBSEL4_INLINE seL4_Error seL4_IRQControl_Get(seL4_IRQControl service, seL4_Word irq,
                                              seL4_CNode root, seL4_Word index, seL4_Uint8 depth)
{
    return kdl_sel4_irq_control_get(service, irq, index, depth, root);
}

LIBSEL4_INLINE seL4_Error seL4_IRQControl_GetTrigger(seL4_IRQControl service, seL4_Word irq,
                                                     seL4_Word trigger, seL4_CNode root,
                                                     seL4_Word index, seL4_Uint8 depth)
{
    return kdl_sel4_irq_control_get_trigger(service, irq, trigger, index, depth, root);
}

LIBSEL4_INLINE seL4_Error seL4_IRQControl_GetTriggerCore(seL4_IRQControl service, seL4_Word irq,
                                                         seL4_Word trigger, seL4_CNode root,
                                                         seL4_Word index, seL4_Uint8 depth,
                                                         seL4_Word target)
{
    return kdl_sel4_irq_control_get_trigger_core(service, irq, trigger, index, depth, target, root);
}

/* seL4_Signal on what it makes raises the interrupt. */
LIBSEL4_INLINE seL4_Error seL4_IRQControl_IssueSGISignal(seL4_IRQControl service, seL4_Word irq,
                                                         seL4_Word target, seL4_CNode root,
                                                         seL4_Word index, seL4_Uint8 depth)
{
    return kdl_sel4_irq_control_issue_sgi(service, irq, target, index, depth, root);
}

LIBSEL4_INLINE seL4_Error seL4_IRQHandler_Ack(seL4_IRQHandler service)
{
    return kdl_sel4_irq_handler_ack(service);
}

LIBSEL4_INLINE seL4_Error seL4_IRQHandler_SetNotification(seL4_IRQHandler service,
                                                          seL4_CPtr notification)
{
    return kdl_sel4_irq_handler_set(service, notification);
}

LIBSEL4_INLINE seL4_Error seL4_IRQHandler_Clear(seL4_IRQHandler service)
{
    return kdl_sel4_irq_handler_clear(service);
}

/* ---- memory ---- */

LIBSEL4_INLINE seL4_Error seL4_ARM_Page_Map(seL4_ARM_Page service, seL4_CPtr vspace,
                                            seL4_Word vaddr, seL4_CapRights_t rights,
                                            seL4_ARM_VMAttributes attr)
{
    return kdl_sel4_frame_map(service, vaddr, rights.words[0], attr, vspace);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_Page_Unmap(seL4_ARM_Page service)
{
    return kdl_sel4_frame_unmap(service);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_VSpace_Clean_Data(seL4_ARM_VSpace service, seL4_Word start,
                                                     seL4_Word end)
{
    return kdl_sel4_vspace_clean(service, start, end);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_VSpace_Invalidate_Data(seL4_ARM_VSpace service, seL4_Word start,
                                                          seL4_Word end)
{
    return kdl_sel4_vspace_invalidate(service, start, end);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_VSpace_CleanInvalidate_Data(seL4_ARM_VSpace service,
                                                               seL4_Word start, seL4_Word end)
{
    return kdl_sel4_vspace_clean_invalidate(service, start, end);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_VSpace_Unify_Instruction(seL4_ARM_VSpace service,
                                                            seL4_Word start, seL4_Word end)
{
    return kdl_sel4_vspace_unify_instruction(service, start, end);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_Page_Clean_Data(seL4_ARM_Page service, seL4_Word start,
                                                   seL4_Word end)
{
    return kdl_sel4_frame_clean(service, start, end);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_Page_Invalidate_Data(seL4_ARM_Page service, seL4_Word start,
                                                        seL4_Word end)
{
    return kdl_sel4_frame_invalidate(service, start, end);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_Page_CleanInvalidate_Data(seL4_ARM_Page service,
                                                             seL4_Word start, seL4_Word end)
{
    return kdl_sel4_frame_clean_invalidate(service, start, end);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_Page_Unify_Instruction(seL4_ARM_Page service, seL4_Word start,
                                                          seL4_Word end)
{
    return kdl_sel4_frame_unify_instruction(service, start, end);
}

typedef struct seL4_ARM_Page_GetAddress {
    int error;
    seL4_Word paddr;
} seL4_ARM_Page_GetAddress_t;

LIBSEL4_INLINE seL4_ARM_Page_GetAddress_t seL4_ARM_Page_GetAddress(seL4_ARM_Page service)
{
    seL4_ARM_Page_GetAddress_t result = {0, 0};

    result.error = (int)kdl_sel4_frame_get_address(service, &result.paddr);
    return result;
}

LIBSEL4_INLINE seL4_Error seL4_ARM_PageTable_Map(seL4_ARM_PageTable service, seL4_CPtr vspace,
                                                 seL4_Word vaddr, seL4_ARM_VMAttributes attr)
{
    return kdl_sel4_page_table_map(service, vaddr, attr, vspace);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_PageTable_Unmap(seL4_ARM_PageTable service)
{
    return kdl_sel4_page_table_unmap(service);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_ASIDControl_MakePool(seL4_ARM_ASIDControl service,
                                                        seL4_Untyped untyped, seL4_CNode root,
                                                        seL4_Word index, seL4_Uint8 depth)
{
    return kdl_sel4_asid_control_make_pool(service, index, depth, untyped, root);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_ASIDPool_Assign(seL4_ARM_ASIDPool service, seL4_CPtr vspace)
{
    return kdl_sel4_asid_pool_assign(service, vspace);
}

LIBSEL4_INLINE seL4_Error seL4_ARM_SMC_Call(seL4_ARM_SMC service, seL4_ARM_SMCContext *arguments,
                                            seL4_ARM_SMCContext *response)
{
    const seL4_ARM_SMCContext *a = arguments;
    seL4_ARM_SMCContext r = *a;
    seL4_Error error = kdl_sel4_smc_call(service, a->x0, a->x1, a->x2, a->x3, a->x4, a->x5, a->x6,
                                         a->x7, &r.x0, &r.x1, &r.x2, &r.x3);

    if (response)
        *response = r;
    return error;
}
