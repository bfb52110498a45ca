/* What the monitor of a system does to a program that failed: see kdl/restart.h. */
#include "kdl/restart.h"

#include "kdl/invoke.h"
#include "kdl/marshal.h"
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

/* the caller that a passive thread has its time from gets it back, and the thread its own */
static uint64_t give_time(const struct kdl_watched *thread)
{
    const uint64_t words[MSG_REGISTERS] = {0};

    kdl_nb_send(thread->reply, kdl_info(KDL_STATUS_FAILED, 0, 0), words);
    (void)kdl_sched_context_unbind(kdl_ipc_buffer, thread->time);
    return kdl_sched_context_bind(kdl_ipc_buffer, thread->time, thread->tcb);
}

static uint64_t renew_thread(const struct kdl_watched *thread, uint64_t count)
{
    uint64_t error = thread->time ? give_time(thread) : 0;

    return error | rewind_thread(thread, count);
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
            error |= renew_thread(w, count);
    for (const struct kdl_watched *w = kdl_watched; w->instance; w++)
        if (w->program == thread->program)
            error |= kdl_tcb_resume(kdl_ipc_buffer, w->tcb);
    return error == 0;
}
