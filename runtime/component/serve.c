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

void kdl_interrupt_run(cptr_t notification, void (*handle)(void))
{
    for (;;) {
        kdl_flush();
        (void)kdl_wait(notification);
        handle();
    }
}
