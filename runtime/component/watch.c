/* What the monitor of a system does to a program that failed: see kdl/restart.h. */
#include "kdl/restart.h"

#include "kdl/invoke.h"
#include "kdl/thread.h"
#include "kernel/abi/layout.h"

#define REGISTERS 6                     /* pc sp spsr x0 x1 x2 */

static uint64_t rewind_thread(const struct kdl_watched *thread, uint64_t count)
{
    const uint64_t registers[REGISTERS] = {
        COMPONENT_VADDR, thread->stack + thread->stack_size, 0, thread->index, thread->ipc, count,
    };

    return kdl_tcb_set_registers(kdl_ipc_buffer, thread->tcb, false, registers, REGISTERS);
}

bool kdl_restart(const struct kdl_watched *thread, uint64_t count)
{
    uint64_t error = 0;

    if (!thread->tcb)
        return false;
    kdl_flush();                        /* printing uses the IPC buffer */
    for (const struct kdl_watched *w = kdl_watched; w->instance; w++)
        if (w->program == thread->program)
            error |= kdl_tcb_suspend(kdl_ipc_buffer, w->tcb);
    for (const struct kdl_watched *w = kdl_watched; w->instance; w++)
        if (w->program == thread->program)
            error |= rewind_thread(w, count);
    for (const struct kdl_watched *w = kdl_watched; w->instance; w++)
        if (w->program == thread->program)
            error |= kdl_tcb_resume(kdl_ipc_buffer, w->tcb);
    return error == 0;
}
