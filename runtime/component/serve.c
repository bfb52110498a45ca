/* What the threads of event and interrupt interfaces do for ever. */
#include "kdl/event.h"
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
    uint64_t seen = 0;

    event->counts = true;
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

void kdl_interrupt_run(cptr_t notification, void (*handle)(void))
{
    for (;;) {
        kdl_flush();
        (void)kdl_wait(notification);
        handle();
    }
}
