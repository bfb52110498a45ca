/* What the threads of event and interrupt interfaces do for ever. */
#include "kdl/event.h"
#include "kdl/invoke.h"
#include "kdl/line.h"
#include "kdl/restart.h"
#include "kdl/thread.h"

void kdl_event_run(struct kdl_event *event, cptr_t notification)
{
    for (;;) {
        kdl_flush();
        (void)kdl_wait(notification);
        kdl_event_raise(event);
    }
}

void kdl_event_run_counted(struct kdl_event *event, cptr_t notification, const uint64_t *count)
{
    /* those before a restart are lost */
    uint64_t seen = kdl_restarts() ? __atomic_load_n(count, __ATOMIC_ACQUIRE) : 0;

    for (;;) {
        uint64_t now = __atomic_load_n(count, __ATOMIC_ACQUIRE);

        if (now == seen) {
            kdl_flush();
            (void)kdl_wait(notification);
            continue;
        }
        seen++;
        kdl_event_raise(event);
    }
}

void kdl_interrupt_run(cptr_t notification, cptr_t line, void (*handle)(void))
{
    /* one that came before a restart is still to be acknowledged */
    if (kdl_restarts() > 0)
        (void)kdl_irq_handler_ack(kdl_ipc_buffer, line);
    for (;;) {
        kdl_flush();
        (void)kdl_wait(notification);
        if (handle)
            handle();
        else
            kdl_line_handle(line);
    }
}
