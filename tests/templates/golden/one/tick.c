/* Generated from notification/to.c.m4 for Client.tick: do not edit. */
#include <camkes.h>
#include <kdl/event.h>

static struct kdl_event kdl_event;

int tick__run(void)
{
    kdl_event_run(&kdl_event, 8);
}

void tick_wait(void)
{
    kdl_event_wait(&kdl_event);
}

int tick_poll(void)
{
    return kdl_event_poll(&kdl_event);
}

int tick_reg_callback(void (*callback)(void *), void *argument)
{
    return kdl_event_callback(&kdl_event, callback, argument);
}

seL4_CPtr tick_notification(void)
{
    return 8;
}
