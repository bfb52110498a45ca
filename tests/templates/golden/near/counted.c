/* Generated from notification_queue/to.c.m4 for Near.counted: do not edit. */
#include <camkes.h>
#include <kdl/event.h>

static struct kdl_event kdl_event;

int counted__run(void)
{
    kdl_event_run_counted(&kdl_event, 10, (const uint64_t *)0x1000f000ul);
}

void counted_wait(void)
{
    kdl_event_wait(&kdl_event);
}

int counted_poll(void)
{
    return kdl_event_poll(&kdl_event);
}

int counted_reg_callback(void (*callback)(void *), void *argument)
{
    return kdl_event_callback(&kdl_event, callback, argument);
}

seL4_CPtr counted_notification(void)
{
    return 10;
}
